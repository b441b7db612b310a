"""Tokens that must not open anything, each with one thing wrong: a name, and how it is made.

Wherever the signature is not the point, it is right: what is refused is refused for what its name says.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.tokens.issuing import AUDIENCE, Desk, SigningKey, b64, key, signed

Attack = Callable[[Desk], str]
HUGE: Final = 10**30


def parts(desk: Desk, **more: Any) -> list[str]:  # noqa: ANN401  any JSON
    return desk.token(**more).split(".")


def glued(*said: str) -> str:
    return ".".join(said)


def headed(desk: Desk, text: str, without: str = "") -> str:
    """A token whose header has this text as one more member, in place of another."""
    head = json.dumps({name: value for name, value in desk.header().items() if name != without})
    return signed(key("ES256"), f"{head[:-1]}, {text}}}".encode(), json.dumps(desk.claims()).encode())


def claimed(desk: Desk, text: str, without: str = "") -> str:
    """A token whose claims have this text as one more member, in place of another."""
    claims = json.dumps({name: value for name, value in desk.claims().items() if name != without})
    return signed(key("ES256"), json.dumps(desk.header()).encode(), f"{claims[:-1]}, {text}}}".encode())


def raw(desk: Desk, header: bytes | None = None, payload: bytes | None = None) -> str:
    """A token of any bytes."""
    return signed(
        key("ES256"), header or json.dumps(desk.header()).encode(), payload or json.dumps(desk.claims()).encode()
    )


def unsigned(desk: Desk, algorithm: str, signature: str) -> str:
    head = json.dumps(desk.header() | {"alg": algorithm}).encode()
    return glued(b64(head), parts(desk)[1], signature)


def keyed(desk: Desk, secret: bytes, algorithm: str = "HS256") -> str:
    """Signed with a secret that everybody knows, by the name of the RSA key."""
    head = json.dumps(desk.header("RS256") | {"alg": algorithm}).encode()
    text = f"{b64(head)}.{parts(desk)[1]}"
    return f"{text}.{b64(hmac.new(secret, text.encode(), hashlib.sha256).digest())}"


def pem() -> bytes:
    return key("RS256").private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def sized(desk: Desk, most: int) -> str:
    """A good token, as long as it can be with so many characters at most."""
    spare = most - len(desk.token(x=""))
    return next(text for less in range(spare) if len(text := desk.token(x="a" * (spare - less))) <= most)


def der_signature(desk: Desk) -> str:
    head, payload, signature = parts(desk)
    both = base64.urlsafe_b64decode(signature + "==")
    der = encode_dss_signature(int.from_bytes(both[:32], "big"), int.from_bytes(both[32:], "big"))
    return glued(head, payload, b64(der))


def loose_end(desk: Desk) -> str:
    """The same bytes in another spelling: bits of the last character that say nothing are set."""
    token = desk.token(key("RS256"))  # 256 bytes end in a character with four idle bits
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return token[:-1] + alphabet[alphabet.index(token[-1]) + 1]


def stranger(algorithm: str = "ES256") -> SigningKey:
    return key(algorithm, "stranger")


def named_like_ours(algorithm: str = "ES256") -> SigningKey:
    """A stranger's key that goes by the name of ours."""
    return SigningKey(key(algorithm).kid, algorithm, stranger(algorithm).private)


