"""Being heard: what counts as it and what does not, for each way in which somebody can be heard."""

from typing import Any, Final

import pytest

from tests.evidence import instrument, moments, sitting
from tests.house import House, Said
from tests.ward import Ward


class Circle(Ward):
    """A resident, a relative and a caregiver on all sides of each other."""

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self.truus = self.resident("Truus")
        self.bilal = self.colleague("Bilal")
        self.anna = house.relative("Anna")
        self.ids = {"truus": self.truus, "anna": self.anna, "bilal": self.bilal}
        self.sides = {
            "A": house.relation("A", self.truus, self.anna),
            "B": house.relation("B", self.truus, self.bilal),
            "C": house.relation("C", self.anna, self.bilal, residentId=self.truus),
            "D": house.relation("D", self.truus, house.organisation_id),
        }

    def of(self, name: str) -> Any:  # noqa: ANN401  any JSON
        answer = self.house.seen(f"/teams/{self.team}/silence")
        return next(one for one in answer["residents"] + answer["relatives"] if one["person"]["preferredName"] == name)

    def heard(self, name: str) -> bool:
        return not self.of(name)["silent"]

    def sides_heard(self, name: str) -> str:
        return "".join(one["side"] for one in self.of(name)["sides"] if not one["silent"])

    def story(self, *people: str, **more: object) -> str:
        return self.house.story(*people, happenedOn=self.house.ago(3), **more)

    def coded(self, story: str, subject: str, voice: str, coder: str | None = None, **more: object) -> None:
        sense = {"sense": "purpose", "subjectId": subject, "voice": voice, "felt": "missing", **more}
        coding = {"coderId": coder or self.bilal, "as": "caregiver", "senses": [sense]}
        self.house.made(f"/stories/{story}/codings", **coding)


@pytest.fixture
def circle(house: House) -> Circle:
    return Circle(house)


def test_who_tells_a_story_is_heard_and_who_is_in_it_is_not(circle: Circle) -> None:
    circle.story(circle.truus, tellerId=circle.anna, observerId=circle.bilal)
    assert (circle.heard("Anna"), circle.heard("Truus")) == (True, False)
    assert circle.sides_heard("Anna") == ""  # she is not in it herself


@pytest.mark.parametrize(
    "more", [{"state": "draft"}, {"uses": []}, {"uses": ["mirror_session"]}], ids=["draft", "no use", "another use"]
)
def test_a_story_that_does_not_count_is_not_heard(circle: Circle, more: Said) -> None:
    story = circle.story(circle.truus, tellerId=circle.truus, **more)
    circle.coded(story, circle.truus, "resident")
    assert not circle.heard("Truus")


def test_a_story_that_is_withdrawn_was_never_heard(circle: Circle) -> None:
    story = circle.story(circle.truus, tellerId=circle.truus)
    assert circle.heard("Truus")
    circle.house.done(f"/stories/{story}/withdrawals")
    assert not circle.heard("Truus")


VOICES: Final = [
    # whose sense, in which voice, spoken by | heard
    ("truus", "resident", None, True),
    ("truus", "resident", "truus", True),
    ("truus", "resident", "anna", False),
    ("truus", "relative", None, False),
    ("truus", "caregiver", None, False),
    ("truus", "observer", None, False),
    ("anna", "relative", None, True),
    ("anna", "resident", None, False),
    ("anna", "relative", "bilal", False),
]


@pytest.mark.parametrize(("name", "voice", "speaker", "heard"), VOICES)
def test_who_speaks_in_an_own_voice_is_heard(
    circle: Circle, name: str, voice: str, speaker: str | None, *, heard: bool
) -> None:
    story = circle.story(circle.truus, circle.anna)
    circle.coded(story, circle.ids[name], voice, speakerId=speaker and circle.ids[speaker])
    one = circle.of(name.capitalize())
    assert one["silent"] is not heard
    senses = {each["sense"]: each["lastHeard"] for each in one["senses"] if not each["silent"]}
    told = {"kind": "story", "id": story, "happenedOn": circle.house.ago(3)}
    assert senses == ({"purpose": told} if heard else {})
    assert one["lastHeard"] == (told if heard else None)


