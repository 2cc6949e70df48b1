"""Arithmetic on decimal figures, and their digits."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import Final

_PLAIN: Final = 1e11
_SCALES: Final = (1, 10, 100, 1000)
_ALL_DIGITS: Final = Context(prec=1000)


def digits(value: float) -> str:
    """A figure without binary noise: `0.3`, not `0.30000000000000004`.

    Fifteen significant digits are what a decimal figure survives a float64 with.
    """
    return "0" if value == 0 else f"{value:.15g}"


def decimal(value: float) -> Decimal:
    """The decimal figure that a float stands for."""
    return Decimal(digits(value))


def difference(left: float, right: float) -> float:
    """`left - right` of two decimal figures, exactly: 10.37 - 10 is 0.37, not 0.3699…."""
    if -_PLAIN < left < _PLAIN and -_PLAIN < right < _PLAIN:
        # Figures of few decimals are whole numbers by a power of ten, which subtract exactly; a quarter of the time.
        for scale in _SCALES:
            whole, other = round(left * scale), round(right * scale)
            if whole / scale == left and other / scale == right:
                return (whole - other) / scale
    return float(decimal(left) - decimal(right)) + 0.0  # never -0.0


def ratio(numerator: float | None, denominator: float | None, *, is_percentage: bool) -> float | None:
    """Numerator by denominator, times 100 for percentages; None where one is missing or the denominator is zero.

    It has the digits that a decimal figure has: 1.1 of 2 is 55, not 55.00000000000001.
    """
    if numerator is None or not denominator:
        return None
    return float(digits(numerator * (100 if is_percentage else 1) / denominator))


def stands_for(published: Decimal, computed: Decimal) -> bool:
    """Whether `published` is `computed` rounded or cut off at the digits of `published`."""
    decimals = max(0, -int(published.as_tuple().exponent))
    unit = Decimal(1).scaleb(-decimals)
    modes = (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_DOWN)
    return any(published == computed.quantize(unit, mode, _ALL_DIGITS) for mode in modes)


@lru_cache(maxsize=2**10)
def is_percent_sign(unit: str) -> bool:
    """Whether a unit says that figures are percentages."""
    return unit.strip() in ("%", "％")
