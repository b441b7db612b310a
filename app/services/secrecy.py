"""What must not be read from the database alone: keyed hashes, and text sealed with the secret of the installation.

That secret stands outside the database (`app/secret_key.py`). Whoever changes it can no longer open what was sealed,
nor know again what was hashed.
"""

import base64
import hashlib
import hmac
import secrets
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.database import Session
from app.problems import Unavailable

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12  # as NIST SP 800-38D wants for GCM


def digest(session: Session, *said: str) -> str:
    """The HMAC-SHA-256 of these words within the organisation, 64 hex digits; Unavailable without a secret."""
    words = "\x00".join((str(session.organisation_id), *said))
    return hmac.new(_secret(session), words.encode(), hashlib.sha256).hexdigest()


def seal(session: Session, text: str, place: str) -> str:
    """A text that only the secret opens (AES-256-GCM), and only at this place; Unavailable without a secret."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = _cipher(session).encrypt(nonce, text.encode(), _bound(session, place))
    return base64.b64encode(nonce + sealed).decode()


def opened(session: Session, sealed: str, place: str) -> str:
    """The text that was sealed at this place; Unavailable without the secret with which it was."""
    said = base64.b64decode(sealed)
    try:
        return _cipher(session).decrypt(said[:NONCE_BYTES], said[NONCE_BYTES:], _bound(session, place)).decode()
    except InvalidTag:
        raise Unavailable("secret_key_changed") from None


def require(session: Session) -> None:
    """Raise Unavailable when the installation has no secret."""
    _secret(session)


def _cipher(session: Session) -> AESGCM:
    return AESGCM(HKDF(SHA256(), KEY_BYTES, salt=None, info=b"samenspel sealed text").derive(_secret(session)))


def _bound(session: Session, place: str) -> bytes:
    """What a sealed text belongs to: moved to another row or organisation it does not open."""
    return f"{session.organisation_id} {place}".encode()


def _secret(session: Session) -> bytes:
    key = session.secret()
    if key is None:
        raise Unavailable("secret_key_missing")
    return key