OF_THE_SIGNATURE: Final[dict[str, Attack]] = {
    "alg none": lambda desk: unsigned(desk, "none", ""),
    "alg none with something after the point": lambda desk: unsigned(desk, "none", "AA"),
    "alg None in capitals": lambda desk: unsigned(desk, "NONE", "AA"),
    "HS256 with the public key in PEM as the secret": lambda desk: keyed(desk, pem()),
    "HS256 with the public key without its last line end": lambda desk: keyed(desk, pem().strip()),
    "HS256 with the JWK as the secret": lambda desk: keyed(desk, json.dumps(key("RS256").jwk()).encode()),
    "HS256 with an empty secret": lambda desk: keyed(desk, b""),
    "HS512 by name": lambda desk: keyed(desk, pem(), "HS512"),
    "alg of another key: RS256 with the EC key": lambda desk: desk.token(head={"alg": "RS256"}),
    "alg of another key: EdDSA with the EC key": lambda desk: desk.token(head={"alg": "EdDSA"}),
    "alg of another key: ES256 with the RSA key": lambda desk: desk.token(key("RS256"), {"alg": "ES256"}),
    "alg of the same family: PS256": lambda desk: desk.token(key("RS256"), {"alg": "PS256"}),
    "alg of the same family: RS512": lambda desk: desk.token(key("RS256"), {"alg": "RS512"}),
    "alg of the same family: ES384": lambda desk: desk.token(head={"alg": "ES384"}),
    "alg by its newer name, which we do not take": lambda desk: desk.token(key("EdDSA"), {"alg": "Ed25519"}),
    "alg in small letters": lambda desk: desk.token(head={"alg": "es256"}),
    "alg missing": lambda desk: desk.token(head={"alg": None}),
    "alg a number": lambda desk: desk.token(head={"alg": 256}),
    "alg a list": lambda desk: desk.token(head={"alg": ["ES256"]}),
    "another key, RS256": lambda desk: desk.token(named_like_ours("RS256")),
    "another key, ES256": lambda desk: desk.token(named_like_ours("ES256")),
    "another key, EdDSA": lambda desk: desk.token(named_like_ours("EdDSA")),
    "signature truncated": lambda desk: desk.token()[:-4],
    "signature of RS256 truncated": lambda desk: desk.token(key("RS256"))[:-4],
    "signature of EdDSA truncated": lambda desk: desk.token(key("EdDSA"))[:-4],
    "signature with more behind it": lambda desk: desk.token() + "AAAA",
    "signature empty": lambda desk: glued(*parts(desk)[:2], ""),
    "signature of zeros": lambda desk: glued(*parts(desk)[:2], b64(bytes(64))),
    "signature in DER": der_signature,
    "signature of another token": lambda desk: glued(*parts(desk)[:2], parts(desk, sub="bilal")[2]),
    "signature in another spelling": loose_end,
    "payload tampered": lambda desk: glued(
        parts(desk)[0], b64(json.dumps(desk.claims(sub="bilal")).encode()), parts(desk)[2]
    ),
    "header tampered": lambda desk: glued(b64(json.dumps(desk.header(x=1)).encode()), *parts(desk)[1:]),
}

OF_THE_HEADER: Final[dict[str, Attack]] = {
    "typ missing": lambda desk: desk.token(head={"typ": None}),
    "typ JWT": lambda desk: desk.token(head={"typ": "JWT"}),
    "typ of a logout token": lambda desk: desk.token(head={"typ": "logout+jwt"}),
    "typ a number": lambda desk: desk.token(head={"typ": 1}),
    "typ a list": lambda desk: desk.token(head={"typ": ["at+jwt"]}),
    "typ with a blank": lambda desk: desk.token(head={"typ": "at+jwt "}),
    "kid missing": lambda desk: desk.token(head={"kid": None}),
    "kid null": lambda desk: headed(desk, '"kid": null', "kid"),
    "kid empty": lambda desk: desk.token(head={"kid": ""}),
    "kid a number": lambda desk: desk.token(head={"kid": 1}),
    "kid a list": lambda desk: desk.token(head={"kid": [key("ES256").kid]}),
    "kid unknown": lambda desk: desk.token(stranger()),
    "kid too long": lambda desk: desk.token(head={"kid": "k" * 201}),
    "kid a path": lambda desk: desk.token(head={"kid": "../../../../dev/null"}),
    "kid a query": lambda desk: desk.token(head={"kid": "' OR 1=1 --"}),
    "kid a URL": lambda desk: desk.token(head={"kid": f"{desk.server.url}/jwks"}),
    "kid with a null byte": lambda desk: desk.token(head={"kid": key("ES256").kid + "\0"}),
    "jku to its own keys": lambda desk: desk.token(stranger(), {"jku": f"{desk.server.url}/jwks"}),
    "jku to our keys": lambda desk: desk.token(head={"jku": f"{desk.server.url}/jwks"}),
    "jwk of its own": lambda desk: desk.token(stranger(), {"jwk": stranger().jwk()}),
    "jwk of ours": lambda desk: desk.token(head={"jwk": key("ES256").jwk()}),
    "x5u": lambda desk: desk.token(head={"x5u": f"{desk.server.url}/cert"}),
    "x5c": lambda desk: desk.token(head={"x5c": ["MIIB"]}),
    "crit of something unknown": lambda desk: desk.token(head={"crit": ["x"], "x": 1}),
    "crit of something known": lambda desk: desk.token(head={"crit": ["alg"]}),
    "crit empty": lambda desk: desk.token(head={"crit": []}),
    "b64 false": lambda desk: desk.token(head={"b64": False, "crit": ["b64"]}),
    "b64 true": lambda desk: desk.token(head={"b64": True}),
    "zip": lambda desk: desk.token(head={"zip": "DEF"}),
    "enc": lambda desk: desk.token(head={"enc": "A256GCM"}),
    "cty of a token inside": lambda desk: desk.token(head={"cty": "JWT"}),
    "alg twice": lambda desk: headed(desk, '"alg": "ES256"'),
    "kid twice, spelled otherwise": lambda desk: headed(desk, '"\\u006bid": "x"'),
    "a member of a member twice": lambda desk: headed(desk, '"x": {"y": 1, "y": 2}'),
    "header a list": lambda desk: raw(desk, b'[{"alg": "ES256"}]'),
    "header a text": lambda desk: raw(desk, b'"ES256"'),
    "header not JSON": lambda desk: raw(desk, b"{alg: ES256}"),
    "header not UTF-8": lambda desk: raw(desk, b'{"alg": "ES256", "x": "\xff"}'),
    "header with a mark before it": lambda desk: raw(desk, b"\xef\xbb\xbf" + json.dumps(desk.header()).encode()),
    "header in another encoding": lambda desk: raw(desk, json.dumps(desk.header()).encode("utf-16")),
    "header with more behind it": lambda desk: raw(desk, json.dumps(desk.header()).encode() + b"{}"),
}

