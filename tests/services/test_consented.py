"""What a resident keeps out of the figures is out at the next request, and comes back when they say so."""

from typing import Any

import pytest

from tests.house import House, Said

CODED = {"sense": "security", "voice": "resident", "felt": "felt"}


class Evidence:
    """A resident with a moment, a moment in a story, a coded story and a sitting."""

    def __init__(self, house: House) -> None:
        self.house, self.day = house, house.ago(10)
        self.resident, self.other, self.caregiver = house.resident(), house.resident("Piet"), house.caregiver()
        self.relation = house.relation("B", self.resident, self.caregiver)
        self.plain = self.moment()
        self.story = house.story(self.resident, self.other, happenedOn=self.day)
        self.told = self.moment(storyId=self.story)
        senses = [{**CODED, "subjectId": one} for one in (self.resident, self.other)]
        house.made(f"/stories/{self.story}/codings", **{"coderId": self.caregiver, "as": "caregiver", "senses": senses})
        mine = next(one for one in house.seen("/instruments")["items"] if one["corner"] == "resident")
        answers = [{"itemId": item["id"], "value": 3} for item in mine["items"]]
        said = {"instrumentId": mine["id"], "subjectId": self.resident, "voice": "resident", "happenedOn": self.day}
        self.sitting = str(house.made("/sittings", **said, answers=answers)["id"])

    def moment(self, **more: object) -> str:
        body = {"relationId": self.relation, "happenedOn": self.day, "rungA": 3, "rungB": 3, "reciprocal": True}
        return str(self.house.made("/moments", **{**body, **more})["id"])

    def figures(self, resident: str | None = None) -> set[str]:
        """What of all this stands behind the figures of a resident now."""
        of = f"/residents/{resident or self.resident}"
        found = str(self.house.seen(f"{of}/participation?explain=true")) + str(
            self.house.seen(f"{of}/senses?explain=true")
        )
        names = {"plain": self.plain, "told": self.told, "story": self.story, "sitting": self.sitting}
        return {name for name, one in names.items() if one in found}

    def decides(self, category: str, decision: str = "refused", **more: object) -> str:
        body = {"residentId": self.resident, "purpose": "figures", "category": category, "decision": decision}
        return str(self.house.made("/consents", **{**body, **more})["id"])


@pytest.fixture
def evidence(house: House) -> Evidence:
    return Evidence(house)


ALL = {"plain", "told", "story", "sitting"}


@pytest.mark.parametrize(
    ("category", "left"),
    [
        ("stories", {"plain", "sitting"}),
        ("ladder_and_senses", {"story"}),
        ("roles_and_wishes", ALL),
        ("journey", ALL),
    ],
)
def test_what_is_refused_is_out_and_comes_back(evidence: Evidence, category: str, left: set[str]) -> None:
    assert evidence.figures() == ALL
    refusal = evidence.decides(category)
    assert evidence.figures() == left
    evidence.house.done(f"/consents/{refusal}/withdrawals")  # a refusal that is taken back refuses nothing
    assert evidence.figures() == ALL


def test_what_was_given_and_withdrawn_is_out(evidence: Evidence) -> None:
    given = evidence.decides("stories", "given")
    assert evidence.figures() == ALL
    evidence.house.done(f"/consents/{given}/withdrawals")
    assert evidence.figures() == {"plain", "sitting"}
    evidence.decides("stories", "given")
    assert evidence.figures() == ALL


@pytest.mark.parametrize(
    ("said", "out"),
    [
        ({"decision": "given", "untilDate": 1}, True),
        ({"decision": "given", "untilDate": 0}, False),
        ({"decision": "refused", "untilDate": 1}, False),
        ({"decision": "refused", "untilDate": 0}, True),
        ({"decision": "refused", "fromDate": -1}, False),
    ],
)
def test_a_decision_holds_on_its_days(evidence: Evidence, said: Said, out: bool) -> None:  # noqa: FBT001  a parameter of a table
    days = {name: evidence.house.ago(value) if isinstance(value, int) else value for name, value in said.items()}
    evidence.decides("stories", **{"fromDate": evidence.house.ago(5), **days})
    assert (evidence.figures() == {"plain", "sitting"}) is out


def test_the_decision_that_began_last_holds(evidence: Evidence) -> None:
    evidence.decides("stories", fromDate=evidence.house.ago(2))
    evidence.decides("stories", "given", fromDate=evidence.house.ago(4))
    assert evidence.figures() == {"plain", "sitting"}
    evidence.decides("stories", "given", fromDate=evidence.house.ago(1))
    assert evidence.figures() == ALL


@pytest.mark.parametrize(
    ("decisions", "left"), [(["given", "refused"], {"plain", "sitting"}), (["refused", "given"], ALL)]
)
def test_of_two_decisions_of_one_day_the_one_that_was_said_last_holds(
    evidence: Evidence, decisions: list[str], left: set[str]
) -> None:
    for decision in decisions:
        evidence.decides("stories", decision, fromDate=evidence.house.ago(3))
    assert evidence.figures() == left


@pytest.mark.parametrize("category", ["stories", "ladder_and_senses"])
def test_what_somebody_else_decided_says_nothing(evidence: Evidence, category: str) -> None:
    stranger = evidence.house.resident("Otto")
    evidence.decides(category, fromDate=evidence.house.ago(3))
    left = evidence.figures()
    assert left != ALL
    evidence.decides(category, "given", fromDate=evidence.house.ago(1), residentId=stranger)
    assert evidence.figures() == left


def test_a_decision_about_something_else_replaces_nothing(evidence: Evidence) -> None:
    evidence.decides("stories", fromDate=evidence.house.ago(3))
    evidence.decides("journey", "given", fromDate=evidence.house.ago(1))
    assert evidence.figures() == {"plain", "sitting"}


def test_a_story_in_which_they_are_only_mentioned_stays(evidence: Evidence) -> None:
    """It is the story of the other one."""
    house = evidence.house
    people = [{"personId": evidence.other}, {"personId": evidence.resident, "part": "mentioned"}]
    body = {"text": "Piet vertelde.", "happenedOn": evidence.day, "people": people, "tellerId": evidence.caregiver}
    evidence.story = house.made("/stories", **body)["id"]
    senses = [{**CODED, "subjectId": evidence.other}]
    house.made(
        f"/stories/{evidence.story}/codings", **{"coderId": evidence.caregiver, "as": "caregiver", "senses": senses}
    )
    evidence.decides("stories")
    assert evidence.figures(evidence.other) == {"story"}


def test_a_story_of_two_is_out_for_both_when_one_refuses(evidence: Evidence) -> None:
    assert evidence.figures(evidence.other) == {"story"}
    evidence.decides("stories")
    assert evidence.figures(evidence.other) == set()


def test_another_purpose_and_another_receiver_say_nothing_about_figures(evidence: Evidence) -> None:
    relative = evidence.house.relative()
    evidence.house.relation("A", evidence.resident, relative)
    for more in ({"purpose": "research"}, {"purpose": None, "toPersonId": relative}):
        evidence.decides("stories", **more)
    assert evidence.figures() == ALL


def test_the_figures_of_another_house_stand(evidence: Evidence, other_house: House) -> None:
    there: Any = Evidence(other_house)
    evidence.decides("stories")
    assert there.figures() == ALL
