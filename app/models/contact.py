"""Means of contact and addresses, with the Dutch parts that national records carry."""

from typing import Annotated

from pydantic import Field

from app.models.base import Body
from app.models.vocabulary import AddressKind, AddressType, AddressUse, TelecomKind, TelecomUse
from app.models.wire import Bool, Int, Line, PartialDate, ShortLine, Uri

Rank = Annotated[Int, Field(ge=1)]


class Telecom(Body):
    """A means of contact."""

    kind: TelecomKind = Field(description="Phone, email and the like.")
    value: Line = Field(description="Number or address, kept as written.")
    use: TelecomUse | None = Field(None, description="Where it is used.")
    mobile: Bool | None = Field(None, description="True for a mobile phone, false for a landline, null when unknown.")
    note: Line | None = Field(None, description="Remark of the source, such as when to call.")
    rank: Rank | None = Field(None, description="Order in which to try, 1 first; null when the source gave none.")
    from_on: PartialDate | None = Field(None, description="In use from this day, may be partial.")
    until_on: PartialDate | None = Field(None, description="In use until this day, may be partial.")


class CountryCode(Body):
    """A country in one code system; records carry two."""

    system: Uri = Field(description="The code system, such as urn:iso:std:iso:3166.")
    code: ShortLine = Field(description="The code in that system, such as NL or 6030.")
    display: Line | None = Field(None, description="The text beside the code in the source.")
    version: ShortLine | None = Field(None, description="Version of the code system, where the source named one.")


class Address(Body):
    """An address with its Dutch parts; what a source gave only as lines stays in `lines`."""

    use: AddressUse | None = Field(None, description="What it is used for.")
    type: AddressType | None = Field(None, description="Whether one can visit or write there.")
    kind: AddressKind | None = Field(None, description="The zib's kind of address.")
    lines: Annotated[list[Line], Field(max_length=10)] = Field(
        default_factory=list, description="The address lines as written."
    )
    street: Line | None = Field(None, description="Street.")
    house_number: ShortLine | None = Field(None, description="House number, digits only in most records.")
    house_number_addition: ShortLine | None = Field(None, description="Letter or addition, such as 'A 2e'.")
    locator: ShortLine | None = Field(None, description="'to' (opposite) or 'by' (near).")
    unit: Line | None = Field(None, description="Unit or room within the building.")
    postal_code: ShortLine | None = Field(None, description="Postal code, kept as written.")
    city: Line | None = Field(None, description="Town.")
    district: Line | None = Field(None, description="Municipality.")
    state: Line | None = Field(None, description="Province or state.")
    country: Line | None = Field(None, description="Country as written.")
    country_codes: Annotated[list[CountryCode], Field(max_length=5)] = Field(
        default_factory=list, description="The country in one or more code systems."
    )
    text: Line | None = Field(None, description="The whole address as the source wrote it.")
    from_on: PartialDate | None = Field(None, description="In use from this day, may be partial.")
    until_on: PartialDate | None = Field(None, description="In use until this day, may be partial.")


Telecoms = Annotated[list[Telecom], Field(max_length=20, description="Means of contact.")]
Addresses = Annotated[list[Address], Field(max_length=10, description="Addresses.")]
