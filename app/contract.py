"""The committed contract, `openapi/openapi.json`: its text, made from the code."""

from pathlib import Path
from typing import Final

from app.main import create_contract
from app.routers.contract import as_text

PATH: Final = Path(__file__).resolve().parent.parent / "openapi" / "openapi.json"


def text() -> str:
    """The contract as it must stand in the repository."""
    return as_text(create_contract())
