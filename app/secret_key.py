"""The secret of an installation, which stands outside its database: from the settings, or in a file beside SQLite."""

import os
import secrets
from pathlib import Path

from sqlalchemy import make_url

from app.settings import Settings

BYTES = 32


def secret_key(settings: Settings) -> bytes | None:
    """The key; with SQLite one is made the first time, in a file that only its owner reads. None when there is none."""
    if settings.secret_key is not None:
        return settings.secret_key.get_secret_value().encode()
    url = make_url(settings.database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        return None
    path = Path(f"{url.database}.key")
    if not path.exists():
        _make(path)
    return path.read_bytes()


def _make(path: Path) -> None:
    """Write a new key; of two processes that do so at once, one does."""
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_hex(BYTES).encode())
    except FileExistsError:
        return
