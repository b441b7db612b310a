"""Small tests for what mutants survived: each tells of one place that no other test of rights would have noticed."""

from collections.abc import Iterator

import pytest

from app.models.vocabulary import KeyHolder, KeyScope
from tests.house import LONG_AGO, House
from tests.policy.cast import ACTING, Cast

TELEPHONE = "0698765432"


@pytest.fixture
def reachable(cast: Cast) -> Iterator[Cast]:
    """The house, with a telephone number for a nurse and for a relative while a test looks."""
    paths = [f"/caregivers/{cast.ids['nurse']}", f"/relatives/{cast.ids['anna']}"]
    for path in paths:
        cast.house.changed(path, telecoms=[{"kind": "phone", "value": TELEPHONE}])
    yield cast
    for path in paths:
        cast.house.changed(path, telecoms=[])


@pytest.mark.parametrize(
    ("name", "caller", "heard"),
    [
        ("nurse", "colleague", False),
        ("nurse", "lead", True),
        ("nurse", "nurse", True),
        ("anna", "nurse", True),
    ],
)
def test_a_person_without_a_bed_here_has_a_file_if_they_work_here(
    reachable: Cast, name: str, caller: str, *, heard: bool
) -> None:
    answer = reachable.ask(caller, "GET", f"/people/{reachable.ids[name]}")
    assert answer.status_code == 200
    assert (TELEPHONE in answer.text) is heard


def test_a_volunteer_accompanies_on_side_b_alone(house: House) -> None:
    """A volunteer who is the neighbour of a resident of the team does not accompany that resident by that."""
    team = house.made("/teams", name="De Linde")["id"]
    accompanied, neighbour = (
        str(house.made("/residents", preferredName=name, teamId=team, movedInDate=LONG_AGO)["id"])
        for name in ("Truus", "Piet")
    )
    membership = {"teamId": team, "capacity": "volunteer", "fromDate": LONG_AGO}
    volunteer = house.made("/caregivers", preferredName="Vera", position="volunteer", memberships=[membership])["id"]
    house.relation("B", accompanied, str(volunteer))
    assert house.ask("PUT", f"/relatives/{volunteer}", {"preferredName": "Vera"}).status_code == 201
    house.relation("A", neighbour, str(volunteer), kind="neighbour")
    story = house.story(neighbour)
    key = house.key(KeyHolder.SYSTEM, KeyScope.CARE)
    headers = {"Authorization": f"Bearer {key}", ACTING: str(volunteer)}
    seen = house.client.get("/v1/residents", headers=headers).json()["items"]
    by_id = {one["id"]: one for one in seen}
    assert set(by_id) == {accompanied, neighbour}  # as a volunteer and as a neighbour
    assert [bool(by_id[one]["teamId"]) for one in (accompanied, neighbour)] == [True, False]
    assert house.client.get(f"/v1/stories/{story}", headers=headers).status_code == 404


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"toPersonId": "stranger", "purpose": None}, (422, "no_side_a_relation", ["/toPersonId"])),
        ({"givenById": "stranger"}, (422, "ground_unfit", ["/ground"])),
        ({"ground": "partner", "givenById": "stranger"}, (422, "ground_unfit", ["/ground"])),
    ],
)
def test_a_refused_consent_points_at_what_is_wrong(
    house: House, said: dict[str, str | None], refusal: tuple[int, str, list[str]]
) -> None:
    stranger = house.relative("Sien")
    named = {field: stranger if value == "stranger" else value for field, value in said.items()}
    body = {"residentId": house.resident(), "category": "stories", "purpose": "figures", "reason": "Gevraagd.", **named}
    assert house.refused("POST", "/consents", body) == refusal


@pytest.mark.parametrize(
    ("caller", "said", "refusal"),
    [
        ("dirk", {"residentId": "truus"}, (403, "other_voice", ["/givenById"])),
        ("lead", {"residentId": "truus"}, (422, "consent_reason_missing", ["/reason"])),
    ],
)
def test_a_borrowed_voice_is_pointed_at(
    cast: Cast, caller: str, said: dict[str, str], refusal: tuple[int, str, list[str]]
) -> None:
    body = {field: cast.ids[value] for field, value in said.items()} | {"purpose": "figures", "category": "stories"}
    answer = cast.ask(caller, "POST", "/consents", body)
    found = answer.json()
    assert (answer.status_code, found["code"], [one["pointer"] for one in found["errors"]]) == refusal