def test_coders_who_name_another_speaker_make_it_no_own_voice(circle: Circle) -> None:
    story = circle.story(circle.truus)
    circle.coded(story, circle.truus, "resident")
    assert circle.heard("Truus")
    circle.coded(story, circle.truus, "resident", coder=circle.colleague("Carla"), speakerId=circle.bilal)
    assert not circle.heard("Truus")


def test_a_further_hat_gives_a_further_voice(circle: Circle) -> None:
    circle.coded(circle.story(circle.anna), circle.anna, "caregiver")
    assert not circle.heard("Anna")
    answer = circle.house.ask("PUT", f"/caregivers/{circle.anna}", {"preferredName": "Anna"})
    assert answer.status_code == 201
    assert circle.heard("Anna")


def test_a_sitting_in_an_own_voice_is_heard_about_its_senses(circle: Circle) -> None:
    told = sitting(circle.house, instrument(circle.house, 0, 4, 3), circle.truus, 4, [4, 3, 4])
    one = circle.of("Truus")
    assert one["lastHeard"] == {"kind": "sitting", "id": told, "happenedOn": circle.house.ago(4)}
    assert [each["sense"] for each in one["senses"] if not each["silent"]] == ["security"]
    assert circle.sides_heard("Truus") == ""


MOMENTS: Final = [
    # side | of whom, on which sides they are heard
    ("B", {"Truus": "B", "Anna": ""}),
    ("C", {"Truus": "", "Anna": "C"}),
    ("D", {"Truus": "D", "Anna": ""}),
]


@pytest.mark.parametrize(("side", "expected"), MOMENTS)
def test_who_is_a_party_in_a_moment_that_went_both_ways_is_heard_on_its_side(
    circle: Circle, side: str, expected: dict[str, str]
) -> None:
    moments(circle.house, circle.sides[side], "3:4x")
    assert not any(circle.heard(name) for name in expected)
    told = moments(circle.house, circle.sides[side], "5:2 9:2")[0]
    assert {name: circle.sides_heard(name) for name in expected} == expected
    heard = {name: circle.of(name)["lastHeard"] for name in expected if circle.heard(name)}
    assert [one["id"] for one in heard.values()] == [told]


def test_a_moment_of_a_story_that_does_not_count_is_not_heard(circle: Circle) -> None:
    story = circle.story(circle.truus, uses=[])
    moments(circle.house, circle.sides["B"], "3:2", storyId=story)
    assert not circle.heard("Truus")


def test_on_side_a_is_heard_who_tells_a_story_in_which_both_are(circle: Circle) -> None:
    circle.story(circle.truus, circle.anna, tellerId=circle.anna)
    assert (circle.sides_heard("Anna"), circle.sides_heard("Truus")) == ("A", "")


def test_on_side_a_is_heard_who_speaks_in_a_story_in_which_both_are(circle: Circle) -> None:
    circle.coded(circle.story(circle.truus, circle.anna), circle.truus, "resident")
    assert (circle.sides_heard("Anna"), circle.sides_heard("Truus")) == ("", "A")


def test_on_side_a_being_mentioned_is_not_being_there(circle: Circle) -> None:
    people = [{"personId": circle.truus}, {"personId": circle.anna, "part": "mentioned"}]
    circle.story(circle.truus, people=people, tellerId=circle.truus)
    assert circle.heard("Truus")
    assert circle.sides_heard("Truus") == ""


def test_the_newest_of_all_is_told(circle: Circle) -> None:
    moments(circle.house, circle.sides["B"], "9:2 7:2")
    story = circle.story(circle.truus, tellerId=circle.truus)
    assert circle.of("Truus")["lastHeard"]["id"] == story
    newest = moments(circle.house, circle.sides["B"], "1:2")[0]
    assert circle.of("Truus")["lastHeard"]["id"] == newest
