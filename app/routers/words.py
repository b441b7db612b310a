"""The word lists over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path

from app.models.wire import Code
from app.models.words import EngagementLevelList, SenseList, Vocabulary, VocabularyList
from app.routers.route import CareRoute, Spoken
from app.services import words

router = APIRouter(route_class=CareRoute, tags=["words"])


@router.get("/engagement-levels")
def list_engagement_levels(language: Spoken) -> EngagementLevelList:
    """The five levels of the engagement ladder."""
    return words.engagement_levels(language)


@router.get("/senses")
def list_senses(language: Spoken) -> SenseList:
    """The six senses and what they mean to each corner."""
    return words.senses(language)


@router.get("/vocabularies")
def list_vocabularies(language: Spoken) -> VocabularyList:
    """Every closed list of codes with its labels."""
    return words.vocabularies(language)


@router.get("/vocabularies/{name}")
def get_vocabulary(name: Annotated[Code, Path(description="Name of the list.")], language: Spoken) -> Vocabulary:
    """One closed list of codes with its labels."""
    return words.vocabulary(name, language)
