"""Words made alike: signs, stems and holes; what they find over HTTP stands in `tests/search_table.py`."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.services.search import words

LETTERS = st.text("abcdeijnty", min_size=4, max_size=8)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Zoë", "zoe"),
        ("crème brûlée", "creme brulee"),
        ("e\u0301e\u0301n", "een"),
        ("Groß", "gross"),
        ("Łukasz Ørsted Þór", "lukasz orsted thor"),
        ("İstanbul \u0131l", "istanbul il"),
        ("’t", "'t"),
        ("\ufb01en \u0133s", "fien ijs"),
        ("Ελένη Ειρήνη", "ελενη ειρηνη"),
    ],
)
def test_a_text_is_folded(text: str, plain: str) -> None:
    assert words.folded(text) == plain


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Twee dochters.", "dochter dochters twee"),
        ("foto's", "foto fotos s"),
        ("koffie-uurtje", "koffie koffieuur koffieuurtje uur uurtje"),
        ("gewandeld", "gewandeld wandel"),
        ("gelachen", "gelach gelachen lach"),
        ("gezellig gezelligheid", "gezel gezellig gezelligheid"),
        ("gezin gezond geluk gebed", "gebed geluk gezin gezond"),
        ("_snake_ 12,5", "12 5 snake"),
        ("… — !", ""),
    ],
)
def test_a_text_is_kept_under_its_words_and_their_stems(text: str, kept: str) -> None:
    assert sorted(words.of_text(text, None)) == kept.split()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Jan", "j jan"),
        ("Anna", "_nna a a_na an_a ann_ anna"),
        ("Roy", "r roij"),
        ("van Os", "o os v van vano_ van_s va_os v_nos _anos vanos"),
    ],
)
def test_a_name_is_kept_with_its_initial_and_with_each_letter_left_open(name: str, kept: str) -> None:
    assert words.of_names([name]) == set(kept.split())


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("dochters", (("dochter*", "dochters*"),)),
        ("kat 2026", (("kat",), ("2026",))),
        ("de tuin", (("detuin*", "tuin*"),)),
        ("de", (("de",),)),
        ("gezellig", (("gezel*", "gezellig*"),)),
        ("-", ()),
    ],
)
def test_a_question_after_texts(question: str, asked: words.Question) -> None:
    assert words.in_text(question) == asked


def test_a_question_after_names_without_and_with_mistakes() -> None:
    assert words.in_names("Jan van Putten", mistyped=False) == (("jan",), ("putten*", "vanputten*"))
    jan, anna = words.in_names("Jan Anna", mistyped=True)
    assert jan == ("jan",)
    assert {"anna*", "_nna", "an_na", "naan", "anan"} - set(anna) == {"naan"}


def test_what_is_very_long_stays_small_enough_for_both_databases() -> None:
    assert words.of_text("x" * 5000) == {"x" * words.LONGEST}
    assert words.of_names(["x" * 200]) == {"x" * words.LONGEST, "x"}
    many = [f"naam{place}xyz" for place in range(2000)]
    assert len(words.of_names(many)) <= words.MOST_NAMES * words.LONGEST_MISTYPED


def differs_by_one(one: str, other: str) -> bool:
    """Whether two names are one typing mistake apart, reckoned the plain way."""
    if len(one) == len(other):
        wrong = [place for place in range(len(one)) if one[place] != other[place]]
        swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1
        return len(wrong) == 1 or (swapped and one[wrong[0]] == other[wrong[1]] and one[wrong[1]] == other[wrong[0]])
    short, long = sorted((one, other), key=len)
    return any(long[:place] + long[place + 1 :] == short for place in range(len(long)))


@given(LETTERS, LETTERS)
def test_a_name_is_found_when_it_starts_so_or_is_one_mistake_away_and_never_else(kept: str, asked: str) -> None:
    tokens = {token for token in words.of_names([kept]) if len(token) > 1}
    ((*forms,),) = words.in_names(asked, mistyped=True)
    found = any(
        token.startswith(form[:-1]) if form.endswith("*") else token == form for form in forms for token in tokens
    )
    kept_so, asked_so = kept.replace("y", "ij"), asked.replace("y", "ij")
    right = kept_so.startswith(asked_so)
    if kept not in words.LITTLE and asked not in words.LITTLE:
        assert found == (right or differs_by_one(kept_so, asked_so))


@given(st.text(max_size=80))
@example("\u13a0 \uab70")
def test_a_token_holds_letters_and_digits_alone(text: str) -> None:
    tokens = words.of_text(text) | words.of_names([text])
    forms = {
        form for asked in (words.in_text(text), words.in_names(text, mistyped=True)) for one in asked for form in one
    }
    for token in tokens | {form.removesuffix("*") for form in forms}:
        assert token.replace(words.HOLE, "x").isalnum()
        assert token == token.casefold()  # Cherokee folds to its capitals
