"""How much the figures of an indicator were revised: the summary statistics that statistical offices publish."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import fmean, stdev
from typing import Final, NamedTuple

from ..model.decimals import computed, difference
from ..model.indicator import Indicator
from ..model.periods import Period
from .vintages import Revision

FEWEST: Final = 5
"""Of fewer figures no mean says anything."""


class Statistics(NamedTuple):
    """Of `number` figures: latest value less first value, in the unit of the indicator.

    `mean` and `mean_absolute` revision; `relative` is the sum of the absolute revisions in percent of that of
    the absolute latest values, None where that is zero; `t` is the mean by its standard error, None where all
    revisions are alike. After McKenzie and Gamba, "Interpreting the results of Revision Analyses: Recommended
    Summary Statistics" (OECD/Eurostat Task Force on Revisions Analysis, 2008).
    """

    number: int
    mean: float
    mean_absolute: float
    relative: float | None
    t: float | None


def statistics(revisions: Sequence[Revision]) -> Statistics | None:
    """Those of the whole, of the figures that were there before the last change; None of too few, or of none revised.

    Where figures are counted otherwise (another unit, another factor), it begins anew with those that are there.
    """
    first: dict[Period, float] = {}
    latest: dict[Period, float] = {}
    last = max((at for at, one in enumerate(revisions) if one.figures), default=0)
    for at, revision in enumerate(revisions):
        whole = revision.pairs[0]
        if whole.old and whole.new and not _is_counted_alike(whole.old, whole.new):
            latest = _observed(whole.new)
            first = latest.copy() if at < last else {}
            continue
        now = _observed(whole.new) if whole.new else {}
        for period in (figure.period for figure in revision.figures if not figure.pair.series.part):
            if period not in now:
                first.pop(period, None)
                latest.pop(period, None)
                continue
            if at < last:
                first.setdefault(period, now[period])
            latest[period] = now[period]
    moved = [difference(latest[period], value) for period, value in first.items()]
    if len(moved) < FEWEST or not any(moved):
        return None
    total = sum(abs(latest[period]) for period in first)
    spread = stdev(moved)
    absolute = [abs(one) for one in moved]
    return Statistics(
        len(moved),
        computed(fmean(moved)),
        computed(fmean(absolute)),
        computed(sum(absolute) / total * 100) if total else None,
        computed(fmean(moved) / (spread / math.sqrt(len(moved)))) if spread else None,
    )


def _is_counted_alike(old: Indicator, new: Indicator) -> bool:
    return old.counts_like(new) and old.times == new.times


def _observed(indicator: Indicator) -> dict[Period, float]:
    """The values that were observed: a forecast is no first value of what it foretells."""
    seen = {period: indicator.value(one) for period, one in indicator.observations.items() if one.is_observed}
    return {period: value for period, value in seen.items() if value is not None}
