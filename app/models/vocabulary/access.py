"""Words of the access log (NEN 7513), and of what people may ask about their data (AVG)."""

from app.models.vocabulary.closed_list import ClosedList


class AccessActor(ClosedList):
    """By what somebody or something came in."""

    KEY = "key"
    LOGIN = "login"
    INVITATION = "invitation"
    COMMAND = "command"
    WORKER = "worker"


class AccessAction(ClosedList):
    """What was done with what is recorded: made, read, changed, laid aside, or a command carried out."""

    CREATE = "create"
    READ = "read"
    UPDATE = "update"
    DELETE = "delete"
    EXECUTE = "execute"


class AccessOutcome(ClosedList):
    """Whether it was done, or refused because it was not allowed."""

    DONE = "done"
    DENIED = "denied"


class AccessGround(ClosedList):
    """By what right somebody's data were seen or changed, the first of them that there is."""

    OWN = "own"
    REPRESENTS = "represents"
    EMERGENCY = "emergency"
    CARE = "care"
    CONSENT = "consent"
    KIN = "kin"
    DUTY = "duty"
    PROGRAM = "program"
    AROUND = "around"


class ReviewOutcome(ClosedList):
    """What a privacy officer finds of an emergency access."""

    JUSTIFIED = "justified"
    NOT_JUSTIFIED = "not_justified"


class ExportKind(ClosedList):
    """What an export holds: everything about a person (AVG 15), or what they supplied themselves (AVG 20)."""

    COMPLETE = "complete"
    SUPPLIED = "supplied"


class ErasureState(ClosedList):
    """How far a request to be erased has come (AVG 17)."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class ErasureDecision(ClosedList):
    """What is decided about a request to be erased."""

    GRANTED = "granted"
    REFUSED = "refused"


class RetentionCategory(ClosedList):
    """What an organisation keeps for as long as it decides."""

    ACCESS_LOG = "access_log"
    DRAFTS = "drafts"
    DEPARTED_RESIDENTS = "departed_residents"
    FORMER_RELATIVES = "former_relatives"
    FORMER_CAREGIVERS = "former_caregivers"
