"""Who may see and change what in the house of `cast.py`, written down by hand from what people were promised.

A program (`system`) may do everything, so it stands nowhere. Somebody who is not named may not.
"""

from collections.abc import Mapping
from typing import Final

TEAM: Final = "nurse lead colleague"
OF_LINDE: Final = f"{TEAM} student volunteer leaver"
# The resident, her mentor, and who may see how she takes part.
TRUUS: Final = "truus dirk"
LADDER: Final = "anna ladder_only"
STORIES: Final = "anna stories_only"
BY_TRUUS: Final = ["anna", "bram", "cees", "dirk", "withdrawn", "expired", "refused", "stories_only", "ladder_only"]
BY_DORA: Final = ("eva", "fred")
OF_TRUUS: Final = (
    *(f"{category} to {name}" for name in ("anna", "cees", "withdrawn", "expired", "refused") for category in (
        "stories", "roles_and_wishes", "ladder_and_senses"
    )),
    *(f"{category} refused" for category in ("stories", "roles_and_wishes", "ladder_and_senses")),
    "stories to stories_only",
    "ladder to ladder_only",
    "figures",
)  # fmt: skip


SIDE_A: Final = (
    *(f"{name} and truus" for name in BY_TRUUS),
    *(f"{name} and dora" for name in BY_DORA),
    "gina and otto",
)


def _each(told: Mapping[str, str]) -> dict[str, frozenset[str]]:
    return {name: frozenset(callers.split()) for name, callers in told.items()}


def _consents(callers: str, *, receivers: bool) -> dict[str, str]:
    """Who is named, and if so asked the receiver of what was given, for every consent about Truus."""
    found = {}
    for name in OF_TRUUS:
        receiver = name.split(" to ")[1] if " to " in name and "withdrawn" not in name else ""
        found[name] = f"{callers} {receiver if receivers else ''}"
    return found


READS: Final = _each(
    {
        "truus": f"{TEAM} student volunteer truus anna bram dirk withdrawn expired refused stories_only ladder_only",
        "piet": f"{TEAM} student piet",
        "otto": "stranger gina",
        "dora": f"{TEAM} student eva",
        **{name: f"{TEAM} {name}" for name in (*BY_TRUUS, *BY_DORA)},
        "gina": "stranger gina",
        **{name: f"{TEAM} {name}" for name in ("nurse", "lead", "colleague", "student", "volunteer", "leaver")},
        "stranger": "stranger",
        **{f"{name} and truus": f"{TEAM} student {TRUUS} {name}" for name in BY_TRUUS},
        **{f"{name} and dora": f"{TEAM} student {name}" for name in ("fred", "eva")},
        "gina and otto": "stranger gina",
        **{
            f"truus and {name}": f"{TEAM} student {name} {TRUUS} {LADDER}" for name in ("nurse", "student", "volunteer")
        },
        "piet and colleague": f"{TEAM} student piet",
        "otto and stranger": "stranger gina",
        "dora and nurse": f"{TEAM} student eva",
        "anna and nurse": f"{TEAM} student {TRUUS} anna",
        "bram and nurse": f"{TEAM} student {TRUUS} bram",
        "house of truus": f"{TEAM} student {TRUUS} {LADDER}",
        "house of nurse": "nurse",
        "role of truus": f"{TEAM} student {TRUUS} anna",
        "role of nurse": f"{TEAM} student {TRUUS} anna",
        "role of anna": "anna",
        "role of piet": f"{TEAM} student piet",
        "role of otto": "stranger gina",
        "moment of truus and nurse": f"{TEAM} {TRUUS} {LADDER}",
        "moment of truus and volunteer": f"{TEAM} volunteer {TRUUS} {LADDER}",
        "moment of truus and student": f"{TEAM} student {TRUUS} {LADDER}",
        "moment of concern": "nurse lead colleague truus",
        "moment of anna and nurse": f"{TEAM} {TRUUS} anna",
        "moment of bram and nurse": f"{TEAM} {TRUUS} bram",
        "moment of piet and colleague": f"{TEAM} piet",
        "moment of otto and stranger": "stranger gina",
        "moment of dora and nurse": f"{TEAM} eva",
        "moment of house of nurse": "nurse",
        "sitting of truus": f"{TEAM} {TRUUS} {LADDER}",
        "sitting of piet": f"{TEAM} piet",
        "sitting of otto": "stranger gina",
        "sitting of anna": "anna",
        "sitting of nurse": "nurse",
        "story of truus": f"{TEAM} student {TRUUS} {STORIES}",
        "story by anna": f"{TEAM} student {TRUUS} {STORIES}",
        "story with volunteer": f"{TEAM} student volunteer {TRUUS} {STORIES}",
        "story of two": f"{TEAM} student {TRUUS} piet",
        "story of piet": f"{TEAM} student piet",
        "story of otto": "stranger gina",
        "story of dora": f"{TEAM} student eva",
        "story of the team": f"{TEAM} student",
        "story without anna": f"{TEAM} student {TRUUS} {STORIES}",
        "story without truus": f"{TEAM} student piet",
        "masking of anna": "lead anna",
        "masking of truus": f"lead {TRUUS}",
        "concern": "lead colleague",
        "draft": "colleague",
        "taken back": "nurse",
        "coding of truus": f"{TEAM} {TRUUS} anna",
        "coding of anna": f"{TEAM} anna",
        **_consents(f"{TEAM} {TRUUS}", receivers=True),
        **{f"{category} to eva": f"{TEAM} eva" for category in ("stories", "roles_and_wishes", "ladder_and_senses")},
        **{f"{category} to fred": f"{TEAM} fred" for category in ("stories", "roles_and_wishes", "ladder_and_senses")},
        **{f"{category} to gina": "stranger gina" for category in ("stories", "roles_and_wishes", "ladder_and_senses")},
    }
)

