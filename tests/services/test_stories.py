"""Stories: told, told anew, confirmed and withdrawn; alone or with moments and codings."""

from typing import Any
from uuid import UUID

import pytest
from sqlmodel import select

from app.models.story import StoryRow
from tests.house import LONG_AGO, House, Said, new_id, takes_a_fixed_number_of_statements


def telling(*people: str, **more: object) -> Said:
    return {"text": "Soep gekookt.", "happenedOn": LONG_AGO, "people": [{"personId": one} for one in people], **more}


def test_three_fields_make_a_story(house: House) -> None:
    resident = house.resident("Truus")
    made = house.made("/stories", **telling(resident))
    assert (made["state"], made["uses"], made["concern"], made["tellerId"]) == ("shared", ["figures"], False, None)
    assert made["people"] == [
        {"personId": resident, "person": {"id": resident, "preferredName": "Truus"}, "part": "central"}
    ]


def test_a_story_about_nobody_is_refused(house: House) -> None:
    assert house.refused("POST", "/stories", telling()) == (400, "too_few", ["/people"])


@pytest.mark.parametrize("state", ["confirmed", "withdrawn"])
def test_a_story_is_not_sent_confirmed_or_withdrawn(house: House, state: str) -> None:
    refusal = (400, "story_state_not_sendable", ["/state"])
    resident = house.resident()
    where = f"/stories/{house.story(resident)}"
    assert house.refused("POST", "/stories", telling(resident, state=state)) == refusal
    assert house.refused("PUT", f"/stories/{new_id()}", telling(resident, state=state), version=None) == refusal
    assert house.refused("PUT", where, telling(resident, state=state)) == refusal
    assert house.refused("PATCH", where, {"state": state}) == refusal


def test_a_draft_is_shared_and_becomes_a_draft_again(house: House) -> None:
    where = f"/stories/{house.story(house.resident(), state='draft')}"
    assert house.refused("POST", f"{where}/confirmations", {})[:2] == (409, "illegal_state")
    assert house.changed(where, state="shared")["state"] == "shared"
    assert house.changed(where, state="draft")["state"] == "draft"


def test_the_teller_confirms(house: House) -> None:
    resident, teller = house.resident(), house.relative("Anna")
    where = f"/stories/{house.story(resident, tellerId=teller)}"
    refusal = house.refused("POST", f"{where}/confirmations", {"byPersonId": resident})
    assert refusal == (422, "not_the_teller", ["/byPersonId"])
    confirmed = house.done(f"{where}/confirmations")
    assert (confirmed["state"], confirmed["confirmedBy"]["preferredName"]) == ("confirmed", "Anna")
    assert confirmed["confirmedAt"]
    assert house.refused("POST", f"{where}/confirmations", {})[:2] == (409, "illegal_state")


def test_without_a_teller_somebody_in_the_story_confirms(house: House) -> None:
    resident = house.resident()
    where = f"/stories/{house.story(resident)}/confirmations"
    assert house.refused("POST", where, {})[:2] == (422, "not_the_teller")
    assert house.refused("POST", where, {"byPersonId": house.caregiver()})[:2] == (422, "not_the_teller")
    assert house.refused("POST", where, {"byPersonId": new_id()})[:2] == (422, "reference_not_found")
    assert house.done(where, byPersonId=resident)["confirmedById"] == resident


def test_what_was_confirmed_stays_so_until_it_is_told_otherwise(house: House) -> None:
    teller = house.resident()
    body = telling(teller, tellerId=teller)
    where = f"/stories/{house.made('/stories', **body)['id']}"
    confirmed = house.done(f"{where}/confirmations")
    assert house.ask("PUT", where, body).json() == confirmed  # sent as shared again: no change
    assert house.ask("PUT", where, body | {"state": "confirmed"}).json() == confirmed
    assert house.changed(where, uses=[])["state"] == "confirmed"
    told_anew = house.changed(where, text="Soep gegeten.")
    assert (told_anew["state"], told_anew["confirmedAt"], told_anew["confirmedById"]) == ("shared", None, None)


def test_a_withdrawn_story_says_who_and_why_and_changes_no_more(house: House) -> None:
    teller = house.resident()
    body = telling(teller, tellerId=teller)
    where = f"/stories/{house.made('/stories', **body)['id']}"
    withdrawn = house.done(f"{where}/withdrawals", byPersonId=teller, reason="Te veel.")
    assert (withdrawn["state"], withdrawn["withdrawnById"], withdrawn["withdrawalReason"]) == (
        "withdrawn",
        teller,
        "Te veel.",
    )
    assert house.refused("POST", f"{where}/withdrawals", {})[:2] == (409, "illegal_state")
    assert house.refused("POST", f"{where}/confirmations", {})[:2] == (409, "illegal_state")
    assert house.refused("PATCH", where, {"title": "Soep"})[:2] == (409, "story_withdrawn")
    assert house.refused("PUT", where, body)[:2] == (409, "story_withdrawn")


def event(house: House) -> tuple[Said, str]:
    """A story with two linked moments and a coding, and its resident."""
    resident, caregiver = house.resident(), house.caregiver()
    relations = [house.relation("B", resident, caregiver), house.relation_b()]
    felt = {"sense": "purpose", "subjectId": resident, "voice": "resident", "felt": "felt"}
    return (
        telling(
            resident,
            moments=[{"relationIds": relations, "rungA": 3, "reciprocal": True}],
            codings=[{"coderId": caregiver, "as": "observer", "senses": [felt]}],
        ),
        resident,
    )


