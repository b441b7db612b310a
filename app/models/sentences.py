"""The sentences of refusals and reports, by code and language, from `app/words/problems.json`."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from app.models.vocabulary import Language


@cache
def _texts() -> dict[str, dict[str, dict[str, str]]]:
    text = files("app.words").joinpath("problems.json").read_text(encoding="utf-8")
    texts: dict[str, dict[str, dict[str, str]]] = json.loads(text)
    return texts


def codes() -> frozenset[str]:
    """Every code that has a sentence."""
    return frozenset(_texts())


@cache
def titled() -> frozenset[str]:
    """The codes that can be a whole problem: the closed list behind every `type`."""
    return frozenset(code for code, entry in _texts().items() if "title" in entry)


def title(code: str, language: Language) -> str:
    """The kind of problem in a few words."""
    entry = _texts().get(code, _texts()["invalid_value"])
    return entry.get("title", entry["detail"])[language.value]


def sentence(code: str, language: Language, values: Mapping[str, object] | None = None) -> str:
    """What is wrong and what to do; `values` fill the places in the sentence and are never what a caller sent."""
    entry = _texts().get(code, _texts()["invalid_value"])
    return entry["detail"][language.value].format_map(_Blank(values or {}))


class _Blank(dict[str, object]):
    """Values of a sentence; one that is not there leaves a blank instead of an error."""

    def __missing__(self, key: str) -> str:
        return "…"
