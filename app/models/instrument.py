"""Instrument: a questionnaire of positive events, its items balanced over the six senses."""

from typing import Annotated, Any, ClassVar

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError
from sqlmodel import Field as Column

from app.models.base import Body, ExternalIds, Kept, Row, belongs
from app.models.columns import json, word
from app.models.external_id import ExternalIdRow, also_known_as
from app.models.vocabulary import Corner, Sense
from app.models.wire import Bool, Code, Line, Remark, ShortLine

ScaleValue = Annotated[int, Field(ge=0, le=100, strict=True)]


class ScaleStep(Body):
    """One step of the frequency scale."""

    value: ScaleValue = Field(description="The number of the answer.")
    label: ShortLine = Field(description="The words beside it.")


class Item(Body):
    """One positive event to be asked about."""

    id: Code = Field(description="Id of the item within this instrument.")
    sense: Sense = Field(description="The sense it belongs to.")
    text: Remark = Field(description="The event, as it is asked.")


Scale = Annotated[list[ScaleStep], Field(min_length=2, max_length=11, description="Frequency scale, lowest first.")]
Items = Annotated[list[Item], Field(min_length=1, max_length=120, description="The items.")]


class InstrumentBody(Body):
    """What may be said of an instrument."""

    external_ids: ExternalIds = Field(default_factory=list)
    title: Line = Field(description="Title.")
    question: Line | None = Field(None, description="What is asked of every item, such as how often it happened.")
    note: Remark | None = Field(None, description="What readers must know, such as that it is not validated.")
    corner: Corner = Field(description="The corner it asks.")
    scale: Scale
    items: Items
    validated: Bool = Field(False, description="Whether it was validated in published research.")

    @model_validator(mode="after")
    def _usable(self) -> "InstrumentBody":
        values, ids = [step.value for step in self.scale], [item.id for item in self.items]
        if sorted(set(values)) != values:
            raise PydanticCustomError("scale_not_rising", "the scale must rise")
        if len(set(ids)) < len(ids):
            raise PydanticCustomError("item_twice", "an item id stands twice")
        return self


class InstrumentRow(Row, table=True):
    """An instrument as it is remembered; `preset` names the shipped one it is, answered in either language."""

    __tablename__ = "instrument"
    __table_args__ = belongs()
    noun: ClassVar[str] = "instrument"

    title: str = Column(max_length=200)
    question: str | None = Column(default=None, max_length=200)
    note: str | None = Column(default=None, max_length=2000)
    corner: Corner = word(Corner)
    scale: list[dict[str, Any]] = json(default_factory=list)
    items: list[dict[str, Any]] = json(default_factory=list)
    validated: bool = Column(default=False)
    preset: str | None = Column(default=None, max_length=64)
    external_ids: list[ExternalIdRow] = also_known_as("InstrumentRow", "instrument")


class Instrument(Kept):
    """What is told of an instrument."""

    title: Line = Field(description="Title.")
    question: Line | None = Field(description="What is asked of every item.")
    note: Remark | None = Field(description="What readers must know.")
    corner: Corner = Field(description="The corner it asks.")
    scale: Scale
    items: Items
    validated: Bool = Field(description="Whether it was validated in published research.")
    preset: Code | None = Field(description="Name of the list of this program that it is; null for an own instrument.")
