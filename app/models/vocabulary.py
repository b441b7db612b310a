"""The closed word lists: every code that may stand on the wire or in a column.

Codes are English, lower snake_case and never change with the language of the reader; sides and the two parties of a
relation are the letters of the relation triangle.
What people read beside a code stands in `app/words/` and is served by `app/models/labels.py`.
This module knows nothing but the standard library, so the pure reckoning may use it.
"""

from enum import IntEnum, StrEnum
from typing import Final


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


class Rung(IntEnum):
    """A rung of the engagement ladder (S004, table 1), from informing to doing together."""

    INFORM = 1
    MEET = 2
    CONSULT = 3
    DELIBERATE = 4
    DO_TOGETHER = 5


class Sense(StrEnum):
    """Nolan's six senses, in Nolan's order."""

    SECURITY = "security"
    CONTINUITY = "continuity"
    BELONGING = "belonging"
    PURPOSE = "purpose"
    ACHIEVEMENT = "achievement"
    SIGNIFICANCE = "significance"


class Voice(StrEnum):
    """Who says how a sense was felt, in the order in which answers give them."""

    RESIDENT = "resident"
    RELATIVE = "relative"
    CAREGIVER = "caregiver"
    OBSERVER = "observer"


class Corner(StrEnum):
    """A corner of the relation triangle."""

    RESIDENT = "resident"
    RELATIVE = "relative"
    CAREGIVER = "caregiver"


class Felt(StrEnum):
    """How a sense was fed in a story."""

    FELT = "felt"
    MIXED = "mixed"
    MISSING = "missing"


class Side(StrEnum):
    """A side of the relation triangle (S004, figure 1)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class Initiator(StrEnum):
    """Which party took the first step in a moment."""

    A = "a"
    B = "b"
    BOTH = "both"
    UNKNOWN = "unknown"


class ContactWanted(StrEnum):
    """Whether a party wants this contact."""

    YES = "yes"
    LESS = "less"
    NO = "no"


class Keep(StrEnum):
    """Whether a relative wishes to keep doing what they do."""

    YES = "yes"
    LESS = "less"
    NO = "no"


class TeamKind(StrEnum):
    """What kind of team; a partner organisation is known here only because records name it."""

    WARD = "ward"
    COMMUNITY_TEAM = "community_team"
    LEARNING_UNIT = "learning_unit"
    DEPARTMENT = "department"
    HOUSE = "house"
    PARTNER_ORGANISATION = "partner_organisation"


class TeamCapacity(StrEnum):
    """In what capacity somebody belongs to a team."""

    MEMBER = "member"
    COORDINATOR = "coordinator"
    COACH = "coach"
    STUDENT = "student"
    VOLUNTEER = "volunteer"
    RELATIVE = "relative"
    RESIDENT = "resident"


class Position(StrEnum):
    """In what position a caregiver works, volunteers or learns here."""

    EMPLOYEE = "employee"
    VOLUNTEER = "volunteer"
    STUDENT = "student"
    EXTERNAL = "external"


class ResidentState(StrEnum):
    """Where a resident stands in their stay."""

    EXPECTED = "expected"
    MOVED_IN = "moved_in"
    MOVED_OUT = "moved_out"
    DECEASED = "deceased"


class DepartureKind(StrEnum):
    """How a stay ended."""

    MOVED_OUT = "moved_out"
    DECEASED = "deceased"


class Hat(StrEnum):
    """What a person is here; one person may wear several hats at once."""

    RESIDENT = "resident"
    RELATIVE = "relative"
    CAREGIVER = "caregiver"


class Gender(StrEnum):
    """Administrative gender, as FHIR R4 has it."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


class NameUse(StrEnum):
    """What a name is used for, as FHIR R4 has it."""

    OFFICIAL = "official"
    USUAL = "usual"
    TEMPORARY = "temporary"
    NICKNAME = "nickname"
    ANONYMOUS = "anonymous"
    OLD = "old"
    MAIDEN = "maiden"


class NameOrder(StrEnum):
    """In which order own name and partner's name are used (NL1 to NL4)."""

    OWN = "own"
    PARTNER = "partner"
    PARTNER_OWN = "partner_own"
    OWN_PARTNER = "own_partner"
    UNKNOWN = "unknown"


class MaritalStatus(StrEnum):
    """Marital status (v3-MaritalStatus)."""

    MARRIED = "married"
    REGISTERED_PARTNERSHIP = "registered_partnership"
    UNMARRIED = "unmarried"
    NEVER_MARRIED = "never_married"
    DIVORCED = "divorced"
    WIDOWED = "widowed"
    UNKNOWN = "unknown"


class TelecomKind(StrEnum):
    """A means of contact."""

    PHONE = "phone"
    EMAIL = "email"
    FAX = "fax"
    PAGER = "pager"
    SMS = "sms"
    URL = "url"
    OTHER = "other"


class TelecomUse(StrEnum):
    """Where a means of contact is used."""

    HOME = "home"
    WORK = "work"
    TEMPORARY = "temporary"
    OLD = "old"
    MOBILE = "mobile"


