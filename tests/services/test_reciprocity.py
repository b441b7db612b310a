"""Give and receive: what the records show of both, and from what."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app import clock
from tests.evidence import moments
from tests.house import House, Said

BOTH = {"gives", "receives"}


def reading(house: House, resident: str, asked: str = "", *, spoken: str = "nl") -> Said:
    answer = house.ask("GET", f"/residents/{resident}/triangle{asked}", spoken=spoken).json()
    found: Said = answer["giveAndReceive"]
    return found


def ways(house: House, resident: str, thing: str, asked: str = "") -> set[str]:
    """In which lists a role, moment or story stands."""
    answer = reading(house, resident, asked)
    return {way for way in BOTH if thing in [one["id"] for one in answer[way]]}


def role(house: House, holder: str, *states: str, **more: object) -> str:
    """A role that went through these states after the idea."""
    made = house.made("/roles", **{"holderId": holder, "title": "Tuinman", "tense": "is", **more})["id"]
    for state in states:
        house.done(f"/roles/{made}/states", state=state)
    return str(made)


@pytest.mark.parametrize(
    ("direction", "held", "toward"),
    [("gives", {"gives"}, {"receives"}), ("receives", {"receives"}, {"gives"}), ("mutual", BOTH, BOTH)],
)
def test_a_role_goes_one_way_for_who_holds_it_and_the_other_for_whom_it_is(
    house: House, direction: str, held: set[str], toward: set[str]
) -> None:
    one, other = house.resident(), house.resident()
    found = role(house, one, "being_tried", direction=direction, towardId=other)
    assert (ways(house, one, found), ways(house, other, found)) == (held, toward)


@pytest.mark.parametrize(
    ("states", "lives"),
    [
        ((), False),
        (("being_tried",), True),
        (("being_tried", "fits"), True),
        (("being_tried", "does_not_fit"), False),
        (("being_tried", "resting"), False),
        (("being_tried", "fits", "ended"), False),
        (("being_tried", "resting", "fits"), True),
    ],
)
def test_a_role_counts_while_it_is_tried_or_fits(house: House, states: tuple[str, ...], *, lives: bool) -> None:
    resident = house.resident()
    assert bool(ways(house, resident, role(house, resident, *states))) is lives


def test_who_somebody_was_is_neither_giving_nor_receiving_now(house: House) -> None:
    resident = house.resident()
    assert ways(house, resident, role(house, resident, "being_tried", "fits", tense="was")) == set()
    assert ways(house, resident, role(house, resident, "being_tried", tense="wants_to_be")) == BOTH


def test_a_role_counts_from_its_first_day_to_its_last(house: House) -> None:
    resident = house.resident()
    over = role(house, resident, "being_tried", startDate=house.ago(90), endDate=house.ago(1))
    ahead = role(house, resident, "being_tried", startDate=house.ago(-3))
    here = role(house, resident, "being_tried", startDate=house.ago(0), endDate=house.ago(0))
    assert [ways(house, resident, one) for one in (over, ahead, here)] == [set(), set(), BOTH]


def test_a_role_that_was_laid_aside_is_gone(house: House) -> None:
    resident = house.resident()
    found = role(house, resident, "being_tried")
    house.ask("DELETE", f"/roles/{found}", version="*")
    assert reading(house, resident)["verdict"] == "no_evidence"


def test_on_a_day_in_the_past_a_role_stands_where_its_history_stood(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    resident, now = house.resident(), clock.now()
    monkeypatch.setattr(clock, "now", lambda: now - timedelta(days=60))
    found = role(house, resident, "being_tried")
    monkeypatch.setattr(clock, "now", lambda: now - timedelta(days=20))
    house.done(f"/roles/{found}/states", state="resting")
    monkeypatch.setattr(clock, "now", lambda: now)
    assert [bool(ways(house, resident, found, f"?asOf={house.ago(days)}")) for days in (61, 60, 21, 20, 0)] == [
        False,
        True,
        True,
        False,
        False,
    ]


def _of_a_relative(house: House, resident: str) -> str:
    relative = house.relative()
    house.relation("A", resident, relative)
    return house.relation("C", relative, house.caregiver(), residentId=resident)


Between = Callable[[House, str], str]
BETWEEN: dict[str, tuple[Between, set[str]]] = {
    "with a caregiver": (lambda house, resident: house.relation("B", resident, house.caregiver()), BOTH),
    "with the organisation": (lambda house, resident: house.relation("D", resident, house.organisation_id), BOTH),
    "of a relative with a caregiver": (_of_a_relative, set()),
    "of a relative with the organisation": (
        lambda house, resident: house.relation("D", house.relative(), house.organisation_id, residentId=resident),
        set(),
    ),
}


@pytest.mark.parametrize(("between", "found"), BETWEEN.values(), ids=BETWEEN)
def test_moments_of_the_residents_own_relations_count(house: House, between: Between, found: set[str]) -> None:
    resident = house.resident()
    (moment,) = moments(house, between(house, resident), "20:3")
    assert ways(house, resident, moment) == found


@pytest.mark.parametrize(
    ("what", "found"),
    [
        ("3", BOTH),
        ("3b", BOTH),
        ("3xa", {"gives"}),
        ("3xb", {"receives"}),
        ("3x", {"receives"}),
        ("RUP", set()),
    ],
)
def test_contact_that_went_one_way_was_given_by_who_began_it(house: House, what: str, found: set[str]) -> None:
    resident = house.resident()
    (moment,) = moments(house, house.relation("B", resident, house.caregiver()), f"20:{what}")
    assert ways(house, resident, moment) == found


def test_moments_and_stories_count_in_the_window_of_the_rungs(house: House) -> None:
    resident, caregiver = house.resident(), house.caregiver()
    found = role(house, resident, "being_tried", direction="gives")
    relation = house.relation("B", resident, caregiver)
    old, edge = moments(house, relation, "182:3 181:3")
    coding = {"coderId": caregiver, "as": "observer", "roleIds": [found]}
    past, seen = (house.story(resident, happenedOn=house.ago(days), codings=[coding]) for days in (182, 181))
    assert [ways(house, resident, one) for one in (old, past, edge, seen)] == [set(), set(), BOTH, {"gives"}]
    assert reading(house, resident)["gives"] == [
        {"kind": "role", "id": found},
        {"kind": "moment", "id": edge},
        {"kind": "story", "id": seen},
    ]


def test_a_story_goes_the_way_of_the_roles_that_it_shows(house: House) -> None:
    resident, friend, caregiver = house.resident(), house.resident(), house.caregiver()
    gives = role(house, resident, "being_tried", direction="gives")
    mine = role(house, friend, "being_tried", direction="gives", towardId=resident)
    resting = role(house, resident, "being_tried", "resting", direction="gives")
    codings = [
        {"coderId": caregiver, "as": "observer", "roleIds": [gives]},
        {"coderId": friend, "as": "teller", "roleIds": [mine]},
    ]
    both = house.story(resident, friend, happenedOn=house.ago(5), codings=codings)
    none = house.story(resident, happenedOn=house.ago(5), codings=[codings[0] | {"roleIds": [resting]}])
    assert (ways(house, resident, both), ways(house, resident, none), ways(house, friend, both)) == (
        BOTH,
        set(),
        {"gives"},
    )
    coding = house.seen(f"/stories/{both}/codings")["items"][0]["id"]
    house.ask("DELETE", f"/stories/{both}/codings/{coding}", version="*")
    assert ways(house, resident, both) == {"receives"}
    house.done(f"/stories/{both}/withdrawals")
    assert ways(house, resident, both) == set()


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("", "no_evidence"),
        ("20:2x", "only_receives"),
        ("20:2xa", "only_gives"),
        ("20:2xa 10:2xb", "gives_and_receives"),
        ("20:2", "gives_and_receives"),
        ("200:2", "no_evidence"),
    ],
)
def test_the_verdict_says_what_is_on_record(house: House, text: str, verdict: str) -> None:
    resident = house.resident()
    moments(house, house.relation("B", resident, house.caregiver()), text)
    said = {spoken: reading(house, resident, spoken=spoken) for spoken in ("nl", "en")}
    assert {one["verdict"] for one in said.values()} == {verdict}
    assert said["nl"]["text"] != said["en"]["text"]
    assert all(one["text"].endswith(".") and "{" not in one["text"] for one in said.values())


def test_no_role_asked_for_is_said_beside_what_is_missing(house: House) -> None:
    resident = house.resident()
    relation = house.relation("B", resident, house.caregiver())
    moments(house, relation, "20:2x")
    plain = reading(house, resident)["text"]
    house.changed(f"/residents/{resident}", noRoleAskedNow=True)
    assert reading(house, resident)["text"].startswith(plain)
    assert "geen rol" in reading(house, resident)["text"]
    moments(house, relation, "10:2")
    assert "geen rol" not in reading(house, resident)["text"]


def test_of_who_is_not_scored_nothing_is_said(house: House) -> None:
    resident = house.resident()
    moments(house, house.relation("B", resident, house.caregiver()), "20:2")
    house.changed(f"/residents/{resident}", doNotScore=True)
    answer = reading(house, resident)
    assert (answer["verdict"], answer["gives"], answer["receives"]) == ("not_scored", [], [])
