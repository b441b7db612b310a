"""Whatever somebody sends or an issuer publishes, there are two answers: whose token it is, or one and the same no."""

import json
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.problems import NotKnown
from app.settings import ALGORITHMS
from app.tokens.published import keys_of
from tests.tokens.issuing import Desk, b64, key, signed

VALUE: Final = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside, max_size=3),
    max_leaves=6,
)
HEADER: Final = st.dictionaries(st.sampled_from(["alg", "typ", "kid", "crit", "b64", "x"]), VALUE, max_size=2)
CLAIMS: Final = st.dictionaries(st.sampled_from(["iss", "aud", "sub", "exp", "iat", "nbf", "jti"]), VALUE, max_size=2)
JWK: Final = st.dictionaries(st.sampled_from(["kid", "kty", "crv", "x", "y", "n", "e", "alg", "use", "key_ops"]), VALUE)
LETTERS: Final = st.text(st.sampled_from('eyJ.-_=AZaz09{}"\\\0 é'), max_size=200)

# The issuer stays the same from one example to the next, and remembers nothing of it.
one_desk = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def is_good(desk: Desk, text: str) -> bool:
    """Whether a token is good; any other answer than that and the one refusal is a failure."""
    try:
        bearer = desk.tokens.check(text)
    except NotKnown:
        return False
    assert bearer.subject
    assert bearer.expires_at > desk.hands.instant
    return True


@one_desk
@given(text=st.text() | LETTERS)
def test_no_text_is_a_token(desk: Desk, text: str) -> None:
    assert not is_good(desk, text)


@one_desk
@given(parts=st.tuples(st.binary(), st.binary(), st.binary()))
def test_no_three_parts_are_a_token(desk: Desk, parts: tuple[bytes, bytes, bytes]) -> None:
    assert not is_good(desk, ".".join(map(b64, parts)))


@one_desk
@given(head=HEADER, claims=CLAIMS)
def test_whatever_is_signed_is_judged(desk: Desk, head: dict[str, object], claims: dict[str, object]) -> None:
    header = json.dumps(desk.header() | head).encode()
    payload = json.dumps(desk.claims() | claims).encode()
    is_good(desk, signed(key("ES256"), header, payload))


@given(jwks=st.lists(JWK, max_size=3), name=st.sampled_from(["RS256", "ES256", "EdDSA"]), more=JWK)
def test_whatever_is_published_spoils_no_key(jwks: list[object], name: str, more: dict[str, object]) -> None:
    good = key(name).jwk(kid="good")
    text = json.dumps({"keys": [*jwks, key(name).jwk() | more, good]})
    try:
        found = keys_of(text.encode(), ALGORITHMS)
    except ValueError:
        assert "NaN" in text or "Infinity" in text or "\\ud" in text
    else:
        assert ("good", name) in found


def test_a_good_token_is_good(desk: Desk) -> None:
    assert is_good(desk, desk.token())
    with pytest.raises(ValueError, match="set of keys"):
        keys_of(b"{}", ALGORITHMS)
