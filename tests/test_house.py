"""The house keeps its shape: every wall stands, and every wall is tried on a source that breaks it."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from tests import walls
from tests.walls import Module

ROOT: Final = Path(__file__).parent.parent
# Modules of app/models that hold what nouns are made of, and no noun.
NO_NOUNS: Final = {"answer", "base", "closed_list", "columns", "filters", "labels", "nouns", "wire"}

Wall = Callable[[Module], Iterator[str]]


@cache
def modules(folder: str) -> list[Module]:
    found = [Module.read(ROOT, path) for path in sorted((ROOT / folder).rglob("*.py"))]
    assert found, f"{folder} holds no modules, so its walls would hold nothing"
    return found


def complaints(wall: Wall, found: Iterable[Module]) -> list[str]:
    return [complaint for module in found for complaint in wall(module)]


def tried(wall: Wall, source: str) -> list[str]:
    return list(wall(Module.of("made/up.py", source)))


def outside(place: str) -> list[Module]:
    """The modules of the application, but for the one that a thing belongs to."""
    return [module for module in modules("app") if module.path != place]


# --------------------------------------------------------------------------------------------------- how big things are


@pytest.mark.parametrize("folder", ["app", "tests"])
@pytest.mark.parametrize(
    "wall",
    [walls.long_functions, walls.long_modules, walls.silent_modules, walls.bare_excuses],
    ids=lambda w: w.__name__,
)
def test_a_module_is_small_says_what_it_is_for_and_gives_its_reasons(folder: str, wall: Wall) -> None:
    assert complaints(wall, modules(folder)) == []


def test_a_function_of_41_lines_is_caught() -> None:
    body = "    x = 1\n"
    assert tried(walls.long_functions, "def tell():\n" + body * 39) == []
    assert tried(walls.long_functions, "async def tell():\n" + body * 40) == [
        "made/up.py:1: tell has 41 lines; 40 is the most"
    ]
    assert len(tried(walls.long_functions, "class Story:\n  def tell():\n" + body * 40)) == 1


def test_a_module_of_301_lines_is_caught() -> None:
    assert tried(walls.long_modules, "x = 1\n" * 300) == []
    assert tried(walls.long_modules, "x = 1\n" * 301) == ["made/up.py:301: the module has 301 lines; 300 is the most"]


@pytest.mark.parametrize("source", ["", "x = 1\n", "# a comment\n", '""""""\n'])
def test_a_module_without_a_docstring_is_caught(source: str) -> None:
    assert tried(walls.silent_modules, source) == ["made/up.py:1: the module has no docstring"]


@pytest.mark.parametrize(
    "excuse",
    [
        "type: ignore",
        "type: ignore[arg-type]",
        "type: ignore  # because",
        "type: ignore[arg-type] because",
        "noqa",
        "noqa: S101",
        "noqa: because",
        "noqa: S101, PT018",
        "type: ignore[arg-type]  # noqa: S101  fixed by SQLAlchemy",
        "pragma: no cover",
    ],
)
def test_an_excuse_without_code_or_reason_is_caught(excuse: str) -> None:
    assert len(tried(walls.bare_excuses, f"x = 1  # {excuse}\n")) == 1


@pytest.mark.parametrize(
    "excuse",
    [
        "type: ignore[arg-type]  # the table was made above",
        "noqa: S101  fixed by SQLAlchemy",
        "noqa: S101, PT018 - the same",
        "pragma: no cover - only on Windows",
    ],
)
def test_an_excuse_with_code_and_reason_is_good(excuse: str) -> None:
    assert tried(walls.bare_excuses, f"x = 1  # {excuse}\n") == []


# ----------------------------------------------------------------------------------------------- one place per decision


@pytest.mark.parametrize(
    ("place", "names"),
    [
        ("app/database.py", [".commit"]),
        ("app/clock.py", ["datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time"]),
        ("app/settings.py", ["os.environ", "os.getenv"]),
    ],
)
def test_a_decision_has_one_place(place: str, names: list[str]) -> None:
    assert complaints(lambda module: walls.calls(module, *names), outside(place)) == []


def test_a_commit_elsewhere_is_caught() -> None:
    source = "def tell(session):\n    session.commit()\n"
    assert list(walls.calls(Module.of("made/up.py", source), ".commit")) == [
        "made/up.py:2: session.commit has a place of its own"
    ]


@pytest.mark.parametrize("source", ["datetime.now()", "datetime.datetime.now()", "when = datetime.now"])
def test_asking_the_time_elsewhere_is_caught(source: str) -> None:
    assert len(list(walls.calls(Module.of("made/up.py", source), "datetime.now"))) == 1


def test_a_name_that_only_looks_alike_is_let_be() -> None:
    source = "session.now\nsession.committed\nupdatetime.now\n"
    assert list(walls.calls(Module.of("made/up.py", source), "datetime.now", ".commit")) == []


# --------------------------------------------------------------------------------------------------------------- floors


def test_an_endpoint_makes_no_choice() -> None:
    assert complaints(walls.choosing_endpoints, modules("app/routers")) == []


@pytest.mark.parametrize("body", ["if x:\n        pass", "return 1 if x else 2", "match x:\n        case _: pass"])
def test_an_endpoint_with_a_choice_is_caught(body: str) -> None:
    endpoint = f"@router.get('/stories')\ndef stories(x):\n    {body}\n"
    assert len(tried(walls.choosing_endpoints, endpoint)) == 1
    assert tried(walls.choosing_endpoints, endpoint.replace("router.get", "helper.once")) == []


def test_the_reckoning_knows_the_words_and_nothing_else() -> None:
    assert complaints(walls.impure_imports, modules("app/services/scoring")) == []


@pytest.mark.parametrize(
    "source",
    [
        "import sqlalchemy",
        "from app import clock",
        "from app.models import story",
        "from app.models.base import Body",
        "from app.services import stories",
        "from . import rung",
        "def tell():\n    import pydantic\n",
    ],
)
def test_an_import_that_makes_the_reckoning_impure_is_caught(source: str) -> None:
    assert len(tried(walls.impure_imports, source)) == 1


def test_an_import_of_the_words_is_let_be() -> None:
    good = "import math\nfrom datetime import date\nfrom app.models import vocabulary\n"
    assert tried(walls.impure_imports, good + "from app.models.vocabulary import Rung\n") == []


def test_every_service_and_every_router_has_its_tests() -> None:
    tested = [
        path.relative_to(ROOT / "app")
        for floor in ("services", "routers")
        for path in sorted((ROOT / "app" / floor).rglob("*.py"))
        if path.name != "__init__.py"
    ]
    missing = [path.as_posix() for path in tested if not (ROOT / "tests" / path.parent / f"test_{path.name}").is_file()]
    assert missing == []


# ---------------------------------------------------------------------------------------------------------------- words


def test_every_noun_and_every_closed_list_stands_in_the_glossary() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    nouns = [module for module in modules("app/models") if Path(module.path).stem not in NO_NOUNS]
    assert complaints(lambda module: walls.missing_words(module, glossary), nouns) == []


def test_a_noun_that_nobody_explained_is_caught() -> None:
    source = (
        "class StoryBody: ...\nclass StoryRow: ...\nclass Story: ...\nclass DayPart(ClosedList): ...\nclass _Own: ...\n"
    )
    module = Module.of("made/up.py", source)
    assert list(walls.missing_words(module, "`Story` is told; the other words")) == [
        "made/up.py: the glossary has no `DayPart`"
    ]


# ---------------------------------------------------------------------------------------------------------------- locks


def test_a_lock_names_no_place() -> None:
    locks = sorted((ROOT / "requirements").glob("*.txt"))
    assert [path.name for path in locks] == ["dev.txt", "runtime.txt"]
    assert [line for path in locks for line in walls.addresses(path.name, path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    "line",
    ["--index-url https://host.example/simple", "-i host", "--find-links wheels", "samenspel @ git+ssh://host.example"],
)
def test_a_lock_that_names_a_place_is_caught(line: str) -> None:
    assert len(list(walls.addresses("dev.txt", f"fastapi==0.165.0 \\\n    --hash=sha256:00\n{line}\n"))) == 1