# Of these only the issuer can tell that they are wrong.
UNKNOWN_KEYS: Final = {"kid unknown", "kid a path", "kid a query", "kid a URL", "kid with a null byte"}

OF_THE_CLAIMS: Final[dict[str, Attack]] = {
    "expired": lambda desk: desk.token(exp=desk.now),
    "expired within the leeway": lambda desk: desk.token(exp=desk.now - 1),
    "exp missing": lambda desk: desk.token(exp=None),
    "exp null": lambda desk: claimed(desk, '"exp": null', "exp"),
    "exp a text": lambda desk: desk.token(exp=str(desk.now + 300)),
    "exp true": lambda desk: desk.token(exp=True),
    "exp a list": lambda desk: desk.token(exp=[desk.now + 300]),
    "exp not a number": lambda desk: claimed(desk, '"exp": NaN', "exp"),
    "exp infinite": lambda desk: claimed(desk, '"exp": Infinity', "exp"),
    "exp infinite by its size": lambda desk: claimed(desk, '"exp": 1e999', "exp"),
    "exp beyond every calendar": lambda desk: desk.token(exp=HUGE),
    "exp of 5,000 digits": lambda desk: claimed(desk, f'"exp": {"9" * 5000}', "exp"),
    "exp below zero": lambda desk: desk.token(exp=-1),
    "exp twice": lambda desk: claimed(desk, f'"exp": {desk.now + 900}'),
    "not yet valid": lambda desk: desk.token(nbf=desk.now + 31),
    "nbf a text": lambda desk: desk.token(nbf="0"),
    "nbf false": lambda desk: desk.token(nbf=False),
    "nbf null": lambda desk: claimed(desk, '"nbf": null'),
    "iat in the future": lambda desk: desk.token(iat=desk.now + 31),
    "iat missing": lambda desk: desk.token(iat=None),
    "iat a text": lambda desk: desk.token(iat=str(desk.now)),
    "iat true": lambda desk: desk.token(iat=True),
    "iat huge": lambda desk: desk.token(iat=HUGE),
    "aud of another service": lambda desk: desk.token(aud="elsewhere"),
    "aud missing": lambda desk: desk.token(aud=None),
    "aud empty": lambda desk: desk.token(aud=""),
    "aud an empty list": lambda desk: desk.token(aud=[]),
    "aud a list of others": lambda desk: desk.token(aud=["a", "b"]),
    "aud a list with a number": lambda desk: desk.token(aud=[AUDIENCE, 1]),
    "aud a list in a list": lambda desk: desk.token(aud=[[AUDIENCE]]),
    "aud an object": lambda desk: desk.token(aud={AUDIENCE: AUDIENCE}),
    "aud with ours in it": lambda desk: desk.token(aud=f"{AUDIENCE}-test"),
    "aud in capitals": lambda desk: desk.token(aud=AUDIENCE.upper()),
    "iss of another": lambda desk: desk.token(iss="https://elders.example"),
    "iss missing": lambda desk: desk.token(iss=None),
    "iss with a stroke behind it": lambda desk: desk.token(iss=f"{desk.server.url}/realm/"),
    "iss in capitals": lambda desk: desk.token(iss=f"{desk.server.url}/REALM"),
    "iss a list": lambda desk: desk.token(iss=[f"{desk.server.url}/realm"]),
    "iss an object": lambda desk: desk.token(iss={}),
    "iss twice": lambda desk: claimed(desk, '"iss": "https://elders.example"'),
    "sub missing": lambda desk: desk.token(sub=None),
    "sub null": lambda desk: claimed(desk, '"sub": null', "sub"),
    "sub empty": lambda desk: desk.token(sub=""),
    "sub a number": lambda desk: desk.token(sub=1),
    "sub a list": lambda desk: desk.token(sub=["anna"]),
    "sub too long": lambda desk: desk.token(sub="a" * 256),
    "sub with a null byte": lambda desk: desk.token(sub="anna\0"),
    "sub with a line end": lambda desk: desk.token(sub="anna\r\n"),
    "sub with a mark that turns text around": lambda desk: desk.token(sub="anna\u202ebilal"),
    "sub with half a character": lambda desk: desk.token(sub="anna\ud800"),
    "sub twice": lambda desk: claimed(desk, '"sub": "bilal"'),
    "a claim of a claim twice": lambda desk: claimed(desk, '"cnf": {"a": 1, "a": 2}'),
    "a claim that is infinite": lambda desk: claimed(desk, '"x": 1e999'),
    "a claim with half a character": lambda desk: claimed(desk, '"x": ["\\udc00"]'),
    "a claim by a name with half a character": lambda desk: claimed(desk, '"\\ud83d": 1'),
    "a claim that is not a number": lambda desk: claimed(desk, '"x": NaN'),
    "claims a list": lambda desk: raw(desk, payload=json.dumps([desk.claims()]).encode()),
    "claims not JSON": lambda desk: raw(desk, payload=b"sub=anna"),
    "claims not UTF-8": lambda desk: raw(desk, payload=json.dumps(desk.claims()).encode()[:-1] + b', "x": "\xff"}'),
    "claims nested without end": lambda desk: raw(desk, payload=b'{"a":' * 1000 + b"1" + b"}" * 1000),
    "a token inside": lambda desk: raw(desk, payload=desk.token().encode()),
}

