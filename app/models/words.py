"""The word lists as they are served: labels beside codes, in the caller's language."""

from pydantic import Field

from app.models.base import Read
from app.models.wire import Code, Int, Line, Prose


class EngagementLevel(Read):
    """One level of the engagement ladder (S004, table 1)."""

    rung: Int = Field(ge=1, le=5, description="The rung, 1 to 5.")
    code: Code = Field(description="Stable code of the level.")
    label: Line = Field(description="Name of the level.")
    description: Prose = Field(description="What happens on this level.")
    example: Prose = Field(description="An example from a nursing home.")
    test_question: Prose = Field(description="A question to tell the level by.")


class EngagementLevelList(Read):
    """The engagement ladder, lowest rung first."""

    items: list[EngagementLevel] = Field(max_length=5, description="The five levels.")


class SenseMeaning(Read):
    """What a sense means to each corner of the triangle."""

    resident: Prose = Field(description="To a resident.")
    relative: Prose = Field(description="To a relative.")
    caregiver: Prose = Field(description="To a caregiver.")


class SenseWord(Read):
    """One of the six senses (Nolan)."""

    code: Code = Field(description="Stable code of the sense.")
    label: Line = Field(description="Name of the sense.")
    meaning: SenseMeaning = Field(description="What it means to each corner.")


class SenseList(Read):
    """The six senses, in Nolan's order."""

    items: list[SenseWord] = Field(max_length=6, description="The six senses.")


class VocabularyEntry(Read):
    """One code with its label."""

    code: str = Field(max_length=64, pattern=r"^[A-Za-z][A-Za-z0-9_]*$", description="The code.")
    label: Line = Field(description="What people read.")


class Vocabulary(Read):
    """A closed list of codes."""

    name: Code = Field(description="Name of the list.")
    items: list[VocabularyEntry] = Field(max_length=200, description="The codes, in their own order.")


class VocabularyList(Read):
    """All closed lists."""

    items: list[Vocabulary] = Field(max_length=200, description="The lists, by name.")
