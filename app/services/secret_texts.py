"""What keys and invitations look like: a prefix, the ids of organisation and row, and a secret; never kept in full.

The text holds both ids, so that it is looked up inside its own organisation only.
"""

import base64
import hashlib
import hmac
import secrets
from typing import Final, NamedTuple
from uuid import UUID

from app.problems import CHALLENGE, NotKnown

SECRET_BYTES: Final = 32
IDS_LENGTH: Final = 43  # two UUIDs in base64 without padding
KEY: Final = "samenspel"
INVITATION: Final = "samenspel-invitation"


class Said(NamedTuple):
    """What a text says: in which organisation to look, for which row, and the digest of the secret."""

    organisation_id: UUID
    id: UUID
    digest: str

    def fits(self, kept: str) -> bool:
        """Whether this is the secret with that digest, in a time that tells nothing of it."""
        return hmac.compare_digest(self.digest, kept)


def new_secret() -> bytes:
    """32 random bytes."""
    return secrets.token_bytes(SECRET_BYTES)


def digest_of(secret: bytes) -> str:
    """The SHA-256 of a secret, which is all that is kept; random bytes need no salt and no slow hash."""
    return hashlib.sha256(secret).hexdigest()


def written(prefix: str, organisation_id: UUID, row_id: UUID, secret: bytes) -> str:
    """The text of a secret, shown once."""
    return f"{prefix}_{_encode(organisation_id.bytes + row_id.bytes)}_{_encode(secret)}"


def read(prefix: str, text: str) -> Said:
    """What a text says; NotKnown for one that was not written here."""
    start = len(prefix) + 1
    ids, secret = text[start : start + IDS_LENGTH], text[start + IDS_LENGTH + 1 :]
    try:
        raw = base64.urlsafe_b64decode(ids + "=")
        secret_raw = base64.urlsafe_b64decode(secret + "=")
    except ValueError as error:
        raise not_known() from error
    # Python reads more than was written, such as letters that are none of the alphabet: it must be the very same text.
    whole = f"{prefix}_{_encode(raw)}_{_encode(secret_raw)}"
    if whole != text or len(secret_raw) != SECRET_BYTES:
        raise not_known()
    return Said(UUID(bytes=raw[:16]), UUID(bytes=raw[16:]), digest_of(secret_raw))


def not_known() -> NotKnown:
    """The one refusal for whatever is wrong with a key or a code."""
    return NotKnown("key_unknown", headers=CHALLENGE)


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
