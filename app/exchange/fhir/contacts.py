"""Means of contact and addresses of FHIR, with their Dutch extensions."""

import re
from typing import Any, Final

from app.exchange.fhir.codes import codings, comment, meaning, specified
from app.exchange.fhir.node import Node, fit
from app.models.contact import Address, CountryCode, Telecom
from app.models.vocabulary import AddressKind, AddressType, AddressUse, TelecomKind, TelecomUse

USES: Final = {"temp": "temporary"}
ADDRESS_KIND: Final = ("ext-AddressInformation.AddressType", "iso21090-AD-use", "AddressType")
MOBILE: Final = {"MC": True, "LL": False}
LINE_PARTS: Final = {
    "iso21090-ADXP-streetName": "street",
    "iso21090-ADXP-houseNumber": "house_number",
    "iso21090-ADXP-buildingNumberSuffix": "house_number_addition",
    "iso21090-ADXP-additionalLocator": "locator",
    "iso21090-ADXP-unitID": "unit",
}


def telecoms(nodes: list[Node]) -> list[dict[str, Any]]:
    """The means of contact in ContactPoints; one without a value is noted."""
    return [found for node in nodes if (found := _telecom(node))]


def _telecom(node: Node) -> dict[str, Any] | None:
    value = node.text("value")
    kind = node.text("system")
    parts: dict[str, Any] = {
        "kind": kind if kind in set(TelecomKind) else TelecomKind.OTHER.value,
        "use": word(node, "use", TelecomUse),
        "mobile": _mobile(node),
        "note": comment(node),
        "rank": node.number("rank"),
        **period(node),
    }
    if value is None:
        node.walk.note("telecom_without_value", node.pointer)
        return None
    return fit(Telecom, {**parts, "value": value}, node)


def _mobile(node: Node) -> bool | None:
    """Whether a phone is mobile: said by the extension of the system, else by its use."""
    for code, place in specified(node.beside("system")):
        if code.get("code") in MOBILE:
            return MOBILE[code["code"]]
        place.walk.note("code_not_known", place.pointer)
    return True if node.value.get("use") == "mobile" else None


def word(node: Node, name: str, words: type[AddressUse] | type[TelecomUse] | type[AddressType]) -> str | None:
    """A code that FHIR fixes, in our word for it; one that FHIR does not know is noted."""
    code = node.text(name)
    if code is None:
        return None
    ours = USES.get(code, code)
    if ours not in set(words):
        node.walk.note("code_not_known", node.place(name))
        return None
    return ours


def period(node: Node, name: str = "period") -> dict[str, str]:
    """When something is in use, as partial days."""
    times = node.node(name)
    if times is None:
        return {}
    said = {"from_on": times.partial("start"), "until_on": times.partial("end")}
    return {name: day for name, day in said.items() if day}


def days(node: Node, first: str, last: str) -> dict[str, str]:
    """The whole days of a period, under the names asked for; one that ends before it begins is noted and left out."""
    times = node.node("period")
    if times is None:
        return {}
    said = {name: day for name, day in ((first, times.day("start")), (last, times.day("end"))) if day}
    if said.get(first, "") > said.get(last, "9999"):
        node.walk.note("period_reversed", times.pointer)
        return {}
    return said


def addresses(nodes: list[Node]) -> list[dict[str, Any]]:
    """The addresses in Addresses of FHIR."""
    return [found for node in nodes if (found := _address(node))]


def _address(node: Node) -> dict[str, Any] | None:
    parts: dict[str, Any] = {
        "use": word(node, "use", AddressUse),
        "type": word(node, "type", AddressType),
        "kind": _kind(node),
        "text": node.text("text"),
        "postal_code": node.text("postalCode"),
        "city": node.text("city"),
        "district": node.text("district"),
        "state": node.text("state"),
        "country": node.text("country"),
        "country_codes": _countries(node),
        **_lines(node),
        **period(node),
    }
    return fit(Address, parts, node)


def _kind(node: Node) -> str | None:
    for extra in node.extensions(*ADDRESS_KIND):
        for code, place in codings(extra.node("valueCodeableConcept")):
            if kind := meaning(AddressKind, code):
                return kind.value
            place.walk.note("code_not_known", place.pointer)
    return None


def _countries(node: Node) -> list[dict[str, Any]]:
    """The country in the code systems of the source; ISO and the Dutch table 34 come in any mix."""
    codes = [(code, place) for code, place in specified(node.beside("country")) if "code" in code]
    return [found for code, place in codes if (found := fit(CountryCode, code, place))]


def _lines(node: Node) -> dict[str, Any]:
    """The lines as written, and the parts that extensions name; several of a part are put together."""
    lines: list[str] = []
    parts: dict[str, Any] = {}
    for line, extra in node.texts("line"):
        lines += [line] if line else []
        for tail, name in LINE_PARTS.items():
            for part in extra.extensions(tail):
                said = part.text("valueString")
                parts[name] = " ".join(one for one in (parts.get(name), said) if one) or None
    return {"lines": lines, **parts}


def phone_form(value: str) -> str:
    """A phone number as it is compared: digits alone, a Dutch one without its country code."""
    digits = re.sub(r"[^0-9+]", "", value.replace("(0)", ""))
    return re.sub(r"^(\+|00)31", "0", digits)
