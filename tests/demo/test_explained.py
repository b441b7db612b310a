"""The pages for care professionals: every figure in their examples is what the demo house answers on its Sunday."""

import math
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from tests.demo.conftest import DemoHouse
from tests.house import Said

DOCS: Final = Path(__file__).parent.parent.parent / "docs"
BOTH: Final = pytest.mark.parametrize("spoken", ["nl", "en"])
WORDS: Final = {
    "nl": {"yes": "ja", "no": "nee", "none": "geen", "contact": "contact", "rupture": "breuk", "list": "vragenlijst",
           "month": "alleen de maand is bekend", "sum": "samen"},
    "en": {"yes": "yes", "no": "no", "none": "none", "contact": "contact", "rupture": "rupture",
           "list": "questionnaire", "month": "only the month is known", "sum": "together"},
}  # fmt: skip
UNKNOWN: Final = "–"
RELATIONS: Final = (1, 2)
ASKED_ON: Final = (160, 140, 110, 93, 80, 20, 0)
VOICES: Final = ("resident", "relative", "caregiver")
PATH: Final = re.compile(r"`GET /v1(/[a-z]+/([0-9a-f-]{36})/[a-z]+)")

Row = list[str]
Table = list[Row]


def page(spoken: str) -> str:
    return (DOCS / "uitleg" / f"trede-en-zintuigen.{spoken}.md").read_text(encoding="utf-8")


def example(spoken: str, number: int) -> str:
    """The text of one example, from its heading to the next."""
    return page(spoken).partition(f"\n### {number}. ")[2].partition("\n##")[0]


def tables(text: str) -> list[Table]:
    """The rows of every table, without its heading."""
    blocks = re.findall(r"(?:^\|.*\n?)+", text, re.MULTILINE)
    return [[[cell.strip() for cell in line.split("|")[1:-1]] for line in block.splitlines()[2:]] for block in blocks]


def quoted(text: str) -> str:
    """What the page lets the service say."""
    return " ".join(re.findall(r"^> (.+)$", text, re.MULTILINE))


def number(value: float, spoken: str, decimals: int = 0) -> str:
    """A figure as people write it; halves go up."""
    scale = 10**decimals
    text = f"{math.floor(value * scale + 0.5) / scale:.{decimals}f}"
    return text.replace(".", ",") if spoken == "nl" else text


class Answers:
    """What the house answers on its last Sunday, in one language."""

    def __init__(self, demo: DemoHouse, spoken: str) -> None:
        self.demo = demo
        self.spoken = spoken
        self.words = WORDS[spoken]
        self.sunday = date.fromisoformat(demo.ago(0))

    def asked(self, path: str, days_ago: int | None = 0) -> Said:
        """The answer as of so many days before that Sunday; none for what stands as it is."""
        day = "" if days_ago is None else f"asOf={self.demo.ago(days_ago)}&explain=true"
        answer = self.demo.ask("GET", f"{path}{'&' if '?' in path else '?'}{day}", spoken=self.spoken)
        assert answer.status_code == 200, answer.text
        said: Said = answer.json()
        return said

    def of_example(self, which: int) -> tuple[str, Said]:
        """The id of what an example is about, and the answer to the question that the page says to ask."""
        found = PATH.search(example(self.spoken, which))
        assert found
        return found[2], self.asked(found[1])

    def labels(self, vocabulary: str) -> dict[str, str]:
        items = self.asked(f"/vocabularies/{vocabulary}", None)["items"]
        return {item["code"]: item["label"] for item in items}

    def ago(self, day: str) -> int:
        return (self.sunday - date.fromisoformat(day)).days

    def title(self, story_id: str) -> str:
        """The title of a story between the quotation marks of the page."""
        title = self.asked(f"/stories/{story_id}", None)["title"]
        return f"\N{LEFT SINGLE QUOTATION MARK}{title}\N{RIGHT SINGLE QUOTATION MARK}"

    def moments(self, relation_id: str) -> dict[str, Said]:
        items = self.asked(f"/moments?relationId={relation_id}&limit=200", None)["items"]
        return {item["id"]: item for item in items}

    def yes(self, value: bool | None) -> str:  # noqa: FBT001  it is the answer itself
        return self.words["yes" if value else "no"]


@pytest.fixture
def answers(demo: DemoHouse, spoken: str) -> Answers:
    return Answers(demo, spoken)


