"""Where labels stand: beside what they name, over nothing else, or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from ..wording.wrapping import width_of

CHARACTER: Final = 7.2
"""How wide a narrow character is taken to be, in the units of a chart; a full-width one takes two."""
HEIGHT: Final = 13.0
_STEP: Final = 3.0


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


def along(x1: float, y1: float, x2: float, y2: float, half: float = 1.5) -> Iterator[Box]:
    """The room of a line, piece by piece."""
    pieces = max(1, int(max(abs(x2 - x1), abs(y2 - y1)) / _STEP))
    for number in range(pieces + 1):
        share = number / pieces
        yield around(x1 + (x2 - x1) * share, y1 + (y2 - y1) * share, half)


def width(text: str) -> float:
    """How wide a text is taken to be."""
    return width_of(text) * CHARACTER


class Placer:
    """Places labels one after the other: each where it touches neither a mark nor a label, if there is such a place."""

    def __init__(self, frame: Box, taken: Sequence[Box]) -> None:
        self._frame = frame
        self._columns: dict[int, list[Box]] = {}
        for box in taken:
            self._take(box)

    def place(self, wanted: Wanted) -> Label | None:
        """The label at the first free place: above, below, to the right, to the left, or a corner; None for none."""
        half, high = width(wanted.text) / 2, HEIGHT
        far = wanted.distance
        for x, top in (
            (wanted.x, wanted.y - far - high),
            (wanted.x, wanted.y + far),
            (wanted.x + half + far, wanted.y - high / 2),
            (wanted.x - half - far, wanted.y - high / 2),
            (wanted.x + half, wanted.y - far - high),
            (wanted.x - half, wanted.y - far - high),
            (wanted.x + half, wanted.y + far),
            (wanted.x - half, wanted.y + far),
        ):
            box = Box(x - half, top, x + half, top + high)
            if box.is_within(self._frame) and not any(box.touches(other) for other in self._near(box)):
                self._take(box)
                return Label(round(x, 1), round(top + high - 3, 1), wanted.text, wanted.kind, box)
        return None

    def _near(self, box: Box) -> Iterator[Box]:
        for column in self._span(box):
            yield from self._columns.get(column, ())

    def _take(self, box: Box) -> None:
        for column in self._span(box):
            self._columns.setdefault(column, []).append(box)

    @staticmethod
    def _span(box: Box) -> range:
        return range(int(box.left // 16), int(box.right // 16) + 1)
