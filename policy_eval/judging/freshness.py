"""When the next figure of an indicator is due."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from ..model.indicator import Freshness, Indicator
from ..model.periods import Basis, Period, in_time
from ..model.status import Status


def last_told(indicator: Indicator, today: date) -> Period | None:
    """The latest period of which a figure is known, or why there is none; a pending one and a forecast say neither.

    Spans count only where there is nothing else.
    """
    told = [period for period in indicator.observations if _tells(indicator, period, today)]
    return max([period for period in told if not period.is_span] or told, key=in_time, default=None)


def _tells(indicator: Indicator, period: Period, today: date) -> bool:
    observation = indicator.observations[period]
    status = observation.status
    if not period.has_begun(indicator.basis, today) or (status and not status.is_observed):
        return False
    is_explained = status is not None and status.has_no_value and status is not Status.PENDING
    return is_explained or indicator.value(observation) is not None


def is_awaited(indicator: Indicator, period: Period) -> bool:
    """Whether the file says that the figure of a period, or of a span around it, is still to come."""
    return any(
        observation.status is Status.PENDING and own.first <= period.last <= own.last
        for own, observation in indicator.observations.items()
    )


def due(period: Period, basis: Basis, freshness: Freshness) -> date:
    """The day by which the figure of a period should be there: so many months after its end."""
    end = period.end(basis)
    years, month = divmod(end.month - 1 + freshness.due_after, 12)
    return date(end.year + years, month + 1, monthrange(end.year + years, month + 1)[1])
