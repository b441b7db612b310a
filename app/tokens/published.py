"""The keys that an issuer publishes (RFC 7517), and which of them may have signed an access token."""

from collections.abc import Callable, Collection, Mapping
from typing import Any, Final, NamedTuple

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key, OKPKey, RSAKey
from joserfc.util import base64_to_int

from app.settings import Algorithm
from app.tokens.reading import object_of

Keys = Mapping[tuple[str, Algorithm], Key]

LONGEST_KID: Final = 200
LEAST_BITS: Final = 2048
MOST_BITS: Final = 8192
"""Bits of an RSA key. RFC 7518 asks for the least; a longer one than the most takes too long to check with."""


class Kind(NamedTuple):
    """A kind of key: how it signs, which is in one way only; how it is read; and what is read of it.

    What stands beside that is not looked at, so that a private key is no more than its public half.
    """

    algorithm: Algorithm
    read: Callable[[dict[str, Any]], Key]
    members: tuple[str, ...]
    type: str
    curve: str | None = None


KINDS: Final = (
    Kind("RS256", RSAKey.import_key, ("kty", "n", "e"), "RSA"),
    Kind("ES256", ECKey.import_key, ("kty", "crv", "x", "y"), "EC", "P-256"),
    Kind("EdDSA", OKPKey.import_key, ("kty", "crv", "x"), "OKP", "Ed25519"),
)


def keys_of(raw: bytes, algorithms: Collection[Algorithm]) -> Keys:
    """The usable keys of a JWKS by name and way to sign; a key of no use here is passed over and spoils no other.

    ValueError when it is no JWKS at all.
    """
    listed = object_of(raw).get("keys")
    if not isinstance(listed, list):
        raise ValueError("not a set of keys")  # noqa: TRY004  what came over the wire is wrong, not a type in the code
    found: dict[tuple[str, Algorithm], Key] = {}
    for one in listed:
        kind = _kind_of(one) if isinstance(one, dict) else None
        if kind and kind.algorithm in algorithms and (key := _key(one, kind)):
            # Of two keys with one name the first is the key, and the other is not tried.
            found.setdefault((one["kid"], kind.algorithm), key)
    return found


def _kind_of(jwk: dict[str, Any]) -> Kind | None:
    """The kind of a key; None when it has no name, is meant for something else, or is of no kind of ours."""
    kid, operations = jwk.get("kid"), jwk.get("key_ops", ["verify"])
    named = isinstance(kid, str) and 0 < len(kid) <= LONGEST_KID
    meant = jwk.get("use", "sig") == "sig" and isinstance(operations, list) and "verify" in operations
    kind = next((one for one in KINDS if (one.type, one.curve) == (jwk.get("kty"), jwk.get("crv"))), None)
    return kind if named and meant and kind and jwk.get("alg", kind.algorithm) == kind.algorithm else None


def _key(jwk: dict[str, Any], kind: Kind) -> Key | None:
    """The public half of a key, or None when it is broken, or has no good length."""
    public = {name: jwk.get(name) for name in kind.members}
    if not all(isinstance(value, str) for value in public.values()):
        return None
    try:
        # Asked first, since joserfc reads a short key too and merely warns of it.
        good = kind.type != "RSA" or LEAST_BITS <= base64_to_int(jwk["n"]).bit_length() <= MOST_BITS
        return kind.read(public) if good else None
    except (JoseError, ValueError):
        return None
