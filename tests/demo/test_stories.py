"""What the files tell: 120 stories by hand, and people who are all there."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from app.clock import now
from app.demo.diary import Diary
from app.demo.files import Demo, read
from app.demo.past import Past
from app.demo.people_lines import NewRelativeLines
from app.demo.relations import Pair, ties
from app.models.vocabulary import DayPart, Side

SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’')]*\s+|\n+")


@pytest.fixture(scope="module")
def files() -> Demo:
    return read()


def sentences(files: Demo) -> Iterator[str]:
    """Every sentence of every text that was written by hand, folded."""
    texts = [one.text for one in files.stories]
    for resident in files.residents:
        texts += [one.text for one in resident.life_story]
        texts += [one.meaning or "" for one in resident.roles]
        texts += [step.note or "" for role in resident.roles for step in role.states]
        texts += [one.text for kin in resident.relatives for one in kin.contributions]
    for text in texts:
        for sentence in SENTENCE_END.split(text):
            folded = " ".join(re.findall(r"\w+", sentence.casefold()))
            if folded:
                yield folded


def test_there_are_120_stories_of_40_to_150_words(files: Demo) -> None:
    assert len(files.stories) == 120
    assert len({one.key for one in files.stories}) == 120
    lengths = {one.key: len(one.text.split()) for one in files.stories}
    assert {key: length for key, length in lengths.items() if not 40 <= length <= 150} == {}


def test_no_sentence_occurs_twice(files: Demo) -> None:
    assert [sentence for sentence, times in Counter(sentences(files)).items() if times > 1] == []


def test_titles_and_places_are_each_storys_own(files: Demo) -> None:
    titles = Counter(one.title.casefold() for one in files.stories)
    assert [title for title, times in titles.items() if times > 1] == []


def test_evenings_nights_and_weekends_are_told_of(files: Demo) -> None:
    late = [one for one in files.stories if one.day_part in {DayPart.EVENING, DayPart.NIGHT}]
    assert len(late) >= 36
    weekend = [one for one in files.stories if one.days_ago % 7 in {0, 1}]  # days count back from a Sunday
    assert len(weekend) >= 30


@pytest.mark.parametrize(("day", "remainder"), [("zaterdag", 1), ("zondagavond", 0), ("vrijdag", 2)])
def test_a_story_that_begins_with_a_day_fell_on_it(files: Demo, day: str, remainder: int) -> None:
    found = [one for one in files.stories if one.text.casefold().startswith(day)]
    assert [one.key for one in found if one.days_ago % 7 != remainder] == []


def test_every_key_is_of_one_person_and_everybody_who_is_named_is_there(files: Demo) -> None:
    described = [one.key for one in (*files.caregivers, *files.residents)]
    described += [k.key for r in files.residents for k in r.relatives if isinstance(k, NewRelativeLines)]
    assert [key for key, times in Counter(described).items() if times > 1] == []
    named = {one for story in files.stories for one in (story.teller, story.observer) if one}
    named |= {one.person for story in files.stories for one in story.people}
    named |= {one.subject for story in files.stories for coding in story.codings for one in coding.senses}
    named |= {kin.who for resident in files.residents for kin in resident.relatives}
    assert named - set(described) == set()


def test_the_resident_of_a_story_is_in_it_and_somebody_tells_it(files: Demo) -> None:
    assert [one.key for one in files.stories if one.resident not in {each.person for each in one.people}] == []
    assert [one.key for one in files.stories if not (one.teller or one.observer)] == []


def test_a_moment_in_a_story_is_of_a_relation_that_had_begun_and_not_ended(files: Demo) -> None:
    known = dict(ties(Past(files, Diary(now(), "Europe/Amsterdam"), 1)))
    for story in files.stories:
        for moment in story.moments:
            for party_a, caregiver in moment.between:
                side = Side.B if party_a == story.resident else Side.C
                tie = known[Pair(side, story.resident, party_a, caregiver)]
                assert tie.since_days_ago >= story.days_ago >= (tie.ended_days_ago or 0), story.key


def test_coders_sometimes_disagree_and_a_third_of_the_stories_has_several(files: Demo) -> None:
    several = [one for one in files.stories if len(one.codings) > 1]
    assert len(several) >= 30
