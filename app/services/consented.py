"""What residents keep out of the figures: what they refused, withdrew, or consented to for a time that is over.

As long as nothing was said everything counts, since figures are part of the care itself. A decision bites on the next
request.
"""

from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Select, and_, exists, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from app.models.consent import ConsentRow
from app.models.story import THERE, StoryPersonPart
from app.models.vocabulary import ConsentCategory, ConsentDecision, ConsentPurpose

Day = date | BindParameter[date]


def refusing(category: ConsentCategory, today: Day) -> Select[Any]:
    """The residents who keep this category out of figures; of several decisions the one that began last holds."""
    last, later = aliased(ConsentRow), aliased(ConsentRow)
    over = and_(col(last.until_date).is_not(None), col(last.until_date) < today)
    refused, withdrawn = col(last.decision) == ConsentDecision.REFUSED, col(last.withdrawn_at).is_not(None)
    after = or_(
        col(later.from_date) > col(last.from_date),
        and_(col(later.from_date) == col(last.from_date), col(later.id) > col(last.id)),
    )
    same = col(later.resident_id) == col(last.resident_id)
    replaced = exists(select(col(later.id)).where(*_for_figures(later, category, today), same, after))
    kept_out = or_(and_(refused, ~over, ~withdrawn), and_(~refused, or_(over, withdrawn)))
    return (
        select(col(last.resident_id)).where(*_for_figures(last, category, today), ~replaced, kept_out).correlate(None)
    )


def stories_kept_out(today: Day) -> Select[Any]:
    """The stories in which a resident was there who keeps stories out of figures."""
    part = aliased(StoryPersonPart)
    return (
        select(col(part.story_id))
        .where(col(part.part).in_(THERE), col(part.person_id).in_(refusing(ConsentCategory.STORIES, today)))
        .correlate(None)
    )


def _for_figures(row: type[ConsentRow], category: ConsentCategory, today: Day) -> tuple[Any, ...]:
    return (
        col(row.purpose) == ConsentPurpose.FIGURES,
        col(row.category) == category,
        col(row.deleted_at).is_(None),
        col(row.from_date) <= today,
    )