class AddressUse(StrEnum):
    """What an address is used for."""

    HOME = "home"
    WORK = "work"
    TEMPORARY = "temporary"
    OLD = "old"
    BILLING = "billing"


class AddressType(StrEnum):
    """Whether somebody can be visited or written to at an address."""

    POSTAL = "postal"
    PHYSICAL = "physical"
    BOTH = "both"


class AddressKind(StrEnum):
    """The zib's kind of address (AdresSoort)."""

    PRIMARY_HOME = "primary_home"
    HOME = "home"
    POSTAL = "postal"
    TEMPORARY = "temporary"
    VACATION = "vacation"
    WORK = "work"
    OTHER = "other"


class ProficiencyMode(StrEnum):
    """How a language is used."""

    SPEAKS = "speaks"
    UNDERSTANDS = "understands"
    WRITES = "writes"
    READS = "reads"
    SIGNS = "signs"
    UNDERSTANDS_SIGNS = "understands_signs"


class ProficiencyLevel(StrEnum):
    """How well a language is used."""

    EXCELLENT = "excellent"
    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


class RelationKind(StrEnum):
    """What party b is to party a, in a neutral code (both generations of national tables map to it)."""

    WIFE = "wife"
    HUSBAND = "husband"
    SPOUSE = "spouse"
    PARTNER = "partner"
    REGISTERED_PARTNER = "registered_partner"
    EX_PARTNER = "ex_partner"
    DAUGHTER = "daughter"
    SON = "son"
    CHILD = "child"
    DAUGHTER_IN_LAW = "daughter_in_law"
    SON_IN_LAW = "son_in_law"
    STEP_DAUGHTER = "step_daughter"
    STEP_SON = "step_son"
    STEP_CHILD = "step_child"
    FOSTER_DAUGHTER = "foster_daughter"
    FOSTER_SON = "foster_son"
    GRANDDAUGHTER = "granddaughter"
    GRANDSON = "grandson"
    GRANDCHILD = "grandchild"
    MOTHER = "mother"
    FATHER = "father"
    PARENT = "parent"
    MOTHER_IN_LAW = "mother_in_law"
    FATHER_IN_LAW = "father_in_law"
    STEP_MOTHER = "step_mother"
    STEP_FATHER = "step_father"
    FOSTER_MOTHER = "foster_mother"
    FOSTER_FATHER = "foster_father"
    ADOPTIVE_MOTHER = "adoptive_mother"
    ADOPTIVE_FATHER = "adoptive_father"
    GRANDMOTHER = "grandmother"
    GRANDFATHER = "grandfather"
    GREAT_GRANDMOTHER = "great_grandmother"
    GREAT_GRANDFATHER = "great_grandfather"
    SISTER = "sister"
    BROTHER = "brother"
    SIBLING = "sibling"
    SISTER_IN_LAW = "sister_in_law"
    BROTHER_IN_LAW = "brother_in_law"
    NIECE = "niece"
    NEPHEW = "nephew"
    COUSIN = "cousin"
    AUNT = "aunt"
    UNCLE = "uncle"
    RELATIVE = "relative"
    HOUSEMATE = "housemate"
    FELLOW_RESIDENT = "fellow_resident"
    NEIGHBOUR = "neighbour"
    FRIEND = "friend"
    BUDDY = "buddy"
    VOLUNTEER = "volunteer"
    PRIMARY_CAREGIVER = "primary_caregiver"
    CAREGIVER = "caregiver"
    TREATING_PROFESSIONAL = "treating_professional"
    CASE_MANAGER = "case_manager"
    ORGANISATION = "organisation"
    OTHER = "other"
    UNKNOWN = "unknown"


class CapacityCode(StrEnum):
    """A capacity in which somebody stands in a relation; several at once, each with dates."""

    FIRST_CONTACT = "first_contact"
    SECOND_CONTACT = "second_contact"
    CONTACT = "contact"
    LEGAL_REPRESENTATIVE = "legal_representative"
    GUARDIAN = "guardian"
    MENTOR = "mentor"
    PROPERTY_ADMINISTRATOR = "property_administrator"
    FINANCIAL_PROXY = "financial_proxy"
    FINANCIAL_OVERSIGHT = "financial_oversight"
    GUARDIAN_OF_MINOR = "guardian_of_minor"
    PARENTAL_AUTHORITY = "parental_authority"
    AUTHORISED_PERSON = "authorised_person"
    DE_FACTO_AGENT = "de_facto_agent"
    INFORMAL_CARER = "informal_carer"
    HOUSEHOLD = "household"
    HELPER = "helper"
    CLIENT_SUPPORTER = "client_supporter"
    OUTSIDE_SUPPORTER = "outside_supporter"
    CONFIDANT = "confidant"
    SPIRITUAL_CARER = "spiritual_carer"
    INTERPRETER = "interpreter"
    LAWYER = "lawyer"
    TEACHER = "teacher"
    EMPLOYER = "employer"
    OTHER = "other"


class RoleTense(StrEnum):
    """Who one was, is, or wants to be."""

    WAS = "was"
    IS = "is"
    WANTS_TO_BE = "wants_to_be"


