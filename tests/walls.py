"""The walls of the house: each takes a module and tells what in it stands where it should not.

Every wall reads text and syntax, never runs the code, so that `tests/test_house.py` can also try it on made-up sources.
A complaint starts with the place, `path:line`, so that an editor can jump there.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple, Self, TypeAlias

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef

FUNCTION_LINES: Final = 40
MODULE_LINES: Final = 300
SHAPE_ENDINGS: Final = ("Body", "Facts", "Page", "Part", "Patch", "Read", "Row")
PURE: Final = ("app.models.vocabulary", "app.services.scoring")
ENDPOINT_DECORATORS: Final = {"delete", "get", "head", "options", "patch", "post", "put"}
CHOICES: Final = (ast.If, ast.IfExp, ast.Match)

EXCUSE_START: Final = re.compile(r"#\s*(type:\s*ignore|noqa|pragma:\s*no\s)", re.IGNORECASE)
GOOD_EXCUSE: Final = re.compile(
    r"#\s*(type:\s*ignore\[[\w-]+(,\s*[\w-]+)*\]\s*#\s*[\w`]"
    r"|noqa:\s*[A-Z]+\d+(,\s*[A-Z]+\d+)*[\s#–-]+[\w`]"
    r"|pragma:\s*no\s+(cover|branch)[\s#–-]+[\w`])"
)


class Module(NamedTuple):
    """A source file: where it stands, below the folder of the project, and what is in it."""

    path: str
    text: str
    tree: ast.Module

    @classmethod
    def of(cls, path: str, text: str) -> Self:
        """The module with this text."""
        return cls(path, text, ast.parse(text))

    @classmethod
    def read(cls, root: Path, path: Path) -> Self:
        """The module at a path below the folder of the project."""
        return cls.of(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))

    def at(self, node: ast.stmt | ast.expr, complaint: str) -> str:
        """A complaint about one place in this module."""
        return f"{self.path}:{node.lineno}: {complaint}"


def long_functions(module: Module) -> Iterator[str]:
    """Functions that do too much to be read at once."""
    for function in _functions(module):
        lines = (function.end_lineno or function.lineno) - function.lineno + 1
        if lines > FUNCTION_LINES:
            yield module.at(function, f"{function.name} has {lines} lines; {FUNCTION_LINES} is the most")


def long_modules(module: Module) -> Iterator[str]:
    """Modules that hold more than one thing."""
    lines = len(module.text.splitlines())
    if lines > MODULE_LINES:
        yield f"{module.path}:{lines}: the module has {lines} lines; {MODULE_LINES} is the most"


def silent_modules(module: Module) -> Iterator[str]:
    """Modules that do not say what they are for."""
    if not ast.get_docstring(module.tree):
        yield f"{module.path}:1: the module has no docstring"


def bare_excuses(module: Module) -> Iterator[str]:
    """Excuses from a tool without the code of the rule, or without a reason."""
    for number, line in enumerate(module.text.splitlines(), 1):
        found = EXCUSE_START.search(line)
        if found and not _all_good(line):
            yield f"{module.path}:{number}: an excuse carries its code and its reason: {line[found.start() :]}"


def calls(module: Module, *names: str) -> Iterator[str]:
    """Uses of an attribute that belongs to one place, written as `.commit` or `datetime.now`."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute):
            written = ast.unparse(node)
            if any(f".{written}".endswith(name if name.startswith(".") else f".{name}") for name in names):
                yield module.at(node, f"{written} has a place of its own")


def choosing_endpoints(module: Module) -> Iterator[str]:
    """Endpoints that decide something: then the service lacks a verb."""
    for function in _functions(module):
        if any(_is_endpoint(decorator) for decorator in function.decorator_list):
            yield from (
                module.at(node, f"the endpoint {function.name} makes a choice")
                for node in ast.walk(function)
                if isinstance(node, CHOICES) or (isinstance(node, ast.comprehension) and node.ifs)
                if isinstance(node, ast.stmt | ast.expr)
            )


def impure_imports(module: Module) -> Iterator[str]:
    """Imports of the reckoning beyond the closed words and the standard library."""
    for node in ast.walk(module.tree):
        for name in _imported(node):
            if name.split(".")[0] not in sys.stdlib_module_names and not f"{name}.".startswith(tuple(_dotted(PURE))):
                yield f"{module.path}: the reckoning imports {name}"


def words_to_explain(module: Module) -> Iterator[str]:
    """The names of the nouns and closed lists of a module of models, without what tells one shape from another."""
    for node in module.tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            is_list = any(ast.unparse(base).endswith(("Enum", "ClosedList")) for base in node.bases)
            yield node.name if is_list else _without_ending(node.name)


def missing_words(module: Module, glossary: str) -> Iterator[str]:
    """The nouns and closed lists that the glossary does not explain; it writes them as `Story`."""
    explained = set(re.findall(r"`(\w+)`", glossary))
    for word in sorted(set(words_to_explain(module)) - explained):
        yield f"{module.path}: the glossary has no `{word}`"


def addresses(path: str, lock: str) -> Iterator[str]:
    """Lines of a lock that name a host, or where packages are looked for."""
    for number, line in enumerate(lock.splitlines(), 1):
        if re.search(r"://|^\s*-[-a-z]*(index|find|trusted|f\b|i\b)|@\s*(git|http|file)", line):
            yield f"{path}:{number}: a lock names no place: {line.strip()}"


def _functions(module: Module) -> Iterator[Function]:
    return (node for node in ast.walk(module.tree) if isinstance(node, Function))


def _all_good(line: str) -> bool:
    """Whether every excuse on a line carries what it should."""
    return len(list(GOOD_EXCUSE.finditer(line))) == len(list(EXCUSE_START.finditer(line)))


def _is_endpoint(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(called, ast.Attribute) and called.attr in ENDPOINT_DECORATORS


def _imported(node: ast.AST) -> list[str]:
    """The modules that an import names in full; a relative import counts as a stranger."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        prefix = "." * node.level + (node.module or "")
        return [f"{prefix}.{alias.name}" for alias in node.names]
    return []


def _dotted(names: tuple[str, ...]) -> list[str]:
    return [f"{name}." for name in names]


def _without_ending(name: str) -> str:
    """The noun of a shape: `StoryBody` and `StoryRow` are both a Story."""
    for ending in SHAPE_ENDINGS:
        if name.endswith(ending) and name != ending:
            return _without_ending(name.removesuffix(ending))
    return name