WRITES: Final = _each(
    {
        **dict.fromkeys(("truus", "piet", "dora", *OF_LINDE.split()), "lead"),
        **dict.fromkeys((*BY_TRUUS, *BY_DORA), TEAM),
        "gina": "stranger",
        **{f"{name} and truus": f"{TEAM} truus {name}" for name in BY_TRUUS},
        **{f"{name} and dora": f"{TEAM} {name}" for name in BY_DORA},
        "gina and otto": "stranger gina",
        **{f"truus and {name}": f"{TEAM} truus {name}" for name in ("nurse", "student", "volunteer")},
        "piet and colleague": f"{TEAM} piet",
        "otto and stranger": "stranger",
        "dora and nurse": TEAM,
        "anna and nurse": f"{TEAM} anna",
        "bram and nurse": f"{TEAM} bram",
        "house of truus": f"{TEAM} truus",
        "house of nurse": "nurse",
        "role of truus": f"{TEAM} truus",
        "role of nurse": TEAM,
        "role of anna": "anna",
        "role of piet": f"{TEAM} piet",
        "role of otto": "stranger",
        "moment of truus and nurse": f"{TEAM} truus",
        "moment of truus and volunteer": f"{TEAM} truus volunteer",
        "moment of truus and student": f"{TEAM} truus student",
        "moment of concern": "nurse lead colleague truus",
        "moment of anna and nurse": f"{TEAM} anna",
        "moment of bram and nurse": f"{TEAM} bram",
        "moment of piet and colleague": f"{TEAM} piet",
        "moment of otto and stranger": "stranger",
        "moment of dora and nurse": TEAM,
        "moment of house of nurse": "nurse",
        "sitting of truus": f"{TEAM} truus",
        "sitting of piet": f"{TEAM} piet",
        "sitting of otto": "stranger",
        "sitting of anna": "anna",
        "sitting of nurse": "nurse",
        "story of truus": "nurse lead",
        "story by anna": f"{TEAM} anna",
        "story with volunteer": "nurse lead",
        "story of two": "colleague lead",
        "story of piet": "colleague lead",
        "story of otto": "stranger",
        "story of dora": "nurse lead",
        "story without anna": "nurse lead",
        "story without truus": "nurse lead",
        "story of the team": TEAM,
        "concern": "lead colleague",
        "draft": "colleague",
        "taken back": "nurse",
        "coding of truus": "nurse lead",
        "coding of anna": "colleague lead",
        "masking of anna": "lead anna",
        "masking of truus": f"lead {TRUUS}",
        **_consents(f"lead {TRUUS}", receivers=False),
        **{
            f"{category} to {name}": "lead"
            for category in ("stories", "roles_and_wishes", "ladder_and_senses")
            for name in BY_DORA
        },
    }
)

