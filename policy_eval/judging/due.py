"""What is to happen, and when: figures that are to come, deadlines, waivers that end, the next evaluation. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ..model.indicator import Indicator
from ..model.origin import Keys
from ..model.periods import Period
from ..model.programme import Programme
from ..model.sub_field import SubField
from ..model.target import Waiver
from ..model.texts import Text
from .assess import Asked, Compliance, assess
from .freshness import to_come
from .waivers import Cover


class Event(StrEnum):
    """What is to happen."""

    FIGURE = "figure"
    DEADLINE = "deadline"
    WAIVER_END = "waiver-end"
    EVALUATION = "evaluation"


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is to happen by a day.

    `indicator` and `sub_field` are missing for the evaluation as a whole. `number` is that
    of the target or waiver, from 1; 0 for none. `keys` is the place below the indicator,
    or in `programme.yaml`.
    """

    day: date
    event: Event
    keys: Keys
    sub_field: SubField | None = None
    indicator: Indicator | None = None
    period: Period | None = None
    number: int = 0
    owner: Text | None = None


def agenda(programme: Programme, today: date, last: date | None = None) -> list[Due]:
    """What is to happen until the day `last`, in order of time, and first what has not happened in time."""
    found = [
        one
        for sub_field, indicator in programme.every_series()
        for one in _of_indicator(programme, sub_field, indicator, today)
    ]
    year = programme.about.next_evaluation if programme.about else None
    if year is not None:
        found.append(Due(date(year, 12, 31), Event.EVALUATION, ("next_evaluation",), period=Period.of(year)))
    return sorted((one for one in found if last is None or one.day <= last), key=lambda one: one.day)


def _of_indicator(programme: Programme, sub_field: SubField, indicator: Indicator, today: date) -> Iterator[Due]:
    for period, day in to_come(indicator, programme.freshness_of(sub_field, indicator), today):
        here = ("observations", period.key) if period in indicator.observations else ("observations",)
        yield Due(day, Event.FIGURE, here, sub_field, indicator, period)
    judged = [*assess(indicator, today)]
    for number, target in enumerate(indicator.targets, start=1):
        one = judged[number - 1]
        if target.by and (one.is_open or one.compliance in (Compliance.OVERDUE, Compliance.NO_DATA)):
            day, keys = target.by.end(indicator.calendar), ("targets", number - 1)
            yield Due(day, Event.DEADLINE, keys, sub_field, indicator, target.by, number)
    for number, waiver in enumerate(indicator.waivers, start=1):
        if waiver.until and (waiver.until >= today or _has_lapsed(indicator, waiver, today)):
            keys = ("waivers", number - 1)
            yield Due(waiver.until, Event.WAIVER_END, keys, sub_field, indicator, waiver.period, number, waiver.owner)


def _has_lapsed(indicator: Indicator, waiver: Waiver, today: date) -> bool:
    """Whether the miss that a waiver accepted is still there after its last day."""
    judged = assess(indicator, today, Asked(waiver.period))
    covers = (one.waiver for one in judged if one.waiver is not None)
    return any(one.waiver is waiver and one.cover is Cover.LAPSED for one in covers)
