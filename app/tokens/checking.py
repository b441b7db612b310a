"""Whether an access token is good, and of whom it speaks: JWTs as RFC 9068 profiles them, signed by a known issuer."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final, NamedTuple
from uuid import UUID

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwt import JWTClaimsRegistry

from app import clock
from app.problems import CHALLENGE, NotKnown
from app.settings import ALGORITHMS, Algorithm, Issuer
from app.tokens.algorithms import Signatures
from app.tokens.keys import IssuerKeys
from app.tokens.published import LONGEST_KID
from app.tokens.reading import Parts, parts_of

KEY_PREFIX: Final = "samenspel_"
TYPES: Final = frozenset({"at+jwt", "application/at+jwt"})
# Keys that a token brings itself, what changes the meaning of its parts, and what tells of a token inside.
REFUSED_HEADERS: Final = frozenset({"jku", "jwk", "x5u", "x5c", "crit", "b64", "zip", "enc", "cty"})
LEEWAY: Final = 30
"""Seconds that the clock of an issuer may be ahead of ours."""
LONGEST_SUBJECT: Final = 255
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whoever carries a token: `subject` names them at `issuer`, and there alone."""

    organisation_id: UUID
    issuer: str
    subject: str
    expires_at: datetime


class _Known(NamedTuple):
    """An issuer with its keys."""

    issuer: Issuer
    keys: IssuerKeys


def is_token(text: str) -> bool:
    """Whether what a caller sent is meant as an access token; else it is an API key, or means to be one.

    The parts of a token have points between them, which no key has.
    """
    return "." in text and not text.startswith(KEY_PREFIX)


class Tokens:
    """Checks the tokens of the configured issuers. `now` tells the time, `ticks` counts seconds for the age of keys."""

    def __init__(
        self,
        issuers: Iterable[Issuer],
        now: Callable[[], datetime] = clock.now,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._now = now
        self._known: Mapping[str, _Known] = {one.issuer: _Known(one, IssuerKeys(one, ticks)) for one in issuers}

    def check(self, text: str) -> Bearer:
        """Who carries this token.

        Raises NotKnown (401) `token_unknown` for a token that is not good, whatever is wrong with it, and Unavailable
        (503) `issuer_away` when its issuer cannot be asked for its keys.
        """
        bearer = self._judge(text)
        if bearer is None:
            # Raised here, where no other error is under way: that one could hold something of the token.
            raise NotKnown("token_unknown", headers=CHALLENGE)
        return bearer

    def _judge(self, text: str) -> Bearer | None:
        try:
            return self._bearer(text)
        except (JoseError, ArithmeticError, RecursionError, ValueError):
            return None

    def _bearer(self, text: str) -> Bearer | None:
        """Who carries a good token; None or an error for any other."""
        parts = parts_of(text)
        known = self._issuer_of(parts)
        algorithm, kid = _signing(parts.header)
        if known is None or algorithm not in known.issuer.algorithms:
            return None
        key = known.keys.find(kid, algorithm)
        if key is None:
            return None
        jws.deserialize_compact(text, key, registry=Signatures(algorithms=[algorithm], strict_check_header=False))
        return self._spoken_of(parts.claims, known.issuer)

    def _issuer_of(self, parts: Parts) -> _Known | None:
        """Whose token it says to be. That chooses keys and rules, and is true only when it was signed with those."""
        said = parts.claims.get("iss")
        return self._known.get(said) if isinstance(said, str) else None

    def _spoken_of(self, claims: dict[str, Any], issuer: Issuer) -> Bearer | None:
        """Of whom the claims of a signed token speak, when they hold here and now; its issuer was found by `iss`."""
        now = self._now()
        JWTClaimsRegistry(
            now=int(now.timestamp()),
            leeway=LEEWAY,
            aud={"essential": True, "value": issuer.audience},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
        ).validate(claims)
        subject: str = claims["sub"]
        expires_at = EPOCH + timedelta(seconds=claims["exp"])
        # Printable rules out control characters, and marks that turn text around or do not show.
        if len(subject) > LONGEST_SUBJECT or not subject.isprintable() or expires_at <= now:
            return None
        return Bearer(issuer.organisation_id, issuer.issuer, subject, expires_at)


def _signing(header: Mapping[str, Any]) -> tuple[Algorithm, str]:
    """In which way and with which key a token says it is signed; ValueError when it may not say what it says."""
    kind, said, kid = (header.get(name) for name in ("typ", "alg", "kid"))
    if not isinstance(kind, str) or kind.lower() not in TYPES or REFUSED_HEADERS & header.keys():
        raise ValueError
    algorithm = next((one for one in ALGORITHMS if one == said), None)
    if algorithm is None:
        raise ValueError
    if not isinstance(kid, str) or not 0 < len(kid) <= LONGEST_KID:
        raise ValueError
    return algorithm, kid
