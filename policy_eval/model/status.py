"""What stands behind a value, or in its place: one entry for each status, with all that follows from it."""

from __future__ import annotations

from enum import Flag, StrEnum, auto
from typing import Final, Self


class Trait(Flag):
    """What a status says beyond its name."""

    NOTHING = 0
    NO_VALUE = auto()
    """There is no value, and this is why."""
    NO_EVENT = auto()
    """What is counted may not have taken place: a value is not needed beside it."""
    NOT_FINAL = auto()
    """The figure is expected to be replaced."""
    NOT_OBSERVED = auto()
    """Nobody has seen it yet: nothing is judged by it."""
    BREAK = auto()
    """It cannot be compared with any figure before it."""
    OWN_DEFINITION = auto()
    """It can be compared only with figures that have this status as well."""


class Status(StrEnum):
    """What stands behind a value, or in place of one. `code` is SDMX's CL_OBS_STATUS."""

    code: str
    flag: str
    """The letter that statistical tables put behind a value; none for a normal one."""
    has_no_value: bool
    """Whether it says why there is no value."""
    may_lack_value: bool
    """Whether it may stand without a value: what was not held for a special event counts as zero or not at all."""
    is_final: bool
    """Whether the figure is not expected to be replaced."""
    is_observed: bool
    """Whether a value with it is one that something may be judged by."""
    breaks_series: bool
    """Whether no figure before it can be compared with it."""
    has_own_definition: bool
    """Whether it can be compared only with figures of the same definition."""

    def __new__(cls, word: str, code: str, traits: Trait = Trait.NOTHING) -> Self:
        member = str.__new__(cls, word)
        member._value_ = word
        member.code, member.flag = code, "" if word == "normal" else code.lower()
        # Asked for at every figure: worked out once, since a test of flags takes a microsecond.
        member.has_no_value = Trait.NO_VALUE in traits
        member.may_lack_value = bool(traits & (Trait.NO_VALUE | Trait.NO_EVENT))
        member.is_final = Trait.NOT_FINAL not in traits
        member.is_observed = Trait.NOT_OBSERVED not in traits
        member.breaks_series = Trait.BREAK in traits
        member.has_own_definition = Trait.OWN_DEFINITION in traits
        return member

    NORMAL = "normal", "A"
    ESTIMATED = "estimated", "E"
    PROVISIONAL = "provisional", "P", Trait.NOT_FINAL
    FORECAST = "forecast", "F", Trait.NOT_FINAL | Trait.NOT_OBSERVED
    BREAK = "break", "B", Trait.BREAK
    DEFINITION_DIFFERS = "definition-differs", "D", Trait.OWN_DEFINITION
    SPECIAL_EVENT = "special-event", "S", Trait.NO_EVENT
    PENDING = "pending", "O", Trait.NO_VALUE
    NOT_APPLICABLE = "not-applicable", "M", Trait.NO_VALUE
    SUPPRESSED = "suppressed", "Q", Trait.NO_VALUE


MISSING_CODE: Final = Status.PENDING.code
"""The code of a cell that is empty without a word: in SDMX's terms a missing value."""


def are_of_one_definition(one: Status | None, other: Status | None) -> bool:
    """Whether two figures count the same thing, as far as their statuses say."""
    if one is other:
        return True
    return (one is not None and one.has_own_definition) == (other is not None and other.has_own_definition)
