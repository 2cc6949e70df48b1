"""Bars from zero that say truly which side of a bound a value is on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

WIDEST: Final = 41
"""Cells of a bar where there is room."""
_APART: Final = 3
"""Marks stand at least so many cells apart, for a bar to end between two of them."""


class Bars:
    """Bars for figures that may lie on either side of zero, with `|` at each bound.

    A bar of a value below a bound leaves a free cell before the mark, one that is at
    the bound ends at the mark, one above it goes on behind the mark.
    """

    def __init__(self, values: Sequence[float], bounds: Sequence[float], mark: str) -> None:
        self.mark, self.bounds = mark, sorted(set(bounds))
        figures = [0.0, *values, *bounds]
        self.low, self.high = min(figures), max(figures)
        self.anchors = sorted({0.0, *bounds})

    @property
    def least(self) -> int:
        """The fewest cells that tell the values and the bounds apart."""
        return max(10, _APART * len(self.anchors) + 2)

    def bar(self, value: float | None, room: int = WIDEST) -> str:
        """The bar of `value` in `room` cells."""
        if value is None or self.high == self.low:
            return ""
        places = self._places(room)
        zero = places[0.0]
        tip = self._tip(value, places, room)
        line = [" "] * (room + 1)
        start, end = sorted((zero, tip))
        line[start:end] = self.mark * (end - start)
        for bound in self.bounds:
            line[places[bound]] = "|"
        return "".join(line).rstrip()

    def _places(self, room: int) -> dict[float, int]:
        """The cell of each bound and the edge of zero, in order and apart."""
        first = 1 if self.low < 0 else 0
        last = room - 2
        places = [min(max(self._at(anchor, room), first), last) for anchor in self.anchors]
        for index in range(1, len(places)):
            places[index] = max(places[index], places[index - 1] + _APART)
        places[-1] = min(places[-1], last)
        for index in range(len(places) - 2, -1, -1):
            places[index] = min(places[index], places[index + 1] - _APART)
        return dict(zip(self.anchors, places, strict=True))

    def _tip(self, value: float, places: dict[float, int], room: int) -> int:
        """The edge where the bar of `value` ends."""
        if value in self.bounds:
            return places[value] + (value < 0)
        above = [places[bound] - 1 for bound in self.bounds if bound > value]
        below = [places[bound] + 2 for bound in self.bounds if bound < value]
        zero = places[0.0]
        if value > 0:
            below.append(zero + 1)
        elif value < 0:
            above.append(zero - 1)
        else:
            return zero
        return max([0, *below, min([room, *above, self._at(value, room)])])

    def _at(self, value: float, room: int) -> int:
        return round((value - self.low) / (self.high - self.low) * (room - 1))