REMOVES: Final = _each(
    {
        **{f"{name} and truus": "lead" for name in BY_TRUUS},
        **{f"{name} and dora": "lead" for name in BY_DORA},
        **{f"truus and {name}": "lead" for name in ("nurse", "student", "volunteer")},
        **{f"{name} and nurse": "lead" for name in ("dora", "anna", "bram")},
        **dict.fromkeys(("piet and colleague", "house of truus"), "lead"),
        **{f"role of {name}": TEAM for name in ("truus", "nurse", "piet")},
        **{f"sitting of {name}": TEAM for name in ("truus", "piet")},
        **{f"moment of truus and {name}": TEAM for name in ("nurse", "volunteer", "student")},
        **{f"moment of {name} and nurse": TEAM for name in ("anna", "bram", "dora")},
        "moment of piet and colleague": TEAM,
        "moment of concern": "lead colleague",
        **{f"{what} of otto": "stranger" for what in ("role", "sitting", "story")},
        "moment of otto and stranger": "stranger",
        "story of truus": "nurse lead",
        "story by anna": TEAM,
        "story with volunteer": "nurse lead",
        "story of two": "colleague lead",
        "story of piet": "colleague lead",
        "story of dora": "nurse lead",
        "story without anna": "nurse lead",
        "story without truus": "nurse lead",
        "story of the team": TEAM,
        "concern": "lead colleague",
        "draft": "colleague",
        "taken back": "nurse",
        "coding of truus": "nurse lead",
        "coding of anna": "colleague lead",
        **_consents("lead", receivers=False),
        **{
            f"{category} to {name}": "lead"
            for category in ("stories", "roles_and_wishes", "ladder_and_senses")
            for name in BY_DORA
        },
    }
)

# Who sees and changes the citizen service number of Truus, which has no address of its own.
BSN_READS: Final = frozenset(f"lead {TRUUS}".split())
BSN_CHANGES: Final = frozenset({"lead"})

# Whose figures: of residents, of relations that have a rung, of teams, and the senses of persons.
FIGURES: Final = _each(
    {
        "truus": f"{TEAM} {TRUUS} {LADDER}",
        "piet": f"{TEAM} piet",
        "otto": "stranger gina",
        "dora": f"{TEAM} eva",
        **{f"truus and {name}": f"{TEAM} {name} {TRUUS} {LADDER}" for name in ("nurse", "student", "volunteer")},
        "piet and colleague": f"{TEAM} piet",
        "otto and stranger": "stranger gina",
        "dora and nurse": f"{TEAM} eva",
        "anna and nurse": f"{TEAM} {TRUUS} anna",
        "bram and nurse": f"{TEAM} {TRUUS} bram",
        "house of truus": f"{TEAM} {TRUUS} {LADDER}",
        "house of nurse": "nurse",
        "linde": TEAM,
        "els": "stranger",
    }
)

# Whom each caller may know by name.
AROUND_TRUUS: Final = f"truus {' '.join(BY_TRUUS)}"
STAFF: Final = f"{OF_LINDE} stranger"
NAMED: Final = _each(
    {
        **dict.fromkeys(("nurse", "lead", "colleague", "student"), f"{AROUND_TRUUS} piet dora eva fred {STAFF}"),
        "volunteer": f"truus {STAFF}",
        "stranger": f"otto gina {STAFF}",
        "leaver": "leaver",
        "anna": f"anna truus {OF_LINDE}",
        **{name: f"{name} truus {OF_LINDE}" for name in ("bram", "withdrawn", "expired", "refused", "stories_only")},
        "ladder_only": f"ladder_only truus {OF_LINDE}",
        "cees": "cees truus",
        "dirk": f"{AROUND_TRUUS} {OF_LINDE}",
        "eva": "eva dora nurse",
        "fred": "fred dora",
        "gina": "gina otto stranger",
        "truus": f"{AROUND_TRUUS} {OF_LINDE}",
        "piet": f"piet {OF_LINDE}",
        "administrator": "",
    }
)
