"""How we say no: a few families of refusal, each with a stable code.

A refusal carries a code, places and harmless numbers or code words; never a sentence and never what the caller sent.
The sentences stand in `app/words/problems.json` in Dutch and English; the HTTP layer and the import pick them by code.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Final
from uuid import UUID

CHALLENGE: Final[Mapping[str, str]] = {"WWW-Authenticate": 'Bearer realm="samenspel", error="invalid_token"'}
"""What HTTP adds when a key or a token was sent and is not accepted (RFC 6750)."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong and where: a JSON pointer (RFC 6901) into the body, or a parameter or header name."""

    code: str
    pointer: str | None = None
    parameter: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)


class Refusal(Exception):  # noqa: N818  a refusal is an answer, not a fault
    """Something that was asked and will not be done.

    `code` is the stable code of the whole refusal, `flaws` what is wrong and where, `headers` what HTTP must add.
    """

    status: ClassVar[int] = 500

    def __init__(self, code: str, *flaws: Flaw, headers: Mapping[str, str] | None = None, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.flaws: Sequence[Flaw] = flaws
        self.headers = dict(headers or {})
        self.values = values


class Invalid(Refusal):
    """Wrong, judged from the request alone (400)."""

    status = 400


class NotKnown(Refusal):
    """The caller did not say who they are, or not in a way we accept (401)."""

    status = 401


class NotAllowed(Refusal):
    """The caller is known and may not do this (403)."""

    status = 403


class NotFound(Refusal):
    """It does not exist here, is a tombstone, or belongs to another organisation (404, one text)."""

    status = 404

    def __init__(self, code: str = "not_found") -> None:
        super().__init__(code)


class Conflict(Refusal):
    """The state of what is stored stands in the way (409)."""

    status = 409


class Stale(Refusal):
    """The caller's version is not the stored one (412); `now` is the id and the version that is stored, if any."""

    status = 412

    def __init__(self, now: tuple[UUID, int] | None = None) -> None:
        super().__init__("stale")
        self.now = now


class Unprocessable(Refusal):
    """Well-formed, but refused by what is stored or by a rule of the domain (422)."""

    status = 422


class VersionRequired(Refusal):
    """A change needs `If-Match` (428, RFC 6585)."""

    status = 428


class TooMany(Refusal):
    """More was asked in a short time than one caller may ask (429, RFC 6585); `Retry-After` says when to come back."""

    status = 429


class Unavailable(Refusal):
    """Not now; try again (503)."""

    status = 503


class NotAcceptable(Refusal):
    """No form we can answer in is one the caller accepts (406)."""

    status = 406


class TooLarge(Refusal):
    """The body is larger than the limit (413)."""

    status = 413


class UnfitMedia(Refusal):
    """The body comes in a form we do not read (415)."""

    status = 415