def moment_rows(answers: Answers, relation_id: str, evidence: list[Said]) -> Iterator[Row]:
    """The moments of the last half-year as the page lists them."""
    moments = answers.moments(relation_id)
    for one in evidence:
        told, title = moments[one["momentId"]], one["storyId"] and answers.title(one["storyId"])
        days_ago = str(answers.ago(one["countsDate"]))
        if one["rupture"]:
            yield [days_ago, f"{answers.words['rupture']}: {title}", *[UNKNOWN] * 4]
            continue
        seen = [UNKNOWN if told[party] is None else str(told[party]) for party in ("rungA", "rungB")]
        yield [days_ago, title or answers.words["contact"], *seen, answers.yes(one["reciprocal"]), str(one["rung"])]


def first_acquaintance(answers: Answers, relation_id: str) -> int:
    """So many days ago they got acquainted first, on a day that counts."""
    moments = answers.moments(relation_id).values()
    ruptures = [one["happenedOn"] for one in moments if one["rupture"]]
    met = [one for one in moments if one["reciprocal"] and min(one["rungA"] or 5, one["rungB"] or 5) == 2]
    return max(answers.ago(one["happenedOn"]) for one in met if one["happenedOn"] > max(ruptures, default=""))


@BOTH
@pytest.mark.parametrize("which", RELATIONS)
def test_the_moments_of_a_relation_are_those_behind_its_rung(answers: Answers, which: int) -> None:
    relation_id, answer = answers.of_example(which)
    assert tables(example(answers.spoken, which))[0] == [*moment_rows(answers, relation_id, answer["evidence"])]


@BOTH
@pytest.mark.parametrize("which", RELATIONS)
def test_what_the_house_says_of_a_relation_is_what_the_page_says(answers: Answers, which: int) -> None:
    relation_id, answer = answers.of_example(which)
    relation = answers.asked(f"/relations/{relation_id}", None)
    decided = [answers.ago(one["happenedOn"]) for one in answer["decidedBy"]]
    flags = [answers.labels("rung_flag")[flag] for flag in answer["flags"]]
    told = [answers.labels("rung_status")[answer["status"]], answer["standing"], len(decided), decided[0], decided[-1]]
    told += [answer["reach"], answer["previousStanding"], relation["wishedRungA"], relation["wishedRungB"]]
    told += [first_acquaintance(answers, relation_id), ", ".join(flags) or answers.words["none"]]
    assert [value for _, value in tables(example(answers.spoken, which))[-1]] == [str(one) for one in told]
    assert quoted(example(answers.spoken, which)) == answer["text"]


@BOTH
def test_the_house_said_so_on_each_of_the_days(answers: Answers) -> None:
    relation_id, _ = answers.of_example(2)
    said = [(days, answers.asked(f"/relations/{relation_id}/rung", days)) for days in ASKED_ON]
    statuses = answers.labels("rung_status")
    told = [[str(days), statuses[one["status"]], str(one["standing"] or UNKNOWN)] for days, one in said]
    assert tables(example(answers.spoken, 2))[1] == told


def voices(answers: Answers) -> tuple[Said, dict[str, Said]]:
    """The sense of the third example, and its voices by name."""
    _, answer = answers.of_example(3)
    sense = next(one for one in answer["senses"] if one["sense"] == "purpose")
    return sense, {one["voice"]: one for one in sense["voices"]}


def unit_rows(answers: Answers, voice: Said) -> Iterator[Row]:
    """The stories and questionnaires of one voice as the page lists them, with their sum."""
    half_life = 182
    for one in voice["evidence"]:
        what = answers.title(one["id"]) if one["kind"] == "story" else answers.words["list"]
        if "approximate" in one["flags"]:
            what += f"; {answers.words['month']}"
        weighed = [number(value, answers.spoken, 3) for value in (one["weight"], one["y"] * one["weight"])]
        days_ago = round(-half_life * math.log2(one["weight"]))
        yield [str(days_ago), what, number(one["y"], answers.spoken, 2), *weighed]
    mass = voice["mass"]
    sums = [number(value, answers.spoken, 3) for value in (mass, mass * voice["balance"])]
    yield ["", answers.words["sum"], "", *sums]


@BOTH
def test_a_balance_rests_on_the_stories_and_lists_of_the_page(answers: Answers) -> None:
    _, found = voices(answers)
    told = tables(example(answers.spoken, 3))[: len(VOICES)]
    assert told == [[*unit_rows(answers, found[voice])] for voice in VOICES]


@BOTH
def test_a_reader_with_pen_and_paper_finds_the_same_balance(spoken: str) -> None:
    *units, outcome, _ = tables(example(spoken, 3))
    for rows, (_, count, balance, *_) in zip(units, outcome, strict=False):
        *weighed, (mass, total) = [[float(cell.replace(",", ".")) for cell in row[3:]] for row in rows]
        assert len(weighed) == int(count)
        assert [sum(column) for column in zip(*weighed, strict=True)] == pytest.approx([mass, total], abs=0.003)
        assert total / mass * 100 == pytest.approx(float(balance.replace(",", ".")), abs=0.1)


