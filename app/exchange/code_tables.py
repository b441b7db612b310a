"""The national code tables: what a code of another system means here, and which code is sent for a word of ours.

Two generations are in use: that of 2020 (v3-RoleCode and Vektis COD472) and that of 2024 (SNOMED CT). Both are read;
that of 2020 is sent unless the other is asked for. The rows stand in `app/words/code_tables.json`; `use` says in which
generation a row is sent, or `accepted` for a code that is only read as long as there is a better one to send.
A code that is not here means nothing to us: the caller keeps it word for word in `sourceCodes`. So it is with the
care-team roles REF, PRF, SPRF and CON, which say what somebody did in one act and not what they are to a resident.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, NamedTuple, TypeVar

from app.models.labels import VOCABULARIES, read_words
from app.models.vocabulary import CapacityCode, NameOrder, RelationKind

Codes = TypeVar("Codes", bound=StrEnum)


class Generation(StrEnum):
    """A generation of the national building blocks (zibs)."""

    ZIB_2020 = "2020"
    ZIB_2024 = "2024"


class Coding(NamedTuple):
    """A code of a published system; `display` is the wording of that system, where we know it."""

    system: str
    code: str
    display: str | None = None


class Row(NamedTuple):
    """One row of a table: the word of ours, the code, and the generation it is sent in (or `accepted`)."""

    means: StrEnum
    coding: Coding
    use: str


def _rows() -> dict[type[StrEnum], tuple[Row, ...]]:
    data = read_words("code_tables")
    systems = data["systems"]
    return {
        VOCABULARIES[name]: tuple(
            Row(
                means=VOCABULARIES[name](row["means"]),
                coding=Coding(systems[row["system"]], row["code"], row.get("display")),
                use=row["use"],
            )
            for row in rows
        )
        for name, rows in data["tables"].items()
    }


ROWS: Final[Mapping[type[StrEnum], tuple[Row, ...]]] = _rows()
_READ: Final = {
    codes: {(row.coding.system, row.coding.code): row.means for row in rows} for codes, rows in ROWS.items()
}
# The list stands in the key, because words of two lists are equal when they are spelled alike (`partner`, `other`).
# Backwards, so that of two rows with the same use the first in the file is the one that is sent.
_SENT: Final = {(codes, row.means, row.use): row.coding for codes, rows in ROWS.items() for row in reversed(rows)}
_NAME_ORDER_SYSTEMS: Final = tuple(dict.fromkeys(row.coding.system for row in ROWS[NameOrder]))


def meaning(codes: type[Codes], system: str, code: str) -> Codes | None:
    """Say what a code means in one of our lists; None when it is unknown. KeyError for a list without a table."""
    found = _READ[codes].get((system, code))
    return None if found is None else codes(found)


def relationship_meaning(system: str, code: str) -> RelationKind | CapacityCode | None:
    """Say what a coding of `RelatedPerson.relationship` means, where relations and contact roles stand together.

    Neighbour and friend were contact roles in 2020 and are relations here. `OTH` stands in both tables; in this mixed
    place it is read as a relation.
    """
    return meaning(RelationKind, system, code) or meaning(CapacityCode, system, code)


def name_order(code: str) -> NameOrder | None:
    """Say what a bare code of the name order means (NL1 to NL4, UNK); FHIR sends it without a system."""
    return next((found for system in _NAME_ORDER_SYSTEMS if (found := meaning(NameOrder, system, code))), None)


def coding_for(word: StrEnum, generation: Generation = Generation.ZIB_2020) -> Coding | None:
    """Give the code to send for a word of ours; None when no table has it, then only its label can be sent.

    A word that the asked generation does not know is sent in the other one, and a word that neither knows in a code of
    the international system.
    """
    order = (generation, *(other for other in Generation if other is not generation), "accepted")
    return next((coding for use in order if (coding := _SENT.get((type(word), word, use)))), None)
