"""The tenant wall: every statement held to one organisation, whatever the code that made it says.

SQLAlchemy's own loader criteria leave unions and subqueries open; this walks the whole statement. What it does not know
(plain SQL, table functions, a full join) it does not let through.
"""

from collections.abc import Callable, Iterator, MutableMapping
from datetime import date
from typing import Any, Final, NamedTuple, TypeVar
from uuid import UUID
from weakref import WeakKeyDictionary

from sqlalchemy import (
    CTE,
    Alias,
    BindParameter,
    ColumnElement,
    Date,
    Executable,
    Join,
    Subquery,
    Table,
    Uuid,
    and_,
    bindparam,
)
from sqlalchemy.orm import QueryableAttribute
from sqlalchemy.sql.visitors import cloned_traverse, iterate

# The parts of a select in which no other statement can hide: it is held as it stands, without a copy of every part.
PLAIN: Final = frozenset(
    {"table", "column", "bindparam", "binary", "unary", "null", "true", "false", "cast", "label", "clauselist"}
    | {"expression_clauselist", "function", "grouping", "case", "alias", "tuple", "among"}
)
# The statements that can be held, and how the wall says no to code that would go round it.
WALLED: Final = frozenset({"select", "compound_select", "update", "delete", "insert"})
# The name of a table, and the table or an alias of it as the statement has it, to what more holds its rows.
Hold = Callable[[str, Any], ColumnElement[bool] | None]
Conditions = tuple[ColumnElement[bool], ...]
UNKNOWN: Final = "a statement the tenant wall does not know"
OUTSIDE: Final = "a row outside its organisation"
# The organisation in a statement that is held once for all of them; whoever sends it says which.
HERE: Final[BindParameter[UUID]] = bindparam("organisation_here", type_=Uuid())
# The day of the request in such statements; whoever uses one gives it as `today`.
TODAY: Final[BindParameter[date]] = bindparam("today", type_=Date())

SelectT = TypeVar("SelectT", bound=Executable)


class _Once(NamedTuple):
    """What was found out about a statement that is made once: whether it is plain, and itself, held to HERE."""

    is_plain: bool
    held: Any


_made_once: Final[MutableMapping[Any, _Once | None]] = WeakKeyDictionary()


def made_once(statement: SelectT) -> SelectT:
    """Let the wall look through a select once and not at every use: one that a module makes as it is loaded.

    What differs from one use to another are parameters. A statement that is made out of it is one of its own.
    """
    _made_once[statement] = None
    return statement


def held_once(statement: Any) -> Any | None:  # noqa: ANN401  any statement
    """A statement that is made once, held to HERE; None for any other."""
    return found.held if (found := _found_out(statement)) else None


def _found_out(statement: Any) -> _Once | None:  # noqa: ANN401  any statement
    if statement not in _made_once:
        return None
    found = _made_once[statement]
    if found is None:  # not sooner: a relationship can only be followed once every table is known
        is_plain = _is_plain(statement)
        found = _made_once[statement] = _Once(is_plain, _held(statement, HERE, None, is_plain=is_plain))
    return found


def walled(statement: Any, organisation_id: UUID, hold_more: Hold | None = None) -> Any:  # noqa: ANN401  any statement
    """The statement with every table in it, subqueries and unions included, held to one organisation.

    `hold_more` gives a further condition for a table that a select reads, or None: what the caller may see of it.
    """
    if statement.__visit_name__ not in WALLED:
        raise TypeError(UNKNOWN)
    known = _found_out(statement)
    is_plain = known.is_plain if known else _is_plain(statement)
    return _held(statement, organisation_id, hold_more, is_plain=is_plain)


def _held(
    statement: Any,  # noqa: ANN401  any statement
    organisation_id: UUID | BindParameter[UUID],
    hold_more: Hold | None,
    *,
    is_plain: bool,
) -> Any:  # noqa: ANN401  as above
    def conditions(table: Any) -> Conditions:  # noqa: ANN401  a table or an alias of one
        here = table.c.organisation_id == organisation_id
        more = hold_more(getattr(table, "element", table).name, table) if hold_more else None
        return (here,) if more is None else (here, more)

    def hold(element: Any) -> None:  # noqa: ANN401  any kind of statement
        if element.__visit_name__ == "select":
            element._setup_joins = tuple(_held_join(one, conditions) for one in element._setup_joins)  # noqa: SLF001  as below
        else:
            _refuse_move(element)
        for table in _tables(_read_by(element)):
            element._where_criteria += conditions(table)  # noqa: SLF001  `where` would make a copy

    def hold_insert(element: Any) -> None:  # noqa: ANN401  as above
        values = {getattr(column, "key", column): bound for column, bound in (element._values or {}).items()}  # noqa: SLF001  no public way to them
        if getattr(values.get("organisation_id"), "value", None) != organisation_id:
            raise RuntimeError(OUTSIDE)

    if is_plain:
        held = statement._clone()  # noqa: SLF001  as `where` does
        hold(held)
        return held
    visits = {
        "select": hold,
        "update": hold,
        "delete": hold,
        "insert": hold_insert,
        "join": _refuse_outer,
        "textclause": _refuse_text,
    }
    return cloned_traverse(statement, {}, visits)


