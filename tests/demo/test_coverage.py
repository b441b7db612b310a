"""Where in the demo house each word of the figures can be seen: change the house, and these tables say what is lost."""

from enum import StrEnum

import pytest

from app.demo.consents import consent_id
from app.demo.ids import fixed_id
from app.demo.relations import Pair
from app.models.vocabulary import (
    BalanceStatus,
    BalanceTrend,
    ConsentCategory,
    ConsentDecision,
    ConsentGround,
    ConsentPurpose,
    EvidenceFlag,
    RungFlag,
    RungStatus,
    RungTrend,
    Side,
)
from tests.demo.conftest import DemoHouse
from tests.house import Said

# A relation is called side, resident, party a, party b; a resident alone is the answer about that resident.
RUNG_STATUSES = {
    RungStatus.NO_EVIDENCE: "B ferry-lapre ferry-lapre yassine-el-idrissi",
    RungStatus.REPAIR_NEEDED: "C mia-lemmens huub-lemmens marloes-kuiper",
    RungStatus.DORMANT: "B rufina-martina rufina-martina wim-van-lieshout",
    RungStatus.INSUFFICIENT: "B lesja-tkatsjenko lesja-tkatsjenko aylin-yildiz",
    RungStatus.CURRENT: "B hatice-demir hatice-demir sevim-aydin",
    RungStatus.NOT_SCORED: "B nel-van-kesteren nel-van-kesteren marloes-kuiper",
}
RUNG_TRENDS = {
    RungTrend.RISING: "B sjoukje-bootsma sjoukje-bootsma imane-el-hamdaoui",
    RungTrend.FALLING: "B ferry-lapre ferry-lapre marloes-kuiper",
    RungTrend.STEADY: "B klaas-medendorp klaas-medendorp marloes-kuiper",
    RungTrend.FADING: "C ferry-lapre rene-lapre hatice-ozdemir",
    RungTrend.UNKNOWN: "C humphrey-esajas jermain-esajas imane-el-hamdaoui",
}
RUNG_FLAGS = {
    RungFlag.GETTING_ACQUAINTED: "C toos-van-den-biggelaar anneke-ghijsen imane-el-hamdaoui",
    RungFlag.FOUNDATION_OVERDUE: "C siu-fong-mok raymond-man marloes-kuiper",
    RungFlag.GOING_QUIET: "C mia-lemmens truus-niessen marloes-kuiper",
    RungFlag.ONE_SIDED_A: "C mina-hehanussa oscar-hehanussa jolanda-buitenhuis",
    RungFlag.ONE_SIDED_B: "B frits-de-graaf frits-de-graaf jolanda-buitenhuis",
    RungFlag.MOSTLY_ONE_WAY: "C klaas-medendorp jan-willem-medendorp marloes-kuiper",
    RungFlag.SEEN_DIFFERENTLY: "C sjoukje-bootsma nynke-bootsma sevim-aydin",
    RungFlag.FOUNDATION_MISSING: "B andre-franssen andre-franssen ruben-cairo",
    RungFlag.STAGNANT: "B rufina-martina rufina-martina zuzanna-pawlowska",
    RungFlag.ABOVE_WISH: "B kazik-majewski kazik-majewski daan-op-den-kamp",
    RungFlag.UNCONFIRMED: "C sjoukje-bootsma trijntje-faber ruben-cairo",
    RungFlag.WISHES_DIFFER: "C humphrey-esajas joyce-esajas sevim-aydin",
    RungFlag.FOUNDATION_CARRIERS_LEFT: "C andre-franssen lies-franssen marloes-groenewegen",
    RungFlag.APPROXIMATE: "C humphrey-esajas stanley-breeveld ruben-cairo",
}
# A sense is called by the resident, the sense and the voice; in a team by the team, the corner and the sense.
SENSE_STATUSES = {
    BalanceStatus.NO_EVIDENCE: "mientje-uylenburg security resident",
    BalanceStatus.INSUFFICIENT: "klaas-medendorp security resident",
    BalanceStatus.PRESENT: "mina-hehanussa belonging resident",
    BalanceStatus.LEANING_PRESENT: "sjoukje-bootsma purpose resident",
    BalanceStatus.MIXED: "sjoukje-bootsma achievement resident",
    BalanceStatus.LEANING_UNDER_PRESSURE: "hatice-demir achievement resident",
    BalanceStatus.UNDER_PRESSURE: "mina-hehanussa significance resident",
    BalanceStatus.NOT_SCORED: "nel-van-kesteren security resident",
}
SENSE_TRENDS = {
    BalanceTrend.RISING: "mina-hehanussa continuity resident",
    BalanceTrend.FALLING: "ferry-lapre continuity resident",
    BalanceTrend.NO_CLEAR_CHANGE: "hatice-demir belonging resident",
    BalanceTrend.UNKNOWN: "sjoukje-bootsma security resident",
}
EVIDENCE_FLAGS = {
    EvidenceFlag.APPROXIMATE: "ferry-lapre belonging relative",
    EvidenceFlag.CODERS_DISAGREE: "hatice-demir achievement caregiver",
}
# A consent is called by its line in the file and the category.
CONSENT_DECISIONS = {
    ConsentDecision.GIVEN: "hatice-gulsum stories",
    ConsentDecision.REFUSED: "hatice-kemal-niet-meer stories",
}
CONSENT_GROUNDS = {
    ConsentGround.RESIDENT: "hatice-gulsum stories",
    ConsentGround.CURATOR_OR_MENTOR: "rufina-jahir stories",
    ConsentGround.AUTHORISED_PERSON: "nel-aleid stories",
    ConsentGround.PARTNER: "geertje-alie stories",
    ConsentGround.PARENT_CHILD_SIBLING: "rie-fatiha stories",
}
CONSENT_PURPOSES = {
    ConsentPurpose.RESEARCH: "hatice-onderzoek stories",
    ConsentPurpose.PUBLICATION: "toos-publicatie stories",
}
CONSENT_CATEGORIES = {category: f"hatice-gulsum {category}" for category in ConsentCategory}
# What a resident consented to is called by the resident, the relative and the category; here what became of it.
OPEN = {
    "everything, the figures too": "hatice-demir gulsum-demir ladder_and_senses",
    "everything, the roles too": "hatice-demir gulsum-demir roles_and_wishes",
    "everything, the stories too": "hatice-demir gulsum-demir stories",
    "stories only": "hatice-demir elif-celik stories",
    "after death too": "adriaan-dingemanse corrie-dingemanse stories",
    "by a mentor": "rufina-martina jahir-obispo stories",
    "by an authorised person": "nel-van-kesteren aleid-noordhoek stories",
    "by a husband": "geertje-medendorp alie-medendorp roles_and_wishes",
    "by a daughter": "rie-van-rossum fatiha-zeroual stories",
}
CLOSED = {
    "never asked": "toos-van-den-biggelaar anneke-ghijsen stories",
    "stories only": "hatice-demir elif-celik ladder_and_senses",
    "refused after it was given": "hatice-demir kemal-demir stories",
    "withdrawn": "toos-van-den-biggelaar bart-van-den-biggelaar stories",
    "over": "humphrey-esajas stanley-breeveld stories",
    "over by death": "adriaan-dingemanse marinus-dingemanse stories",
    "given, and contact is barred": "rufina-martina edsel-martina stories",
}


