"""The people whom somebody should meet in the demo house."""

from app.demo.relations import Pair
from app.models.vocabulary import Side
from tests.demo.conftest import DemoHouse
from tests.house import Said


def relations(demo: DemoHouse, key: str, side: str) -> list[Said]:
    found: list[Said] = demo.seen(f"/relations?personId={demo.person(key)}&side={side}&limit=200")["items"]
    return found


def rung(demo: DemoHouse, pair: Pair) -> Said:
    return demo.seen(f"/relations/{pair.id}/rung")


def resident(demo: DemoHouse, key: str) -> Said:
    return demo.seen(f"/residents/{demo.person(key)}")


def test_a_relation_that_fell_silent_after_rich_contact(demo: DemoHouse) -> None:
    silent = rung(demo, Pair(Side.B, "rufina-martina", "rufina-martina", "wim-van-lieshout"))
    assert (silent["status"], silent["previousStanding"]) == ("dormant", 4)


def test_a_rupture_that_was_mended(demo: DemoHouse) -> None:
    pair = Pair(Side.C, "toos-van-den-biggelaar", "riet-coolen", "jolanda-buitenhuis")
    moments = demo.seen(f"/moments?relationId={pair.id}&limit=200")["items"]
    broken = max(one["happenedOn"] for one in moments if one["rupture"])
    now = rung(demo, pair)
    assert (now["status"], now["standing"]) == ("current", 3)
    assert all(one["happenedOn"] > broken for one in now["decidedBy"])


def test_a_resident_without_relatives(demo: DemoHouse) -> None:
    assert relations(demo, "dirk-zeilstra", "A") == []


def test_a_resident_who_died_and_whose_figures_stand_still(demo: DemoHouse) -> None:
    assert resident(demo, "adriaan-dingemanse")["state"] == "deceased"
    answer = demo.seen(f"/residents/{demo.person('adriaan-dingemanse')}/participation")
    assert (answer["frozenDate"], answer["status"]) == (demo.ago(40), "current")


def test_a_resident_who_wants_no_role_now(demo: DemoHouse) -> None:
    assert resident(demo, "frits-de-graaf")["noRoleAskedNow"]


def test_a_resident_who_is_not_to_be_scored_and_came_from_another_team(demo: DemoHouse) -> None:
    nel = resident(demo, "nel-van-kesteren")
    assert nel["doNotScore"]
    assert len({stay["teamId"] for stay in nel["stays"]}) == 2


def test_a_resident_who_is_still_to_come(demo: DemoHouse) -> None:
    assert resident(demo, "mientje-uylenburg")["state"] == "expected"


def test_a_nurse_whose_mother_lives_here(demo: DemoHouse) -> None:
    assert demo.seen(f"/people/{demo.person('nynke-bootsma')}")["hats"] == ["relative", "caregiver"]
    mother = relations(demo, "nynke-bootsma", "A")[0]
    assert (mother["kind"], mother["residentId"]) == ("daughter", str(demo.person("sjoukje-bootsma")))


def test_a_daughter_with_both_parents_here(demo: DemoHouse) -> None:
    parents = {one["residentId"]: one["kind"] for one in relations(demo, "alie-medendorp", "A")}
    both = {str(demo.person(key)) for key in ("klaas-medendorp", "geertje-medendorp")}
    assert parents == dict.fromkeys(both, "daughter")


def test_a_relative_who_is_barred(demo: DemoHouse) -> None:
    barred = relations(demo, "edsel-martina", "A")[0]["barred"]
    assert barred["fromDate"] < demo.ago(0)
    assert barred["untilDate"] is None
    assert barred["reason"]


def test_a_son_who_wants_no_contact_and_one_whom_his_father_does_not_want_to_see(demo: DemoHouse) -> None:
    assert relations(demo, "peter-van-rossum", "A")[0]["contactWantedB"] == "no"
    assert relations(demo, "maarten-de-graaf", "A")[0]["contactWantedA"] == "no"


def test_a_caregiver_who_left_and_still_carries_a_relation(demo: DemoHouse) -> None:
    left = demo.seen(f"/caregivers/{demo.person('marloes-groenewegen')}")["memberships"][0]
    assert left["untilDate"] == demo.ago(140)
    open_ended = [one for one in relations(demo, "marloes-groenewegen", "C") if one["endDate"] is None]
    assert open_ended
