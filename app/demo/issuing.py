"""The issuer for trying out (`issuer.py`), in a process of its own, as the demo and tests start it.

with running_issuer("--algorithm", "RS256") as running:
    tokens = Tokens([running.issuer(organisation_id)])
    tokens.check(running.token("anna"))
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx

from app.settings import Issuer


@dataclass(frozen=True)
class RunningIssuer:
    """An issuer that answers at its URL."""

    url: str
    jwks_url: str
    client: httpx.Client
    process: subprocess.Popen[str] | None = None

    def issuer(self, organisation_id: UUID, audience: str = "samenspel") -> Issuer:
        """It as a setting."""
        said = {"issuer": self.url, "audience": audience, "organisation_id": organisation_id}
        return Issuer.model_validate(said | {"jwks_url": self.jwks_url})

    def token(self, subject: str, **more: Any) -> str:  # noqa: ANN401  any JSON
        """A token about somebody; `audience` and `lifetime` (seconds) may be named."""
        text: str = self.done("/token", subject=subject, **more)["access_token"]
        return text

    def rotate(self, **more: str) -> str:
        """Sign with a new key, by another `algorithm` if one is named; its name."""
        kid: str = self.done("/rotate", **more)["kid"]
        return kid

    def done(self, path: str, **said: Any) -> dict[str, Any]:  # noqa: ANN401  any JSON
        """The answer to a POST; raises HTTPStatusError for a refusal."""
        answer = self.client.post(f"{self.url}{path}", json=said).raise_for_status()
        told: dict[str, Any] = answer.json()
        return told


@contextmanager
def running_issuer(*words: str) -> Iterator[RunningIssuer]:
    """An issuer on a free port, with further words of its command."""
    command = [sys.executable, "-m", "app.demo.issuer", "--port", "0", *words]
    with (
        httpx.Client(trust_env=False) as client,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process,  # noqa: S603  our own program
    ):
        assert process.stdout  # noqa: S101  asked for above
        try:
            told = json.loads(process.stdout.readline())
            yield RunningIssuer(told["issuer"], told["jwks_url"], client, process)
        finally:
            process.terminate()
