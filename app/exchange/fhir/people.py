"""What all people of FHIR have in common: names, birth, gender, languages, death, means of contact."""

from typing import Any, Final

from app.exchange.fhir.codes import codings, comment, meaning, specified, understood
from app.exchange.fhir.contacts import addresses, telecoms
from app.exchange.fhir.names import names
from app.exchange.fhir.node import Node, fit
from app.models.person import Nationality, Proficiency, SpokenLanguage
from app.models.vocabulary import Gender, MaritalStatus, ProficiencyLevel, ProficiencyMode

PLAIN_LANGUAGE: Final = {"urn:ietf:bcp:47", "urn:oid:1.0.639.1", "http://hl7.org/fhir/ValueSet/languages"}
UNDETERMINED: Final = "und"  # BCP 47: a language that is named in words only
# What a source that leaves an element out does not say; the import leaves those fields as they are.
FROM: Final = {
    "name": "name",
    "other_names": "name",
    "preferred_name": "name",
    "born_on": "birthDate",
    "gender": "gender",
    "telecoms": "telecom",
    "addresses": "address",
    "languages": "communication",
    "marital_status": "maritalStatus",
    "nationalities": "extension",
    "deceased": "deceased",
    "external_ids": "identifier",
}


def person_fields(node: Node) -> dict[str, Any]:
    """What a resource says of a person; only what it does say."""
    fields: dict[str, Any] = {
        **names(node.nodes("name")),
        "gender": gender(node),
        "born_on": born_on(node),
        "telecoms": telecoms(node.nodes("telecom")),
        "addresses": addresses(node.nodes("address")),
    }
    return stated(fields)


def stated(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of which something is said."""
    return {name: value for name, value in fields.items() if value not in (None, [], {})}


def places(node: Node, fields: dict[str, Any]) -> dict[str, str]:
    """Where in the resource each field came from."""
    return {name: node.place(FROM[name]) for name in fields if name in FROM}


def gender(node: Node) -> str | None:
    """The gender that FHIR fixes; when it is absent, the Dutch code beside it."""
    code = node.text("gender")
    beside = [(meaning(Gender, one), place) for one, place in specified(node.beside("gender"))]
    if code in set(Gender):
        return code
    if code is not None:
        node.walk.note("code_not_known", node.place("gender"))
    found = next((word for word, _ in beside if word), None)
    return found.value if found else None


def born_on(node: Node) -> str | None:
    """The birth date as far as it is known; a date outside our reach is noted."""
    node.read.add("birthDate")
    return in_reach(node, "birthDate")


def in_reach(node: Node, name: str) -> str | None:
    """A partial date that lies within the years we keep."""
    day = node.partial(name)
    if day is not None and not "1850" <= day[:4] <= "2199":
        node.walk.note("date_out_of_range", node.place(name))
        return None
    return day


def marital_status(node: Node) -> str | None:
    """The marital status."""
    found = understood(MaritalStatus, node.node("maritalStatus"))
    return found.value if found else None


def deceased(node: Node) -> dict[str, Any] | None:
    """What is known of a death: a date, that it happened, or that it did not."""
    day, known = in_reach(node, "deceasedDateTime"), node.flag("deceasedBoolean")
    if day and day > node.walk.today.isoformat():
        node.walk.note("death_in_future", node.place("deceasedDateTime"))
        return None
    if day:
        return {"known": True, "deceased_on": day}
    if known is None and not node.has("deceasedDateTime"):
        return None
    return {"known": bool(known) or node.has("deceasedDateTime"), "deceased_on": None}


def languages(node: Node) -> list[dict[str, Any]]:
    """The languages in `communication`, with how well each is used."""
    return [found for one in node.nodes("communication") if (found := _language(one))]


def _language(node: Node) -> dict[str, Any] | None:
    concept = node.node("language") if node.has("language") else node
    spoken = codings(concept)
    code = next((one for one, _ in spoken if one.get("code")), None)
    words = next((one["display"] for one, _ in spoken if one.get("display")), None)
    parts: dict[str, Any] = {
        "preferred": node.flag("preferred"),
        "note": comment(node),
        "proficiency": [level for one in node.extensions("patient-proficiency") for level in _proficiency(one)],
        "display": words,
        "code": code["code"] if code else UNDETERMINED,
        "system": code.get("system") if code else None,
    }
    if not spoken:
        node.walk.note("language_not_named", node.pointer)
        return None
    for _, place in spoken[1:]:
        place.walk.note("element_not_kept", place.pointer)
    return fit(SpokenLanguage, parts, node)


def _proficiency(node: Node) -> list[dict[str, Any]]:
    """One entry for each way of using the language; the level goes with all of them."""
    levels = [_level(one.node("valueCoding"), ProficiencyLevel) for one in node.extensions("level")]
    modes = [_level(one.node("valueCoding"), ProficiencyMode) for one in node.extensions("type")]
    level = next((one for one in levels if one), None)
    known: list[str | None] = [one for one in modes if one]
    known = known or ([None] if level else [])
    return [found for mode in known if (found := fit(Proficiency, {"mode": mode, "level": level}, node))]


def _level(node: Node | None, words: type[ProficiencyLevel] | type[ProficiencyMode]) -> str | None:
    if node is None:
        return None
    code = {name: node.text(name) for name in ("system", "code", "version", "display")}
    found = meaning(words, code)
    if found is None:
        node.walk.note("code_not_known", node.pointer)
    return found.value if found else None


def nationalities(node: Node) -> list[dict[str, Any]]:
    """The nationalities, coded as the source had them."""
    return [found for one in node.extensions("patient-nationality") for found in _nationality(one)]


def _nationality(node: Node) -> list[dict[str, Any]]:
    times: dict[str, Any] = {}
    for extra in node.extensions("period"):
        span = extra.node("valuePeriod")
        times = {"from_on": span.partial("start"), "until_on": span.partial("end")} if span else {}
    concepts = [one for extra in node.extensions("code") for one in extra.nodes("valueCodeableConcept")]
    found = []
    for code, place in (one for concept in concepts for one in codings(concept)):
        kept = fit(Nationality, {**code, **times}, place)
        found += [kept] if kept else []
    return found
