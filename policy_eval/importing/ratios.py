"""Figures with numerators and denominators → what ratios are multiplied by, and the values that need not be said."""

from __future__ import annotations

from typing import Final

from ..model.decimals import decimal, is_percent_sign, ratio, stands_for
from .series import FigureRead, Series

_TIMES: Final = (10, 100, 1_000, 10_000, 100_000, 1_000_000)


def settle(series: Series) -> None:
    """Find the `per` by which all values are their ratios, if it is not the usual one; leave out what a ratio says."""
    whole = [one for one in series.observations.values() if _is_whole(one)]
    usual = times_of(series)
    if whole and usual == 1 and not any(_fits(one, usual) for one in whole):
        series.per = next((times for times in _TIMES if all(_fits(one, times) for one in whole)), None)
    for one in whole:
        if one["value"] == ratio(one["numerator"], one["denominator"], times=times_of(series)):
            del one["value"]  # a file need not say it again


def times_of(series: Series) -> int:
    """What the ratios of a series are multiplied by."""
    return series.per or (100 if is_percent_sign(series.texts.get("unit", "")) else 1)


def _is_whole(one: FigureRead) -> bool:
    return one.keys() >= {"value", "numerator", "denominator"} and bool(one["denominator"]) and bool(one["numerator"])


def _fits(one: FigureRead, times: int) -> bool:
    """Whether the value is the ratio so many times, rounded or cut off."""
    computed = ratio(one["numerator"], one["denominator"], times=times)
    return computed is not None and stands_for(decimal(one["value"]), decimal(computed))
