"""What can be found by its words: one entry per story and per person, and the condition that an entry has them.

The table is the same on both databases. The index of words beside it is each database's own, made by migration 0002:
an FTS5 table kept by triggers on SQLite, a GIN index on PostgreSQL. Neither does anything to a token.
"""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Index, String, TypeDecorator, literal
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import ColumnElement
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import Boolean
from sqlmodel import Field, col

from app.models.base import Owned, belongs

SORT_KEY_LENGTH: Final = 64

# All of these words, each in one of its forms; a star behind a form says that more letters may follow.
Question = Sequence[Sequence[str]]
_SIGNS: Final = {"postgresql": (" & ", " | ", ":*"), "sqlite": (" AND ", " OR ", "*")}


class SearchEntry(Owned, table=True):
    """The words that a story or a person is found by, and its place in their order: the day of a story, a sort name.

    `number` is the place in the index of words on SQLite, given by its trigger; PostgreSQL needs none.
    """

    __tablename__ = "search_entry"
    # SQLite goes through this index in order and through nothing else, so it holds all that is asked of an entry.
    __table_args__ = belongs(
        Index("ix_search_entry_in_order", "organisation_id", "noun", "sort_key", "about_id", "number")
    )

    noun: str = Field(max_length=32, primary_key=True)
    about_id: UUID = Field(primary_key=True)
    number: int | None = Field(default=None)
    tokens: str
    # In the order of the bytes on both databases.
    sort_key: str = Field(
        sa_type=String(SORT_KEY_LENGTH).with_variant(String(SORT_KEY_LENGTH, collation="C"), "postgresql"),
    )


def has_words(question: Question) -> ColumnElement[bool]:
    """Whether an entry has every word of the question; the organisation's own entries are the wall's to hold."""
    return _HasWords(col(SearchEntry.number), col(SearchEntry.tokens), literal(question, _AsQuery()))


def as_query(question: Question, dialect: str) -> str:
    """A question in the words of a database; a token needs no quotes, for it holds only letters, digits and holes."""
    every, one_of, open_end = _SIGNS[dialect]
    return every.join(f"({one_of.join(forms)})".replace("*", open_end) for forms in question)


class _AsQuery(TypeDecorator[Question]):
    """A question in the words of each database."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Question | None, dialect: Dialect) -> str:
        return as_query(value or (), dialect.name)


class _HasWords(FunctionElement[bool]):
    type = Boolean()
    inherit_cache = True


@compiles(_HasWords, "sqlite")
def _on_sqlite(element: _HasWords, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401  SQLAlchemy's own
    number, _, query = (compiler.process(one, **options) for one in element.clauses)
    return f"{number} IN (SELECT rowid FROM search_index WHERE search_index MATCH {query})"  # noqa: S608  three compiled parts


@compiles(_HasWords, "postgresql")
def _on_postgresql(element: _HasWords, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401  SQLAlchemy's own
    _, tokens, query = (compiler.process(one, **options) for one in element.clauses)
    return f"array_to_tsvector(string_to_array({tokens}, ' ')) @@ CAST({query} AS tsquery)"
