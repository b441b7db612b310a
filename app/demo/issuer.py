"""An issuer of access tokens on this machine, for trying out: it asks nobody for a password. Never use it in earnest.

`python -m app.demo.issuer` prints one line of JSON that tells its address, and answers there until its input closes,
or until it is told to end (SIGTERM). It listens on 127.0.0.1 alone and forgets its keys when it ends.

- `GET /.well-known/openid-configuration` and `GET /jwks`: what it is, and its public keys
- `POST /token` with `subject`, and if need be `audience` and `lifetime` (seconds): a token about whoever is named
- `POST /rotate`, if need be with `algorithm`: it signs with a new key from here; the last one stays published
"""

import argparse
import json
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any, Final, get_args
from urllib.parse import parse_qsl
from uuid import uuid4

from joserfc import jwt
from joserfc.jwk import ECKey, Key, OKPKey, RSAKey

from app import clock
from app.settings import Algorithm
from app.tokens.algorithms import Signatures

HOST: Final = "127.0.0.1"
LIFETIME: Final = 300
"""Seconds that a token is good when nobody says for how long."""
LONGEST_LIFETIME: Final = 86_400
MOST_BYTES: Final = 10_000


class Signer:
    """The keys of the issuer: the one it signs with, and the one before that."""

    def __init__(self, algorithm: Algorithm) -> None:
        self._lock = Lock()
        self._keys: list[tuple[Algorithm, Key]] = []
        self.rotate(algorithm)

    def rotate(self, algorithm: Algorithm | None = None) -> str:
        """Sign with a new key from here, in the same way or another; its name."""
        with self._lock:
            chosen = algorithm or self._keys[0][0]
            made = _new_key(chosen)
            self._keys = [(chosen, made), *self._keys[:1]]
        return str(made.kid)

    def published(self) -> dict[str, Any]:
        """The public halves, as a JWKS."""
        return {"keys": [key.as_dict(private=False, use="sig", alg=algorithm) for algorithm, key in self._keys]}

    def sign(self, claims: dict[str, Any]) -> str:
        """An access token (RFC 9068) with these claims."""
        algorithm, key = self._keys[0]
        header = {"alg": algorithm, "kid": key.kid, "typ": "at+jwt"}
        return jwt.encode(header, claims, key, registry=Signatures(algorithms=[algorithm]))


def _new_key(algorithm: Algorithm) -> Key:
    match algorithm:
        case "RS256":
            return RSAKey.generate_key(2048, auto_kid=True)
        case "ES256":
            return ECKey.generate_key("P-256", auto_kid=True)
        case "EdDSA":
            return OKPKey.generate_key("Ed25519", auto_kid=True)


class Server(ThreadingHTTPServer):
    """The issuer on a port of this machine; 0 is any that is free."""

    daemon_threads = True

    def __init__(self, port: int, audience: str, algorithm: Algorithm) -> None:
        super().__init__((HOST, port), Handler)
        self.issuer = f"http://{HOST}:{self.server_port}"
        self.audience = audience
        self.signer = Signer(algorithm)

    def about(self) -> dict[str, Any]:
        """What OpenID Connect Discovery asks for, as far as there is anything to tell."""
        return {
            "issuer": self.issuer,
            "jwks_uri": f"{self.issuer}/jwks",
            "token_endpoint": f"{self.issuer}/token",
            "id_token_signing_alg_values_supported": get_args(Algorithm),
            "subject_types_supported": ["public"],
        }

    def token(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """A token as it was asked for; ValueError when that cannot be. A lifetime below 0 makes one that is over."""
        subject, audience = asked.get("subject"), asked.get("audience", self.audience)
        lifetime = int(asked.get("lifetime", LIFETIME))
        if not isinstance(subject, str) or not subject or abs(lifetime) > LONGEST_LIFETIME:
            raise ValueError("a subject, and a lifetime of a day at most")
        now = int(clock.now().timestamp())
        claims = {"iss": self.issuer, "aud": audience, "sub": subject, "client_id": "demo", "jti": uuid4().hex}
        signed = self.signer.sign(claims | {"iat": now, "exp": now + lifetime})
        return {"access_token": signed, "token_type": "Bearer", "expires_in": lifetime}

    def rotate(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Sign with a new key; ValueError for an algorithm that is not one of ours."""
        algorithm = asked.get("algorithm")
        if algorithm is not None and algorithm not in get_args(Algorithm):
            raise ValueError("no such algorithm")
        return {"kid": self.signer.rotate(algorithm)}


class Handler(BaseHTTPRequestHandler):
    """One request to the issuer."""

    server: Server

    def do_GET(self) -> None:
        """Tell what is public."""
        tell = {"/.well-known/openid-configuration": self.server.about, "/jwks": self.server.signer.published}
        found = tell.get(self.path)
        self._answer(200, found()) if found else self._answer(404, {"error": "not_found"})

    def do_POST(self) -> None:
        """Do what is asked, whoever asks."""
        do = {"/token": self.server.token, "/rotate": self.server.rotate}.get(self.path)
        if do is None:
            self._answer(404, {"error": "not_found"})
            return
        try:
            self._answer(200, do(self._asked()))
        except (ArithmeticError, TypeError, ValueError):
            self._answer(400, {"error": "invalid_request"})

    def _asked(self) -> dict[str, Any]:
        """The form or the JSON object that was sent; ValueError when it is neither."""
        length = int(self.headers.get("Content-Length") or 0)
        if not 0 <= length <= MOST_BYTES:
            raise ValueError("too large")
        text = self.rfile.read(length).decode()
        if self.headers.get_content_type() != "application/json":
            return dict(parse_qsl(text))
        asked = json.loads(text)
        if not isinstance(asked, dict):
            raise ValueError("not an object")  # noqa: TRY004  what was sent is wrong, not a type in the code
        return asked

    def _answer(self, status: int, said: Mapping[str, Any]) -> None:
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_told: object) -> None:
        """Say nothing: the one line that was printed is what a program reads."""


def main(words: Sequence[str] | None = None) -> None:
    """Answer until the input closes or somebody ends it."""
    options = argparse.ArgumentParser(description="An issuer of access tokens, for trying out. Never in production.")
    options.add_argument("--port", type=int, default=0, help="port to listen on; 0 is any that is free")
    options.add_argument("--issuer-audience", default="samenspel", help="audience of a token when nobody names one")
    options.add_argument("--algorithm", choices=get_args(Algorithm), default="ES256", help="how it signs at first")
    chosen = options.parse_args(words)
    with Server(chosen.port, chosen.issuer_audience, chosen.algorithm) as server:
        for told in (signal.SIGTERM, signal.SIGINT):
            signal.signal(told, lambda *_: sys.exit(0))
        sys.stdout.write(json.dumps({"issuer": server.issuer, "jwks_url": f"{server.issuer}/jwks"}) + "\n")
        sys.stdout.flush()
        Thread(target=_end_with_input, args=[server], daemon=True).start()
        server.serve_forever(poll_interval=0.1)


def _end_with_input(server: Server) -> None:
    # Not with `sys.stdin.read`: a thread that is inside it stands in the way when the program ends otherwise.
    while os.read(sys.stdin.fileno(), 1024):
        pass
    server.shutdown()


if __name__ == "__main__":
    main()
