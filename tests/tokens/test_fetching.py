"""How the keys of an issuer are fetched, and what the operator hears when they are not."""

from typing import Any

import httpx
import pytest

from app.tokens import keys
from tests.tokens.issuing import Desk
from tests.tokens.test_keys import opens


def test_it_asks_for_json_as_it_stands_and_gives_up_after_a_while(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[dict[str, Any]] = []
    whole = httpx.Client

    def client(**options: Any) -> httpx.Client:  # noqa: ANN401  as httpx has them
        given.append(options)
        return whole(**options)

    monkeypatch.setattr(httpx, "Client", client)
    assert opens(desk, desk.token()) == "anna"
    assert (desk.server.heard["accept"], desk.server.heard["accept-encoding"]) == ("application/json", "identity")
    assert (given[0]["timeout"], given[0]["trust_env"]) == (keys.PATIENCE, False)
    assert given[0]["verify"] is keys._certificates()


def test_a_redirect_is_not_followed(desk: Desk) -> None:
    desk.server.say(b"", status=302, Location=f"{desk.server.url}/elsewhere")
    assert opens(desk, desk.token()) == "issuer_away"
    assert desk.server.asked == 1


@pytest.mark.parametrize(
    ("parts", "status", "why"),
    [
        ([b"{}"], 500, "status 500"),
        ([b"x" * 300_000], 200, "too large or too slow"),
        ([b"[]"], 200, "not an object"),
        ([b'{"keys": 1}'], 200, "not a set of keys"),
        ([b'{"keys": [], "keys": []}'], 200, "a member twice"),
        ([b'{"keys": [NaN]}'], 200, "not a number"),
        ([b'{"keys": [1e999]}'], 200, "not finite"),
        ([rb'{"keys": ["\ud800"]}'], 200, "half a character"),
    ],
)
def test_why_keys_could_not_be_fetched_is_told_to_the_operator(
    desk: Desk, caplog: pytest.LogCaptureFixture, parts: list[bytes], status: int, why: str
) -> None:
    desk.server.say(*parts, status=status)
    opens(desk, desk.token())
    (told,) = [one.getMessage() for one in caplog.records if one.name.startswith("app.tokens")]
    assert told == f"The keys of {desk.issuer().issuer} could not be fetched (ValueError: {why})"
