"""Names of FHIR in their Dutch parts.

`family` is what the source put together and is never split; the parts stand in extensions.
"""

import re
from typing import Any, Final

from app.exchange import code_tables
from app.exchange.fhir.contacts import period
from app.exchange.fhir.node import Node, fit
from app.models.person import NameParts, OtherName
from app.models.vocabulary import NameUse

FAMILY_PARTS: Final = {
    "humanname-own-prefix": "own_prefix",
    "humanname-own-name": "own_name",
    "humanname-partner-prefix": "partner_prefix",
    "humanname-partner-name": "partner_name",
}
LONGEST_NAME: Final = 200
USES: Final = {"temp": NameUse.TEMPORARY}
# Older Dutch data qualify a first name as given at birth (BR), initial (IN) or calling name (CL).
QUALIFIER: Final = "iso21090-EN-qualifier"


def names(nodes: list[Node]) -> dict[str, Any]:
    """The official name, the name people use, and all other names, as fields of a person.

    The official name is the one marked so, else the first that is whole. A calling name is the preferred name.
    """
    read = [_Name(node) for node in nodes]
    official = _official(read)
    read = [one for one in read if not _completes(official, one)]
    usual = next((one for one in read if one.use is NameUse.USUAL and one is not official), None)
    nickname = next((one for one in read if one.use is NameUse.NICKNAME and one is not official), None)
    found: dict[str, Any] = {}
    if official and (parts := fit(NameParts, official.parts, official.node)):
        found["name"] = parts
    calling = _calling_name(official, usual, nickname)
    if calling:
        found["preferred_name"] = calling
    spent = [official] + [one for one in (usual, nickname) if one and one.only_calls(calling)]
    others = [fit(OtherName, one.whole(), one.node) for one in read if one not in spent]
    if any(others):
        found["other_names"] = [one for one in others if one]
    return found


class _Name:
    """A HumanName: what it is used for, its parts, the calling name in it, and its place."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self.use = _use(node)
        self.times = period(node)
        self.parts, self.calling = _parts(node)

    def whole(self) -> dict[str, Any]:
        """The name as one of the other names."""
        return {**self.parts, **self.times, "use": self.use}

    def only_calls(self, calling: str | None) -> bool:
        """Whether the name holds nothing but first names, and those are the preferred name."""
        said = {name for name, value in self.parts.items() if value}
        return said == {"given"} and not self.times and " ".join(self.parts["given"]) == calling


def _official(read: list[_Name]) -> _Name | None:
    """The name marked official; else the first whole one that is neither of before nor made up."""
    if marked := next((one for one in read if one.use is NameUse.OFFICIAL and not one.times.get("until_on")), None):
        return marked
    fit_uses = {None, NameUse.OFFICIAL, NameUse.USUAL, NameUse.TEMPORARY}
    whole = [one for one in read if one.use in fit_uses and (one.parts.get("family") or one.parts.get("text"))]
    return next(iter(whole), None) or next((one for one in read if one.use is None), None)


def _completes(official: _Name | None, other: _Name) -> bool:
    """Whether a second official name only says what the first leaves out, as initials apart; then it joins it."""
    if official is None or other is official or other.use is not NameUse.OFFICIAL or other.times:
        return False
    if set(other.parts) & set(official.parts):
        return False
    official.parts |= other.parts
    official.calling = official.calling or other.calling
    return True


def _calling_name(official: _Name | None, usual: _Name | None, nickname: _Name | None) -> str | None:
    """The name people actually use."""
    if usual and usual.parts.get("given"):
        return " ".join(usual.parts["given"])[:LONGEST_NAME]
    if usual and (called := usual.calling or usual.parts.get("text")):
        return str(called)[:LONGEST_NAME]
    if official and official.calling:
        return official.calling[:LONGEST_NAME]
    return " ".join(nickname.parts.get("given", []))[:LONGEST_NAME] or None if nickname else None


def _use(node: Node) -> NameUse | None:
    code = node.text("use")
    if code is None:
        return None
    found = USES.get(code) or next((use for use in NameUse if use.value == code), None)
    if found is None:
        node.walk.note("code_not_known", node.place("use"))
    return found


def _parts(node: Node) -> tuple[dict[str, Any], str | None]:
    parts: dict[str, Any] = {name: _joined(node, name) for name in ("prefix", "suffix")}
    parts |= {"family": node.text("family"), "text": node.text("text"), "order": _order(node)}
    beside = node.beside("family")
    for tail, name in FAMILY_PARTS.items():
        said = [part.text("valueString") for part in beside.extensions(tail)]
        parts[name] = " ".join(one for one in said if one) or None
    given, initials, calling = _first_names(node)
    parts |= {"given": given, "initials": initials}
    return {name: value for name, value in parts.items() if value}, calling


def _first_names(node: Node) -> tuple[list[str], list[str], str | None]:
    """Full first names, initials and the calling name; what is only a calling name is no first name."""
    given, initials, calling = [], [], None
    for said, extra in node.texts("given"):
        qualifiers = {one.text("valueCode") for one in extra.extensions(QUALIFIER)}
        if "CL" in qualifiers and calling is None:
            calling = said or None
        if "IN" in qualifiers:
            initials.append(said)
        elif not qualifiers or qualifiers - {"CL"}:
            given.append(said)
    return [one for one in given if one], [one for one in initials if one], calling


def _joined(node: Node, name: str) -> str | None:
    said = []
    for text, extra in node.texts(name):
        extra.extensions(QUALIFIER)
        said.append(text)
    return " ".join(one for one in said if one) or None


def _order(node: Node) -> str | None:
    extra = node.extension("humanname-assembly-order")
    code = extra.text("valueCode") if extra else None
    if extra is None or code is None:
        return None
    order = code_tables.name_order(code)
    if order is None:
        node.walk.note("code_not_known", extra.place("valueCode"))
    return order.value if order else None


def name_forms(fields: dict[str, Any]) -> frozenset[str]:
    """The forms in which two sources may have the same name: as written, with first names, with initials."""
    name = fields.get("name") or {}
    own = " ".join(one for one in (name.get("own_prefix"), name.get("own_name")) if one)
    family = name.get("family") or own
    forms = [name.get("text"), fields.get("preferred_name") if not family else None]
    for firsts in (name.get("given"), name.get("initials")):
        forms += [f"{' '.join(firsts)} {family}"] if firsts and family else []
    if family and not name.get("given") and not name.get("initials"):
        forms.append(family)
    return frozenset(form for one in forms if one and (form := re.sub(r"[\W_]+", "", one).casefold()))
