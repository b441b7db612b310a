"""The word lists, in the caller's language."""

import pytest

from app.models import labels
from app.models.vocabulary import SENSES, Language
from app.problems import NotFound
from app.services import words


@pytest.mark.parametrize("language", Language)
def test_every_word_has_its_text(language: Language) -> None:
    assert [level.rung for level in words.engagement_levels(language).items] == [1, 2, 3, 4, 5]
    assert [sense.code for sense in words.senses(language).items] == [sense.value for sense in SENSES]
    lists = words.vocabularies(language).items
    assert {one.name for one in lists} == set(labels.VOCABULARIES)
    assert all(one.items for one in lists)


def test_a_list_that_is_none_is_not_found() -> None:
    with pytest.raises(NotFound):
        words.vocabulary("nothing", Language.NL)