@BOTH
def test_what_the_house_says_of_a_sense_is_what_the_page_says(answers: Answers) -> None:
    sense, found = voices(answers)
    statuses, verdicts = answers.labels("balance_status"), answers.labels("gap_verdict")
    told = []
    for one in found.values():
        known = [one["balance"], *one["interval"].values()] if one["interval"] else [None] * 3
        shares = [UNKNOWN if share is None else number(share * 100, answers.spoken, 1) for share in known]
        shaky = answers.yes(one["fragile"]) if one["interval"] else UNKNOWN
        told.append([str(one["units"]), *shares, statuses[one["status"]], shaky])
    gaps = [[number(abs(gap["points"]), answers.spoken, 1), verdicts[gap["verdict"]]] for gap in sense["gaps"]]
    *_, outcome, differences = tables(example(answers.spoken, 3))
    assert [row[1:] for row in outcome] == told
    assert [row[1:] for row in differences] == gaps
    assert quoted(example(answers.spoken, 3)) == found["resident"]["text"]
    assert answers.labels("agreement_level")[sense["agreement"]["level"]] in example(answers.spoken, 3)


@BOTH
def test_what_a_caregiver_feels_is_shown_to_nobody_else(demo: DemoHouse, spoken: str) -> None:
    assert demo.ask("GET", f"/people/{demo.person('aylin-yildiz')}/senses", spoken=spoken).status_code == 403


@BOTH
def test_the_words_of_the_page_are_those_of_the_house(answers: Answers) -> None:
    rungs, statuses, flags, senses, outcomes, _ = tables(page(answers.spoken).partition("\n### 1. ")[0])
    levels = answers.asked("/engagement-levels", None)["items"]
    assert rungs == [[one["label"], f"{one['rung']}. {one['testQuestion']}"] for one in levels]
    assert senses == [[one["label"], one["meaning"]["resident"]] for one in answers.asked("/senses", None)["items"]]
    told = [sorted(label for label, _ in table) for table in (statuses, flags, outcomes)]
    assert told == [sorted(answers.labels(name).values()) for name in ("rung_status", "rung_flag", "balance_status")]


@BOTH
def test_the_house_rules_of_the_page_are_those_of_the_answers(answers: Answers) -> None:
    rung, sense = (answers.of_example(which)[1]["parameters"] for which in (1, 3))
    told = [rung["windowDays"], rung["occasions"], rung["spreadDays"], rung["foundationDays"], rung["acquaintedDays"]]
    told += [rung["quietDays"], rung["oneSidedFrom"], rung["oneSidedShare"] * 100, sense["halfLifeDays"]]
    told += [sense["windowDays"], sense["minimumUnitsPerson"], sense["minimumDates"], sense["minimumMass"]]
    told += [sense["gapPoints"], sense["minimumPersonsGroup"]]
    *_, rules = tables(page(answers.spoken).partition("\n### 1. ")[0])
    assert [float(value) for _, value in rules] == told


@BOTH
def test_how_often_the_rule_errs_is_what_the_page_of_the_rules_says(spoken: str) -> None:
    rules = (DOCS / "rules.md").read_text(encoding="utf-8").partition("### How it behaves")[2]
    measured = [[row[0], *(str(round(float(share) * 100)) for share in row[2:4])] for row in tables(rules)[0]]
    *_, told = tables(page(spoken))
    assert told == measured
    slow = re.search(r"under one half in (\d+) %", rules)
    assert slow
    assert re.search(rf"\b{slow[1]}\b", page(spoken).rpartition("\n## ")[0].rpartition("\n## ")[2])


@BOTH
@pytest.mark.parametrize("which", [1, 2, 3])
def test_the_words_of_an_example_name_no_other_figures_than_its_tables(spoken: str, which: int) -> None:
    text = example(spoken, which)
    *_, rules = tables(page(spoken).partition("\n### 1. ")[0])
    known = {cell for table in (*tables(text), rules) for row in table for cell in row}
    prose = re.sub(r"^[|>].*$|`[^`]*`", "", text.partition("\n")[2], flags=re.MULTILINE)
    assert [one for one in re.findall(r"\d+(?:[.,]\d+)?", prose) if one not in known] == []


def test_both_pages_tell_the_same_figures() -> None:
    nl, en = ([re.findall(r"\d+(?:\.\d+)?", figures(spoken)) for _ in "_"] for spoken in ("nl", "en"))
    assert nl == en


def figures(spoken: str) -> str:
    """The cells of all tables, with a point for a comma."""
    cells = " ".join(cell for table in tables(page(spoken)) for row in table for cell in row)
    return re.sub(r"(\d),(\d)", r"\1.\2", cells)
