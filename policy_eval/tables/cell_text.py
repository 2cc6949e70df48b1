"""One value of a frame as data: exact, and the same in every format."""

from __future__ import annotations

import math
from typing import Any


def number(value: float) -> str:
    """A figure without binary noise: `0.3`, not `0.30000000000000004`; empty for NaN.

    Fifteen significant digits are what a decimal figure survives a float64 with.
    """
    if math.isnan(value):
        return ""
    return "0" if value == 0 else f"{value:.15g}"


def plain(value: Any) -> Any:
    """A cell of a frame as a value of JSON."""
    if not isinstance(value, float):
        return value
    if math.isnan(value):
        return None
    exact = float(number(value))
    return int(exact) if exact.is_integer() and abs(exact) < 1e16 else exact


def text(value: Any) -> str:
    """A cell of a frame as text: nothing for what is missing."""
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return number(value)
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
