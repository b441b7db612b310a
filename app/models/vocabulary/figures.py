"""Words of what the two rules answer."""

from app.models.vocabulary.closed_list import ClosedList


class EvidenceKind(ClosedList):
    """Where a unit of the senses comes from."""

    STORY = "story"
    SITTING = "sitting"


class EvidenceFlag(ClosedList):
    """What a reader should know about a piece of evidence."""

    APPROXIMATE = "approximate"
    CODERS_DISAGREE = "coders_disagree"


class BalanceStatus(ClosedList):
    """What the recorded evidence says about a sense (rule `sense-balance/1`)."""

    NO_EVIDENCE = "no_evidence"
    INSUFFICIENT = "insufficient"
    PRESENT = "present"
    LEANING_PRESENT = "leaning_present"
    MIXED = "mixed"
    LEANING_UNDER_PRESSURE = "leaning_under_pressure"
    UNDER_PRESSURE = "under_pressure"
    NOT_SCORED = "not_scored"
    WITHHELD = "withheld"


class MissingCode(ClosedList):
    """Which minimum is not met yet."""

    UNITS = "units"
    DATES = "dates"
    MASS = "mass"


class BalanceTrend(ClosedList):
    """How the newer half of the evidence about a sense differs from the older half."""

    RISING = "rising"
    FALLING = "falling"
    NO_CLEAR_CHANGE = "no_clear_change"
    UNKNOWN = "unknown"


class GapVerdict(ClosedList):
    """How far two voices about the same sense lie apart."""

    CLEAR_DIFFERENCE = "clear_difference"
    POSSIBLE_DIFFERENCE = "possible_difference"
    NO_VISIBLE_DIFFERENCE = "no_visible_difference"


class AgreementLevel(ClosedList):
    """How far resident, relative and caregiver agree, the most favourable level first."""

    VERY_HIGH = "very_high"
    QUITE_HIGH = "quite_high"
    QUITE_LOW = "quite_low"
    VERY_LOW = "very_low"


class RungStatus(ClosedList):
    """What the recorded moments allow to say about a relation (rule `rung/1`)."""

    NO_EVIDENCE = "no_evidence"
    REPAIR_NEEDED = "repair_needed"
    DORMANT = "dormant"
    INSUFFICIENT = "insufficient"
    CURRENT = "current"
    NOT_SCORED = "not_scored"
    NOT_APPLICABLE = "not_applicable"


class RungTrend(ClosedList):
    """How a standing differs from the standing one window earlier."""

    RISING = "rising"
    FALLING = "falling"
    STEADY = "steady"
    FADING = "fading"
    UNKNOWN = "unknown"


class RungFlag(ClosedList):
    """What a reader should know beside a standing, in the order in which answers give it."""

    GETTING_ACQUAINTED = "getting_acquainted"
    FOUNDATION_OVERDUE = "foundation_overdue"
    GOING_QUIET = "going_quiet"
    ONE_SIDED_A = "one_sided_a"
    ONE_SIDED_B = "one_sided_b"
    MOSTLY_ONE_WAY = "mostly_one_way"
    SEEN_DIFFERENTLY = "seen_differently"
    FOUNDATION_MISSING = "foundation_missing"
    STAGNANT = "stagnant"
    ABOVE_WISH = "above_wish"
    UNCONFIRMED = "unconfirmed"
    WISHES_DIFFER = "wishes_differ"
    FOUNDATION_CARRIERS_LEFT = "foundation_carriers_left"
    APPROXIMATE = "approximate"


class CapCode(ClosedList):
    """Why a standing is held lower than the moments alone would put it."""

    FOUNDATION_MISSING = "foundation_missing"


class NextStepCode(ClosedList):
    """What one more occasion would do for a standing."""

    FIRST_OCCASION = "first_occasion"
    REPAIR = "repair"
    BEGIN_AGAIN = "begin_again"
    LAY_FOUNDATION = "lay_foundation"
    ONCE_MORE = "once_more"
    ONE_HIGHER = "one_higher"
    KEEP = "keep"
    NONE = "none"


class CountStatus(ClosedList):
    """Whether the counts of a group may be given."""

    COUNTED = "counted"
    WITHHELD = "withheld"


class OccasionKind(ClosedList):
    """What the last moment of a relation is: a moment, or on side A a story."""

    MOMENT = "moment"
    STORY = "story"


class HeardKind(ClosedList):
    """Where somebody was heard: in a story, in a sitting, or in a moment that went both ways."""

    STORY = "story"
    SITTING = "sitting"
    MOMENT = "moment"


class ReciprocityKind(ClosedList):
    """Where giving and receiving is on record."""

    ROLE = "role"
    MOMENT = "moment"
    STORY = "story"


class ReciprocityVerdict(ClosedList):
    """Whether the records of a resident show giving, receiving or both."""

    GIVES_AND_RECEIVES = "gives_and_receives"
    ONLY_RECEIVES = "only_receives"
    ONLY_GIVES = "only_gives"
    NO_EVIDENCE = "no_evidence"
    NOT_SCORED = "not_scored"


class TimelineKind(ClosedList):
    """What stands on the timeline of a resident."""

    STORY = "story"
    MOMENT = "moment"
    ROLE = "role"
    MOVE = "move"


class MoveKind(ClosedList):
    """What a move on a timeline is."""

    STAY_BEGAN = "stay_began"
    STAY_ENDED = "stay_ended"
    DEATH = "death"
