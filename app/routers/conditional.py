"""Conditional requests (RFC 9110): ETag, If-Match and If-None-Match."""

import hashlib
import re
from typing import Annotated, Final
from uuid import UUID

from fastapi import Depends, Header

from app.models.base import Kept
from app.models.vocabulary import Language
from app.problems import Flaw, Invalid
from app.services.records import Expected

_TAG: Final = re.compile(r'(W/)?"([\x21\x23-\x7e]*)"')
_OURS: Final = re.compile(r"([0-9a-f-]{36})\.(\d{1,9})\.(nl|en)(\.[0-9a-f]{8})?")


def tag_of_row(answer: Kept, language: Language, body: bytes) -> str:
    """The ETag of a kept thing: id, version, language, and what this caller hears of it, which a consent can change."""
    told = hashlib.sha256(body).hexdigest()[:8]
    return tag(answer.id, answer.version, language)[:-1] + f'.{told}"'


def tag(row_id: UUID, version: int, language: Language) -> str:
    """The ETag of a version of a thing."""
    return f'"{row_id}.{version}.{language.value}"'


def tag_of_bytes(body: bytes) -> str:
    """The ETag of a worked-out answer: a hash of its bytes."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def matches(if_none_match: str | None, etag: str) -> bool:
    """Whether the caller already holds this answer (weak comparison)."""
    if if_none_match is None:
        return False
    return if_none_match.strip() == "*" or etag.strip('"') in {found[1] for found in _TAG.findall(if_none_match)}


async def expected(
    if_match: Annotated[
        str | None,
        Header(description="ETag of the version you change; without it a change is refused (428).", max_length=1000),
    ] = None,
    if_none_match: Annotated[
        str | None, Header(description="`*` makes a PUT that only creates.", max_length=1000)
    ] = None,
) -> Expected | None:
    """What the caller expects to be stored; Invalid when the header is no list of ETags."""
    if if_none_match is not None:
        if if_none_match.strip() != "*" or if_match is not None:
            raise Invalid("invalid_request", Flaw("if_none_match_form", parameter="If-None-Match"))
        return Expected(nothing=True)
    if if_match is None:
        return None
    if if_match.strip() == "*":
        return Expected(anything=True)
    if not re.fullmatch(rf"\s*{_TAG.pattern}(\s*,\s*{_TAG.pattern})*\s*", if_match):
        raise Invalid("invalid_request", Flaw("if_match_form", parameter="If-Match"))
    return Expected(versions=_versions(if_match))


def _versions(header: str) -> frozenset[tuple[UUID, int]]:
    """The ids and versions of the strong tags that are ours; the language does not matter, the rest matches nothing."""
    found = set()
    for weak, inside in _TAG.findall(header):
        ours = _OURS.fullmatch(inside)
        if ours and not weak:
            found.add((UUID(ours[1]), int(ours[2])))
    return frozenset(found)


IfMatch = Annotated[Expected | None, Depends(expected)]
