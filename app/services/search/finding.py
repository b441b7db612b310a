"""Finding: what has the words of a question, a page at a time, in the same order on every database.

Stories come newest first. People come by name; those whose name was typed with a mistake come after all others.
"""

from collections.abc import Sequence
from typing import Annotated, Any, Final, Literal, NamedTuple, TypeVar
from uuid import UUID

from pydantic import Field, TypeAdapter, ValidationError
from sqlalchemy import Select, and_, case, literal, tuple_
from sqlmodel import col

from app.database import Session
from app.models.base import Row
from app.models.filters import SearchBody, StorySearchBody
from app.models.person import PersonRow
from app.models.search import SORT_KEY_LENGTH, SearchEntry, as_query, has_words
from app.models.story import StoryRow
from app.problems import Flaw, Invalid
from app.services import lists
from app.services.search import words
from app.services.search.entries import scope
from app.services.search.words import Question

RowT = TypeVar("RowT", bound=Row)

# What a cursor holds: the order keys of the last thing found, its id at the end.
_SortKey = Annotated[str, Field(max_length=SORT_KEY_LENGTH, pattern="^[^\x00]*$")]
_STORY_PLACE: Final[TypeAdapter[Any]] = TypeAdapter(tuple[_SortKey, UUID])
_PERSON_PLACE: Final[TypeAdapter[Any]] = TypeAdapter(tuple[Literal[0, 1], _SortKey, UUID])


class _Order(NamedTuple):
    """In which order things are found: by these keys and then by id; and how a place among them is written down."""

    keys: list[Any]
    place: TypeAdapter[Any]
    falling: bool


def stories(
    session: Session, statement: Select[StoryRow], asked: StorySearchBody
) -> tuple[Sequence[StoryRow], str | None]:
    """One page of the stories that have every word, and the cursor of the next; Invalid when nothing is asked.

    The period is asked of the entries, which stand in that order.
    """
    question = _within(session, StoryRow.noun, words.in_text(asked.q))
    session.look_for(as_query(question, "postgresql"))
    day = col(SearchEntry.sort_key)
    statement = _with_entries(statement, StoryRow, StoryRow.noun).where(has_words(question))
    if asked.from_date:
        statement = statement.where(day >= asked.from_date.isoformat())
    if asked.until_date:
        statement = statement.where(day <= asked.until_date.isoformat())
    return _turn(session, StoryRow, statement, asked, _Order([day], _STORY_PLACE, falling=True))


def people(
    session: Session, table: type[RowT], statement: Select[RowT], asked: SearchBody
) -> tuple[Sequence[RowT], str | None]:
    """One page of the people under a hat who have every word among their names; otherwise as `stories`."""
    right, near = (
        _within(session, PersonRow.noun, words.in_names(asked.q, mistyped=mistyped)) for mistyped in (False, True)
    )
    session.look_for(as_query(near, "postgresql"))
    statement = _with_entries(statement, table, PersonRow.noun).where(has_words(near))
    is_mistyped = case((has_words(right), 0), else_=1)
    order = _Order([is_mistyped, col(SearchEntry.sort_key)], _PERSON_PLACE, falling=False)
    return _turn(session, table, statement, asked, order)


def _within(session: Session, noun: str, question: Question) -> Question:
    """The question put to the entries of a noun; Invalid when there is nothing in it to look for."""
    if not question:
        raise Invalid("invalid_request", Flaw("search_empty", pointer="/q"))
    return ((scope(noun, session.organisation_id),), *question)


def _with_entries(statement: Select[RowT], table: type[Row], noun: str) -> Select[RowT]:
    return statement.join(SearchEntry, and_(col(SearchEntry.noun) == noun, col(SearchEntry.about_id) == col(table.id)))


def _turn(
    session: Session, table: type[RowT], statement: Select[RowT], asked: SearchBody, order: _Order
) -> tuple[Sequence[RowT], str | None]:
    """A page in this order."""
    keys = [*order.keys, col(SearchEntry.about_id)]
    found = lists.narrowed(table, statement, asked).order_by(*(key.desc() if order.falling else key for key in keys))
    last = lists.place_of(table, asked)
    if last is not None:
        values = zip(keys, _read(order.place, last), strict=True)
        here, there = tuple_(*keys), tuple_(*(literal(value, key.type) for key, value in values))
        found = found.where(here < there if order.falling else here > there)
    rows = session.execute(found.add_columns(*keys).limit(asked.limit + 1)).all()
    page = [row[0] for row in rows[: asked.limit]]
    if len(rows) <= asked.limit:
        return page, None
    return page, lists.cursor_at(order.place.dump_json(tuple(rows[asked.limit - 1][1:])), table, asked)


def _read(place: TypeAdapter[Any], said: bytes) -> tuple[Any, ...]:
    """The place that a cursor holds; Invalid when it is none."""
    try:
        return tuple(place.validate_json(said))
    except ValidationError:
        raise Invalid("invalid_request", Flaw("cursor_unfit", pointer="/cursor")) from None
