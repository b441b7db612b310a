"""The public keys of one issuer: fetched, kept for a while, and fetched anew when it signs with another one."""

import logging
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from threading import Lock
from typing import Final

import httpx
from joserfc.jwk import Key

from app.problems import Unavailable
from app.settings import Algorithm, Issuer
from app.tokens.published import Keys, keys_of

PATIENCE: Final = 5.0
"""Seconds that an issuer may take for each step of its answer, and for all of what it sends."""
MOST_BYTES: Final = 65_536
FRESH: Final = 300.0
"""Seconds in which keys are not asked for again."""
KEPT: Final = 3600.0
"""Seconds that keys serve at most, while the issuer is away."""
PAUSE: Final = 30.0
"""Seconds between two fetches for the same reason."""
LONG_AGO: Final = float("-inf")

notes = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Held:
    """Keys, when they were asked for, and whether a later fetch failed."""

    keys: Keys = field(default_factory=dict)
    since: float = LONG_AGO
    away: bool = False


class IssuerKeys:
    """The keys of one issuer, for any number of threads. `now` counts seconds from anywhere and never goes back."""

    def __init__(self, issuer: Issuer, now: Callable[[], float] = time.monotonic) -> None:
        self._issuer = issuer
        self._now = now
        self._held = Held()
        self._fetching = Lock()
        # When keys were asked for at all, and when it was for a key that was not here.
        self._asked = self._sought = LONG_AGO

    def find(self, kid: str, algorithm: Algorithm) -> Key | None:
        """The key with this name that signs in this way, or None when the issuer has none.

        Unavailable (503) when the issuer is away and the key is not here, or was fetched over an hour ago. Of those who
        ask for a key that is here, one waits for the fetch that is due and the others go on.
        """
        name = (kid, algorithm)
        if name not in self._held.keys or self._age() > KEPT:
            self._seek(name)
        elif self._age() >= FRESH:
            self._renew()
        held = self._held
        key = held.keys.get(name) if self._now() - held.since <= KEPT else None
        if key is None and held.away:
            raise _away()
        return key

    def _age(self) -> float:
        return self._now() - self._held.since

    def _renew(self) -> None:
        """Fetch keys that are due, unless somebody is at it or did so in vain just now."""
        if self._fetching.acquire(blocking=False):
            try:
                if self._now() - self._asked >= PAUSE:
                    self._fetch()
            finally:
                self._fetching.release()

    def _seek(self, name: tuple[str, Algorithm]) -> None:
        """Fetch a key that is not here, unless somebody brought it meanwhile or another was sought just now.

        Whoever invents names of keys makes us ask no more often: a fetch counts when it was in vain. One that found its
        key, or was merely due, does not count, for the issuer may begin to sign with a new key right after it.
        """
        if not self._fetching.acquire(timeout=2 * PATIENCE):
            raise _away()
        try:
            missing = name not in self._held.keys or self._age() > KEPT
            if missing and self._now() - self._sought >= PAUSE:
                began = self._now()
                self._fetch()
                if name not in self._held.keys:
                    self._sought = began
        finally:
            self._fetching.release()

    def _fetch(self) -> None:
        # The age counts from the question: the answer may have been made at once and come late.
        self._asked = self._now()
        try:
            keys = keys_of(_published(self._issuer.jwks_url), self._issuer.algorithms)
        except (httpx.HTTPError, httpx.InvalidURL, OSError, RecursionError, ValueError) as error:
            kind = type(error).__name__
            notes.warning("The keys of %s could not be fetched (%s: %s)", self._issuer.issuer, kind, error)
            self._held = replace(self._held, away=True)
        else:
            self._held = Held(keys, self._asked)


def _published(url: str) -> bytes:
    """What stands at a URL, as it stands there: no redirect is followed and nothing is unpacked.

    No proxy and no password of the environment is used.
    """
    until = time.monotonic() + PATIENCE
    headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
    raw = b""
    with (
        httpx.Client(timeout=PATIENCE, trust_env=False, verify=_certificates()) as client,
        client.stream("GET", url, headers=headers, follow_redirects=False) as answer,
    ):
        if answer.status_code != httpx.codes.OK:
            raise ValueError(f"status {answer.status_code}")
        for part in answer.iter_raw():
            raw += part
            if len(raw) > MOST_BYTES or time.monotonic() > until:
                raise ValueError("too large or too slow")
    return raw


@cache
def _certificates() -> ssl.SSLContext:
    """Whom to trust for https: the usual authorities, or those that the environment names (SSL_CERT_FILE)."""
    return httpx.create_ssl_context()


def _away() -> Unavailable:
    return Unavailable("issuer_away", headers={"Retry-After": f"{PAUSE:.0f}"})
