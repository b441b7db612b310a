"""Every code has a text in both languages, and every text belongs to a code."""

import inspect
import re
from collections import Counter
from enum import StrEnum

import pytest

from app.models import labels
from app.models import vocabulary as words
from app.models.vocabulary import SENSES, CapacityCode, Condition, Corner, Language, RelationKind, Rung, Sense

NL, EN = Language.NL, Language.EN


def every_closed_list() -> list[type[StrEnum]]:
    return [
        found
        for _, found in inspect.getmembers(words, inspect.isclass)
        if issubclass(found, StrEnum) and found is not StrEnum
    ]


def every_text(data: object) -> list[dict[str, str]]:
    """Find every pair of a Dutch and an English text, however deep."""
    if isinstance(data, dict):
        if any(isinstance(data.get(language), str) for language in Language):
            return [data]
        return [text for part in data.values() for text in every_text(part)]
    if isinstance(data, list):
        return [text for part in data for text in every_text(part)]
    return []


@pytest.mark.parametrize("codes", every_closed_list(), ids=lambda codes: codes.__name__)
def test_every_closed_list_is_published_with_a_text_for_each_of_its_codes_and_no_other(codes: type[StrEnum]) -> None:
    names = [name for name, published in labels.VOCABULARIES.items() if published is codes]
    assert len(names) == 1
    assert list(labels.read_words("vocabularies").get(names[0], {})) == [code.value for code in codes]


def test_there_are_no_texts_for_a_list_that_does_not_exist() -> None:
    assert set(labels.read_words("vocabularies")) == set(labels.VOCABULARIES)


@pytest.mark.parametrize("file", ["vocabularies", "engagement_ladder", "senses", "instruments"])
def test_every_text_is_there_in_both_languages_without_stray_spaces(file: str) -> None:
    texts = every_text(labels.read_words(file))
    assert texts
    for text in texts:
        assert set(text) == {"nl", "en"}, text
        assert all(said and said == " ".join(said.split()) for said in text.values()), text


@pytest.mark.parametrize("name", labels.VOCABULARIES)
@pytest.mark.parametrize("language", Language)
def test_no_two_codes_of_a_list_read_the_same(name: str, language: Language) -> None:
    said = Counter(entry.label.casefold() for entry in labels.vocabulary(name, language))
    assert [text for text, times in said.items() if times > 1] == []


@pytest.mark.parametrize("name", labels.VOCABULARIES)
def test_the_name_of_a_list_is_lower_snake_case(name: str) -> None:
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", name)


@pytest.mark.parametrize(
    ("name", "codes"),
    [("sense", Sense), ("capacity", CapacityCode), ("conditions", Condition), ("relation_kind", RelationKind)],
)
def test_lists_are_published_under_the_names_of_the_contract(name: str, codes: type[StrEnum]) -> None:
    assert labels.VOCABULARIES[name] is codes


def test_a_label_follows_the_language_and_the_code_does_not() -> None:
    assert labels.label(RelationKind.DAUGHTER, NL) == "dochter"
    assert labels.label(RelationKind.DAUGHTER, EN) == "daughter"
    assert labels.vocabulary("day_part", NL)[0] == labels.Entry("night", "nacht")
    assert labels.vocabulary("day_part", EN)[0] == labels.Entry("night", "night")


def test_a_list_that_nobody_knows_is_no_list() -> None:
    with pytest.raises(KeyError):
        labels.vocabulary("favourite_colours", NL)


@pytest.mark.parametrize("language", Language)
def test_the_ladder_has_five_levels_in_order_named_like_the_rungs(language: Language) -> None:
    levels = labels.engagement_levels(language)
    assert [(level.rung, level.code) for level in levels] == [(rung.value, rung.name.lower()) for rung in Rung]
    assert all(level.test_question.endswith("?") for level in levels)
    assert [labels.rung_label(rung, language) for rung in Rung] == [level.label for level in levels]


@pytest.mark.parametrize("language", Language)
def test_every_sense_says_what_it_means_to_each_corner(language: Language) -> None:
    told = labels.senses(language)
    assert tuple(sense.code for sense in told) == SENSES
    meanings = [sense.meaning[corner] for sense in told for corner in Corner]
    assert len(set(meanings)) == len(SENSES) * len(Corner)
    assert [sense.label for sense in told] == [labels.label(sense, language) for sense in Sense]


def test_there_is_one_instrument_per_corner_and_it_says_that_it_is_not_validated() -> None:
    assert [instrument.corner for instrument in labels.instruments()] == list(Corner)
    for instrument in labels.instruments():
        assert not instrument.validated
        assert "niet" in instrument.note.told_in(NL)
        assert "not been validated" in instrument.note.told_in(EN)


@pytest.mark.parametrize("instrument", labels.instruments(), ids=lambda instrument: instrument.corner)
def test_an_instrument_has_five_items_per_sense_on_a_scale_from_never_to_always(
    instrument: labels.ShippedInstrument,
) -> None:
    assert Counter(item.sense for item in instrument.items) == dict.fromkeys(Sense, 5)
    assert [step.value for step in instrument.scale] == [0, 1, 2, 3, 4]
    assert (instrument.scale[0].label.nl, instrument.scale[-1].label.en) == ("nooit", "always")
    for item in instrument.items:
        assert re.fullmatch(rf"{instrument.corner}_{item.sense}_[1-5]", item.id)


@pytest.mark.parametrize("language", Language)
def test_no_two_items_of_all_instruments_are_the_same(language: Language) -> None:
    items = [item for instrument in labels.instruments() for item in instrument.items]
    assert len({item.id for item in items}) == len(items) == 90
    assert len({item.text.told_in(language).casefold() for item in items}) == len(items)
