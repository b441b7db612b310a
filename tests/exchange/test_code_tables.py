"""The national code tables: every row is read, what is sent is read back, and no code means two things."""

from collections import Counter
from enum import StrEnum

import pytest

from app.exchange.code_tables import (
    ROWS,
    Coding,
    Generation,
    Row,
    coding_for,
    meaning,
    name_order,
    relationship_meaning,
)
from app.models.labels import read_words
from app.models.vocabulary import CapacityCode, NameOrder, RelationKind
from tests.exchange.national_tables import (
    CAPACITIES,
    CAPACITIES_OF_2024_ONLY,
    CONTACT_ROLE,
    NULL_FLAVOR,
    RELATIONS,
    RELATIONS_OF_2024_ONLY,
    REPRESENTATION,
    REPRESENTATIONS,
    ROLE_CODE,
    SMALL,
    SNOMED,
    V3,
)

IN_THIS_HOUSE_ONLY = {
    RelationKind.FELLOW_RESIDENT: "records describe the relatives of one resident, not who lives next door",
    RelationKind.VOLUNTEER: "a volunteer comes in as a person with a position, not as a contact",
    RelationKind.PRIMARY_CAREGIVER: "no national table has the caregiver who is first in charge",
    RelationKind.CAREGIVER: "a caregiver comes in through a team, not through a relation code",
    RelationKind.ORGANISATION: "side D is made here, with the own organisation",
}
EVERY_ROW = [row for rows in ROWS.values() for row in rows]


def sent(word: StrEnum, generation: Generation = Generation.ZIB_2020) -> tuple[str, str] | None:
    coding = coding_for(word, generation)
    return None if coding is None else (coding.system, coding.code)


@pytest.mark.parametrize(("code", "code_2024", "kind"), RELATIONS)
def test_a_relation_is_read_and_sent_in_both_generations(code: str, code_2024: str, kind: RelationKind) -> None:
    assert meaning(RelationKind, ROLE_CODE, code) is kind
    assert meaning(RelationKind, SNOMED, code_2024) is kind
    assert sent(kind) == (ROLE_CODE, code)
    assert sent(kind, Generation.ZIB_2024) == (SNOMED, code_2024)


@pytest.mark.parametrize(("code", "kind"), RELATIONS_OF_2024_ONLY)
def test_a_relation_that_came_in_2024_is_read(code: str, kind: RelationKind) -> None:
    assert meaning(RelationKind, SNOMED, code) is kind
    assert sent(kind, Generation.ZIB_2024) == (SNOMED, code)


@pytest.mark.parametrize(("system", "code", "code_2024", "capacity"), CAPACITIES)
def test_a_contact_role_is_read_and_sent_in_the_generations_that_have_it(
    system: str, code: str, code_2024: str | None, capacity: CapacityCode
) -> None:
    assert relationship_meaning(system, code) is capacity
    assert sent(capacity) == (system, code)
    assert sent(capacity, Generation.ZIB_2024) == ((SNOMED, code_2024) if code_2024 else (system, code))
    assert code_2024 is None or relationship_meaning(SNOMED, code_2024) is capacity


@pytest.mark.parametrize(("code", "capacity"), CAPACITIES_OF_2024_ONLY)
def test_a_contact_role_that_came_in_2024_is_sent_as_such_by_default_too(code: str, capacity: CapacityCode) -> None:
    assert relationship_meaning(SNOMED, code) is capacity
    assert sent(capacity) == (SNOMED, code)


@pytest.mark.parametrize(("codes", "system", "table"), SMALL)
def test_the_small_tables_are_read_and_sent(codes: type[StrEnum], system: str, table: dict[str, str]) -> None:
    for code, word in table.items():
        assert meaning(codes, V3 + system, code) is codes(word)
        assert sent(codes(word)) == (V3 + system, code)


@pytest.mark.parametrize(("code", "capacity"), REPRESENTATIONS)
def test_a_legal_representation_is_read_as_a_capacity(code: str, capacity: CapacityCode) -> None:
    assert meaning(CapacityCode, REPRESENTATION, code) is capacity


