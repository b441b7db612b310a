"""An access token opens what it should and nothing else, and who is refused never learns why."""

import logging
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from app.problems import CHALLENGE, NotKnown
from app.services import secret_texts
from app.tokens.checking import Bearer, Tokens, is_token
from tests.tokens.attacks import (
    ATTACKS,
    OF_THE_CLAIMS,
    OF_THE_FORM,
    OF_THE_HEADER,
    OF_THE_SIGNATURE,
    UNKNOWN_KEYS,
    sized,
)
from tests.tokens.issuing import ALGORITHMS, LINDE, Desk, key, signed

WILG = UUID("018f0000-0000-7000-8000-000000000002")


def refused(tokens: Tokens, text: str) -> None:
    with pytest.raises(NotKnown) as caught:
        tokens.check(text)
    error = caught.value
    assert (error.code, error.status, error.headers) == ("token_unknown", 401, CHALLENGE)
    assert (error.args, error.flaws, error.values) == (("token_unknown",), (), {})
    assert (error.__cause__, error.__context__) == (None, None)


# --------------------------------------------------------------------------------------------------------------- good


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_good_token_tells_who_carries_it(desk: Desk, algorithm: str) -> None:
    bearer = desk.tokens.check(desk.token(key(algorithm)))
    until = desk.hands.instant + timedelta(seconds=300)
    assert bearer == Bearer(LINDE, f"{desk.server.url}/realm", "anna", until)


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": ["elsewhere", "samenspel"]},
        {"sub": "a" * 255},
        {"sub": "één plus één"},
        {"nbf": -(10**9)},
        {"jti": "1", "client_id": "app", "scope": "openid", "cnf": {"jkt": "x"}, "auth_time": 1},
        {"x": "a" * 5_000},
    ],
)
def test_a_token_may_say_more_and_say_it_otherwise(desk: Desk, claims: dict[str, Any]) -> None:
    assert desk.tokens.check(desk.token(**claims)).subject == claims.get("sub", "anna")


@pytest.mark.parametrize("claim", ["iat", "nbf"])
@pytest.mark.parametrize("ahead", [-5_000, 0, 0.5, 30])
def test_the_clock_of_an_issuer_may_be_half_a_minute_ahead(desk: Desk, claim: str, ahead: float) -> None:
    claims: dict[str, Any] = {claim: desk.now + ahead}
    desk.tokens.check(desk.token(**claims))


@pytest.mark.parametrize(
    "head",
    [
        {"typ": "AT+JWT"},
        {"typ": "application/at+jwt"},
        {"typ": "Application/AT+jwt"},
        {"x5t": "x", "made_up": 1},
        {"made_up": "a" * 600},
    ],
)
def test_a_header_may_say_more_and_say_it_otherwise(desk: Desk, head: dict[str, Any]) -> None:
    assert desk.tokens.check(desk.token(head=head)).subject == "anna"


def test_a_token_may_have_8192_characters(desk: Desk) -> None:
    text = sized(desk, 8_192)
    assert len(text) > 8_188
    assert desk.tokens.check(text).subject == "anna"


def test_a_token_ends_at_its_instant(desk: Desk) -> None:
    token = desk.token(exp=desk.now + 300.5)
    desk.hands.move(300)
    desk.tokens.check(token)
    desk.hands.move(0.5)
    refused(desk.tokens, token)


# ------------------------------------------------------------------------------------------------------------ attacks


@pytest.mark.parametrize("name", ATTACKS)
def test_a_token_with_something_wrong_is_refused_beside_one_that_is_good(
    desk: Desk, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    text = ATTACKS[name](desk)
    refused(desk.tokens, text)
    assert desk.tokens.check(desk.token()).subject == "anna"
    refused(desk.tokens, text)
    assert [part for part in (text, *text.split(".")) if len(part) > 3 and part in caplog.text] == []


def test_every_attack_has_a_name_of_its_own() -> None:
    assert len(ATTACKS) == sum(map(len, (OF_THE_SIGNATURE, OF_THE_HEADER, OF_THE_CLAIMS, OF_THE_FORM))) >= 150


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_no_token_with_one_character_changed_is_good(desk: Desk, algorithm: str) -> None:
    text = desk.token(key(algorithm))
    for place, letter in enumerate(text):
        refused(desk.tokens, text[:place] + ("A" if letter != "A" else "B") + text[place + 1 :])
    desk.tokens.check(text)


def test_a_way_to_sign_that_is_not_configured_is_refused(desk: Desk) -> None:
    tokens = desk.service(desk.issuer(algorithms=["RS256", "EdDSA"]))
    refused(tokens, desk.token())
    assert desk.server.asked == 0
    assert tokens.check(desk.token(key("RS256"))).subject == "anna"


# ------------------------------------------------------------------------------------------------------------ issuers


def test_an_issuer_opens_its_own_organisation_alone(desk: Desk) -> None:
    other = desk.issuer(issuer=f"{desk.server.url}/wilg", organisation_id=WILG, audience="wilg")
    tokens = desk.service(desk.issuer(), other)
    assert tokens.check(desk.token()).organisation_id == LINDE
    assert tokens.check(desk.token(iss=other.issuer, aud="wilg")).organisation_id == WILG
    refused(tokens, desk.token(aud="wilg"))
    refused(tokens, desk.token(iss=other.issuer))


def test_the_key_of_one_issuer_does_not_sign_for_another(desk: Desk) -> None:
    other = desk.issuer(issuer=f"{desk.server.url}/wilg", algorithms=["EdDSA"], organisation_id=WILG)
    tokens = desk.service(desk.issuer(algorithms=["ES256"]), other)
    refused(tokens, desk.token(iss=other.issuer))
    refused(tokens, desk.token(key("EdDSA")))
    assert tokens.check(desk.token(key("EdDSA"), iss=other.issuer)).organisation_id == WILG


def test_an_issuer_that_nobody_named_is_not_asked_for_anything(desk: Desk) -> None:
    for tokens, iss in ((desk.tokens, "https://elders.example"), (desk.service(), f"{desk.server.url}/realm")):
        refused(tokens, desk.token(iss=iss))
    assert desk.server.asked == 0


def test_what_is_wrong_at_first_sight_costs_the_issuer_nothing(desk: Desk) -> None:
    for name, make in (OF_THE_FORM | OF_THE_HEADER).items():
        if name not in UNKNOWN_KEYS:
            refused(desk.tokens, make(desk))
    assert desk.server.asked == 0


# -------------------------------------------------------------------------------------------------- tokens and keys


def test_a_token_is_told_from_a_key(desk: Desk) -> None:
    assert is_token(desk.token())
    assert is_token(signed(key("ES256"), b"{}", b"{}"))
    key_text = f"{secret_texts.KEY}_{'A' * 43}_{'A' * 43}"
    assert [is_token(text) for text in (key_text, f"{key_text}.x.y", "x", "")] == [False] * 4
