"""Codes of FHIR: CodeableConcepts and Codings, kept word for word, and what they mean here."""

from enum import StrEnum
from typing import Any, Final, TypeVar

from app.exchange import code_tables
from app.exchange.fhir.node import Node, fit
from app.models.base import SourceCode

Codes = TypeVar("Codes", bound=StrEnum)

# The extension by which Dutch profiles put the code of their own table beside one that FHIR fixes.
SPECIFICATION: Final = "ext-CodeSpecification"


def codings(node: Node | None) -> list[tuple[dict[str, Any], Node]]:
    """The codings of a CodeableConcept as source codes, then its words when no coding has the same."""
    if node is None:
        return []
    found = [(code, one) for one in node.nodes("coding") if (code := verbatim(one))]
    words = node.text("text")
    if words and words not in {code.get("display") for code, _ in found}:
        said = fit(SourceCode, {"display": words}, node, place=node.place("text"))
        found += [(said, node)] if said else []
    return found


def verbatim(node: Node) -> dict[str, Any] | None:
    """A Coding as a source code."""
    parts = {name: node.text(name) for name in ("system", "version", "code", "display")}
    node.flag("userSelected")
    return fit(SourceCode, parts, node)


def source_codes(nodes: list[Node]) -> list[dict[str, Any]]:
    """The codes of several CodeableConcepts, each once."""
    return once([code for node in nodes for code, _ in codings(node)])


def once(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The items without repeats, in their order."""
    kept: list[dict[str, Any]] = []
    for item in items:
        if item not in kept:
            kept.append(item)
    return kept


def meaning(codes: type[Codes], code: dict[str, Any]) -> Codes | None:
    """What a source code means in one of our lists."""
    return code_tables.meaning(codes, str(code.get("system", "")), str(code.get("code", "")))


def understood(codes: type[Codes], node: Node | None) -> Codes | None:
    """What a CodeableConcept means in one of our lists; a code that means nothing here is noted."""
    found = codings(node)
    for code, _ in found:
        if means := meaning(codes, code):
            return means
    if found:
        found[0][1].walk.note("code_not_known", found[0][1].pointer)
    return None


def specified(node: Node) -> list[tuple[dict[str, Any], Node]]:
    """The codes that Dutch profiles put beside a primitive."""
    return [one for extra in node.extensions(SPECIFICATION) for one in codings(extra.node("valueCodeableConcept"))]


def comment(node: Node, *, lines: bool = False) -> str | None:
    """The remark that Dutch profiles add to an element; `lines` keeps its line ends."""
    remarks = [
        extra.text(name, lines=lines)
        for extra in node.extensions("ext-Comment", "note")
        for name in ("valueString", "valueMarkdown")
    ]
    return " ".join(remark for remark in remarks if remark) or None