def rung(demo: DemoHouse, where: str) -> Said:
    side, resident, party_a, party_b = where.split()
    return demo.seen(f"/relations/{Pair(Side(side), resident, party_a, party_b).id}/rung")


def voice(demo: DemoHouse, where: str) -> Said:
    resident, sense, voice = where.split()
    answer = demo.seen(f"/residents/{demo.person(resident)}/senses?explain=true")
    voices = next(one["voices"] for one in answer["senses"] if one["sense"] == sense)
    found: Said = next(one for one in voices if one["voice"] == voice)
    return found


def consent(demo: DemoHouse, where: str) -> Said:
    key, category = where.split()
    return demo.seen(f"/consents/{consent_id(key, ConsentCategory(category))}")


def opened(demo: DemoHouse, care_key: str, where: str) -> bool:
    """Whether a relative sees anything of this category that is about the resident and not their own."""
    resident, relative, category = where.split()
    resident_id, relative_id = demo.person(resident), demo.person(relative)
    path, teller = {
        "stories": (f"/stories?personId={resident_id}", "tellerId"),
        "roles_and_wishes": (f"/roles?holderId={resident_id}", "holderId"),
        "ladder_and_senses": (f"/relations?residentId={resident_id}&side=B", "partyBId"),
    }[category]
    status, said = demo.answer(f"{path}&limit=200", care_key, relative_id)
    assert status == 200, said
    return any(one[teller] != str(relative_id) for one in said["items"])


@pytest.mark.parametrize(("status", "where"), RUNG_STATUSES.items())
def test_each_status_of_a_rung_is_somewhere(demo: DemoHouse, status: RungStatus, where: str) -> None:
    assert rung(demo, where)["status"] == status


def test_somebody_has_no_relatives_at_all(demo: DemoHouse) -> None:
    assert demo.seen(f"/residents/{demo.person('dirk-zeilstra')}/participation")["sideC"]["status"] == "not_applicable"


