"""Rule `rung/1`: plain sentences about the moments that were recorded."""

from typing import Final

from app.models.vocabulary import CapCode, CountStatus, Language, NextStepCode, Rung, RungFlag, RungStatus, RungTrend
from app.services.scoring.next_step import NextStep
from app.services.scoring.parameters import DEFAULT_RUNG, RungParameters
from app.services.scoring.rung_results import RungResult, TeamRungs
from app.services.scoring.wording import Words, told_day, told_period

# As `app/words/engagement_ladder.json` has them; a test holds the two together.
RUNGS: Final = {
    Rung.INFORM: Words("elkaar informeren", "informing each other"),
    Rung.MEET: Words("kennismaken en in gesprek gaan", "getting acquainted and talking"),
    Rung.CONSULT: Words("elkaar om raad vragen", "asking each other for advice"),
    Rung.DELIBERATE: Words("samen overleggen en afstemmen", "deliberating and deciding together"),
    Rung.DO_TOGETHER: Words("samen doen en samen maken", "doing and making things together"),
}
STATUSES: Final = {
    RungStatus.NO_EVIDENCE: Words(
        "Er zijn nog geen contactmomenten vastgelegd.", "No moments of contact have been recorded yet."
    ),
    RungStatus.REPAIR_NEEDED: Words(
        "Er is een breuk vastgelegd. Daarna is nog geen contact van twee kanten vastgelegd.",
        "A rupture was recorded. No contact from both sides has been recorded since.",
    ),
    RungStatus.DORMANT: Words(
        "In {period} zijn geen contactmomenten vastgelegd. Daarvoor wel.",
        "No moments of contact were recorded in {period}. Before that there were.",
    ),
    RungStatus.INSUFFICIENT: Words(
        "In {period} is wel contact vastgelegd (aantal: {moments}), maar nog niet op {occasions} dagen met minstens "
        "{spread} dagen tussen de eerste en de laatste.",
        "Contact was recorded in {period} (number: {moments}), but not yet on {occasions} days with at least "
        "{spread} days between the first and the last.",
    ),
    RungStatus.CURRENT: Words(
        "In {period} is op {days} verschillende dagen contact vastgelegd op trede {rung} ({name}) of hoger.",
        "In {period} contact on rung {rung} ({name}) or higher was recorded on {days} different days.",
    ),
    RungStatus.NOT_SCORED: Words(
        "Hier wordt geen trede gegeven. Zo is het afgesproken.", "No rung is given here. That was agreed."
    ),
    RungStatus.NOT_APPLICABLE: Words("Er is op dit moment geen naaste bekend.", "No relative is known at this moment."),
}
CAPS: Final = {
    CapCode.FOUNDATION_MISSING: Words(
        "Van kennismaken is niets vastgelegd dat nog telt. Daarom telt trede {standing}; anders was het trede "
        "{would_be}.",
        "Nothing that still counts was recorded of getting acquainted. So rung {standing} counts; otherwise it would "
        "be rung {would_be}.",
    ),
}
FROZEN: Final = Words("Dit is het beeld van {day}.", "This is the picture of {day}.")
TRENDS: Final = {
    RungTrend.RISING: Words("De trede is hoger dan {period} eerder.", "The rung is higher than {period} before."),
    RungTrend.FALLING: Words("De trede is lager dan {period} eerder.", "The rung is lower than {period} before."),
    RungTrend.STEADY: Words("De trede is dezelfde als {period} eerder.", "The rung is the same as {period} before."),
    RungTrend.FADING: Words(
        "Eerder was er een trede. Nu is er te weinig vastgelegd; dat hoeft geen achteruitgang te zijn.",
        "There was a rung before. Now too little is recorded; that need not mean that things got worse.",
    ),
    RungTrend.UNKNOWN: Words(
        "Of er iets verandert, is nog niet te zeggen.", "Whether anything changes cannot be said yet."
    ),
}
FLAGS: Final = {
    RungFlag.GETTING_ACQUAINTED: Words(
        "Dit contact is nieuw: er is tijd om kennis te maken.",
        "This contact is new: there is time to get acquainted.",
    ),
    RungFlag.FOUNDATION_OVERDUE: Words(
        "Van kennismaken is nog niets vastgelegd, of het is te lang geleden.",
        "Getting acquainted has not been recorded yet, or too long ago.",
    ),
    RungFlag.GOING_QUIET: Words(
        "Het laatste vastgelegde contactmoment is een tijd geleden.",
        "The last recorded moment of contact is some time ago.",
    ),
    RungFlag.ONE_SIDED_A: Words(
        "In wat is vastgelegd, nam bijna steeds de eerste partij het initiatief.",
        "In what is recorded, the first party nearly always took the first step.",
    ),
    RungFlag.ONE_SIDED_B: Words(
        "In wat is vastgelegd, nam bijna steeds de tweede partij het initiatief.",
        "In what is recorded, the second party nearly always took the first step.",
    ),
    RungFlag.MOSTLY_ONE_WAY: Words(
        "Meer dan de helft van het vastgelegde contact ging één kant op.",
        "More than half of the recorded contact went one way.",
    ),
    RungFlag.SEEN_DIFFERENTLY: Words(
        "Een moment werd door de twee partijen heel anders gezien. Dat is een begin voor een gesprek.",
        "A moment was seen very differently by the two parties. That is the start of a conversation.",
    ),
    RungFlag.FOUNDATION_MISSING: Words(
        "Er is contact op een hogere trede vastgelegd, maar geen kennismaken dat nog telt.",
        "Contact on a higher rung was recorded, but no getting acquainted that still counts.",
    ),
    RungFlag.STAGNANT: Words(
        "De trede is gelijk gebleven, en er is een hogere gewenst.",
        "The rung stayed the same, and a higher one is wished for.",
    ),
    RungFlag.ABOVE_WISH: Words(
        "Het vastgelegde contact gaat verder dan een van de partijen wenst.",
        "The recorded contact goes further than one of the parties wishes.",
    ),
    RungFlag.UNCONFIRMED: Words(
        "Geen van deze momenten is door beide partijen bevestigd.",
        "None of these moments was confirmed by both parties.",
    ),
    RungFlag.WISHES_DIFFER: Words("De twee partijen wensen een andere trede.", "The two parties wish another rung."),
    RungFlag.FOUNDATION_CARRIERS_LEFT: Words(
        "De medewerkers met wie is kennisgemaakt, zijn hier weg of hebben dit contact niet meer.",
        "The caregivers with whom people got acquainted have left, or no longer have this contact.",
    ),
    RungFlag.APPROXIMATE: Words("Niet van elk moment is de dag precies bekend.", "Not every date is known exactly."),
}
STEPS: Final = {
    NextStepCode.FIRST_OCCASION: Words(
        "Met één contactmoment is er een begin vastgelegd.", "One moment of contact would make a beginning."
    ),
    NextStepCode.REPAIR: Words(
        "Met één contactmoment van twee kanten, vanaf {day}, is een nieuw begin vastgelegd.",
        "One moment of contact from both sides, from {day} on, would make a new beginning.",
    ),
    NextStepCode.BEGIN_AGAIN: Words(
        "Met één contactmoment begint het opnieuw. Is er een tweede, minstens {spread} dagen later, dan is er weer een "
        "trede.",
        "One moment of contact begins it again. With a second, at least {spread} days later, there is a rung again.",
    ),
    NextStepCode.LAY_FOUNDATION: Words(
        "Eén moment van kennismaken en in gesprek gaan (trede 2) legt de basis.",
        "One moment of getting acquainted and talking (rung 2) lays the foundation.",
    ),
    NextStepCode.ONCE_MORE: Words(
        "Nog één moment op trede {rung} ({name}), vanaf {day}, telt mee.",
        "One more moment on rung {rung} ({name}), from {day} on, counts.",
    ),
    NextStepCode.ONE_HIGHER: Words(
        "Eén moment op trede {rung} ({name}) is een eerste. Is er een tweede, minstens {spread} dagen later, dan wordt "
        "het trede {rung}.",
        "One moment on rung {rung} ({name}) is a first. With a second, at least {spread} days later, it becomes rung "
        "{rung}.",
    ),
    NextStepCode.KEEP: Words(
        "Nog een moment op trede {rung} ({name}) houdt vast wat er is.",
        "Another moment on rung {rung} ({name}) keeps what is there.",
    ),
    NextStepCode.NONE: Words("Er is geen volgende stap.", "There is no next step."),
}
BECOMES: Final = Words("Daarmee wordt het trede {becomes}.", "It then becomes rung {becomes}.")
COUNTS: Final = {
    CountStatus.COUNTED: Words(
        "Geteld zijn bewoners en naasten, ieder één keer, op de trede die is vastgelegd.",
        "Residents and relatives are counted, each once, on the rung that is recorded.",
    ),
    CountStatus.WITHHELD: Words("De groep is te klein om te tellen.", "The group is too small to be counted."),
}


