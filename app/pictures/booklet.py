"""The booklet: what is recorded about somebody, as a page to read and to print, in Dutch or in English.

Everything in it is escaped, nothing in it runs, and it loads nothing.
"""

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Final
from uuid import UUID

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app import clock
from app.models.base import Drawn, PersonName
from app.models.export import ExportContent
from app.models.labels import label, read_words, rung_label
from app.models.moment import Moment
from app.models.relation import Relation
from app.models.vocabulary import Language, Rung, Side
from app.services.scoring.wording import told_day, told_partial_date

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
            called=lambda name: _called(name, words),
            around=lambda relation: _around(relation, content.person_id, words),
            met=lambda relation: _met(relation, content.person_id, words),
            date=lambda day: told_partial_date(str(day), language),
            day=lambda instant: told_day(clock.day_of(instant, "Europe/Amsterdam"), language),
            label=lambda code: label(code, language),
            rungs=lambda moment: _rungs(moment, language),
            relation_of={one.id: one for one in content.relations},
            story_of={one.id: one for one in content.stories},
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


def _around(relation: Relation, me: UUID, words: dict[str, str]) -> str:
    """The parties of a relation without whose booklet it is."""
    second = words["house"] if relation.side is Side.D else _called(relation.party_b, words)
    parties = {relation.party_a_id: _called(relation.party_a, words), relation.party_b_id: second}
    names = [name for one, name in parties.items() if one != me]
    return words["two_others"] if names == [words["somebody"]] * 2 else f" {words['and']} ".join(names)


def _met(relation: Relation, me: UUID, words: dict[str, str]) -> str:
    """With whom a moment was; or between whom, when it was one of others around whose booklet it is."""
    own = me in {relation.party_a_id, relation.party_b_id}
    return f"{words['with' if own else 'between']} {_around(relation, me, words)}"


def _rungs(moment: Moment, language: Language) -> list[str]:
    """The rungs of a moment, once when both see the same."""
    seen = dict.fromkeys(one for one in (moment.rung_a, moment.rung_b) if one is not None)
    return [rung_label(Rung(one), language) for one in seen]
