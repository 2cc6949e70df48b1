"""The scale of a chart: periods to the right, figures upwards, and the figures that the axis names."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from ..wording.figures import figure
from .labels import width
from .series import Series

WIDTH, HEIGHT = 480, 260
LEFT, RIGHT, TOP, BOTTOM = 58, 12, 22, 44
_INSET: Final = 8
"""How far marks are from the ends of the axis."""
_WIDEST: Final = 180
"""The most room that the figures of the axis may take."""
_TICKS: Final = 4
_HEADROOM: Final = 0.12
"""How much of the figures' spread the axis goes on beyond them, for labels."""
_NARROW: Final = 0.2
"""An axis begins at zero unless all figures lie within so much of the largest."""


class Scale:
    """Periods to the right, figures upwards."""

    def __init__(self, series: Series) -> None:
        self.low, self.high, self.is_cut = _bounds([*series.values])
        self.ticks = _ticks(self.low, self.high, is_percentage=series.is_percentage)
        room = (self.high - self.low) * _HEADROOM
        self.low, self.high = min(self.low, self.ticks[0]), max(self.high + room, self.ticks[-1])
        self.rows = alike(self.ticks)
        self.left = min(_WIDEST, max(LEFT, max(map(width, self.rows)) + 12))
        self.step = (WIDTH - self.left - RIGHT - 2 * _INSET) / len(series.labels)

    def x(self, slot: float) -> float:
        return round(self.left + _INSET + (slot + 0.5) * self.step, 1)

    def y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - share), 1)


def _bounds(values: Sequence[float]) -> tuple[float, float, bool]:
    """The lowest and the highest figure of the axis, and whether it does not begin at zero."""
    low, high = min(values), max(values)
    is_cut = low > 0 and high > low and high - low < _NARROW * high
    if is_cut:
        return low - (high - low) * _HEADROOM, high, True
    low, high = min(low, 0.0), max(high, 0.0)
    return (low, high, False) if low < high else (low, low + 1, False)


def _ticks(low: float, high: float, *, is_percentage: bool) -> list[float]:
    """Round figures from below the lowest to above the highest one; not beyond a hundred percent."""
    raw = (high - low) / _TICKS
    unit = 10.0 ** math.floor(math.log10(raw))
    step = next(times * unit for times in (1, 2, 2.5, 5, 10) if times * unit >= raw * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    found = [float(f"{number * step:.12g}") for number in range(first, last + 1)]
    return [tick for tick in found if tick <= 100] if is_percentage and high <= 100 else found


def alike(ticks: Sequence[float]) -> list[str]:
    """Ticks with as many decimals as the one that has most; huge and tiny ones as figures are."""
    texts = [figure(tick) for tick in ticks]
    if any("e" in text for text in texts):
        return texts
    decimals = max(len(text.partition(".")[2]) for text in texts)
    return [f"{tick:,.{decimals}f}" for tick in ticks]
