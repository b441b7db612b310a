"""Tell which changes of the code of rights no test noticed, by module; `make mutants` writes them to docs/mutants.md.

`python -m tests.mutants COMMIT` reads what mutmut left in `.reports/mutants`, or in the folder named after the commit.
mutmut changes code that is loaded already, so what runs while it is loaded goes unchanged: such mutants that lived are
tried again here, each in a process of its own.
It exits with 1 when of the mutants that were tried fewer than the limit were killed, or when some were never tried.
"""

import json
import os
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from mutmut.stats import status_by_exit_code

ROOT: Final = Path(__file__).resolve().parent.parent
LEFT: Final = ROOT / ".reports" / "mutants"
PAGE: Final = ROOT / "docs" / "mutants.md"
BEGIN: Final = "<!-- what `make mutants` wrote last begins here -->"
END: Final = "<!-- what `make mutants` wrote last ends here -->"
LIMIT: Final = 90
KILLED: Final = frozenset({"killed", "timeout", "segfault"})
NOT_TRIED: Final = "not checked"
FAILED: Final = 1
UNDER_TEST: Final = "MUTANT_UNDER_TEST"  # the variable that tells mutmut's copies which of them to be
SAID_WHILE_LOADED: Final = """
import sys
sys.path.insert(0, ".")
import app.main
from mutmut.state import state
print(*state()._stats)
"""


class Module(NamedTuple):
    """A module, and of each of its mutants what became of it."""

    name: str
    fates: Mapping[str, str]

    @property
    def tried(self) -> int:
        """How many of its mutants were tried; what no test reaches counts as tried and alive."""
        return sum(fate != NOT_TRIED for fate in self.fates.values())

    @property
    def killed(self) -> int:
        """How many a test noticed, by failing or by never coming to an end."""
        return sum(fate in KILLED for fate in self.fates.values())

    @property
    def alive(self) -> list[str]:
        """The mutants that nobody noticed."""
        return [name for name, fate in self.fates.items() if fate not in {*KILLED, NOT_TRIED}]


def try_again(left: Path) -> None:
    """Try what lived and runs while the code is loaded, each in a process of its own."""
    loaded = tuple(f"{name}__mutmut_" for name in _python(left, "stats", "-c", SAID_WHILE_LOADED).stdout.split())
    with (left / "pyproject.toml").open("rb") as file:
        options = tomllib.load(file)["tool"]["mutmut"]
    tests = [*options["pytest_add_cli_args"], *options["pytest_add_cli_args_test_selection"]]
    for meta in sorted(left.glob("app/**/*.py.meta")):
        kept = json.loads(meta.read_text(encoding="utf-8"))
        exits = kept["exit_code_by_key"]
        tried = [name for name, code in exits.items() if code is not None and name.startswith(loaded)]
        again = [name for name in tried if status_by_exit_code[exits[name]] not in KILLED]
        own = f"test_{meta.name.partition('.')[0]}.py"
        in_order = sorted(tests, key=lambda test: not test.endswith(own))  # what is about the module tells soonest
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            failed = pool.map(partial(_fails, left, in_order), again)
            exits |= {name: FAILED if one else 0 for name, one in zip(again, failed, strict=True)}
        meta.write_text(json.dumps(kept, indent=4), encoding="utf-8")


def _fails(left: Path, tests: Sequence[str], mutant: str) -> bool:
    """Whether a test fails in a process that loads this mutant."""
    return bool(_python(left, mutant, "-m", "pytest", "--exitfirst", "--quiet", *tests).returncode)


def _python(left: Path, mutant: str, *command: str) -> subprocess.CompletedProcess[str]:
    surroundings = os.environ | {UNDER_TEST: mutant}
    return subprocess.run(
        [sys.executable, *command], cwd=left, env=surroundings, capture_output=True, text=True, check=False
    )


def read_modules(left: Path) -> list[Module]:
    """Read what mutmut left of every module that has mutants."""
    found = []
    for meta in sorted(left.glob("app/**/*.py.meta")):
        exits = json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"]
        fates = {name: status_by_exit_code[code] for name, code in exits.items()}
        if fates:
            found.append(Module(str(meta.relative_to(left)).removesuffix(".meta"), fates))
    return found


def percent(killed: int, tried: int) -> float:
    """The share that was killed; of nothing it is all."""
    return 100 * killed / tried if tried else 100


def told(modules: Sequence[Module], commit: str, before: str = "") -> Iterator[str]:
    """The table of the page: of each module the last time that it was tried, with the commit of then.

    `before` is the table as it was: what was not tried now keeps its line.
    """
    yield "| module | mutants | tried | killed | survived | percent | at commit |"
    yield "|---|---|---|---|---|---|---|"
    lines = {one.name: _line(one, commit) for one in modules if one.tried}
    for one in modules:
        yield lines.get(one.name) or _line_of(one.name, before) or f"| {one.name} | {len(one.fates)} | 0 | 0 | 0 | | |"


def _line(one: Module, commit: str) -> str:
    share = percent(one.killed, one.tried)
    counts = f"{len(one.fates)} | {one.tried} | {one.killed} | {one.tried - one.killed}"
    return f"| {one.name} | {counts} | {share:.1f} | {commit} |"


def _line_of(name: str, table: str) -> str:
    """The line of a module in a table that was written before; empty when there is none."""
    return next((line for line in table.splitlines() if line.startswith(f"| {name} |")), "")


def _sum(modules: Sequence[Module]) -> Module:
    return Module("together", {name: fate for one in modules for name, fate in one.fates.items()})


def what_is_wrong(modules: Sequence[Module]) -> str:
    """What is wrong with the result; empty when nothing is."""
    whole = _sum(modules)
    if not whole.fates:
        return "There are no mutants: run 'make mutants' first."
    if whole.tried < len(whole.fates):
        return f"{len(whole.fates) - whole.tried} of {len(whole.fates)} mutants were not tried."
    share = percent(whole.killed, whole.tried)
    return f"{share:.1f} % of the mutants were killed; {LIMIT} % is the limit." if share < LIMIT else ""


def main(commit: str, left: Path = LEFT) -> int:
    """Write the page, and name those who live."""
    try_again(left / "mutants")
    modules = read_modules(left / "mutants")
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    table, _, after = rest.partition(END)
    lines = "\n".join(told(modules, commit, table))
    PAGE.write_text(f"{before}{BEGIN}\n\n{lines}\n\n{END}{after}", encoding="utf-8")
    print(lines)
    for one in modules:
        for name in one.alive:
            print(f"{one.fates[name]}: {name}")
    print(dict(Counter(fate for one in modules for fate in one.fates.values())))
    wrong = what_is_wrong(modules)
    print(wrong or "All is well.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], *map(Path, sys.argv[2:])))
