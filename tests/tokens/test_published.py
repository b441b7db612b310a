"""Of what an issuer publishes, only keys that may sign are used, and nothing else there does harm."""

import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from app.problems import NotKnown
from app.settings import ALGORITHMS as CONFIGURED
from app.tokens.published import keys_of
from tests.tokens.attacks import keyed, pem
from tests.tokens.issuing import ALGORITHMS, Desk, SigningKey, b64, key, number

KID = "made-up"


def rsa_of(bits: int) -> dict[str, Any]:
    """A public RSA key of any length; nobody has its other half."""
    return {"kty": "RSA", "kid": KID, "n": number((1 << bits - 1) + 1), "e": "AQAB"}


def without(jwk: dict[str, Any], name: str) -> dict[str, Any]:
    return {member: value for member, value in jwk.items() if member != name}


def ec(**more: Any) -> dict[str, Any]:  # noqa: ANN401  any JSON
    return key("ES256").jwk(kid=KID, **more)


def published(*jwks: object) -> set[tuple[str, str]]:
    """The names of the keys that are used of these."""
    return set(keys_of(json.dumps({"keys": jwks}).encode(), CONFIGURED))


USELESS: dict[str, object] = {
    "a secret": {"kty": "oct", "kid": KID, "k": b64(b"s" * 32)},
    "a secret for HS256": {"kty": "oct", "kid": KID, "k": b64(b"s" * 32), "alg": "HS256", "use": "sig"},
    "a secret that says ES256": {"kty": "oct", "kid": KID, "k": b64(b"s" * 32), "alg": "ES256"},
    "to encrypt with": ec(use="enc"),
    "of no use": ec(use=None),
    "of another use": ec(use="tls"),
    "to sign with alone": ec(key_ops=["sign"]),
    "for nothing": ec(key_ops=[]),
    "operations that are none": ec(key_ops=1),
    "operations as a text": ec(key_ops="verify"),
    "of another way to sign": ec(alg="ES384"),
    "RSA for PSS": key("RS256").jwk(kid=KID, alg="PS256"),
    "RSA for encryption": key("RS256").jwk(kid=KID, alg="RSA-OAEP"),
    "a way that is no text": ec(alg=["ES256"]),
    "without a name": without(ec(), "kid"),
    "a name that is empty": ec() | {"kid": ""},
    "a name that is a number": ec() | {"kid": 1},
    "a name that is too long": ec() | {"kid": "k" * 201},
    "RSA of 512 bits": rsa_of(512),
    "RSA of 1024 bits": rsa_of(1024),
    "RSA of 2047 bits": rsa_of(2047),
    "RSA of 8193 bits": rsa_of(8193),
    "RSA with zeros before it": rsa_of(1024) | {"n": b64(bytes(200) + b"\x81" * 128)},
    "RSA without an exponent": without(rsa_of(2048), "e"),
    "RSA with exponent 1": rsa_of(2048) | {"e": "AQ"},
    "RSA with an even exponent": rsa_of(2048) | {"e": "BA"},
    "RSA with a number for a text": rsa_of(2048) | {"n": 2**2048},
    "RSA with a list for a text": rsa_of(2048) | {"n": ["AQ"]},
    "RSA with null for a text": rsa_of(2048) | {"n": None},
    "RSA beyond ASCII": rsa_of(2048) | {"n": "\u00e9" * 400},
    "RSA with an exponent beyond its size": rsa_of(2048) | {"e": b64(b"\1" * 300)},
    "RSA with padding": rsa_of(2048) | {"e": "AQAB=="},
    "RSA with an empty exponent": rsa_of(2048) | {"e": ""},
    "EC beside its curve": ec(x=b64(b"\1" * 32)),
    "EC without a point": without(ec(), "y"),
    "EC with a list for a text": ec(x=["AQ"]),
    "EC at infinity": ec(x=b64(bytes(32)), y=b64(bytes(32))),
    "EC of another curve": ec(crv="P-384"),
    "EC of a made-up curve": ec(crv="P-257"),
    "EC of a curve for coins": ec(crv="secp256k1"),
    "EC of a curve that is no text": ec(crv={"name": "P-256"}),
    "EC by the name of OKP": ec(kty="OKP"),
    "OKP to exchange keys with": key("EdDSA").jwk(kid=KID, crv="X25519"),
    "OKP of a longer curve": key("EdDSA").jwk(kid=KID, crv="Ed448"),
    "OKP too short": key("EdDSA").jwk(kid=KID, x=b64(bytes(31))),
    "of a made-up type": ec(kty="ML-DSA"),
    "of a type that is no text": ec(kty=["EC"]),
    "not an object": "EC",
    "null": None,
    "a list": [ec()],
}


@pytest.mark.parametrize("name", USELESS)
def test_a_key_of_no_use_is_passed_over_and_the_one_beside_it_is_used(name: str) -> None:
    good = key("ES256", "good")
    assert published(USELESS[name], good.jwk()) == {(good.kid, "ES256")}
    assert published(good.jwk(), USELESS[name]) == {(good.kid, "ES256")}


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_key_of_ours_is_used_whatever_else_it_says(algorithm: str) -> None:
    whole = key(algorithm).jwk()
    named = {(key(algorithm).kid, algorithm)}
    assert published(whole) == named
    assert published(without(without(whole, "alg"), "use")) == named
    assert published(whole | {"key_ops": ["sign", "verify"], "x5c": ["MIIB"], "x5u": 1, "made_up": [None]}) == named


def test_only_configured_ways_to_sign_are_used() -> None:
    raw = json.dumps({"keys": [key(algorithm).jwk() for algorithm in ALGORITHMS]}).encode()
    assert {algorithm for _, algorithm in keys_of(raw, {"EdDSA", "RS256"})} == {"EdDSA", "RS256"}


def test_of_a_private_key_only_the_public_half_is_read() -> None:
    private = key("RS256").private
    assert isinstance(private, rsa.RSAPrivateKey)
    secret = {"d": number(private.private_numbers().d), "p": "AQ", "q": 1}
    (found,) = keys_of(json.dumps({"keys": [key("RS256").jwk(**secret)]}).encode(), CONFIGURED).values()
    assert not found.is_private
    assert not secret.keys() & found.as_dict().keys()


def test_of_two_keys_with_one_name_the_first_is_the_key(desk: Desk) -> None:
    other = SigningKey(key("ES256").kid, "ES256", key("ES256", "second").private)
    desk.server.publish(key("ES256").jwk(), other.jwk())
    assert desk.tokens.check(desk.token()).subject == "anna"
    with pytest.raises(NotKnown):
        desk.tokens.check(desk.token(other))


def test_one_name_may_stand_for_a_key_of_each_kind(desk: Desk) -> None:
    same = [SigningKey(KID, algorithm, key(algorithm).private) for algorithm in ALGORITHMS]
    desk.server.publish(*(one.jwk() for one in same))
    assert [desk.tokens.check(desk.token(one)).subject for one in same] == ["anna"] * 3


def test_a_secret_that_an_issuer_publishes_signs_nothing(desk: Desk) -> None:
    secret = {"kty": "oct", "kid": key("RS256").kid, "k": b64(pem()), "alg": "HS256"}
    desk.server.publish(secret, key("RS256").jwk())
    assert desk.tokens.check(desk.token(key("RS256"))).subject == "anna"
    with pytest.raises(NotKnown):
        desk.tokens.check(keyed(desk, pem()))
