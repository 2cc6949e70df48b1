"""Where labels stand: beside what they name, over nothing else, or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from ..wording.wrapping import width_of

CHARACTER: Final = 7.2
"""How wide a narrow character is taken to be, in the units of a chart; a full-width one takes two."""
HEIGHT: Final = 13.0
_HALF: Final = 1.5
"""Half of how wide a line is."""


class Box(NamedTuple):
    """A rectangle: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Box) -> bool:
        """Whether the two have a point in common."""
        return not (
            self.right <= other.left or other.right <= self.left or self.bottom <= other.top or other.bottom <= self.top
        )

    def is_within(self, other: Box) -> bool:
        """Whether it lies in another one."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


class Wanted(NamedTuple):
    """A text that is to stand near a point, and how far from it its edge has to be."""

    x: float
    y: float
    text: str
    distance: float = 7.0
    kind: str = "value"
    others: Sequence[tuple[float, float]] = ()
    """Other points that it may stand near."""


class Label(NamedTuple):
    """A text with the middle of its base line, and the room that it takes."""

    x: float
    y: float
    text: str
    kind: str
    box: Box


def around(x: float, y: float, half: float) -> Box:
    """The room of a mark."""
    return Box(x - half, y - half, x + half, y + half)


def crosses(box: Box, line: Sequence[float]) -> bool:
    """Whether a line from one point to another goes through a box (Liang and Barsky, 1984)."""
    x1, y1, x2, y2 = line
    if max(x1, x2) < box.left or min(x1, x2) > box.right or max(y1, y2) < box.top or min(y1, y2) > box.bottom:
        return False
    enters, leaves = 0.0, 1.0
    for start, way, low, high in ((x1, x2 - x1, box.left, box.right), (y1, y2 - y1, box.top, box.bottom)):
        if way == 0:
            continue  # it lies between low and high, as was seen above
        ends = sorted(((low - start) / way, (high - start) / way))
        enters, leaves = max(enters, ends[0]), min(leaves, ends[1])
    return enters <= leaves


def width(text: str) -> float:
    """How wide a text is taken to be."""
    return width_of(text) * CHARACTER


def _places(x: float, y: float, half: float, far: float) -> Iterator[tuple[float, float]]:
    """The middles and the tops of labels about a point, the best one first."""
    above, below, beside = y - far - HEIGHT, y + far, y - HEIGHT / 2
    yield from ((x, above), (x, below), (x + half + far, beside), (x - half - far, beside))
    yield from ((x + half, above), (x - half, above), (x + half, below), (x - half, below))


class Placer:
    """Places labels one after the other: each where it touches neither a mark nor a label, if there is such a place."""

    def __init__(self, frame: Box, taken: Sequence[Box], lines: Sequence[Sequence[float]]) -> None:
        self._frame = frame
        self._taken = [*taken]
        self._lines = lines

    def place(self, wanted: Wanted) -> Label | None:
        """The label at the first free place: above, below, to the right, to the left, or a corner; None for none."""
        half = width(wanted.text) / 2
        for x, y in ((wanted.x, wanted.y), *wanted.others):
            for middle, top in _places(x, y, half, wanted.distance):
                box = Box(middle - half, top, middle + half, top + HEIGHT)
                if box.is_within(self._frame) and self._is_free(box):
                    self._taken.append(box)
                    return Label(round(middle, 1), round(top + HEIGHT - 3, 1), wanted.text, wanted.kind, box)
        return None

    def _is_free(self, box: Box) -> bool:
        if any(box.touches(other) for other in self._taken):
            return False
        wide = Box(box.left - _HALF, box.top - _HALF, box.right + _HALF, box.bottom + _HALF)
        return not any(crosses(wide, line) for line in self._lines)
