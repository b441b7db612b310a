"""The committed contract, `openapi/openapi.json`: its text, made from the code."""

import json
from pathlib import Path
from typing import Final

from app.main import create_contract

PATH: Final = Path(__file__).resolve().parent.parent / "openapi" / "openapi.json"


def text() -> str:
    """The contract as it must stand in the repository."""
    return json.dumps(create_contract(), ensure_ascii=False, indent=2) + "\n"
