"""Arithmetic on decimal figures, and their digits."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import Final

_PLAIN: Final = 1e11
_SCALES: Final = (1, 10, 100, 1000)
_ALL_DIGITS: Final = Context(prec=1000)
_SHORT = 12
_CARRIED, _ABSURD = 15, 400
"""Every number of so many characters is carried exactly; one of so many is no figure."""
_NUMBER: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,9})?")


def digits(value: float) -> str:
    """The shortest decimal figure that is this float64: at most 17 significant digits.

    Every figure of 15 digits survives a float64; of those with 16 or 17 it is the one that
    the float is printed as. What is computed goes through `computed` first.
    """
    if value == 0:
        return "0"
    exact, plain = repr(value).removesuffix(".0"), f"{value:.15g}"
    return min(plain, exact, key=len) if float(plain) == value else exact


def computed(value: float) -> float:
    """A computed figure without binary noise: 0.3 for 0.1 + 0.2, not 0.30000000000000004."""
    return float(f"{value:.15g}")


def without_noise(value: float) -> float:
    """A float that another program computed: 0.3 where that is a few steps from 0.30000000000000004, else itself."""
    plain = computed(value)
    is_short = len(Decimal(f"{value:.15g}").normalize().as_tuple().digits) <= _SHORT
    return plain if is_short and abs(value - plain) <= 4 * math.ulp(value) else value


def is_too_long(text: str) -> bool:
    """Whether a text is a number with more digits than a float64 carries: it would come back as another one."""
    if len(text) <= _CARRIED or len(text) >= _ABSURD or not _NUMBER.fullmatch(text):
        return False
    nearest = float(text)
    return 0 < abs(nearest) < math.inf and Decimal(text) != Decimal(repr(nearest))


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


def total(values: Iterable[float]) -> float:
    """The sum of decimal figures, exactly."""
    return float(sum(map(decimal, values), Decimal(0))) + 0.0


def ratio(numerator: float | None, denominator: float | None, *, times: float) -> float | None:
    """Numerator by denominator, `times` 100 for percentages; None where one is missing or the denominator is zero.

    It has the digits that a decimal figure has: 1.1 of 2 is 55, not 55.00000000000001.
    """
    if numerator is None or not denominator:
        return None
    return computed(numerator * times / denominator)


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