def _is_plain(statement: Any) -> bool:  # noqa: ANN401  any kind of statement
    """Whether a statement is one select, with nothing in it but tables, columns and values."""
    first, *within = (one.__visit_name__ for one in iterate(statement))
    return first == "select" and PLAIN.issuperset(within)


def _refuse_outer(join: Any) -> None:  # noqa: ANN401  SQLAlchemy's own class
    """An outer join is said with `outerjoin` on the statement: only there its right side can be held apart."""
    if join.isouter or join.full:
        raise TypeError(UNKNOWN)


def _refuse_text(_text: object) -> None:
    """Nobody can see which rows plain SQL reads."""
    raise TypeError(UNKNOWN)


def _refuse_move(element: Any) -> None:  # noqa: ANN401  an update or a delete
    """A row stays in its organisation."""
    values = getattr(element, "_values", None) or {}
    if any(getattr(column, "key", column) == "organisation_id" for column in values):
        raise RuntimeError(OUTSIDE)


def _held_join(join: Any, conditions: Callable[[Any], Conditions]) -> Any:  # noqa: ANN401  SQLAlchemy's own tuple
    """An outer join with its right side held where it joins; held in WHERE it would join no longer outer."""
    right, condition, left, flags = join
    if flags["full"]:
        raise TypeError(UNKNOWN)
    if not flags["isouter"]:
        return join
    return right, and_(condition, *(one for table in _tables([right]) for one in conditions(table))), left, flags


def _read_by(element: Any) -> list[Any]:  # noqa: ANN401  any kind of statement
    """What a statement reads or changes at its own level; what stands in a subquery is looked at there.

    SQLAlchemy's own `get_final_froms` would tell it too, but compiles the statement for that: ten times the time.
    """
    if element.__visit_name__ != "select":
        said = [*element._where_criteria, *(getattr(element, "_values", None) or {}).values()]  # noqa: SLF001  no public way to them
        return [element.table, *_named_in(said)]
    joined = element._setup_joins  # noqa: SLF001  as above
    outer = {_joined(right).name for right, _, _, flags in joined if flags["isouter"]}
    inner = [_joined(right) for right, _, _, flags in joined if not flags["isouter"]]
    inner += [_joined(left) for _, _, left, _ in joined if left is not None]
    said = [*element._raw_columns, *element._from_obj, *element._where_criteria]  # noqa: SLF001  as above
    # By name: a copy of an alias in a column and the one in the join are not the same object.
    read = {getattr(one, "name", one): one for one in [*_named_in(said), *inner]}
    return [one for name, one in read.items() if name not in outer]


def _joined(right: Any) -> Any:  # noqa: ANN401  SQLAlchemy's own parts
    """What a join adds: a table as it is, or the table that a relationship leads to."""
    if not isinstance(right, QueryableAttribute):
        return right
    return (right._of_type or right.property.entity).selectable  # noqa: SLF001  of a relationship


def _named_in(clauses: list[Any]) -> list[Any]:
    """The tables that clauses name, those within their subqueries left out."""
    return [one for clause in clauses for one in getattr(clause, "_from_objects", ())]


def _tables(waiting: list[Any]) -> Iterator[Any]:
    """The tables and aliases of tables among these, out of their joins.

    The right side of an outer join is left to its own condition.
    """
    while waiting:
        one = waiting.pop()
        if isinstance(one, Join):
            waiting += [one.left] if one.isouter else [one.left, one.right]
        elif isinstance(one, Table) or (isinstance(one, Alias) and isinstance(one.element, Table)):
            yield one
        elif not isinstance(one, Subquery | CTE):
            raise TypeError(UNKNOWN)
