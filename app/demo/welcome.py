"""What the demo prints: the address, keys, and a few things worth asking, each as a line to paste."""

import json
from collections.abc import Iterator
from shlex import quote
from typing import Final, NamedTuple

from app.demo.callers import OFFICER, WITH_THE_CARE_KEY, Keys, Who
from app.demo.files import read
from app.demo.ids import fixed_id
from app.services.callers import ACTING_PERSON

READABLE: Final = "python3 -m json.tool --no-ensure-ascii"


class Look(NamedTuple):
    """Something worth asking: what it is, in which language, the path, and what is sent along if anything is."""

    about: str
    path: str
    language: str | None = None
    sent: dict[str, str] | None = None


def welcome(address: str, keys: Keys, own_database: str | None = None, officer_token: str | None = None) -> str:
    """The whole text; a database that the demo chose itself is told, for the other commands."""
    lines = [
        f"{read().house.name} is open at {address}",
        f"In a browser: {address}/docs (press Authorize and give the key)",
        f"Key: {keys.system}",
        *([f"For other commands: export SAMENSPEL_DATABASE_URL={quote(own_database)}"] if own_database else []),
        "",
        "Five things to ask it. Paste a line into another terminal.",
    ]
    for place, look in enumerate(_looks(), 1):
        lines += ["", f"{place}. {look.about}", _command(address, keys.system, look)]
    lines += ["", *_everybody(address, keys, officer_token), ""]
    return "\n".join([*lines, "Stop with Ctrl+C. The house is kept; `samenspel demo --fresh` makes it anew."])


def _everybody(address: str, keys: Keys, officer_token: str | None) -> Iterator[str]:
    """A key or a token for each kind of caller, or an id for who has none, as lines that a shell takes.

    Who they are is told below and not beside them: a shell on a Mac takes no remarks from whoever types.
    """
    names = {who: read().persons[who.key].preferred_name for who in Who}
    yield "That key sees all care, others see less. Paste this; docs/guides/eyes.md shows what each of them sees."
    yield f"export SAMENSPEL_URL={quote(address)}"
    yield f"export KEY={keys.system}"
    yield f"export ADMINISTRATOR_KEY={keys.administrator}"
    yield f"export CARE_KEY={keys.care}"
    yield from (f"export {who.name}={who.id}" for who in WITH_THE_CARE_KEY)
    yield f"export DAUGHTER_KEY={keys.daughter}"
    yield f"export RESIDENT_KEY={keys.resident}"
    if officer_token:
        yield f"export OFFICER_TOKEN={officer_token}"
    yield f'With CARE_KEY an app says who uses it: -H "{ACTING_PERSON}: $NURSE"'
    yield f"These are {', '.join(f'{names[who]} ({who.name})' for who in WITH_THE_CARE_KEY)}."
    yield f"DAUGHTER_KEY is of {names[Who.DAUGHTER]}, RESIDENT_KEY of her mother {names[Who.RESIDENT]}."
    if officer_token:
        yield f"OFFICER_TOKEN is of {OFFICER.preferred_name}, the privacy officer, for a day or until you stop."
    else:
        yield "A privacy officer has no key and comes by a login."


def _looks() -> Iterator[Look]:
    names = {key: one.preferred_name for key, one in read().persons.items()}
    ids = {key: fixed_id("person", key) for key in names}
    yield Look(
        f"How far {names['toos-van-den-biggelaar']} takes part, with the moments behind every figure",
        f"/v1/residents/{ids['toos-van-den-biggelaar']}/participation?explain=true",
    )
    yield Look(
        f"Everybody around {names['klaas-medendorp']}; his daughter has both parents here",
        f"/v1/residents/{ids['klaas-medendorp']}/triangle",
        "en",
    )
    yield Look(
        "The morning screen of team De Linde, in one call",
        f"/v1/teams/{fixed_id('team', 'linde')}/overview",
    )
    yield Look(
        "Stories in which somebody sings",
        "/v1/stories/_search",
        sent={"q": "zingen"},
    )
    yield Look(
        f"How the six senses of {names['ferry-lapre']} are fed, by the stories and lists of a year",
        f"/v1/residents/{ids['ferry-lapre']}/senses",
        "en",
    )


def _command(address: str, key: str, look: Look) -> str:
    words = ["curl -sS", f"-H 'Authorization: Bearer {key}'"]
    if look.language:
        words.append(f"-H 'Accept-Language: {look.language}'")
    if look.sent:
        words.append(f"-H 'Content-Type: application/json' -d '{json.dumps(look.sent)}'")
    return " ".join([*words, f"'{address}{look.path}'", "|", READABLE])