@pytest.mark.parametrize(("trend", "where"), RUNG_TRENDS.items())
def test_each_trend_of_a_rung_is_somewhere(demo: DemoHouse, trend: RungTrend, where: str) -> None:
    assert rung(demo, where)["trend"] == trend


@pytest.mark.parametrize(("flag", "where"), RUNG_FLAGS.items())
def test_each_flag_of_a_rung_is_somewhere(demo: DemoHouse, flag: RungFlag, where: str) -> None:
    assert flag in rung(demo, where)["flags"]


@pytest.mark.parametrize(("status", "where"), SENSE_STATUSES.items())
def test_each_status_of_a_sense_is_somewhere(demo: DemoHouse, status: BalanceStatus, where: str) -> None:
    assert voice(demo, where)["status"] == status


def test_a_group_that_is_too_small_is_withheld(demo: DemoHouse) -> None:
    answer = demo.seen(f"/teams/{fixed_id('team', 'zuid')}/senses")
    caregivers = next(one for one in answer["corners"] if one["corner"] == "caregiver")
    assert {one["status"] for one in caregivers["senses"]} == {BalanceStatus.WITHHELD}


@pytest.mark.parametrize(("trend", "where"), SENSE_TRENDS.items())
def test_each_trend_of_a_sense_is_somewhere(demo: DemoHouse, trend: BalanceTrend, where: str) -> None:
    assert voice(demo, where)["trend"] == trend


@pytest.mark.parametrize(("flag", "where"), EVIDENCE_FLAGS.items())
def test_each_flag_of_evidence_is_somewhere(demo: DemoHouse, flag: EvidenceFlag, where: str) -> None:
    found = voice(demo, where)
    assert flag in found["flags"]
    assert any(flag in one["flags"] for one in found["evidence"])


@pytest.mark.parametrize(("decision", "where"), CONSENT_DECISIONS.items())
def test_each_decision_about_a_consent_is_somewhere(demo: DemoHouse, decision: ConsentDecision, where: str) -> None:
    assert consent(demo, where)["decision"] == decision


@pytest.mark.parametrize(("ground", "where"), CONSENT_GROUNDS.items())
def test_each_ground_of_a_consent_is_somewhere(demo: DemoHouse, ground: ConsentGround, where: str) -> None:
    assert consent(demo, where)["ground"] == ground


@pytest.mark.parametrize(("purpose", "where"), CONSENT_PURPOSES.items())
def test_purposes_of_a_consent_are_somewhere(demo: DemoHouse, purpose: ConsentPurpose, where: str) -> None:
    assert consent(demo, where)["purpose"] == purpose


@pytest.mark.parametrize(("category", "where"), CONSENT_CATEGORIES.items())
def test_each_category_of_a_consent_is_somewhere(demo: DemoHouse, category: ConsentCategory, where: str) -> None:
    assert consent(demo, where)["category"] == category


def test_a_consent_that_was_withdrawn_says_why(demo: DemoHouse) -> None:
    found = consent(demo, "toos-bart stories")
    assert found["withdrawnAt"][:10] == demo.ago(65)
    assert found["withdrawalReason"]


@pytest.mark.parametrize("where", OPEN.values(), ids=OPEN)
def test_a_consent_opens_it(demo: DemoHouse, care_key: str, where: str) -> None:
    assert opened(demo, care_key, where)


@pytest.mark.parametrize("where", CLOSED.values(), ids=CLOSED)
def test_a_consent_does_not_open_it(demo: DemoHouse, care_key: str, where: str) -> None:
    assert not opened(demo, care_key, where)


@pytest.mark.parametrize(
    ("table", "words", "elsewhere"),
    [
        (RUNG_STATUSES, RungStatus, {RungStatus.NOT_APPLICABLE}),
        (RUNG_TRENDS, RungTrend, set()),
        (RUNG_FLAGS, RungFlag, set()),
        (SENSE_STATUSES, BalanceStatus, {BalanceStatus.WITHHELD}),
        (SENSE_TRENDS, BalanceTrend, set()),
        (EVIDENCE_FLAGS, EvidenceFlag, set()),
        (CONSENT_DECISIONS, ConsentDecision, set()),
        (CONSENT_GROUNDS, ConsentGround, set()),
        # One refusal of figures would change them; nobody was asked about mirror sessions.
        (CONSENT_PURPOSES, ConsentPurpose, {ConsentPurpose.FIGURES, ConsentPurpose.MIRROR_SESSION}),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_the_tables_name_every_word(table: dict[StrEnum, str], words: type[StrEnum], elsewhere: set[StrEnum]) -> None:
    assert set(table) | elsewhere == set(words)
