"""T15: whatever somebody writes comes back as it was written, in answers that no browser takes for more than data.

The booklet, which is a page, is in `tests/pictures/test_booklet.py`.
"""

from typing import Any

import pytest

from tests.house import LONG_AGO, House
from tests.pictures.test_booklet import LIVE


@pytest.mark.parametrize("text", LIVE)
def test_live_text_is_data(house: House, text: str) -> None:
    team = house.made("/teams", name=text)["id"]
    stay = [{"teamId": team, "fromDate": LONG_AGO}]
    told = [{"text": text, "voicedById": None}]
    resident = house.made("/residents", preferredName=text, lifeStory=told, stays=stay)["id"]
    nurse = house.made("/caregivers", preferredName=text)["id"]
    relation = house.relation("B", resident, nurse, note=text)
    house.made("/moments", relationId=relation, happenedOn=LONG_AGO, rungA=3, reciprocal=True, note=text)
    house.story(resident, title=text, text=text, placeText=text)
    house.made("/roles", holderId=resident, title=text, tense="was", meaning=text)
    paths = ["/residents", "/moments", "/stories", "/roles", f"/teams/{team}", f"/teams/{team}/overview"]
    paths += [f"/residents/{resident}", f"/residents/{resident}/triangle", f"/residents/{resident}/timeline"]
    paths += [f"/relations/{relation}"]
    for path in paths:
        answer = house.ask("GET", path)
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert text in list(strings(answer.json())), path


def strings(value: Any) -> Any:  # noqa: ANN401  any JSON
    """Every string in an answer."""
    if isinstance(value, str):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(one)
