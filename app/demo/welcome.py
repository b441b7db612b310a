"""What the demo prints: the address, a key, and a few things worth asking, each as a line to paste."""

import json
from collections.abc import Iterator
from shlex import quote
from typing import Final, NamedTuple

from app.demo.files import read
from app.demo.ids import fixed_id

READABLE: Final = "python3 -m json.tool --no-ensure-ascii"


class Look(NamedTuple):
    """Something worth asking: what it is, in which language, the path, and what is sent along if anything is."""

    about: str
    path: str
    language: str | None = None
    sent: dict[str, str] | None = None


def welcome(address: str, key: str, own_database: str | None = None) -> str:
    """The whole text; a database that the demo chose itself is told, for the other commands."""
    lines = [
        f"{read().house.name} is open at {address}",
        f"In a browser: {address}/docs (press Authorize and give the key)",
        f"Key: {key}",
        *([f"For other commands: export SAMENSPEL_DATABASE_URL={quote(own_database)}"] if own_database else []),
        "",
        "Five things to ask it. Paste a line into another terminal.",
    ]
    for place, look in enumerate(_looks(), 1):
        lines += ["", f"{place}. {look.about}", _command(address, key, look)]
    return "\n".join([*lines, "", "Stop with Ctrl+C. The house is kept; `samenspel demo --fresh` makes it anew."])


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
