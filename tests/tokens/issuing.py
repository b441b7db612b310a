"""An issuer in the hands of a test: keys that sign anything, and a server that answers whatever it is told to.

It signs with `cryptography` alone and writes base64 and JSON by itself, so that no mistake of the library under the
service can cancel itself out.
"""

import base64
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any, Final
from uuid import UUID

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.settings import Issuer
from app.tokens.checking import Tokens
from tests.hands import Hands

ALGORITHMS: Final = ("RS256", "ES256", "EdDSA")
AUDIENCE: Final = "samenspel"
LINDE: Final = UUID("018f0000-0000-7000-8000-000000000001")

Private = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | Ed25519PrivateKey


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def number(value: int, size: int | None = None) -> str:
    return b64(value.to_bytes(size or (value.bit_length() + 7) // 8, "big"))


@dataclass(frozen=True)
class SigningKey:
    """A private key with a name."""

    kid: str
    algorithm: str
    private: Private

    def jwk(self, **more: Any) -> dict[str, Any]:  # noqa: ANN401  any JSON
        """What an issuer publishes of it."""
        return {"kid": self.kid, "alg": self.algorithm, "use": "sig", **self._public(), **more}

    def _public(self) -> dict[str, Any]:
        if isinstance(self.private, rsa.RSAPrivateKey):
            numbers = self.private.public_key().public_numbers()
            return {"kty": "RSA", "n": number(numbers.n), "e": number(numbers.e)}
        if isinstance(self.private, ec.EllipticCurvePrivateKey):
            point = self.private.public_key().public_numbers()
            return {"kty": "EC", "crv": "P-256", "x": number(point.x, 32), "y": number(point.y, 32)}
        raw = self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return {"kty": "OKP", "crv": "Ed25519", "x": b64(raw)}

    def sign(self, text: bytes) -> bytes:
        if isinstance(self.private, rsa.RSAPrivateKey):
            return self.private.sign(text, padding.PKCS1v15(), hashes.SHA256())
        if isinstance(self.private, ec.EllipticCurvePrivateKey):
            r, s = decode_dss_signature(self.private.sign(text, ec.ECDSA(hashes.SHA256())))
            return r.to_bytes(32, "big") + s.to_bytes(32, "big")
        return self.private.sign(text)


@cache
def key(algorithm: str, which: str = "first") -> SigningKey:
    """A key that stays the same during the run; another `which` is another key."""
    makers: dict[str, Callable[[], Private]] = {
        "RS256": lambda: rsa.generate_private_key(65537, 2048),
        "ES256": lambda: ec.generate_private_key(ec.SECP256R1()),
        "EdDSA": Ed25519PrivateKey.generate,
    }
    return SigningKey(f"{which}-{algorithm}", algorithm, makers[algorithm]())


def signed(signing: SigningKey, header: bytes, payload: bytes) -> str:
    """Any two parts with a right signature."""
    text = f"{b64(header)}.{b64(payload)}"
    return f"{text}.{b64(signing.sign(text.encode()))}"


class Server(ThreadingHTTPServer):
    """Says what it is told to say, and counts how often it was asked."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.asked = 0
        self.heard: dict[str, str] = {}
        self.counting = Lock()
        self.status, self.headers = 200, {"Content-Type": "application/json"}
        self.parts: Callable[[], Iterator[bytes]] = lambda: iter([b'{"keys": []}'])

    def publish(self, *jwks: object) -> None:
        self.say(json.dumps({"keys": jwks}).encode())

    def say(self, *parts: bytes, status: int = 200, **headers: str) -> None:
        self.status, self.headers = status, {name.replace("_", "-"): value for name, value in headers.items()}
        self.parts = lambda: iter(parts)


class Answering(BaseHTTPRequestHandler):
    """One request to it."""

    server: Server

    def do_GET(self) -> None:
        with self.server.counting:
            self.server.asked += 1
            self.server.heard = {name.lower(): value for name, value in self.headers.items()}
        self.send_response(self.server.status)
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            for part in self.server.parts():
                self.wfile.write(part)
        except OSError:
            return  # whoever asked heard enough

    def log_message(self, *_told: object) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[Server]:
    with Server() as server:
        Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


@dataclass
class Desk:
    """An issuer with a key of each kind, and the service that knows it."""

    server: Server
    hands: Hands = field(default_factory=Hands)

    def __post_init__(self) -> None:
        self.server.publish(*(key(algorithm).jwk() for algorithm in ALGORITHMS))
        self.tokens = self.service(self.issuer())
        self.start = self.hands.instant

    def issuer(self, **more: Any) -> Issuer:  # noqa: ANN401  any JSON
        said = {"issuer": f"{self.server.url}/realm", "audience": AUDIENCE, "organisation_id": LINDE}
        return Issuer.model_validate(said | {"jwks_url": f"{self.server.url}/jwks"} | more)

    def service(self, *issuers: Issuer) -> Tokens:
        """A service with these issuers, on the clock of the test."""
        return Tokens(issuers, self.hands, self.ticks)

    @property
    def now(self) -> int:
        return int(self.hands.instant.timestamp())

    def ticks(self) -> float:
        return self.hands.instant.timestamp()

    def move_to(self, seconds: float) -> None:
        """Let it be so many seconds after the start."""
        self.hands.instant = self.start + timedelta(seconds=seconds)

    def header(self, algorithm: str = "ES256", **more: Any) -> dict[str, Any]:  # noqa: ANN401  any JSON
        """A good header, changed: what is None is left out."""
        return present({"alg": algorithm, "kid": key(algorithm).kid, "typ": "at+jwt"} | more)

    def claims(self, **more: Any) -> dict[str, Any]:  # noqa: ANN401  any JSON
        """Good claims, changed: what is None is left out."""
        good = {"iss": f"{self.server.url}/realm", "aud": AUDIENCE, "sub": "anna", "iat": self.now}
        return present(good | {"exp": self.now + 300} | more)

    def token(self, signing: SigningKey | None = None, head: dict[str, Any] | None = None, **claims: Any) -> str:  # noqa: ANN401  any JSON
        """A good token, or one with something changed, and signed all the same."""
        chosen = signing or key("ES256")
        header = self.header(chosen.algorithm, **{"kid": chosen.kid} | (head or {}))
        return signed(chosen, json.dumps(header).encode(), json.dumps(self.claims(**claims)).encode())


def present(members: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value is not None}
