"""Rule `sense-balance/1`, step 10: one plain sentence or a few about the recorded evidence."""

from typing import Final

from app.models.vocabulary import (
    AgreementLevel,
    BalanceStatus,
    BalanceTrend,
    Corner,
    EvidenceFlag,
    GapVerdict,
    Language,
    MissingCode,
    Sense,
    Voice,
)
from app.services.scoring.balance_results import (
    Agreement,
    Gap,
    GroupSenseResult,
    Missing,
    Reckoning,
    Tally,
    VoiceResult,
)
from app.services.scoring.parameters import DEFAULT_BALANCE, BalanceParameters
from app.services.scoring.wording import Words, told_number, told_period

# As `app/words/vocabularies.json` has them; a test holds the two together.
SENSES: Final = {
    Sense.SECURITY: Words("veiligheid", "security"),
    Sense.CONTINUITY: Words("continuïteit", "continuity"),
    Sense.BELONGING: Words("erbij horen", "belonging"),
    Sense.PURPOSE: Words("zin en doel", "purpose"),
    Sense.ACHIEVEMENT: Words("iets bereiken en bijdragen", "achievement"),
    Sense.SIGNIFICANCE: Words("ertoe doen", "significance"),
}
VOICES: Final = {
    Voice.RESIDENT: Words("zoals een bewoner het vertelt", "as a resident tells it"),
    Voice.RELATIVE: Words("zoals een naaste het vertelt", "as a relative tells it"),
    Voice.CAREGIVER: Words("zoals een medewerker het vertelt", "as a caregiver tells it"),
    Voice.OBSERVER: Words("zoals een observator het zag", "as an observer saw it"),
}
OWN_VOICE: Final = Words("in de eigen stem", "in their own voice")
CORNERS: Final = {
    Corner.RESIDENT: Words("zoals bewoners het zelf vertellen", "as residents tell it themselves"),
    Corner.RELATIVE: Words("zoals naasten het zelf vertellen", "as relatives tell it themselves"),
    Corner.CAREGIVER: Words("zoals medewerkers het zelf vertellen", "as caregivers tell it themselves"),
}
FOUND: Final = Words(
    "In {felt} van de {units} vastgelegde {things} kwam '{sense}' naar voren, {voice}.",
    "In {felt} of the {units} recorded {things} there was '{sense}', {voice}.",
)
PARTLY: Final = Words("In {mixed} was dat er deels wel en deels niet.", "In {mixed} it was there in part.")
STORIES: Final = Words("verhalen", "stories")
SITTINGS: Final = Words("vragenlijsten", "questionnaires")
STORIES_AND_SITTINGS: Final = Words("verhalen en vragenlijsten", "stories and questionnaires")
STATUSES: Final = {
    BalanceStatus.NO_EVIDENCE: Words(
        "Over '{sense}', {voice}, is in {period} nog niets vastgelegd.",
        "Nothing has been recorded in {period} about '{sense}', {voice}.",
    ),
    BalanceStatus.INSUFFICIENT: Words("Dat is nog te weinig voor een beeld.", "That is not enough for a picture yet."),
    BalanceStatus.PRESENT: Words("Wat is vastgelegd, laat dit duidelijk zien.", "What is recorded shows this clearly."),
    BalanceStatus.LEANING_PRESENT: Words(
        "Wat is vastgelegd, wijst vooral die kant op. Zeker is het nog niet.",
        "What is recorded mostly points that way. It is not certain yet.",
    ),
    BalanceStatus.MIXED: Words(
        "Wat is vastgelegd, wijst niet duidelijk één kant op.", "What is recorded does not clearly point one way."
    ),
    BalanceStatus.LEANING_UNDER_PRESSURE: Words(
        "Wat is vastgelegd, laat vooral zien dat dit ontbrak. Zeker is het nog niet.",
        "What is recorded mostly shows that this was missing. It is not certain yet.",
    ),
    BalanceStatus.UNDER_PRESSURE: Words(
        "Wat is vastgelegd, laat duidelijk zien dat dit ontbrak.",
        "What is recorded clearly shows that this was missing.",
    ),
    BalanceStatus.NOT_SCORED: Words(
        "Hier worden geen cijfers gegeven. Zo is het afgesproken.", "No figures are given here. That was agreed."
    ),
    BalanceStatus.WITHHELD: Words(
        "De groep is te klein om er cijfers over te geven.", "The group is too small to give figures about it."
    ),
}
MISSING: Final = {
    MissingCode.UNITS: Words(
        "Nodig zijn minstens {need} verhalen of vragenlijsten; er zijn er {have}.",
        "At least {need} stories or questionnaires are needed; there are {have}.",
    ),
    MissingCode.DATES: Words(
        "Ze moeten van minstens {need} verschillende dagen zijn; dat aantal is nu {have}.",
        "They must be of at least {need} different days; that number is {have} now.",
    ),
    MissingCode.MASS: Words(
        "Wat is vastgelegd, is te lang geleden: oud telt minder mee (nodig {need}, nu {have}).",
        "What is recorded is too long ago: old counts for less (needed {need}, now {have}).",
    ),
}
TRENDS: Final = {
    BalanceTrend.RISING: Words(
        "In wat het laatst is vastgelegd, komt het vaker naar voren dan daarvoor.",
        "It is found more often in what was recorded last than before.",
    ),
    BalanceTrend.FALLING: Words(
        "In wat het laatst is vastgelegd, komt het minder vaak naar voren dan daarvoor.",
        "It is found less often in what was recorded last than before.",
    ),
    BalanceTrend.NO_CLEAR_CHANGE: Words(
        "Er is geen duidelijk verschil met eerder.", "There is no clear difference from before."
    ),
    BalanceTrend.UNKNOWN: Words(
        "Of er iets verandert, is nog niet te zeggen.", "Whether anything changes cannot be said yet."
    ),
}
FLAGS: Final = {
    EvidenceFlag.APPROXIMATE: Words("Niet van alles is de dag precies bekend.", "Not every date is known exactly."),
    EvidenceFlag.CODERS_DISAGREE: Words(
        "Wie een verhaal lazen, zagen er niet allemaal hetzelfde in.",
        "Those who read a story did not all see the same in it.",
    ),
}
VERDICTS: Final = {
    GapVerdict.CLEAR_DIFFERENCE: Words(
        "De verhalen van de twee stemmen verschillen duidelijk. Dat is een begin voor een gesprek.",
        "What the two voices tell differs clearly. That is the start of a conversation.",
    ),
    GapVerdict.POSSIBLE_DIFFERENCE: Words(
        "De verhalen van de twee stemmen verschillen misschien.", "What the two voices tell may differ."
    ),
    GapVerdict.NO_VISIBLE_DIFFERENCE: Words(
        "Tussen de verhalen van de twee stemmen is geen verschil te zien.",
        "No difference is visible between what the two voices tell.",
    ),
}
LEVELS: Final = {
    AgreementLevel.VERY_HIGH: Words(
        "De drie stemmen vertellen bijna hetzelfde.", "The three voices tell almost the same."
    ),
    AgreementLevel.QUITE_HIGH: Words(
        "De stemmen van naaste en medewerker liggen het verst uit elkaar.",
        "The voices of relative and caregiver lie furthest apart.",
    ),
    AgreementLevel.QUITE_LOW: Words(
        "De stemmen van bewoner en naaste liggen het verst uit elkaar.",
        "The voices of resident and relative lie furthest apart.",
    ),
    AgreementLevel.VERY_LOW: Words(
        "De stemmen van bewoner en medewerker liggen het verst uit elkaar.",
        "The voices of resident and caregiver lie furthest apart.",
    ),
}
FRAGILE: Final = Words("Eén verhaal minder zou dit veranderen.", "One story less would change this.")


