"""Codings over HTTP: they stand below their story."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from app.models.base import Laid, Page
from app.models.coding import Coding, CodingBody
from app.models.filters import Filters
from app.models.patch import Patch, Patching
from app.models.wire import Id
from app.routers.conditional import IfMatch
from app.routers.route import CareRoute, Db
from app.routers.stories import StoryPath
from app.services import codings

CodingPath = Annotated[Id, Path(alias="codingId", description="Id of the coding.")]

router = APIRouter(route_class=CareRoute, tags=["codings"])


@router.get("/stories/{storyId}/codings")
def list_codings(db: Db, story_id: StoryPath, filters: Annotated[Filters, Query()]) -> Page[Coding]:
    """The codings of a story, a page at a time."""
    return codings.list_all(db, story_id, filters)


@router.post("/stories/{storyId}/codings", status_code=201)
def create_coding(db: Db, story_id: StoryPath, body: CodingBody) -> Coding:
    """A new coding; one for each story, coder and capacity."""
    return codings.code(db, story_id, body)


@router.get("/stories/{storyId}/codings/{codingId}")
def get_coding(db: Db, story_id: StoryPath, coding_id: CodingPath) -> Coding:
    """One coding."""
    return codings.look_up(db, story_id, coding_id)


@router.put("/stories/{storyId}/codings/{codingId}", response_model=Coding)
def put_coding(db: Db, story_id: StoryPath, coding_id: CodingPath, body: CodingBody, expected: IfMatch) -> Laid[Coding]:
    """A coding under an id of your own, or all of it said anew."""
    return codings.put(db, story_id, coding_id, body, expected)


@router.patch("/stories/{storyId}/codings/{codingId}")
def update_coding(
    db: Db,
    story_id: StoryPath,
    coding_id: CodingPath,
    patch: Annotated[Patch, Patching(CodingBody)],
    expected: IfMatch,
) -> Coding:
    """Some of a coding said anew (merge patch)."""
    return codings.amend(db, story_id, coding_id, patch, expected)


@router.delete("/stories/{storyId}/codings/{codingId}", status_code=204)
def delete_coding(db: Db, story_id: StoryPath, coding_id: CodingPath, expected: IfMatch) -> None:
    """Take a coding back."""
    codings.take_back(db, story_id, coding_id, expected)
