"""The tenant wall taken away, so that a proof that rests on it can be seen to fail."""

import pytest

from app import database


def take_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Send every statement as it stands, also one that is made once."""
    monkeypatch.setattr(database, "held_once", lambda _: None)
    monkeypatch.setattr(database, "walled", lambda statement, *_: statement)
