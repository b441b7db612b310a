"""The compact notation of the worked examples, told over HTTP as moments, stories and sittings.

Moments: `age:rung`, where `4/2` are the tags of side a and side b, `x` is not reciprocal, `a` or `b` the initiator, and
`RUP` a rupture. Units: `age:y`. Ages are whole days before today.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from tests.house import House, Said

FELT: Final = {"1": "felt", "0.5": "mixed", "0": "missing"}
_MOMENT: Final = re.compile(r"(?P<a>\d)(/(?P<b>\d))?(?P<marks>[xab]*)")


def pairs(text: str) -> Iterator[tuple[int, str]]:
    """Age and what stands behind it."""
    for word in text.split():
        age, _, what = word.partition(":")
        yield int(age), what


def moments(house: House, relation: str, text: str, **more: object) -> list[str]:
    """The ids of moments noted for a relation."""
    return [
        str(house.made("/moments", relationId=relation, happenedOn=house.ago(age), **{**_moment(what), **more})["id"])
        for age, what in pairs(text)
    ]


def _moment(what: str) -> Said:
    if what == "RUP":
        return {"rupture": True}
    found = _MOMENT.fullmatch(what)
    assert found, f"{what} is no moment"
    body: Said = {"rungA": int(found["a"]), "reciprocal": "x" not in found["marks"]}
    initiators = [mark for mark in "ab" if mark in found["marks"]]
    return body | ({"rungB": int(found["b"])} if found["b"] else {}) | {"initiator": (*initiators, "unknown")[0]}


def stories(house: House, subject: str, text: str, *, coder: str, voice: str = "resident", **more: Any) -> list[str]:  # noqa: ANN401  any JSON
    """The ids of stories in which the sense of security of the subject is coded."""
    told = []
    for age, what in pairs(text):
        sense = {"sense": "security", "subjectId": subject, "voice": voice, "felt": FELT[what], **more}
        coding = {"coderId": coder, "as": "observer", "senses": [sense]}
        told.append(house.story(subject, happenedOn=house.ago(age), codings=[coding]))
    return told


def security(house: House, subject: str, asked: str = "") -> Said:
    """The answer on the sense of security of a resident."""
    found: Said = house.seen(f"/residents/{subject}/senses{asked}")["senses"][0]
    assert found["sense"] == "security"
    return found


def voice_of(sense: Said, voice: str = "resident") -> Said:
    """One voice of a sense."""
    return next(one for one in sense["voices"] if one["voice"] == voice)


def instrument(house: House, lowest: int, top: int, count: int) -> str:
    """An own list of so many items on security, with a scale of whole numbers."""
    scale = [{"value": value, "label": f"trede {value}"} for value in range(lowest, top + 1)]
    items = [{"id": f"item_{place}", "sense": "security", "text": "Iemand was er."} for place in range(count)]
    return str(house.made("/instruments", title="Eigen lijst", corner="resident", scale=scale, items=items)["id"])


def sitting(house: House, instrument_id: str, subject: str, age: int, answers: list[int | None]) -> str:
    """A sitting with these answers to the items in order."""
    said = [{"itemId": f"item_{place}", "value": value} for place, value in enumerate(answers)]
    body = {"instrumentId": instrument_id, "subjectId": subject, "voice": "resident", "answers": said}
    return str(house.made("/sittings", happenedOn=house.ago(age), **body)["id"])
