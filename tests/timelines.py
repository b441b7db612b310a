"""Timelines as tests ask for them."""

from tests.evidence import moments
from tests.house import House, Said


def page(house: House, resident: str, asked: str = "") -> Said:
    return house.seen(f"/residents/{resident}/timeline{asked}")


def items(house: House, resident: str, asked: str = "") -> list[Said]:
    found: list[Said] = page(house, resident, asked)["items"]
    return found


def ids(house: House, resident: str, asked: str = "") -> list[str]:
    return [one["id"] for one in items(house, resident, asked)]


def known(house: House) -> tuple[str, str]:
    """A resident, and a relation with a caregiver."""
    resident = house.resident("Truus")
    return resident, house.relation("B", resident, house.caregiver("Bilal"))


def lived(house: House) -> str:
    """A resident to whom everything happened, some of it on one day."""
    resident, relation = known(house)
    team = house.made("/teams", name="Linde")["id"]
    day = house.ago(30)
    stays = [{"teamId": team, "fromDate": day, "untilDate": day}, {"teamId": team, "fromDate": house.ago(29)}]
    house.changed(f"/residents/{resident}", stays=stays)
    for age in (40, 30, 30, 10, 0):
        moments(house, relation, f"{age}:2")
        told = house.story(resident, happenedOn=house.ago(age))
        moments(house, relation, f"{age}:2", storyId=told)
    role = house.made("/roles", holderId=resident, title="Tuinman", tense="is")["id"]
    house.done(f"/roles/{role}/states", state="being_tried")
    house.done(f"/residents/{resident}/departures", kind="deceased", departedOn=house.ago(0))
    return resident
