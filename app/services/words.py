"""The word lists, in the caller's language."""

from dataclasses import asdict

from app.models import labels
from app.models.vocabulary import Language
from app.models.words import (
    EngagementLevel,
    EngagementLevelList,
    SenseList,
    SenseWord,
    Vocabulary,
    VocabularyEntry,
    VocabularyList,
)
from app.problems import NotFound


def engagement_levels(language: Language) -> EngagementLevelList:
    """The ladder."""
    return EngagementLevelList(
        items=[EngagementLevel.model_validate(asdict(level)) for level in labels.engagement_levels(language)]
    )


def senses(language: Language) -> SenseList:
    """The six senses."""
    return SenseList(
        items=[
            SenseWord.model_validate(
                {"code": one.code, "label": one.label, "meaning": {c.value: text for c, text in one.meaning.items()}}
            )
            for one in labels.senses(language)
        ]
    )


def vocabularies(language: Language) -> VocabularyList:
    """Every closed list."""
    return VocabularyList(items=[vocabulary(name, language) for name in sorted(labels.VOCABULARIES)])


def vocabulary(name: str, language: Language) -> Vocabulary:
    """One closed list; NotFound when there is none of that name."""
    if name not in labels.VOCABULARIES:
        raise NotFound
    entries = [VocabularyEntry(code=one.code, label=one.label) for one in labels.vocabulary(name, language)]
    return Vocabulary(name=name, items=entries)
