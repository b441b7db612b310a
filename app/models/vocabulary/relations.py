"""Words of the relation triangle: sides, kinds, capacities, wishes."""

from enum import IntEnum

from app.models.vocabulary.closed_list import ClosedList


class Side(ClosedList):
    """A side of the relation triangle (S004, figure 1)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class Corner(ClosedList):
    """A corner of the relation triangle."""

    RESIDENT = "resident"
    RELATIVE = "relative"
    CAREGIVER = "caregiver"


class RelationKind(ClosedList):
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


class CapacityCode(ClosedList):
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


class ContactWanted(ClosedList):
    """Whether a party wants this contact."""

    YES = "yes"
    LESS = "less"
    NO = "no"


class Keep(ClosedList):
    """Whether a relative wishes to keep doing what they do."""

    YES = "yes"
    LESS = "less"
    NO = "no"


class Initiator(ClosedList):
    """Which party took the first step in a moment."""

    A = "a"
    B = "b"
    BOTH = "both"
    UNKNOWN = "unknown"


class Rung(IntEnum):
    """A rung of the engagement ladder (S004, table 1), from informing to doing together."""

    INFORM = 1
    MEET = 2
    CONSULT = 3
    DELIBERATE = 4
    DO_TOGETHER = 5
