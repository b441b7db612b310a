"""The stories of the house: told on their day with the moments of the event, then read by several coders."""

from functools import partial
from typing import Any, Final
from uuid import UUID

from app.demo.diary import Diary, Turn
from app.demo.ids import fixed_id
from app.demo.past import Past
from app.demo.people_lines import ResidentLines
from app.demo.relations import Pair
from app.demo.story_lines import CodingLines, StoryLines, StoryMomentLines
from app.models.coding import CodingBody
from app.models.story import StoryBody, StoryConfirmationBody, StoryWithdrawalBody
from app.models.vocabulary import Side, StoryPart, StoryState
from app.services import stories

CONFIRMED_AFTER: Final = 3
WITHDRAWN_AFTER: Final = 9


def tell_all(past: Past) -> None:
    """Write down every story, what became of it, and how it was read."""
    residents = {one.key: one for one in past.demo.residents}
    for lines in past.demo.stories:
        verb = partial(stories.tell, body=_story(past.diary, lines, residents[lines.resident]), story_id=_id(lines))
        past.diary.write(lines.days_ago, Turn.STORY, lines.key, verb)
        _end(past.diary, lines)


def _id(lines: StoryLines) -> UUID:
    return fixed_id("story", lines.key)


def _person(key: str | None) -> UUID | None:
    return None if key is None else fixed_id("person", key)


def _story(diary: Diary, lines: StoryLines, resident: ResidentLines) -> StoryBody:
    """A story is shared when it is told; what the teller says of it comes later."""
    teams = [stay.team for stay in resident.stays if stay.from_days_ago >= lines.days_ago]
    return StoryBody.model_validate(
        lines.model_dump(include={"title", "text", "day_part", "concern", "uses"})
        | {
            "happened_on": diary.on(lines.days_ago),
            "place_text": lines.place,
            "team_id": fixed_id("team", teams[-1] if teams else resident.stays[0].team),
            "teller_id": _person(lines.teller),
            "observer_id": _person(lines.observer),
            "people": [{"person_id": _person(one.person), "part": one.part} for one in lines.people],
            "state": StoryState.DRAFT if lines.state is StoryState.DRAFT else StoryState.SHARED,
            "moments": [_moment(one, lines.resident) for one in lines.moments],
            "codings": [_coding(one) for one in lines.codings],
        }
    )


def _moment(lines: StoryMomentLines, resident: str) -> dict[str, Any]:
    pairs = [
        Pair(Side.B if party_a == resident else Side.C, resident, party_a, party_b)
        for party_a, party_b in lines.between
    ]
    return lines.model_dump(exclude={"between"}) | {"relation_ids": [pair.id for pair in pairs]}


def _coding(lines: CodingLines) -> CodingBody:
    senses = [
        {
            "sense": one.sense,
            "subject_id": _person(one.subject),
            "voice": one.voice,
            "speaker_id": _person(one.speaker),
            "felt": one.felt,
        }
        for one in lines.senses
    ]
    said = {
        "coder_id": _person(lines.coder),
        "as_": lines.as_,
        "senses": senses,
        "role_ids": [fixed_id("role", key) for key in lines.roles],
    }
    return CodingBody.model_validate(lines.model_dump(include={"values", "lenses"}) | said)


def _end(diary: Diary, lines: StoryLines) -> None:
    """The teller, or without one somebody whom the story is about, confirms it or takes it back."""
    about = next((one.person for one in lines.people if one.part is StoryPart.CENTRAL), lines.people[0].person)
    by_id = _person(lines.teller or about)
    if lines.state is StoryState.CONFIRMED:
        said = StoryConfirmationBody(by_person_id=by_id)
        verb: Any = partial(stories.confirm, story_id=_id(lines), body=said)
        diary.write(max(0, lines.days_ago - CONFIRMED_AFTER), Turn.CONFIRMATION, lines.key, verb)
    if lines.state is StoryState.WITHDRAWN:
        taken_back = StoryWithdrawalBody(by_person_id=by_id)
        verb = partial(stories.withdraw, story_id=_id(lines), body=taken_back)
        diary.write(max(0, lines.days_ago - WITHDRAWN_AFTER), Turn.ENDING, lines.key, verb)
