"""Who let whom see what: consents that were given or refused on their day, and those that were taken back later."""

from functools import partial
from uuid import UUID

from app.demo.diary import Diary, Turn
from app.demo.ids import fixed_id
from app.demo.past import Past
from app.demo.people_lines import ConsentLines
from app.models.consent import ConsentBody, ConsentWithdrawalBody
from app.models.vocabulary import ConsentCategory
from app.services import consents


def consent_id(key: str, category: ConsentCategory) -> UUID:
    """The id of one of the consents that a line of the file stands for."""
    return fixed_id("consent", f"{key}/{category}")


def decide_all(past: Past) -> None:
    """Write down every consent and every withdrawal."""
    for lines in past.demo.consents:
        for category in lines.categories:
            _decide(past.diary, lines, category)


def _decide(diary: Diary, lines: ConsentLines, category: ConsentCategory) -> None:
    about, this = f"{lines.key}/{category}", consent_id(lines.key, category)
    body = ConsentBody(
        resident_id=fixed_id("person", lines.resident),
        to_person_id=_person(lines.to),
        purpose=lines.purpose,
        category=category,
        decision=lines.decision,
        ground=lines.ground,
        given_by_id=_person(lines.given_by),
        reason=lines.reason,
        until_date=diary.since(lines.until_days_ago),
        also_after_death=lines.also_after_death,
    )
    diary.write(lines.days_ago, Turn.CONSENT, about, partial(consents.decide, body=body, consent_id=this))
    if lines.withdrawn_days_ago is not None:
        taken_back = ConsentWithdrawalBody(reason=lines.withdrawal_reason)
        verb = partial(consents.withdraw, consent_id=this, body=taken_back)
        diary.write(lines.withdrawn_days_ago, Turn.ENDING, about, verb)


def _person(key: str | None) -> UUID | None:
    return None if key is None else fixed_id("person", key)
