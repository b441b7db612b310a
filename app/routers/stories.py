"""Stories over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from app.models.base import Laid, Page
from app.models.filters import StoryFilters, StorySearchBody
from app.models.patch import Patch, Patching
from app.models.story import Story, StoryBody, StoryConfirmationBody, StoryWithdrawalBody
from app.models.wire import Id
from app.routers.conditional import IfMatch
from app.routers.route import CareRoute, Db
from app.services import stories

StoryPath = Annotated[Id, Path(alias="storyId", description="Id of the story.")]

router = APIRouter(route_class=CareRoute, tags=["stories"])


@router.get("/stories")
def list_stories(db: Db, filters: Annotated[StoryFilters, Query()]) -> Page[Story]:
    """The stories, a page at a time."""
    return stories.list_all(db, filters)


@router.post("/stories/_search")
def search_stories(db: Db, asked: StorySearchBody) -> Page[Story]:
    """The stories with these words, the newest first."""
    return stories.search(db, asked)


@router.post("/stories", status_code=201)
def create_story(db: Db, body: StoryBody) -> Story:
    """A new story, with moments and codings of the same event: all or nothing."""
    return stories.tell(db, body)


@router.get("/stories/{storyId}")
def get_story(db: Db, story_id: StoryPath) -> Story:
    """One story."""
    return stories.look_up(db, story_id)


@router.put("/stories/{storyId}", response_model=Story)
def put_story(db: Db, story_id: StoryPath, body: StoryBody, expected: IfMatch) -> Laid[Story]:
    """A story under an id of your own, or all of it told anew."""
    return stories.put(db, story_id, body, expected)


@router.patch("/stories/{storyId}")
def update_story(db: Db, story_id: StoryPath, patch: Annotated[Patch, Patching(StoryBody)], expected: IfMatch) -> Story:
    """Some of a story said anew (merge patch)."""
    return stories.amend(db, story_id, patch, expected)


@router.delete("/stories/{storyId}", status_code=204)
def delete_story(db: Db, story_id: StoryPath, expected: IfMatch) -> None:
    """Lay a story aside, and its codings with it."""
    stories.lay_aside(db, story_id, expected)


@router.post("/stories/{storyId}/confirmations")
def confirm_story(db: Db, story_id: StoryPath, body: StoryConfirmationBody | None = None) -> Story:
    """The teller says that the story is told well."""
    return stories.confirm(db, story_id, body)


@router.post("/stories/{storyId}/withdrawals")
def withdraw_story(db: Db, story_id: StoryPath, body: StoryWithdrawalBody | None = None) -> Story:
    """The story is taken back, and with it every figure that came from it."""
    return stories.withdraw(db, story_id, body)
