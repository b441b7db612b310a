"""The rights of a key, and the one function that asks for them; finer rights will take its place."""

from typing import Final

from app.models.vocabulary import KeyScope
from app.problems import NotAllowed

HOUSE: Final = frozenset({"organisation", "locations", "teams", "words"})


def permit(scope: KeyScope, area: str) -> None:
    """Raise NotAllowed unless a key of this scope opens this area (the tag of the operation in the contract).

    An administrator's key opens the house itself and the word lists, never people and evidence.
    """
    if scope is not KeyScope.CARE and area not in HOUSE:
        raise NotAllowed("scope_too_narrow", scope=KeyScope.CARE.value)