@pytest.mark.parametrize(
    ("code", "order"),
    [
        ("NL1", NameOrder.OWN),
        ("NL2", NameOrder.PARTNER),
        ("NL3", NameOrder.PARTNER_OWN),
        ("NL4", NameOrder.OWN_PARTNER),
        ("UNK", NameOrder.UNKNOWN),
        ("NL5", None),
    ],
)
def test_a_name_order_comes_without_a_system(code: str, order: NameOrder | None) -> None:
    assert name_order(code) is order
    assert order is None or coding_for(order) is not None


@pytest.mark.parametrize(("code", "kind"), [("19", RelationKind.NEIGHBOUR), ("20", RelationKind.FRIEND)])
def test_a_contact_role_that_is_really_a_relation_becomes_a_relation(code: str, kind: RelationKind) -> None:
    assert relationship_meaning(CONTACT_ROLE, code) is kind
    assert meaning(CapacityCode, CONTACT_ROLE, code) is None
    assert sent(kind) == (CONTACT_ROLE, code)


@pytest.mark.parametrize(
    ("system", "code"), [(ROLE_CODE, "NONSENSE"), (SNOMED, "DAUC"), ("urn:oid:1.2.3", "01"), (CONTACT_ROLE, "1")]
)
def test_an_unknown_code_means_nothing(system: str, code: str) -> None:
    assert relationship_meaning(system, code) is None


def test_other_is_read_as_a_relation_where_relations_and_roles_stand_together() -> None:
    assert relationship_meaning(NULL_FLAVOR, "OTH") is RelationKind.OTHER
    assert meaning(CapacityCode, NULL_FLAVOR, "OTH") is CapacityCode.OTHER
    assert coding_for(CapacityCode.OTHER) == Coding(CONTACT_ROLE, "09", "Anders")


@pytest.mark.parametrize("row", EVERY_ROW, ids=lambda row: f"{row.means!r}-{row.coding.code}")
def test_every_row_is_read_and_what_is_sent_for_it_reads_back_the_same(row: Row) -> None:
    codes = type(row.means)
    assert meaning(codes, row.coding.system, row.coding.code) is row.means
    for generation in Generation:
        coding = coding_for(row.means, generation)
        assert coding is not None
        assert meaning(codes, coding.system, coding.code) is row.means
        assert row.use != generation or coding == row.coding


@pytest.mark.parametrize("codes", ROWS, ids=lambda codes: codes.__name__)
def test_no_code_stands_twice_in_a_table_and_no_word_is_sent_in_two_ways(codes: type[StrEnum]) -> None:
    read = Counter((row.coding.system, row.coding.code) for row in ROWS[codes])
    given = Counter((row.means, row.use) for row in ROWS[codes] if row.use != "accepted")
    assert max(read.values()) == max(given.values()) == 1
    assert {row.use for row in ROWS[codes]} <= {*Generation, "accepted"}


def test_only_other_stands_both_among_the_relations_and_among_the_capacities() -> None:
    relations, capacities = (
        {(row.coding.system, row.coding.code) for row in ROWS[codes]} for codes in (RelationKind, CapacityCode)
    )
    assert relations & capacities == {(NULL_FLAVOR, "OTH")}


@pytest.mark.parametrize("codes", ROWS, ids=lambda codes: codes.__name__)
def test_every_word_can_be_reached_by_some_code_or_is_of_this_house_only(codes: type[StrEnum]) -> None:
    reached = {row.means for row in ROWS[codes]}
    excused = {word for word in IN_THIS_HOUSE_ONLY if type(word) is codes}
    assert reached | excused == set(codes)
    assert not reached & excused
    assert all(coding_for(word) is None for word in excused)


def test_every_system_that_is_named_is_used() -> None:
    systems = read_words("code_tables")["systems"].values()
    assert set(systems) == {row.coding.system for row in EVERY_ROW}
