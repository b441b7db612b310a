"""Patient and RelatedPerson: residents, relatives, and what binds them.

RelatedPerson is a relation, not a human: one for each relation, so it makes a relative and a side-A relation with the
same key. `Patient.contact` repeats such a person on purpose; the import finds out which (`matching.py`).
"""

import hashlib
from typing import Any, Final

from app.exchange import code_tables
from app.exchange.drafts import Draft, Key, Likeness, Link
from app.exchange.fhir.codes import comment, source_codes
from app.exchange.fhir.contacts import days, phone_form
from app.exchange.fhir.names import name_forms
from app.exchange.fhir.node import Node
from app.exchange.fhir.people import deceased, languages, marital_status, nationalities, person_fields, places, stated
from app.exchange.fhir.references import key_of, keys_in, link, own_keys
from app.models.vocabulary import CapacityCode, RelationKind, Side, TeamCapacity

LINK_TO_RELATED_PERSON: Final = "patient-relatedPerson"
CONTACT: Final = "Patient.contact"
LONGEST_CONTACT_NAME: Final = 16


def patient(node: Node) -> list[Draft]:
    """A Patient as a resident, and its contacts as relatives."""
    keys = own_keys(node)
    if not keys:
        return []
    fields = stated(
        {
            **person_fields(node),
            "languages": languages(node),
            "nationalities": nationalities(node),
            "marital_status": marital_status(node),
            "deceased": deceased(node),
        }
    )
    if node.flag("active") is False:
        node.walk.note("not_active", node.place("active"))
    resident = Draft("resident", keys, fields, places=places(node, fields), bsn=node.walk.bsn)
    return [resident, *_contacts(node, keys)]


def related_person(node: Node) -> list[Draft]:
    """A RelatedPerson as a relative and a relation with the resident."""
    keys = own_keys(node)
    if not keys:
        return []
    resident = link(node.node("patient"), "resident", keys[0], required=True)
    fields = stated({**person_fields(node), "languages": languages(node)})
    relative = Draft("relative", keys, fields, places=places(node, fields))
    relation = _relation(node, keys, resident or Link(("resident",), (), node.place("patient"), required=True))
    relation.fields |= stated({"note": comment(node, lines=True)})
    if node.flag("active") is False:
        relation.defaults = {"end_date": node.walk.today.isoformat()}
    relative.likeness = relation.likeness = _likeness(resident, fields)
    return [relative, relation]


def _relation(node: Node, keys: list[Key], resident: Link) -> Draft:
    """The relation between a relative (of the same key) and a resident."""
    fields = {
        "side": Side.A.value,
        "party_a_id": resident,
        "party_b_id": Link(("relative",), (keys[0],), node.pointer, required=True),
        **relationship(node),
        **days(node, "start_date", "end_date"),
    }
    at = {"party_a_id": resident.pointer, "party_b_id": node.pointer, "kind": node.place("relationship")}
    for name in ("capacities", "source_codes"):
        at[name] = node.place("relationship")
    return Draft("relation", keys, fields, places=at | {"start_date": node.place("period")})


def relationship(node: Node) -> dict[str, Any]:
    """What a contact is to the resident: one relation, any number of capacities, every code word for word."""
    codes = source_codes(node.nodes("relationship"))
    kind, capacities = None, []
    for code in codes:
        means = code_tables.relationship_meaning(code.get("system") or "", code.get("code") or "")
        if isinstance(means, RelationKind):
            kind = kind if kind and kind is not RelationKind.OTHER else means
        elif isinstance(means, CapacityCode) and {"code": means.value} not in capacities:
            capacities.append({"code": means.value})
        elif means is None:
            node.walk.note("code_not_known", node.place("relationship"))
    return stated({"kind": kind.value if kind else None, "capacities": capacities, "source_codes": codes})


def _likeness(resident: Link | None, fields: dict[str, Any]) -> Likeness:
    phones = [one["value"] for one in fields.get("telecoms", []) if one["kind"] in {"phone", "sms"}]
    forms = frozenset(form for one in phones if (form := phone_form(one)))
    return Likeness(resident.keys if resident else (), name_forms(fields), forms)


def _contacts(node: Node, keys: list[Key]) -> list[Draft]:
    """The contacts of a Patient, each as a relative and a relation."""
    seen: set[str] = set()
    drafts = []
    for place, one in enumerate(node.nodes("contact")):
        drafts += _contact(one, keys, seen, place)
    return drafts


def _contact(node: Node, patient_keys: list[Key], seen: set[str], place: int) -> list[Draft]:
    resident = Link(("resident",), tuple(patient_keys), node.pointer, required=True)
    fields = person_fields(node)
    _organisation(node, fields, patient_keys[0])
    if not fields and not node.has("relationship"):
        node.walk.note("contact_without_details", node.pointer)
        return []
    named = [key for extra in node.extensions(LINK_TO_RELATED_PERSON) for key in _linked(extra, patient_keys[0])]
    likeness = _likeness(resident, fields)
    own = key_of(node.walk, CONTACT, _contact_id(node, patient_keys[0], likeness, seen, place))
    relative = Draft("relative", [own, *named], fields, places=places(node, fields))
    relation = _relation(node, [own, *named], resident)
    for draft in (relative, relation):
        draft.same_as, draft.adds, draft.contact = list(named), True, True
        draft.likeness, draft.pointer = likeness, node.pointer
    return [relative, relation]


def _linked(extension: Node, owner: Key) -> list[Key]:
    reference = extension.node("valueReference")
    return keys_in(reference, owner) if reference else []


def _organisation(node: Node, fields: dict[str, Any], owner: Key) -> None:
    """An organisation as contact: its words become the name, its reference a membership."""
    organisation = node.node("organization")
    if organisation is None:
        return
    words = organisation.text("display")
    if words and "name" not in fields:
        fields["name"] = {"text": words[:200]}
    if found := link(organisation, "team", owner):
        fields["memberships"] = [{"team_id": found, "capacity": TeamCapacity.RELATIVE.value}]


def _contact_id(node: Node, patient: Key, likeness: Likeness, seen: set[str], place: int) -> str:
    """The key of a contact: the resident's, and the element's own id, its name, or its place in the list.

    Its name rather than its place, because a list may come in another order; a digest, because a key is no place for
    a name.
    """
    given = node.value.get("id")
    forms = "|".join(sorted(likeness.names))
    digest = hashlib.sha256(f"{patient.value}|{forms}".encode()).hexdigest()[:LONGEST_CONTACT_NAME]
    mark = given if isinstance(given, str) and given else digest if forms else f"contact-{place + 1}"
    while mark in seen:
        mark = f"{mark}-2"
    seen.add(mark)
    return f"{patient.value[:120]}#{mark}"[:200]
