"""The documents are true where a machine can tell: links, commands, settings, versions, and no places of our own."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from pydantic.alias_generators import to_camel
from typer.testing import CliRunner

from app import __version__
from app.cli import cli
from app.services.scoring.parameters import (
    BALANCE_BOUNDS,
    DEFAULT_BALANCE,
    DEFAULT_RUNG,
    RUNG_BOUNDS,
    BalanceParameters,
    Bound,
    RungParameters,
)
from app.settings import PREFIX, Settings

ROOT: Final = Path(__file__).parent.parent
PAGES: Final = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "openapi").glob("*.md"))
)
FENCE: Final = re.compile(r"^```\w*\n.*?^```$", re.MULTILINE | re.DOTALL)
SHELL: Final = re.compile(r"^```(?:sh|bash)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK: Final = re.compile(r"\]\(([^)\s]+)\)")
CODE: Final = re.compile(r"`([^`\n]+)`")
# A folder of somebody's machine, and a place where packages come from.
PLACES: Final = re.compile(
    r"/(?:home|Users|root|work|tmp|opt|mnt)/[\w.]+|(?:pypi|pythonhosted|npmjs|docker)\.(?:org|io|com)|index-url|localhost:\d{4,}"
)


@cache
def text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def without_code(page: str) -> str:
    """The words of a page, its blocks of code left out."""
    return FENCE.sub("", text(page))


def anchors(page: str) -> set[str]:
    """The anchors of a page's headings, as a forge makes them."""
    headings = re.findall(r"^#+ (.+)$", without_code(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def dead_links(page: str) -> list[str]:
    """The links of a page to something in this repository that is not there."""
    dead = []
    for target in LINK.findall(CODE.sub("", without_code(page))):
        path, _, anchor = target.partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        place = ((ROOT / page).parent / path).resolve() if path else ROOT / page
        known = anchors(place.relative_to(ROOT).as_posix()) if place.suffix == ".md" and place.is_file() else set()
        if not place.exists() or (anchor and anchor not in known):
            dead.append(target)
    return dead


def commands(page: str, name: str) -> list[str]:
    """What follows a program's name on a line of its own in the blocks of a page."""
    lines = [line for block in SHELL.findall(text(page)) for line in block.splitlines()]
    return [found[1] for line in lines if (found := re.match(rf"(?:\S*/)?{name}\s+([\w-]+(?: [\w-]+)*)", line.strip()))]


@pytest.mark.parametrize("page", PAGES)
def test_a_link_leads_somewhere(page: str) -> None:
    assert dead_links(page) == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_names_no_place_of_our_own(page: str) -> None:
    assert PLACES.findall(text(page)) == []


@pytest.mark.parametrize("page", PAGES)
def test_a_sentence_stands_on_a_line_of_its_own(page: str) -> None:
    prose = [
        line for line in without_code(page).splitlines() if line and line[0] not in "|-#<" and not line[0].isdigit()
    ]
    assert [line for line in prose if re.search(r"[a-z)`]\. [A-Z`]", line)] == []


@pytest.mark.parametrize("page", PAGES)
def test_a_make_command_exists(page: str) -> None:
    targets = set(re.findall(r"^([\w-]+):", text("Makefile"), re.MULTILINE))
    named = [command.split()[0] for command in commands(page, "make")]
    named += re.findall(r"`make ([\w-]+)", text(page))
    assert [name for name in named if name not in targets] == []


@pytest.mark.parametrize("page", PAGES)
def test_a_command_of_samenspel_exists(page: str) -> None:
    inline = [one.removeprefix(".venv/bin/") for one in CODE.findall(without_code(page))]
    named = [one.removeprefix("samenspel ") for one in inline if one.startswith("samenspel ")]
    for command in {*commands(page, "samenspel"), *named}:
        words = [word for word in command.split() if re.fullmatch(r"[a-z]+", word)]
        groups = {"database", "keys", "organisations"}
        asked = words[:2] if words[0] in groups else words[:1]
        assert CliRunner().invoke(cli, [*asked, "--help"]).exit_code == 0, command


def test_the_readme_takes_one_command_to_look_around_one_to_run_and_one_to_test() -> None:
    assert commands("README.md", "make") == ["demo", "run", "test"]
    assert commands("README.md", "samenspel")[0].startswith("keys create")


def test_help_names_every_command_of_the_operations_page() -> None:
    shown = CliRunner().invoke(cli, ["--help"], terminal_width=200).output
    told = re.findall(r"^\| `samenspel ([\w]+)", text("docs/operations.md"), re.MULTILINE)
    assert told
    assert [name for name in told if name not in shown] == []


def test_every_setting_stands_in_the_table_with_its_default() -> None:
    told = dict(re.findall(rf"^\| `({PREFIX}\w+)` \| ([^|]+) \|", text("docs/operations.md"), re.MULTILINE))
    fields = {f"{PREFIX}{name.upper()}": field for name, field in Settings.model_fields.items()}
    assert told.keys() == fields.keys()
    given = {name: field.default for name, field in fields.items() if field.default_factory is None}
    plain = {name: "none" if default is None else str(default) for name, default in given.items()}
    assert {name: told[name].strip("`") for name in plain} == plain


@pytest.mark.parametrize(
    ("heading", "defaults", "bounds"),
    [("## `rung/1`", DEFAULT_RUNG, RUNG_BOUNDS), ("## `sense-balance/1`", DEFAULT_BALANCE, BALANCE_BOUNDS)],
)
def test_the_page_of_the_rules_tells_every_parameter_with_its_default_and_its_range(
    heading: str, defaults: RungParameters | BalanceParameters, bounds: Mapping[str, Bound]
) -> None:
    part = text("docs/rules.md").partition(heading)[2].partition("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \| ([\d.]+) \| ([\d.]+) to ([\d.]+) \|", part, re.MULTILINE) == [
        (to_camel(name), f"{getattr(defaults, name):g}", f"{bound.lowest:g}", f"{bound.highest:g}")
        for name, bound in bounds.items()
    ]


def test_the_version_has_an_entry_in_the_changelog() -> None:
    project = tomllib.loads(text("pyproject.toml"))["project"]
    assert __version__ == project["version"]
    assert re.search(
        rf"^## \[{re.escape(__version__)}\] - \d{{4}}-\d{{2}}-\d{{2}}$", text("CHANGELOG.md"), re.MULTILINE
    )


def test_every_decision_stands_in_the_list_and_fits_a_page() -> None:
    listed = re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", text("docs/decisions/README.md"))
    there = sorted(path.name for path in (ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert listed == there
    for name in there:
        page = text(f"docs/decisions/{name}")
        assert re.findall(r"^## (.+)$", page, re.MULTILINE) == [
            "Context", "Decision", "Consequences", "Alternatives", "Files",
        ], name  # fmt: skip
        assert len(page.splitlines()) <= 60, name


@pytest.mark.parametrize("page", [page for page in PAGES if page.startswith("docs/") and page != "docs/import.md"])
def test_a_file_that_is_named_is_there(page: str) -> None:
    named = [
        one
        for one in CODE.findall(without_code(page))
        if re.fullmatch(r"(app|tests|docs|openapi|migrations|benchmarks)/[\w/.-]+", one)
    ]
    assert [one for one in named if not (ROOT / one).exists()] == []