OF_THE_FORM: Final[dict[str, Attack]] = {
    "nothing": lambda _: "",
    "two points": lambda _: "..",
    "two parts": lambda desk: glued(*parts(desk)[:2]),
    "four parts": lambda desk: desk.token() + ".AAAA",
    "a point behind it": lambda desk: desk.token() + ".",
    "JWE, five parts": lambda desk: glued(b64(b'{"alg":"dir","enc":"A256GCM"}'), "", "AAAA", parts(desk)[1], "AAAA"),
    "JWE, five parts with our header": lambda desk: glued(parts(desk)[0], "AAAA", "AAAA", "AAAA", "AAAA"),
    "no header": lambda desk: glued("", *parts(desk)[1:]),
    "no payload": lambda desk: glued(parts(desk)[0], "", parts(desk)[2]),
    "a blank before it": lambda desk: " " + desk.token(),
    "a blank behind it": lambda desk: desk.token() + " ",
    "a line end behind it": lambda desk: desk.token() + "\n",
    "a blank inside": lambda desk: desk.token().replace(".", ". ", 1),
    "a line end inside": lambda desk: desk.token()[:20] + "\n" + desk.token()[20:],
    "a null byte behind it": lambda desk: desk.token() + "\0",
    "a null byte inside": lambda desk: desk.token().replace(".", "\0.", 1),
    "padding": lambda desk: desk.token(key("EdDSA")) + "==",
    "the other alphabet": lambda desk: "+/" + desk.token()[2:],
    "not base64": lambda desk: glued("!" * 40, *parts(desk)[1:]),
    "a length that no bytes have": lambda desk: "A" + desk.token(),
    "wide points": lambda desk: desk.token().replace(".", "\uff0e"),
    "a letter that is none of ours": lambda desk: desk.token() + "\u00e9",
    "a digit that is none of ours": lambda desk: desk.token() + "\u0661",
    "half a character": lambda desk: desk.token() + "\ud800",
    "oversize by a little": lambda desk: sized(desk, 8_196),
    "oversize by a claim": lambda desk: desk.token(x="a" * 8_192),
    "oversize by a megabyte": lambda desk: desk.token() + "A" * 1_000_000,
    "JSON instead of a token": lambda desk: json.dumps(
        dict(zip(("protected", "payload", "signature"), parts(desk), strict=True))
    ),
    "the scheme before it": lambda desk: f"Bearer {desk.token()}",
    "an API key": lambda _: "samenspel_" + "A" * 43 + "_" + "A" * 43,
}

ATTACKS: Final[dict[str, Attack]] = OF_THE_SIGNATURE | OF_THE_HEADER | OF_THE_CLAIMS | OF_THE_FORM
