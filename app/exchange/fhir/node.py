"""Walking a FHIR resource: every object knows its place and which of its elements were read.

FHIR allows more than any reader uses, and sources send less than FHIR demands. So nothing here raises: what has the
wrong form is noted and left out, and what nobody asked for is noted at the end (`Walk.leftovers`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from app.exchange.drafts import FoundBsn, Key, Note
from app.models.flaws import flaws_of

ModelT = TypeVar("ModelT", bound=BaseModel)

# What says nothing of the thing itself: `text` is the narrative of a resource, made from its other elements.
SILENT: Final = {"resourceType", "id", "meta", "implicitRules", "language", "text", "contained"}
ABSENT: Final = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]+")
_LINES: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+")
_PARTIAL: Final = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)


@dataclass(slots=True)
class Walk:
    """One reading of one resource: the source it came from, the day, the urls of its bundle, and the notes."""

    source: str
    today: date
    urls: dict[str, Key] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    nodes: list["Node"] = field(default_factory=list)
    bsn: FoundBsn | None = None

    def note(self, code: str, pointer: str, **values: object) -> None:
        """Remember something for the report."""
        self.notes.append(Note(code, pointer, values))

    def leftovers(self) -> None:
        """Note every element that nobody read, once for each name."""
        noted: set[str] = set()
        for node in self.nodes:
            for name, pointer in node.unread():
                if name not in noted:
                    noted.add(name)
                    self.note("element_not_kept", pointer)


class Node:
    """A JSON object of a resource, and its place."""

    def __init__(self, walk: Walk, value: object, pointer: str) -> None:
        self.walk = walk
        self.value: dict[str, Any] = value if isinstance(value, dict) else {}
        self.pointer = pointer
        self.read: set[str] = set()
        self.read_extensions: set[int] = set()
        walk.nodes.append(self)
        if value is not None and not isinstance(value, dict):
            walk.note("element_unreadable", pointer)

    def place(self, name: str) -> str:
        """The pointer to an element."""
        return f"{self.pointer}/{name}"

    def has(self, name: str) -> bool:
        """Whether something stands in an element."""
        return not _empty(self.value.get(name))

    def text(self, name: str, *, lines: bool = False) -> str | None:
        """The string in an element, without control characters; line ends stay when asked."""
        self.read.add(name)
        return self._string(self.value.get(name), self.place(name), lines=lines)

    def _string(self, value: object, pointer: str, *, lines: bool = False) -> str | None:
        if value is None:
            return None
        if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
            value = " ".join(value)  # before R4 some strings were lists
        if not isinstance(value, str):
            self.walk.note("element_unreadable", pointer)
            return None
        return (_LINES if lines else _CONTROL).sub(" ", value).strip() or None

    def flag(self, name: str) -> bool | None:
        """The boolean in an element."""
        self.read.add(name)
        value = self.value.get(name)
        if value is not None and not isinstance(value, bool):
            self.walk.note("element_unreadable", self.place(name))
            return None
        return value

    def number(self, name: str) -> int | None:
        """The whole number in an element."""
        self.read.add(name)
        value = self.value.get(name)
        if value is not None and type(value) is not int:
            self.walk.note("element_unreadable", self.place(name))
            return None
        return value

    def partial(self, name: str) -> str | None:
        """The day, month or year in a date or dateTime; the time of day is left out."""
        text = self.text(name)
        if text is None:
            return None
        day = text.partition("T")[0]
        if not _PARTIAL.fullmatch(day) or not _exists(day):
            self.walk.note("date_unreadable", self.place(name))
            return None
        return day

    def day(self, name: str) -> str | None:
        """A whole date; a partial one is noted and left out."""
        day = self.partial(name)
        if day is not None and len(day) < len("YYYY-MM-DD"):
            self.walk.note("date_not_whole", self.place(name))
            return None
        return day

    def node(self, name: str) -> "Node | None":
        """The object in an element; of a list, where FHIR has one object, the first."""
        return next(iter(self.nodes(name)), None)

    def nodes(self, name: str) -> list["Node"]:
        """The objects in an element; one object where FHIR has a list is a list of one."""
        self.read.add(name)
        value = self.value.get(name)
        if isinstance(value, list):
            return [Node(self.walk, one, f"{self.place(name)}/{at}") for at, one in enumerate(value) if not _empty(one)]
        return [] if _empty(value) else [Node(self.walk, value, self.place(name))]

    def texts(self, name: str) -> list[tuple[str, "Node"]]:
        """The strings in an element, each with the object that holds its extensions; holes are left out."""
        self.read |= {name, f"_{name}"}
        values, beside = _listed(self.value.get(name)), _listed(self.value.get(f"_{name}"))
        found = []
        for at, value in enumerate(values):
            text = self._string(value, f"{self.place(name)}/{at}")
            extra = Node(self.walk, beside[at] if at < len(beside) else None, f"{self.place(f'_{name}')}/{at}")
            if text is not None:
                found.append((text, extra))
        return found + self._without_words(name, beside[len(values) :], len(values))

    def _without_words(self, name: str, beside: list[object], start: int) -> list[tuple[str, "Node"]]:
        """Extensions without a string beside them still say something."""
        places = enumerate(beside, start)
        return [("", Node(self.walk, one, f"{self.place(f'_{name}')}/{at}")) for at, one in places if not _empty(one)]

    def beside(self, name: str) -> "Node":
        """The object that holds the extensions of a single string."""
        self.read.add(f"_{name}")
        return Node(self.walk, self.value.get(f"_{name}"), self.place(f"_{name}"))

    def extensions(self, *tails: str) -> list["Node"]:
        """The extensions whose url ends in one of these names."""
        found = []
        for at, one in enumerate(_listed(self.value.get("extension"))):
            url = one.get("url") if isinstance(one, dict) else None
            if isinstance(url, str) and url.rpartition("/")[2] in tails:
                self.read_extensions.add(at)
                node = Node(self.walk, one, f"{self.place('extension')}/{at}")
                node.read.add("url")
                found.append(node)
        return found

    def extension(self, tail: str) -> "Node | None":
        """The first extension whose url ends in this name."""
        return next(iter(self.extensions(tail)), None)

    def unread(self) -> Iterator[tuple[str, str]]:
        """The elements that were not read, each by name and pointer."""
        for name in self.value:
            quiet = (
                name in SILENT and (name != "text" or self.pointer == "") and (name != "language" or not self.pointer)
            )
            if name == "extension":
                yield from self._unread_extensions()
            elif name not in self.read and not quiet and not _says_nothing(self.value[name]):
                yield name, self.place(name)

    def _unread_extensions(self) -> Iterator[tuple[str, str]]:
        for at, one in enumerate(_listed(self.value["extension"])):
            url = one.get("url") if isinstance(one, dict) else None
            if at not in self.read_extensions and url != ABSENT and not _empty(one):
                yield f"extension {url}", f"{self.place('extension')}/{at}"


def fit(model: type[ModelT], values: dict[str, Any], node: Node, *, place: str | None = None) -> dict[str, Any] | None:
    """The values that fit a shape of ours, as plain JSON; what does not is noted and left out, None when all falls.

    Of a part that may be absent only that part falls; without a part that must be there, the whole does.
    """
    left = {name: value for name, value in values.items() if value not in (None, [])}
    while left:
        try:
            return model.model_validate(left).model_dump(mode="json", by_alias=False, exclude_unset=True)
        except ValidationError as error:
            first = error.errors()[0]
            flaw = flaws_of([first], "body")[0]
            node.walk.note(flaw.code, place or node.pointer, **flaw.values)
            if not _left_out(left, model, first["loc"]):
                return None
    return None


def _left_out(left: dict[str, Any], model: type[BaseModel], where: tuple[int | str, ...]) -> bool:
    """Take out the part that an error of pydantic points at; False when there is no such part."""
    names = {info.alias or name: name for name, info in model.model_fields.items()}
    name = names.get(str(where[0]), str(where[0])) if where else ""
    if name not in left:
        return False
    value = left.pop(name)
    if isinstance(value, list) and len(where) > 1 and isinstance(where[1], int):
        left[name] = [one for at, one in enumerate(value) if at != where[1]]
    return True


def _exists(day: str) -> bool:
    try:
        date.fromisoformat(day + "0000-01-01"[len(day) :])
    except ValueError:
        return False
    return True


def _listed(value: object) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _empty(value: object) -> bool:
    return value is None or value in ({}, [])


def _says_nothing(value: object) -> bool:
    """Whether a value is empty, or holds nothing but the reason why it is absent."""
    if isinstance(value, list):
        return all(_says_nothing(one) for one in value)
    if isinstance(value, dict):
        extensions = value.get("extension")
        return not value or (set(value) <= {"id", "extension"} and _only_absent(extensions))
    return value is None


def _only_absent(extensions: object) -> bool:
    return all(isinstance(one, dict) and one.get("url") == ABSENT for one in _listed(extensions))
