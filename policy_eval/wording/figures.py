"""Figures as they are read: thousands, decimals, signs; two that differ never read alike."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from ..model.decimals import decimal, digits
from ..model.indicator import Indicator

_SHORT: Final = 4
"""Figures with so many decimals are shown as they are."""


def figure(value: float | None, *others: float | None) -> str:
    """A figure as it is read: `2,660,000`, `10.37`, `50.52`; empty for None or NaN.

    Up to four decimals are shown as they are; longer ones (ratios, yearly means) are
    rounded to two decimals, or to two significant digits below one. Digits are added
    where it would read like one of the `others`, such as the bound it is held to.
    """
    if value is None or value != value:  # noqa: PLR0124  # NaN is the one value unlike itself
        return ""
    if value and not 1e-9 <= abs(value) < 1e18:
        return digits(value)
    places = _places(value, [other for other in others if other is not None])
    text = f"{value:,.{places}f}"
    return text.removeprefix("-") if value == 0 else text


def figure_of(indicator: Indicator, value: float | None, *others: float | None) -> str:
    """A figure of an indicator, with the digits that tell it from every other figure of it and from the `others`."""
    if value is None or _published(value) <= _SHORT:
        return figure(value)
    known = sorted({*_figures(indicator), *(other for other in others if other is not None)} - {value})
    lower = [other for other in known if other < value][-1:]
    return figure(value, *lower, *[other for other in known if other > value][:1])


def _figures(indicator: Indicator) -> set[float]:
    """The values and all that they are held to."""
    values = {indicator.value(observation) for observation in indicator.observations.values()}
    bounds = {bound for target in indicator.targets for bound in target.bounds}
    accepted = {waiver.accepted for waiver in indicator.waivers}
    baseline = {indicator.baseline.value} if indicator.baseline else set()
    return {value for value in (*values, indicator.limit, *bounds, *accepted, *baseline) if value is not None}


def _places(value: float, others: Sequence[float]) -> int:
    """The decimals that a figure is shown with beside others: more of them may make two alike that were not."""
    places = _decimals(value)
    while any(_read_alike(value, other, places) for other in others):
        places += 1
    return places


def _read_alike(value: float, other: float, places: int) -> bool:
    """Whether two figures that differ, by more than binary noise, are the same to so many decimals."""
    return f"{value:z.{places}f}" == f"{other:z.{places}f}" and digits(value) != digits(other)


def _decimals(value: float) -> int:
    published = _published(value)
    if published <= _SHORT:
        return published
    return min(published, max(2, 1 - math.floor(math.log10(abs(value)))))


@lru_cache(maxsize=2**14)
def _published(value: float) -> int:
    exponent = decimal(value).normalize().as_tuple().exponent if value == value else 0  # noqa: PLR0124  # NaN
    return max(0, -int(exponent))


def signed(value: float | None) -> str:
    """A difference: `+38`, `-39`, `0`. The minus is the ASCII one, of one width everywhere."""
    text = figure(value)
    return f"+{text}" if value is not None and value > 0 else text


def unsigned_percent(value: float, *others: float) -> str:
    """A share: `96.1%`."""
    return percent(value, *others).removeprefix("+")


def percent(value: float | None, *others: float) -> str:
    """A relative change, with one decimal: `+4.1%`; a huge one is brief: `+1e+20%`.

    Digits are added where it would read like no change at all, or like one of the `others`.
    """
    if value is None or value != value:  # noqa: PLR0124  # NaN, as in `figure`
        return ""
    if abs(value) >= 1e6 or 0 < abs(value) < 1e-9:
        return f"{value:+.3g}%"
    places = 1
    while any(_read_alike(value, other, places) for other in (0.0, *others)):
        places += 1
    text = f"{value:+,.{places}f}%"
    return text if value else text.lstrip("+-")
