"""Words of people and places: hats, stays, teams, names and addresses."""

from app.models.vocabulary.closed_list import ClosedList


class Hat(ClosedList):
    """What a person is here; one person may wear several hats at once."""

    RESIDENT = "resident"
    RELATIVE = "relative"
    CAREGIVER = "caregiver"


class ResidentState(ClosedList):
    """Where a resident stands in their stay."""

    EXPECTED = "expected"
    MOVED_IN = "moved_in"
    MOVED_OUT = "moved_out"
    DECEASED = "deceased"


class DepartureKind(ClosedList):
    """How a stay ended."""

    MOVED_OUT = "moved_out"
    DECEASED = "deceased"


class TeamKind(ClosedList):
    """What kind of team; a partner organisation is known here only because records name it."""

    WARD = "ward"
    COMMUNITY_TEAM = "community_team"
    LEARNING_UNIT = "learning_unit"
    DEPARTMENT = "department"
    HOUSE = "house"
    PARTNER_ORGANISATION = "partner_organisation"


class TeamCapacity(ClosedList):
    """In what capacity somebody belongs to a team."""

    MEMBER = "member"
    COORDINATOR = "coordinator"
    COACH = "coach"
    STUDENT = "student"
    VOLUNTEER = "volunteer"
    RELATIVE = "relative"
    RESIDENT = "resident"


class Position(ClosedList):
    """In what position a caregiver works, volunteers or learns here."""

    EMPLOYEE = "employee"
    VOLUNTEER = "volunteer"
    STUDENT = "student"
    EXTERNAL = "external"


class Gender(ClosedList):
    """Administrative gender, as FHIR R4 has it."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


class NameOrder(ClosedList):
    """In which order own name and partner's name are used (NL1 to NL4)."""

    OWN = "own"
    PARTNER = "partner"
    PARTNER_OWN = "partner_own"
    OWN_PARTNER = "own_partner"
    UNKNOWN = "unknown"


class NameUse(ClosedList):
    """What a name is used for, as FHIR R4 has it."""

    OFFICIAL = "official"
    USUAL = "usual"
    TEMPORARY = "temporary"
    NICKNAME = "nickname"
    ANONYMOUS = "anonymous"
    OLD = "old"
    MAIDEN = "maiden"


class MaritalStatus(ClosedList):
    """Marital status (v3-MaritalStatus)."""

    MARRIED = "married"
    REGISTERED_PARTNERSHIP = "registered_partnership"
    UNMARRIED = "unmarried"
    NEVER_MARRIED = "never_married"
    DIVORCED = "divorced"
    WIDOWED = "widowed"
    UNKNOWN = "unknown"


class TelecomKind(ClosedList):
    """A means of contact."""

    PHONE = "phone"
    EMAIL = "email"
    FAX = "fax"
    PAGER = "pager"
    SMS = "sms"
    URL = "url"
    OTHER = "other"


class TelecomUse(ClosedList):
    """Where a means of contact is used."""

    HOME = "home"
    WORK = "work"
    TEMPORARY = "temporary"
    OLD = "old"
    MOBILE = "mobile"


class AddressUse(ClosedList):
    """What an address is used for."""

    HOME = "home"
    WORK = "work"
    TEMPORARY = "temporary"
    OLD = "old"
    BILLING = "billing"


class AddressType(ClosedList):
    """Whether somebody can be visited or written to at an address."""

    POSTAL = "postal"
    PHYSICAL = "physical"
    BOTH = "both"


class AddressKind(ClosedList):
    """The zib's kind of address (AdresSoort)."""

    PRIMARY_HOME = "primary_home"
    HOME = "home"
    POSTAL = "postal"
    TEMPORARY = "temporary"
    VACATION = "vacation"
    WORK = "work"
    OTHER = "other"


class ProficiencyMode(ClosedList):
    """How a language is used."""

    SPEAKS = "speaks"
    UNDERSTANDS = "understands"
    WRITES = "writes"
    READS = "reads"
    SIGNS = "signs"
    UNDERSTANDS_SIGNS = "understands_signs"


class ProficiencyLevel(ClosedList):
    """How well a language is used."""

    EXCELLENT = "excellent"
    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
