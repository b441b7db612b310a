"""A team to test with, and who is put into it."""

from tests.house import House


class Ward:
    """A team with residents who have stayed there for 400 days and caregivers who belong to it."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.team = str(house.made("/teams", name="De Linde")["id"])

    def resident(self, name: str = "Truus", **more: object) -> str:
        stay = {"teamId": self.team, "room": "12", "fromDate": self.house.ago(400)}
        return str(self.house.made("/residents", **{"preferredName": name, "stays": [stay], **more})["id"])

    def colleague(self, name: str = "Bilal", **more: object) -> str:
        member = [{"teamId": self.team}]
        return str(self.house.made("/caregivers", **{"preferredName": name, "memberships": member, **more})["id"])
