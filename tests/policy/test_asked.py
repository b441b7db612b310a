"""What a request asks for, in the words of the table of rules."""

import pytest

from app.policy.asked import NOUN_OF_TAG, asked_by
from app.policy.caller import Action


@pytest.mark.parametrize(
    ("method", "path", "tag", "asked"),
    [
        ("GET", "/stories/{storyId}", "stories", (Action.READ, "story")),
        ("HEAD", "/stories/{storyId}", "stories", (Action.READ, "story")),
        ("POST", "/stories/_search", "stories", (Action.READ, "story")),
        ("POST", "/stories", "stories", (Action.WRITE, "story")),
        ("PUT", "/stories/{storyId}", "stories", (Action.WRITE, "story")),
        ("PATCH", "/stories/{storyId}", "stories", (Action.WRITE, "story")),
        ("DELETE", "/stories/{storyId}", "stories", (Action.REMOVE, "story")),
        ("GET", "/teams/{teamId}/overview", "figures", (Action.FIGURES, "team")),
        ("GET", "/residents/{residentId}/senses", "figures", (Action.FIGURES, "resident")),
        ("GET", "/people/{personId}/senses", "figures", (Action.FIGURES, "person")),
    ],
)
def test_the_action_follows_from_the_method_and_the_noun_from_the_tag(
    method: str, path: str, tag: str, asked: tuple[Action, str]
) -> None:
    assert asked_by(method, path, tag) == asked


def test_figures_are_of_what_they_are_asked_of_whatever_the_method() -> None:
    assert asked_by("POST", "/relations/{relationId}/rung", "figures") == (Action.FIGURES, "relation")


def test_a_tag_without_a_noun_is_not_let_through() -> None:
    with pytest.raises(KeyError):
        asked_by("GET", "/nothing", "nothing")
    assert asked_by("GET", "/words", "words") == (Action.READ, NOUN_OF_TAG["words"])
