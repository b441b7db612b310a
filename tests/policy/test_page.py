"""The page of rights is made from the table, and says every line of it."""

import pytest

from app.contract import RIGHTS, documents
from app.models.vocabulary import CallerKind
from app.policy import page
from app.policy.rules import RULES, When


def test_the_page_is_the_table_of_now() -> None:
    assert RIGHTS.read_text(encoding="utf-8") == documents()[RIGHTS]


def test_every_line_stands_on_the_page() -> None:
    told = page.table()
    assert set(page.WORDS) == set(When)
    for kind in CallerKind:
        part = told.partition(f"### `{kind.value}`")[2].partition("###")[0]
        for rule in (one for one in RULES if kind in one.kinds):
            for noun in rule.nouns:
                lines = [line for line in part.splitlines() if line.startswith(f"| {noun} |")]
                assert any(page.WORDS[rule.when] in line for line in lines), (kind, noun)


def test_a_page_without_a_place_for_it_is_refused() -> None:
    with pytest.raises(ValueError, match="no place"):
        page.with_table("# Rights")
