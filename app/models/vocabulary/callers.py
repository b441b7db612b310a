"""Words of who calls, what a key opens, what was consented to, and of language."""

from app.models.vocabulary.closed_list import ClosedList


class Language(ClosedList):
    """The languages in which people are spoken to; Dutch when nothing is asked."""

    NL = "nl"
    EN = "en"


class KeyHolder(ClosedList):
    """Who holds an API key."""

    ADMINISTRATOR = "administrator"
    SYSTEM = "system"
    RELATIVE = "relative"
    RESIDENT = "resident"


class KeyScope(ClosedList):
    """What an API key opens: the house itself; people and evidence; the same with nobody acting."""

    ADMINISTRATION = "administration"
    CARE = "care"
    UNATTENDED = "unattended"


class Duty(ClosedList):
    """What somebody who logs in does here beside what their hats say."""

    ADMINISTRATOR = "administrator"
    PRIVACY_OFFICER = "privacy_officer"


class CallerKind(ClosedList):
    """As what somebody calls; one caller may be several of these at once."""

    ADMINISTRATOR = "administrator"
    COORDINATOR = "coordinator"
    CAREGIVER = "caregiver"
    VOLUNTEER = "volunteer"
    STUDENT = "student"
    RELATIVE = "relative"
    RESIDENT = "resident"
    PRIVACY_OFFICER = "privacy_officer"
    SYSTEM = "system"
    INVITED = "invited"


class InvitationState(ClosedList):
    """How far an invitation has come."""

    OPEN = "open"
    USED = "used"
    EXPIRED = "expired"
    REVOKED = "revoked"


class ConsentCategory(ClosedList):
    """About what a consent is."""

    STORIES = "stories"
    PHOTOS_AND_SOUND = "photos_and_sound"
    ROLES_AND_WISHES = "roles_and_wishes"
    LADDER_AND_SENSES = "ladder_and_senses"
    JOURNEY = "journey"


class ConsentPurpose(ClosedList):
    """For what a consent is, when it is not for a relative."""

    FIGURES = "figures"
    MIRROR_SESSION = "mirror_session"
    PUBLICATION = "publication"
    RESEARCH = "research"


class ConsentGround(ClosedList):
    """By what right somebody gives or refuses a consent, the first of them that there is (WGBO, article 7:465)."""

    RESIDENT = "resident"
    CURATOR_OR_MENTOR = "curator_or_mentor"
    AUTHORISED_PERSON = "authorised_person"
    PARTNER = "partner"
    PARENT_CHILD_SIBLING = "parent_child_sibling"


class MaskingState(ClosedList):
    """How far a masking has come; it is in force until it is refused."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"


class MaskingDecision(ClosedList):
    """What is decided about a masking."""

    GRANTED = "granted"
    REFUSED = "refused"


class ConsentDecision(ClosedList):
    """What was decided."""

    GIVEN = "given"
    REFUSED = "refused"