def voice_text(result: VoiceResult, language: Language, parameters: BalanceParameters = DEFAULT_BALANCE) -> str:
    """Say what is recorded of one sense in one voice."""
    voice = (OWN_VOICE if result.own else VOICES[result.voice]).told(language)
    return _text(result, SENSES[result.sense].told(language), voice, language, parameters)


def group_text(result: GroupSenseResult, language: Language, parameters: BalanceParameters = DEFAULT_BALANCE) -> str:
    """Say what is recorded of one sense in the own voices of a corner of a team."""
    voice = CORNERS[result.corner].told(language)
    return _text(result, SENSES[result.sense].told(language), voice, language, parameters)


def _text(result: Reckoning, sense: str, voice: str, language: Language, parameters: BalanceParameters) -> str:
    period = told_period(parameters.window_days, language)
    closing = STATUSES[result.status].told(language, sense=sense, voice=voice, period=period)
    if result.tally is None or result.status is BalanceStatus.NO_EVIDENCE:
        return closing
    missing = [missing_text(each, language) for each in result.missing]
    return " ".join([*_found(result.tally, sense, voice, language), closing, *missing])


def _found(tally: Tally, sense: str, voice: str, language: Language) -> list[str]:
    units, things = tally.stories + tally.sittings, _things(tally).told(language)
    found = FOUND.told(language, felt=tally.felt, units=units, things=things, sense=sense, voice=voice)
    return [found, PARTLY.told(language, mixed=tally.mixed)] if tally.mixed else [found]


def _things(tally: Tally) -> Words:
    if not tally.sittings:
        return STORIES
    return STORIES_AND_SITTINGS if tally.stories else SITTINGS


def missing_text(missing: Missing, language: Language) -> str:
    """Say what is needed for a picture and what there is."""
    need, have = told_number(missing.need, language), told_number(missing.have, language)
    return MISSING[missing.code].told(language, need=need, have=have)


def trend_text(trend: BalanceTrend, language: Language) -> str:
    """Say how the newer evidence differs from the older."""
    return TRENDS[trend].told(language)


def evidence_flag_text(flag: EvidenceFlag, language: Language) -> str:
    """Say what a flag on evidence of the senses means."""
    return FLAGS[flag].told(language)


def fragile_text(language: Language) -> str:
    """Say that one unit less would change the status."""
    return FRAGILE.told(language)


def gap_text(gap: Gap, language: Language) -> str:
    """Say how far the two voices lie apart."""
    return VERDICTS[gap.verdict].told(language)


def agreement_text(agreement: Agreement, language: Language) -> str:
    """Say which two voices of the triad lie furthest apart, if any."""
    return LEVELS[agreement.level].told(language)
