"""The booklet: what is recorded about somebody, as a page to read and to print, in Dutch or in English.

Everything in it is escaped, nothing in it runs, and it loads nothing.
"""

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app import clock
from app.models.base import Drawn, PersonName
from app.models.export import ExportContent
from app.models.labels import label, read_words, rung_label
from app.models.vocabulary import Language, Rung
from app.services.scoring.wording import told_day

FOLDER: Final = Path(__file__).parent
FORM: Final = "text/html; charset=utf-8"


def draw(content: ExportContent, language: Language) -> Drawn[ExportContent]:
    """The booklet of an export."""
    words = {name: text[language] for name, text in read_words("booklet").items()}
    text = (
        _pages()
        .get_template("booklet.html.jinja")
        .render(
            content=content,
            language=language.value,
            words=words,
            style=_style(),
            me=content.resident or content.relative or content.caregiver,
            made_on=told_day(clock.day_of(content.made_at, "Europe/Amsterdam"), language),
            called=lambda name: _called(name, words),
            label=lambda code: label(code, language),
            rung=lambda number: rung_label(Rung(number), language),
        )
    )
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return Drawn(content, text, FORM, f"default-src 'none'; style-src 'sha256-{digest}'; frame-ancestors 'none'")


@cache
def _pages() -> Environment:
    """Where the page stands; whatever is put in it is escaped, and a value that is not there is an error."""
    loader = FileSystemLoader(FOLDER)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


@cache
def _style() -> str:
    return (FOLDER / "booklet.css").read_text(encoding="utf-8")


def _called(name: PersonName | None, words: dict[str, str]) -> str:
    """What somebody is called in it; who may not be told is somebody else."""
    return (name.preferred_name if name else None) or words["somebody"]