def test_a_story_brings_its_moments_and_codings_in_one_call(house: House) -> None:
    body, _ = event(house)
    story = house.made("/stories", **body)
    moments = house.seen("/moments")["items"]
    assert [(one["storyId"], one["happenedOn"], len(one["linkedMomentIds"])) for one in moments] == [
        (story["id"], LONG_AGO, 1),
        (story["id"], LONG_AGO, 1),
    ]
    assert len(house.seen(f"/stories/{story['id']}/codings")["items"]) == 1


def broken(body: Said, place: str, **wrong: Any) -> Said:  # noqa: ANN401  any JSON
    return body | {place: [body[place][0] | wrong]}


def test_when_one_part_is_refused_nothing_is_kept_and_its_place_is_told(house: House) -> None:
    body, _ = event(house)
    side_a = house.relation("A", house.resident(), house.relative())
    coding, stranger = body["codings"][0], house.resident()
    unseen = coding["senses"][0] | {"subjectId": stranger}
    refusals = [
        (broken(body, "moments", relationIds=[side_a]), 422, "side_a_has_no_rungs", "/moments/0/relationIds/0"),
        (broken(body, "moments", relationIds=[new_id()]), 422, "reference_not_found", "/moments/0/relationIds/0"),
        (broken(body, "moments", happenedOn="2190"), 400, "evidence_in_future", "/moments/0/happenedOn"),
        (broken(body, "moments", reciprocal=None), 400, "moment_without_reciprocal", "/moments/0"),
        (broken(body, "codings", coderId=new_id()), 422, "reference_not_found", "/codings/0/coderId"),
        (broken(body, "codings", senses=[unseen]), 422, "subject_not_in_story", "/codings/0/senses/0/subjectId"),
        (body | {"codings": [coding, coding]}, 409, "coded_already", "/codings/1"),
        (
            broken(body, "codings", externalIds=[{"system": "bsn", "value": "1"}]),
            400,
            "bsn_refused",
            "/codings/0/externalIds/0/system",
        ),
    ]
    for wrong, status, code, pointer in refusals:
        assert house.refused("POST", "/stories", wrong) == (status, code, [pointer])
    assert house.seen("/stories")["items"] == house.seen("/moments")["items"] == []


def test_moments_and_codings_come_only_with_post(house: House) -> None:
    body, resident = event(house)
    where = f"/stories/{house.story(resident)}"
    refusal = (400, "only_with_post", ["/moments", "/codings"])
    assert house.refused("PUT", where, body) == refusal
    assert house.refused("PUT", f"/stories/{new_id()}", body) == refusal
    assert house.refused("PATCH", where, {"moments": [], "codings": []}) == refusal


def test_codings_go_with_their_story_but_moments_hold_it(house: House) -> None:
    body, resident = event(house)
    body["codings"][0]["externalIds"] = [{"system": "app", "value": "9"}]
    story = house.made("/stories", **body)["id"]
    coding = house.seen(f"/stories/{story}/codings")["items"][0]["id"]
    assert house.refused("DELETE", f"/stories/{story}")[:2] == (409, "in_use")
    for moment in house.seen("/moments")["items"]:
        house.ask("DELETE", f"/moments/{moment['id']}", version="*")
    assert house.ask("DELETE", f"/stories/{story}", version="*").status_code == 204
    assert house.ask("GET", f"/stories/{story}/codings/{coding}").status_code == 404
    del body["moments"]
    assert house.made("/stories", **body)["people"][0]["personId"] == resident  # the external id is free again


def test_somebody_who_is_coded_stays_in_the_story(house: House) -> None:
    body, resident = event(house)
    other = house.resident()
    where = f"/stories/{house.made('/stories', **body)['id']}"
    patch = {"people": [{"personId": other}]}
    assert house.refused("PATCH", where, patch) == (422, "coded_subject_missing", ["/people"])
    assert house.changed(where, tellerId=resident, **patch)["people"][0]["personId"] == other


def test_whether_a_story_counts_follows_its_uses(house: House) -> None:
    story = house.story(house.resident(), uses=["publication"], happenedOn="2024-02")

    def kept() -> tuple[bool, str]:
        def read(session: Any) -> tuple[bool, str]:  # noqa: ANN401  the session of any engine
            session.enter(UUID(house.organisation_id))
            row = session.exec(select(StoryRow)).one()
            return row.in_figures, row.counts_on.isoformat()

        return house.database.run(read, write=False)

    assert kept() == (False, "2024-02-29")
    house.changed(f"/stories/{story}", uses=["figures", "publication"], happenedOn="2023")
    assert kept() == (True, "2023-12-31")


def test_stories_are_found_by_person_teller_team_state_and_days(house: House) -> None:
    resident, teller = house.resident(), house.relative()
    team = house.made("/teams", name="Linde")["id"]
    one = house.story(resident, teller, tellerId=teller, happenedOn="2024-01-10")
    two = house.story(teller, teamId=team, state="draft", happenedOn="2024-02")

    def found(query: str) -> list[str]:
        return [story["id"] for story in house.seen(f"/stories?{query}")["items"]]

    assert found(f"personId={teller}") == [one, two]
    assert found(f"personId={resident}") == found(f"tellerId={teller}") == [one]
    assert found(f"teamId={team}") == found("state=draft") == found("fromDate=2024-02-29") == [two]
    assert found("untilDate=2024-02-28") == [one]


def test_a_list_of_stories_takes_a_fixed_number_of_statements(house: House) -> None:
    def add() -> None:
        house.story(house.resident(), house.relative(), tellerId=house.caregiver())

    takes_a_fixed_number_of_statements(house, "/stories", add)
