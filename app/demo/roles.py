"""The roles of residents, with the search that led to them: voiced, tried, confirmed by their holder."""

from functools import partial

from app.demo.diary import Diary, Turn
from app.demo.ids import fixed_id
from app.demo.past import Past
from app.demo.people_lines import RoleLines
from app.models.role import RoleBody, RoleConfirmationBody, RoleStateBody
from app.services import roles


def find_all(past: Past) -> None:
    """Write down every role and every step in the search for it."""
    for resident in past.demo.residents:
        for lines in resident.roles:
            _voice(past.diary, lines, resident.key)
            _try(past.diary, lines, resident.key)


def _person(key: str | None) -> object:
    return None if key is None else fixed_id("person", key)


def _voice(diary: Diary, lines: RoleLines, holder: str) -> None:
    facts = lines.model_dump(include={"title", "meaning", "tense", "direction", "activities"})
    body = RoleBody.model_validate(
        facts
        | {
            "holder_id": _person(holder),
            "toward_id": _person(lines.toward),
            "voiced_by": {"person_id": _person(lines.voiced_by.person), "voice": lines.voiced_by.voice},
            "root_role_id": fixed_id("role", lines.root) if lines.root else None,
            "start_date": diary.since(lines.started_days_ago),
        }
    )
    verb = partial(roles.voice, body=body, role_id=fixed_id("role", lines.key))
    diary.write(lines.idea_days_ago, Turn.ROLE, lines.key, verb)


def _try(diary: Diary, lines: RoleLines, holder: str) -> None:
    role_id = fixed_id("role", lines.key)
    for place, one in enumerate(lines.states):
        step = RoleStateBody.model_validate({"state": one.state, "note": one.note, "by_person_id": _person(one.by)})
        verb = partial(roles.step, role_id=role_id, body=step)
        diary.write(one.days_ago, Turn.CHANGE, f"{lines.key}/{place}", verb)
    if lines.confirmed_days_ago is not None:
        said = RoleConfirmationBody.model_validate({"by_person_id": _person(holder)})
        verb = partial(roles.confirm, role_id=role_id, body=said)
        diary.write(lines.confirmed_days_ago, Turn.CONFIRMATION, lines.key, verb)
