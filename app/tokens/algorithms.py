"""The closed list of ways to sign: three, each with one kind of key; any other way does not exist here."""

from typing import ClassVar, Final

from joserfc.jwa import EdDSAAlgorithm, JWSAlgModel
from joserfc.jws import JWSRegistry

from app.settings import Algorithm

LONGEST: Final = 8_192
"""Characters of a token, and so the most that any part of it can have."""


class _Ed25519(EdDSAAlgorithm):
    """EdDSA by the name that issuers use; RFC 9864 has a newer one, and joserfc warns of that at every token."""

    security_warning = None  # type: ignore[assignment]  # every other algorithm of joserfc says None here


def _of_joserfc(name: Algorithm) -> JWSAlgModel:
    return JWSRegistry.algorithms[name]


class Signatures(JWSRegistry):
    """The registry of joserfc with our ways to sign alone: no `none`, and no secret that both sides share."""

    algorithms: ClassVar[dict[str, JWSAlgModel]] = {  # type: ignore[misc]  # joserfc says it without ClassVar
        "RS256": _of_joserfc("RS256"),
        "ES256": _of_joserfc("ES256"),
        "EdDSA": _Ed25519(),
    }
    recommended: ClassVar[list[str]] = []  # type: ignore[misc]  # as above
    # A token is measured as a whole before it comes here.
    max_header_length = max_payload_length = max_signature_length = LONGEST
