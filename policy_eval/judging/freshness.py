"""Which figures of an indicator are still to come, and by when."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from ..model.indicator import Freshness, Indicator
from ..model.observation import Observation
from ..model.periods import Calendar, Period, in_time
from ..model.status import Status


def to_come(indicator: Indicator, freshness: Freshness | None, today: date) -> Iterator[tuple[Period, date]]:
    """The periods whose figures are to come, each with the last day on which they come in time.

    What is derived comes with its inputs. A pending one comes as it is `expected`, else by
    freshness; by freshness, so does that of the period after the latest one of which
    anything is told.
    """
    if indicator.derive:
        return
    for period, observation in indicator.observations.items():
        if observation.status is Status.PENDING:
            day = _expected(observation) or (freshness and last_day(period, indicator.calendar, freshness))
            if day:
                yield period, day
    latest = last_told(indicator, today) if freshness else None
    if freshness and latest and not is_awaited(indicator, latest.following):
        yield latest.following, last_day(latest.following, indicator.calendar, freshness)


def is_awaited(indicator: Indicator, period: Period) -> bool:
    """Whether the file says that the figure of a period, or of a span around it, is still to come."""
    return any(
        observation.status is Status.PENDING
        and own.start(indicator.calendar) <= period.start(indicator.calendar)
        and period.end(indicator.calendar) <= own.end(indicator.calendar)
        for own, observation in indicator.observations.items()
    )


def last_told(indicator: Indicator, today: date) -> Period | None:
    """The latest period of which a figure is known, or why there is none; a pending one and a forecast say neither.

    Spans count only where there is nothing else.
    """
    told = [period for period in indicator.observations if _tells(indicator, period, today)]
    return max([period for period in told if not period.is_span] or told, key=in_time, default=None)


def _tells(indicator: Indicator, period: Period, today: date) -> bool:
    observation = indicator.observations[period]
    status = observation.status
    if not period.has_begun(indicator.calendar, today) or not observation.is_observed:
        return False
    is_explained = status is not None and status.may_lack_value and status is not Status.PENDING
    return is_explained or observation.is_range or indicator.value(observation) is not None


def last_day(period: Period, calendar: Calendar, freshness: Freshness) -> date:
    """The day by which the figure of a period should be there: so many months after its end."""
    end = period.end(calendar)
    years, month = divmod(end.month - 1 + freshness.due_after, 12)
    return _end_of_month(end.year + years, month + 1)


def _expected(observation: Observation) -> date | None:
    """The last day of the month in which a figure is expected."""
    return _end_of_month(*map(int, observation.expected.split("-"))) if observation.expected else None


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
