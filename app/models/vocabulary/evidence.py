"""Words of roles, stories, codings and sittings."""

from typing import Final

from app.models.vocabulary.closed_list import ClosedList


class RoleTense(ClosedList):
    """Who one was, is, or wants to be."""

    WAS = "was"
    IS = "is"
    WANTS_TO_BE = "wants_to_be"


class RoleDirection(ClosedList):
    """Whether a role gives, receives, or both."""

    GIVES = "gives"
    RECEIVES = "receives"
    MUTUAL = "mutual"


class RoleState(ClosedList):
    """Where the search for a role stands; first guesses may not fit."""

    IDEA = "idea"
    BEING_TRIED = "being_tried"
    FITS = "fits"
    DOES_NOT_FIT = "does_not_fit"
    RESTING = "resting"
    ENDED = "ended"


class RoleVoice(ClosedList):
    """Who voiced the idea of a role."""

    SELF = "self"
    RELATIVE = "relative"
    CAREGIVER = "caregiver"
    OBSERVER = "observer"


class DayPart(ClosedList):
    """The part of the day in which something happened."""

    NIGHT = "night"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


class StoryPart(ClosedList):
    """What part a person has in a story."""

    CENTRAL = "central"
    PRESENT = "present"
    MENTIONED = "mentioned"


class StoryState(ClosedList):
    """How far a story has come."""

    DRAFT = "draft"
    SHARED = "shared"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


class StoryUse(ClosedList):
    """What a story may be used for, beside being read by those who may read it."""

    FIGURES = "figures"
    MIRROR_SESSION = "mirror_session"
    PUBLICATION = "publication"
    RESEARCH = "research"


class CoderAs(ClosedList):
    """In which capacity a coder codes a story."""

    TELLER = "teller"
    OBSERVER = "observer"
    CAREGIVER = "caregiver"


class Sense(ClosedList):
    """Nolan's six senses, in Nolan's order."""

    SECURITY = "security"
    CONTINUITY = "continuity"
    BELONGING = "belonging"
    PURPOSE = "purpose"
    ACHIEVEMENT = "achievement"
    SIGNIFICANCE = "significance"


class Voice(ClosedList):
    """Who says how a sense was felt, in the order in which answers give them."""

    RESIDENT = "resident"
    RELATIVE = "relative"
    CAREGIVER = "caregiver"
    OBSERVER = "observer"


class Felt(ClosedList):
    """How a sense was fed in a story."""

    FELT = "felt"
    MIXED = "mixed"
    MISSING = "missing"


class Lens(ClosedList):
    """The three starting points of good care (S002)."""

    CORE_VALUES = "core_values"
    CARE_RELATIONSHIP = "care_relationship"
    CARE_NETWORK = "care_network"


class Shows(ClosedList):
    """Whether a core value or lens shines in a story or is missing from it."""

    SHINES = "shines"
    MISSING = "missing"


class Condition(ClosedList):
    """What makes care possible and is no core value (S002)."""

    EFFICIENCY = "efficiency"
    COST_EFFECTIVENESS = "cost_effectiveness"
    DECISIVENESS = "decisiveness"
    TRANSPARENCY = "transparency"
    PROFITABILITY = "profitability"
    PRODUCTIVITY = "productivity"
    RESULT_ORIENTATION = "result_orientation"


SENSES: Final = tuple(Sense)
VOICES: Final = tuple(Voice)