class RoleDirection(StrEnum):
    """Whether a role gives, receives, or both."""

    GIVES = "gives"
    RECEIVES = "receives"
    MUTUAL = "mutual"


class RoleState(StrEnum):
    """Where the search for a role stands; first guesses may not fit."""

    IDEA = "idea"
    BEING_TRIED = "being_tried"
    FITS = "fits"
    DOES_NOT_FIT = "does_not_fit"
    RESTING = "resting"
    ENDED = "ended"


class RoleVoice(StrEnum):
    """Who voiced the idea of a role."""

    SELF = "self"
    RELATIVE = "relative"
    CAREGIVER = "caregiver"
    OBSERVER = "observer"


class DayPart(StrEnum):
    """The part of the day in which something happened."""

    NIGHT = "night"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


class StoryPart(StrEnum):
    """What part a person has in a story."""

    CENTRAL = "central"
    PRESENT = "present"
    MENTIONED = "mentioned"


class StoryState(StrEnum):
    """How far a story has come."""

    DRAFT = "draft"
    SHARED = "shared"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


class StoryUse(StrEnum):
    """What a story may be used for, beside being read by those who may read it."""

    FIGURES = "figures"
    MIRROR_SESSION = "mirror_session"
    PUBLICATION = "publication"
    RESEARCH = "research"


class CoderAs(StrEnum):
    """In which capacity a coder codes a story."""

    TELLER = "teller"
    OBSERVER = "observer"
    CAREGIVER = "caregiver"


class Lens(StrEnum):
    """The three starting points of good care (S002)."""

    CORE_VALUES = "core_values"
    CARE_RELATIONSHIP = "care_relationship"
    CARE_NETWORK = "care_network"


class Shows(StrEnum):
    """Whether a core value or lens shines in a story or is missing from it."""

    SHINES = "shines"
    MISSING = "missing"


class Condition(StrEnum):
    """What makes care possible and is no core value (S002)."""

    EFFICIENCY = "efficiency"
    COST_EFFECTIVENESS = "cost_effectiveness"
    DECISIVENESS = "decisiveness"
    TRANSPARENCY = "transparency"
    PROFITABILITY = "profitability"
    PRODUCTIVITY = "productivity"
    RESULT_ORIENTATION = "result_orientation"


class EvidenceKind(StrEnum):
    """Where a unit of the senses comes from."""

    STORY = "story"
    SITTING = "sitting"


class EvidenceFlag(StrEnum):
    """What a reader should know about a piece of evidence."""

    APPROXIMATE = "approximate"
    CODERS_DISAGREE = "coders_disagree"


class BalanceStatus(StrEnum):
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


class MissingCode(StrEnum):
    """Which minimum is not met yet."""

    UNITS = "units"
    DATES = "dates"
    MASS = "mass"


class BalanceTrend(StrEnum):
    """How the newer half of the evidence about a sense differs from the older half."""

    RISING = "rising"
    FALLING = "falling"
    NO_CLEAR_CHANGE = "no_clear_change"
    UNKNOWN = "unknown"


class GapVerdict(StrEnum):
    """How far two voices about the same sense lie apart."""

    CLEAR_DIFFERENCE = "clear_difference"
    POSSIBLE_DIFFERENCE = "possible_difference"
    NO_VISIBLE_DIFFERENCE = "no_visible_difference"


class AgreementLevel(StrEnum):
    """How far resident, relative and caregiver agree, the most favourable level first."""

    VERY_HIGH = "very_high"
    QUITE_HIGH = "quite_high"
    QUITE_LOW = "quite_low"
    VERY_LOW = "very_low"


class RungStatus(StrEnum):
    """What the recorded moments allow to say about a relation (rule `rung/1`)."""

    NO_EVIDENCE = "no_evidence"
    REPAIR_NEEDED = "repair_needed"
    DORMANT = "dormant"
    INSUFFICIENT = "insufficient"
    CURRENT = "current"
    NOT_SCORED = "not_scored"
    NOT_APPLICABLE = "not_applicable"


class RungTrend(StrEnum):
    """How a standing differs from the standing one window earlier."""

    RISING = "rising"
    FALLING = "falling"
    STEADY = "steady"
    FADING = "fading"
    UNKNOWN = "unknown"


class RungFlag(StrEnum):
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


class CapCode(StrEnum):
    """Why a standing is held lower than the moments alone would put it."""

    FOUNDATION_MISSING = "foundation_missing"


class NextStepCode(StrEnum):
    """What one more occasion would do for a standing."""

    FIRST_OCCASION = "first_occasion"
    REPAIR = "repair"
    BEGIN_AGAIN = "begin_again"
    LAY_FOUNDATION = "lay_foundation"
    ONCE_MORE = "once_more"
    ONE_HIGHER = "one_higher"
    KEEP = "keep"
    NONE = "none"


class CountStatus(StrEnum):
    """Whether the counts of a group may be given."""

    COUNTED = "counted"
    WITHHELD = "withheld"


SENSES: Final = tuple(Sense)
VOICES: Final = tuple(Voice)
