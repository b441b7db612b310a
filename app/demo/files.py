"""The files in `data/`, read as a whole; what each of them may say stands in `people_lines` and `story_lines`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final

from pydantic import TypeAdapter

from app.demo.people_lines import CaregiverLines, ConsentLines, HouseLines, PersonLines, ResidentLines, TeamLines
from app.demo.story_lines import StoryLines

DATA: Final = files("app.demo") / "data"


@dataclass(frozen=True, slots=True)
class Demo:
    """All that the files say."""

    house: HouseLines
    teams: Sequence[TeamLines]
    stories: Sequence[StoryLines]
    consents: Sequence[ConsentLines]

    @property
    def caregivers(self) -> Iterator[CaregiverLines]:
        """The caregivers of all teams."""
        return (one for team in self.teams for one in team.caregivers)

    @property
    def residents(self) -> Iterator[ResidentLines]:
        """The residents of all teams."""
        return (one for team in self.teams for one in team.residents)

    @property
    def persons(self) -> dict[str, PersonLines]:
        """Everybody by key, from where they are described."""
        relatives = (one for resident in self.residents for one in resident.relatives)
        described = (*self.caregivers, *self.residents, *(one for one in relatives if isinstance(one, PersonLines)))
        return {one.key: one for one in described}


@cache
def read(folder: Traversable = DATA) -> Demo:
    """The demo as the files of a folder tell it; a ValidationError names the place of a fault."""
    house = _read(folder, "house", HouseLines)
    keys = [key for place in house.locations for key in place.teams]
    stories = [story for key in keys for story in _read(folder, f"{key}-stories", list[StoryLines])]
    teams = [_read(folder, key, TeamLines) for key in keys]
    return Demo(house, teams, stories, _read(folder, "consents", list[ConsentLines]))


def _read(folder: Traversable, name: str, shape: Any) -> Any:  # noqa: ANN401  a shape, or a list of one
    return TypeAdapter(shape).validate_json((folder / f"{name}.json").read_text(encoding="utf-8"))
