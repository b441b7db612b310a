"""The contract as files in the repository: what clients are built from, and the page that says who may do what."""

from pathlib import Path
from typing import Final

from app.main import create_contract
from app.policy import page
from app.routers.contract import as_text

ROOT: Final = Path(__file__).resolve().parent.parent
PATH: Final = ROOT / "openapi" / "openapi.json"
RIGHTS: Final = ROOT / "docs" / "rights.md"


def text() -> str:
    """The contract as it is written down."""
    return as_text(create_contract())


def documents() -> dict[Path, str]:
    """Every document that is made from the code, as it should be now."""
    return {PATH: text(), RIGHTS: page.with_table(RIGHTS.read_text(encoding="utf-8"))}