def seen_by(house: House, person: str, path: str) -> int:
    """How a thing answers somebody who acts through an app."""
    headers = {"Authorization": f"Bearer {house.key(KeyHolder.SYSTEM, KeyScope.CARE)}", ACTING: person}
    return int(house.client.get(f"/v1{path}", headers=headers).status_code)


@pytest.mark.parametrize(
    ("begun", "over", "status"),
    [(None, None, 200), (0, None, 200), (None, 0, 200), (5, 0, 200), (None, 1, 404), (5, 1, 404), (-1, None, 404)],
)
def test_who_represented_or_will_represent_does_not_today(
    house: House, begun: int | None, over: int | None, status: int
) -> None:
    resident, mentor = house.resident(), house.relative()
    days = {"fromDate": begun, "untilDate": over}
    lasting = {name: house.ago(day) for name, day in days.items() if day is not None}
    house.relation("A", resident, mentor, capacities=[{"code": "mentor", **lasting}])
    assert seen_by(house, mentor, f"/stories/{house.story(resident)}") == status


@pytest.fixture
def nurse(house: House) -> tuple[str, str]:
    """A team and a caregiver of it."""
    team = str(house.made("/teams", name="De Linde")["id"])
    membership = {"teamId": team, "fromDate": LONG_AGO}
    return team, str(house.made("/caregivers", preferredName="Noor", memberships=[membership])["id"])


@pytest.mark.parametrize(("over", "status"), [(-1, 200), (0, 200), (1, 404), (400, 404)])
def test_a_team_sees_who_stays_there_today(house: House, nurse: tuple[str, str], over: int, status: int) -> None:
    stay = {"teamId": nurse[0], "fromDate": LONG_AGO, "untilDate": house.ago(over)}
    resident = house.made("/residents", preferredName="Truus", stays=[stay])["id"]
    assert seen_by(house, nurse[1], f"/residents/{resident}") == status


@pytest.mark.parametrize(("days", "status"), [(0, 200), (91, 200), (92, 404)])
def test_the_last_team_sees_a_record_for_a_quarter(
    house: House, nurse: tuple[str, str], days: int, status: int
) -> None:
    resident = house.made("/residents", preferredName="Truus", teamId=nurse[0], movedInDate=LONG_AGO)["id"]
    house.done(f"/residents/{resident}/departures", kind="deceased", departedOn=house.ago(days))
    assert seen_by(house, nurse[1], f"/residents/{resident}") == status


@pytest.mark.parametrize(("speaker", "status"), [(None, 200), ("self", 200), ("other", 404)])
def test_what_others_answer_about_somebody_is_not_theirs(house: House, speaker: str | None, status: int) -> None:
    anna, other = house.relative(), house.relative("Bram")
    list_ = next(one for one in house.seen("/instruments")["items"] if one["corner"] == "relative")
    answers = [{"itemId": item["id"], "value": 3} for item in list_["items"]]
    said = {"instrumentId": list_["id"], "subjectId": anna, "voice": "relative", "happenedOn": house.ago(3)}
    spoken = {"speakerId": {"self": anna, "other": other}[speaker]} if speaker else {}
    sitting = house.made("/sittings", **said, **spoken, answers=answers)["id"]
    assert seen_by(house, anna, f"/sittings/{sitting}") == status


def test_another_voice_is_pointed_at(cast: Cast) -> None:
    body = {"relationId": cast.ids["anna and nurse"], "happenedOn": LONG_AGO, "rungA": 3, "reciprocal": True}
    found = cast.ask("anna", "POST", "/moments", body | {"rungAById": cast.ids["bram"]})
    assert (found.status_code, [one["pointer"] for one in found.json()["errors"]]) == (403, ["/rungAById"])