def rung_text(result: RungResult, language: Language) -> str:
    """Say what the recorded moments come to."""
    rung = Rung(result.cap.would_be if result.cap else result.standing or Rung.INFORM)
    parameters = result.parameters
    sentences = [
        STATUSES[result.status].told(
            language,
            period=told_period(parameters.window_days, language),
            days=result.occasions,
            moments=result.moments_in_window,
            occasions=parameters.occasions,
            spread=parameters.spread_days,
            rung=int(rung),
            name=rung_name(rung, language),
        )
    ]
    if result.cap:
        sentences.append(CAPS[result.cap.code].told(language, standing=result.standing, would_be=result.cap.would_be))
    if result.frozen_date:
        sentences.append(FROZEN.told(language, day=told_day(result.frozen_date, language)))
    return " ".join(sentences)


def rung_name(rung: Rung, language: Language) -> str:
    """Name a rung of the engagement ladder."""
    return RUNGS[rung].told(language)


def next_step_text(step: NextStep, language: Language, parameters: RungParameters = DEFAULT_RUNG) -> str:
    """Say what one more occasion would do."""
    text = STEPS[step.code].told(
        language,
        rung=step.rung,
        name=rung_name(Rung(step.rung or Rung.INFORM), language),
        day=told_day(step.earliest, language) if step.earliest else "",
        spread=parameters.spread_days,
    )
    lifted = step.becomes is not None and step.rung is not None and step.becomes >= step.rung
    if not lifted or step.code not in {NextStepCode.LAY_FOUNDATION, NextStepCode.ONCE_MORE}:
        return text
    return f"{text} {BECOMES.told(language, becomes=step.becomes)}"


def flag_text(flag: RungFlag, language: Language) -> str:
    """Say what a flag beside a standing means."""
    return FLAGS[flag].told(language)


def rung_trend_text(result: RungResult, language: Language) -> str:
    """Say how the standing differs from that of one window earlier."""
    days = result.parameters.window_days
    period = Words("{days} dagen", "{days} days").told(language, days=days)
    return TRENDS[result.trend].told(language, period=period)


def team_text(result: TeamRungs, language: Language) -> str:
    """Say what is counted of a team, or that the group is too small."""
    return COUNTS[result.status].told(language)
