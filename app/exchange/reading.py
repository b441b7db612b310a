"""Reading files: what each holds, taken apart into rows. What cannot be read is a row with the reason."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import orjson

from app.exchange.bundles import taken_apart
from app.exchange.drafts import Note
from app.exchange.rows import Place, Row

SUFFIXES: Final = {".json", ".ndjson", ".jsonl"}
LINES: Final = {".ndjson", ".jsonl"}
STANDARD_INPUT: Final = "-"


class NothingToRead(Exception):  # noqa: N818  an answer to the caller, not a fault
    """A path that leads nowhere; `place` says which."""

    def __init__(self, code: str, place: str) -> None:
        super().__init__(code)
        self.code = code
        self.place = place


def files_in(paths: Sequence[str]) -> list[str]:
    """The files that paths name, those in folders in the order of their names; each once.

    Raises NothingToRead for a path that is not there and for folders without a file to read.
    """
    found: list[str] = []
    for name in paths:
        path = Path(name)
        if name == STANDARD_INPUT or path.is_file():
            found.append(name)
        elif path.is_dir():
            found += [str(one) for one in sorted(path.rglob("*")) if one.suffix.lower() in SUFFIXES and one.is_file()]
        else:
            raise NothingToRead("path_not_found", name)
    if not found:
        raise NothingToRead("no_files", ", ".join(paths))
    return list(dict.fromkeys(found))


def read_files(names: Sequence[str], source: str) -> Iterator[Row]:
    """The rows of files, in order; raises NothingToRead when a file cannot be opened."""
    for name in names:
        try:
            content = sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
        except OSError as error:
            raise NothingToRead("file_unreadable", name) from error
        yield from read_text(content, name, source)


def read_text(content: bytes, name: str, source: str) -> Iterator[Row]:
    """The rows of one text: JSON (a resource, a Bundle, a line of ours, or a list of these) or NDJSON."""
    content = content.removeprefix(b"\xef\xbb\xbf")
    if Path(name).suffix.lower() in LINES:
        yield from _lines(content, name, source)
        return
    try:
        whole = orjson.loads(content)
    except orjson.JSONDecodeError:
        yield from _not_one_json(content, name, source)
        return
    if isinstance(whole, list):
        for at, one in enumerate(whole):
            yield from _pieces(one, Place(name, entry=at), source, "")
    else:
        yield from _pieces(whole, Place(name), source, "")


def _not_one_json(content: bytes, name: str, source: str) -> Iterator[Row]:
    """A text that is no JSON as a whole may still be lines of it; else it is one row that cannot be read."""
    first = content.lstrip().partition(b"\n")[0]
    if Path(name).suffix.lower() != ".json" or _is_json(first):
        yield from _lines(content, name, source)
    else:
        yield Row(Place(name), refusal=Note("json_malformed"))


def _is_json(text: bytes) -> bool:
    try:
        return isinstance(orjson.loads(text), dict)
    except orjson.JSONDecodeError:
        return False


def _lines(content: bytes, name: str, source: str) -> Iterator[Row]:
    for number, line in enumerate(content.split(b"\n"), 1):
        text = line.strip()
        if not text:
            continue
        place = Place(name, line=number)
        written = text.decode("utf-8", "replace")
        try:
            piece = orjson.loads(text)
        except orjson.JSONDecodeError:
            yield Row(place, text=written, refusal=Note("json_malformed"))
        else:
            yield from _pieces(piece, place, source, written)


def _pieces(piece: Any, place: Place, source: str, text: str) -> Iterator[Row]:  # noqa: ANN401  any JSON
    if not isinstance(piece, dict):
        yield Row(place, text=text, refusal=Note("object_form"))
        return
    yield from taken_apart(piece, place, source)
