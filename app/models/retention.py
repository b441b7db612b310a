"""Retention: how long what is recorded is kept, per category, as an organisation decides (AVG, article 5, 1e).

Nothing is removed by itself but the access log after five years; for the rest the organisation says a number of months.
"""

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from app.models.base import Body, Read
from app.models.vocabulary import RetentionCategory
from app.models.wire import Count, Date, Int

LONGEST = 1200
Months = Annotated[Int, Field(ge=1, le=LONGEST)]


class RetentionRule(Body):
    """How long one category is kept."""

    category: RetentionCategory = Field(description="What is kept.")
    months: Months | None = Field(description="For so many months; null for as long as nobody decides otherwise.")


class RetentionBody(Body):
    """The rules that are said anew; a category that is left out is kept as it was."""

    rules: Annotated[list[RetentionRule], Field(max_length=10)] = Field(description="The rules.")

    @model_validator(mode="after")
    def _each_once(self) -> "RetentionBody":
        if len({one.category for one in self.rules}) < len(self.rules):
            raise PydanticCustomError("category_twice", "a category stands twice")
        return self


class Retention(Read):
    """How long every category is kept."""

    rules: list[RetentionRule] = Field(max_length=10, description="A rule for each category.")


class RetentionDue(Read):
    """What a rule would remove today."""

    category: RetentionCategory = Field(description="What is kept.")
    months: Months | None = Field(description="For so many months.")
    before_date: Date | None = Field(description="What ended before this day is due; null without a rule.")
    count: Count = Field(description="How many persons, drafts or entries are due.")


class RetentionPreview(Read):
    """What the worker would remove if it came by now: a dry run that changes nothing."""

    on_date: Date = Field(description="The day of this preview.")
    due: list[RetentionDue] = Field(max_length=10, description="Per category.")
