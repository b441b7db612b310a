"""Evidence of the senses: what makes one unit, whose it is, and what is left out."""

from tests.evidence import instrument, security, sitting, stories, voice_of
from tests.house import House
from tests.plans import plan, sent


def units(house: House, subject: str, voice: str = "resident") -> list[tuple[str, str, float]]:
    evidence = voice_of(security(house, subject, "?explain=true"), voice)["evidence"]
    return [(one["kind"], one["id"], one["y"]) for one in evidence]


def test_several_coders_of_a_story_make_one_unit_their_mean(house: House) -> None:
    resident, people = house.resident(), [house.caregiver() for _ in range(3)]
    told = stories(house, resident, "10:1", coder=people[0])[0]
    for coder, felt in zip(people[1:], ("felt", "mixed"), strict=True):
        sense = {"sense": "security", "subjectId": resident, "voice": "resident", "felt": felt}
        house.made(f"/stories/{told}/codings", coderId=coder, **{"as": "observer"}, senses=[sense])
    assert units(house, resident) == [("story", told, 0.8333)]


def test_voices_and_subjects_of_one_story_stay_apart(house: House) -> None:
    first, second, coder = house.resident(), house.resident(), house.caregiver()
    told = house.story(first, second, happenedOn=house.ago(10))
    said = [(first, "resident", "felt"), (first, "relative", "missing"), (second, "resident", "mixed")]
    senses = [{"sense": "security", "subjectId": who, "voice": voice, "felt": felt} for who, voice, felt in said]
    house.made(f"/stories/{told}/codings", coderId=coder, **{"as": "observer"}, senses=senses)
    assert units(house, first) == [("story", told, 1)]
    assert units(house, first, "relative") == [("story", told, 0)]
    assert units(house, second) == [("story", told, 0.5)]


def test_a_story_and_a_sitting_are_a_unit_each(house: House) -> None:
    resident = house.resident()
    told = stories(house, resident, "20:1", coder=house.caregiver())[0]
    held = sitting(house, instrument(house, 0, 4, 3), resident, 10, [4, 2, 1])
    assert units(house, resident) == [("story", told, 1), ("sitting", held, 0.5)]


def test_the_evidence_of_others_is_not_looked_at(house: House) -> None:
    resident, other = house.resident(), house.resident()
    stories(house, other, "10:1 20:1", coder=house.caregiver())
    assert units(house, resident) == []


def test_senses_are_found_by_whose_they_are_and_not_by_day(house: House) -> None:
    """By day SQLite read every story of the window, and for each of them every sense of the resident: seconds."""
    resident = house.resident()
    said = sent(house.database, lambda: security(house, resident))
    evidence = next(one for one in said if "FROM coded_sense" in one[0])
    shown = plan(house.database, evidence, *(one for one in said if "set_config" in one[0]))
    assert "ix_story_organisation_id_counts_on" not in shown
    if house.database.is_sqlite:  # PostgreSQL goes by what is in its tables, which is nothing
        assert "ix_coded_sense_organisation_id_subject_id_sense" in shown
