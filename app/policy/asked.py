"""What a request asks for, in the words of the table: the action by its method, the noun by its tag."""

from typing import Final

from app.policy.caller import Action

# A search is a question whose words stand in the body, because an address may hold nothing personal.
SEARCH: Final = "/_search"
READS: Final = frozenset({"GET", "HEAD"})
FIGURES: Final = "figures"
# Every tag of the contract that stands for a noun, and the first part of every path that figures are asked of.
NOUN_OF_TAG: Final = {
    "words": "word",
    "organisation": "organisation",
    "locations": "location",
    "teams": "team",
    "people": "person",
    "residents": "resident",
    "bsns": "bsn",
    "relatives": "relative",
    "caregivers": "caregiver",
    "relations": "relation",
    "roles": "role",
    "moments": "moment",
    "stories": "story",
    "codings": "coding",
    "instruments": "instrument",
    "sittings": "sitting",
    "consents": "consent",
    "me": "me",
    "keys": "key",
    "logins": "login",
    "invitations": "invitation",
    "redemptions": "redemption",
    "maskings": "masking",
    "masking-decisions": "masking_decision",
    "access-log": "access_entry",
    "looks": "look",
    "emergency-accesses": "emergency_access",
    "emergency-reviews": "emergency_review",
    "exports": "export",
    "export-reviews": "export_review",
    "erasure-requests": "erasure_request",
    "erasure-decisions": "erasure_decision",
    "retention": "retention",
    "bsn-keeping": "bsn_keeping",
    "research-exports": "research_export",
}


def asked_by(method: str, path: str, tag: str) -> tuple[Action, str]:
    """The action and the noun of an operation; KeyError for a tag that no noun has."""
    if tag == FIGURES:
        return Action.FIGURES, NOUN_OF_TAG[path.split("/")[1]]
    if method in READS or path.endswith(SEARCH):
        return Action.READ, NOUN_OF_TAG[tag]
    return (Action.REMOVE if method == "DELETE" else Action.WRITE), NOUN_OF_TAG[tag]
