"""What the closed lists are made of."""

from enum import StrEnum
from operator import attrgetter


class ClosedList(StrEnum):
    """A closed list of codes; each is its text, in a dictionary too.

    It does what any StrEnum does, but for a hash or a value Python calls a function written in Python, and an answer
    asks for thousands.
    """

    __hash__ = str.__hash__


type.__setattr__(ClosedList, "value", property(attrgetter("_value_")))  # a name that an enumeration keeps to itself
