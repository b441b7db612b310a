"""How much may be asked: per caller, per organisation and per address; and how the headers and refusals tell it.

The layer stands inside the envelope and CORS and around everything else, so that a refusal costs no body and no
database. It counts the address; who the caller is, a route says with `admit_caller` once it knows.
"""

from collections import OrderedDict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from threading import Lock
from typing import Final
from uuid import UUID

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import clock
from app.problems import TooMany
from app.routers.addresses import address_of
from app.routers.counting import Counts, Rate, Standing
from app.routers.persons_seen import PersonsSeen
from app.routers.refusals import as_response
from app.settings import Settings

EXEMPT: Final = "/health/"
MOST_FAMILIAR: Final = 10_000
UNAUTHORISED: Final = 401


class Limits:
    """What was asked of this service lately, and by whom; there is one for each service."""

    def __init__(self, chosen: Settings, now: Callable[[], datetime] = clock.now) -> None:
        self.actor = Rate.of("actor", chosen.rate_per_actor)
        self.organisation = Rate.of("organisation", chosen.rate_per_organisation)
        self.address = Rate.of("address", chosen.rate_per_address)
        self.unrecognised = Rate.of("unrecognised", chosen.rate_unrecognised)
        self.trusted = chosen.trusted_proxies
        self.counts = Counts(chosen.limits_storage_url, now)
        self.seen = PersonsSeen(now)
        self.familiar = Familiar()

    def admit_address(self, address: str, standings: list[Standing]) -> None:
        """Count a request of an address; TooMany when it asked too much."""
        self._admit(self.address, address, standings)

    def admit_caller(self, actor: str, organisation_id: UUID, standings: list[Standing]) -> None:
        """Count a request of a known caller; TooMany when they or their whole organisation asked too much.

        What a caller asks beyond their own limit is not counted for the organisation: one runaway program does not
        take what the others have.
        """
        self._admit(self.actor, actor, standings)
        self._admit(self.organisation, str(organisation_id), standings)

    def admit_stranger(self, address: str, standings: list[Standing]) -> None:
        """TooMany when too many callers from this address were not known; this one is not counted yet."""
        if self.unrecognised and (standing := self.counts.look(self.unrecognised, address)).left == 0:
            standings.append(standing)
            raise _too_many(standing)

    def note_stranger(self, address: str, standings: list[Standing]) -> None:
        """Count a caller who was not known."""
        if self.unrecognised:
            standings.append(self.counts.add(self.unrecognised, address)[1])

    def count_seen(self, actor: str, persons: Collection[UUID], most: int) -> None:
        """Count the different people a caller saw in the last hour; TooMany when they are over `most` (0: no limit)."""
        if most and persons:
            self.seen.count(actor, persons, most)

    def _admit(self, rate: Rate | None, who: str, standings: list[Standing]) -> None:
        if rate is None:
            return
        good, standing = self.counts.add(rate, who)
        standings.append(standing)
        if not good:
            raise _too_many(standing)


class Familiar:
    """The credentials that were recognised of late, as digests: their requests pass where a stranger has to wait."""

    def __init__(self, most: int = MOST_FAMILIAR) -> None:
        self._most = most
        self._digests: OrderedDict[bytes, None] = OrderedDict()
        self._lock = Lock()

    def __contains__(self, digest: bytes) -> bool:
        return digest in self._digests

    def add(self, digest: bytes) -> None:
        """Remember one; when there are too many, the one that was away longest is forgotten."""
        with self._lock:
            self._digests[digest] = None
            self._digests.move_to_end(digest)
            if len(self._digests) > self._most:
                self._digests.popitem(last=False)

    def discard(self, digest: bytes) -> None:
        """Forget one that is not recognised any more."""
        with self._lock:
            self._digests.pop(digest, None)


@dataclass(slots=True)
class Ledger:
    """What one request counts for, and how its caller stands with every limit that applied."""

    limits: Limits
    address: str
    credential: bytes | None
    admitted: bool = False
    standings: list[Standing] = field(default_factory=list)

    def admit_address(self) -> None:
        """Count the address, and let a stranger wait where too many were not known.

        Who sends no credential guesses none, and may read the contract and the docs meanwhile.
        """
        self.limits.admit_address(self.address, self.standings)
        if self.credential and self.credential not in self.limits.familiar:
            self.limits.admit_stranger(self.address, self.standings)

    def admit_caller(self, actor: str, organisation_id: UUID) -> None:
        """Count a known caller, once, however often a transaction runs again."""
        if not self.admitted:
            self.admitted = True
            if self.credential:
                self.limits.familiar.add(self.credential)
            self.limits.admit_caller(actor, organisation_id, self.standings)

    def note_stranger(self) -> None:
        """Count a caller who was not known, when they said who they are."""
        if self.credential:
            self.limits.familiar.discard(self.credential)
            self.limits.note_stranger(self.address, self.standings)

    def headers(self) -> dict[str, str]:
        """The scarcest of the limits that applied, as the draft on RateLimit headers writes it."""
        if not self.standings:
            return {}
        one = min(self.standings, key=lambda standing: (standing.left, -standing.reset))
        return {
            "RateLimit": f'"default";r={one.left};t={one.reset}',
            "RateLimit-Policy": f'"default";q={one.most};w={one.seconds}',
        }


class Limiting:
    """The layer that counts addresses and writes on every answer how its caller stands."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on when its address may ask more, and put the headers on its answer."""
        if scope["type"] != "http" or scope["path"].startswith(EXEMPT):
            await self.app(scope, receive, send)
            return
        ledger = _opened(scope)

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                if message["status"] == UNAUTHORISED:
                    await _count(ledger, ledger.note_stranger)
                MutableHeaders(scope=message).update(ledger.headers())
            await send(message)

        try:
            await _count(ledger, ledger.admit_address)
        except TooMany as refusal:
            await as_response(Request(scope), refusal)(scope, receive, told)
        else:
            await self.app(scope, receive, told)


def admit_caller(request: Request, actor: str, organisation_id: UUID) -> None:
    """Count a request of a caller who was recognised just now; TooMany when they asked too much.

    `actor` names them in the whole installation, not in their organisation alone.
    """
    ledger: Ledger = request.scope["ledger"]
    ledger.admit_caller(actor, organisation_id)


def count_seen(request: Request, actor: str, persons: Collection[UUID], most: int) -> None:
    """Count the people that an answer shows to a caller; TooMany when they saw too many in an hour (0: no limit)."""
    ledger: Ledger = request.scope["ledger"]
    ledger.limits.count_seen(actor, persons, most)


def _opened(scope: Scope) -> Ledger:
    limits: Limits = scope["app"].state.limits
    said = Headers(scope=scope).get("authorization", "")
    credential = sha256(said.encode()).digest() if said else None
    scope["ledger"] = Ledger(limits, address_of(scope, limits.trusted), credential)
    ledger: Ledger = scope["ledger"]
    return ledger


async def _count(ledger: Ledger, step: Callable[[], None]) -> None:
    if ledger.limits.counts.may_wait:
        await run_in_threadpool(step)
    else:
        step()


def _too_many(standing: Standing) -> TooMany:
    return TooMany("rate_limited", headers={"Retry-After": str(standing.reset)})
