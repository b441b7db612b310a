"""Words of who calls and what a key opens, and of language."""

from enum import StrEnum


class Language(StrEnum):
    """The languages in which people are spoken to; Dutch when nothing is asked."""

    NL = "nl"
    EN = "en"


class KeyHolder(StrEnum):
    """Who holds an API key."""

    ADMINISTRATOR = "administrator"
    SYSTEM = "system"


class KeyScope(StrEnum):
    """What an API key opens: the house itself, or everything with people and evidence."""

    ADMINISTRATION = "administration"
    CARE = "care"
