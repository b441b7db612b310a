"""Ids, on their way into and out of a database: read from text, and looked for, any number of them at once."""

import json
from collections.abc import Callable, Collection
from typing import Any, Final
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import Boolean, ColumnElement, Uuid, bindparam, type_coerce
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.operators import OperatorType
from sqlalchemy.types import UserDefinedType

read_id: Final[Callable[[str], UUID]] = TypeAdapter(UUID).validator.validate_python
"""An id as a database wrote it; in a fifth of the time of `UUID`, which is Python. ValueError for any other text."""

read_id_or_none: Final[Callable[[str | None], UUID | None]] = TypeAdapter(UUID | None).validator.validate_python
"""The same, and None for what is not there."""


class _Ids(UserDefinedType[Collection[UUID]]):
    """Many ids as one text: an array of PostgreSQL, or one in JSON for SQLite.

    It is no text to SQLAlchemy, which would tell PostgreSQL so: the array would be read from it anew for every row.
    """

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Collection[UUID] | None], str]:
        """What writes the ids as the database keeps them; nothing that is not an id comes through."""
        return _array if dialect.name == "postgresql" else _json


def _array(ids: Collection[UUID] | None) -> str:
    return f"{{{','.join([one.hex for one in ids or ()])}}}"


def _json(ids: Collection[UUID] | None) -> str:
    return json.dumps([one.hex for one in ids or ()])


class Among(FunctionElement[bool]):
    """The condition that `column` holds one of the ids that are given as the parameter `name`; none is in no ids.

    An IN with a parameter for each id is another statement for each number of them: written anew for every request,
    read anew by the driver, and kept prepared by no database.
    """

    __visit_name__ = "among"
    type = Boolean()
    inherit_cache = True

    def __init__(self, column: Any, name: str) -> None:  # noqa: ANN401  a column, mapped or not
        super().__init__(column, bindparam(name, type_=_Ids()))

    def self_group(self, against: OperatorType | None = None) -> "Among":  # noqa: ARG002  fixed by SQLAlchemy
        """Stay as it is: SQLite would be asked whether this is 1, and find no index for that."""
        return self


class Each(FunctionElement[UUID]):
    """The ids that are given as the parameter `name`, as rows to select from."""

    inherit_cache = True

    def __init__(self, name: str) -> None:
        super().__init__(bindparam(name, type_=_Ids()))

    @property
    def id(self) -> ColumnElement[UUID]:
        """The column in which they stand."""
        return type_coerce(self.table_valued("value").c.value, Uuid())


@compiles(Among)
def _in_json(element: Among, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401  as SQLAlchemy has it
    column, ids = (compiler.process(one, **options) for one in element.clauses)
    return f"({column} IN (SELECT value FROM json_each({ids})))"  # noqa: S608  both were written by the compiler


@compiles(Among, "postgresql")
def _in_array(element: Among, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401  as above
    column, ids = (compiler.process(one, **options) for one in element.clauses)
    return f"({column} = ANY (CAST({ids} AS UUID[])))"


@compiles(Each)
def _of_json(element: Each, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401  as above
    return f"json_each({compiler.process(element.clauses, **options)})"


@compiles(Each, "postgresql")
def _of_array(element: Each, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401  as above
    ids = compiler.process(element.clauses, **options)
    return f"(SELECT unnest(CAST({ids} AS UUID[])) AS value)"
