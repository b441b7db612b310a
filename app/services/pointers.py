"""Pointers: what is wrong in a part that came along is told with its place in the whole body."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from app.problems import Refusal


@contextmanager
def under(place: str) -> Iterator[None]:
    """Put this JSON pointer before the pointer of every flaw of a refusal raised inside."""
    try:
        yield
    except Refusal as refusal:
        refusal.flaws = [replace(flaw, pointer=place + (flaw.pointer or "")) for flaw in refusal.flaws]
        raise
