"""The shapes that a chart is made of, and their outlines in SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar


class Line(NamedTuple):
    """A straight line, with the name of its look."""

    x1: float
    y1: float
    x2: float
    y2: float
    look: str


class Dot(NamedTuple):
    """A mark at a point, with the name of its look."""

    x: float
    y: float
    look: str


class Area(NamedTuple):
    """A rectangle, with the name of its look."""

    x: float
    y: float
    width: float
    height: float
    look: str


def outline(look: str, x: float, y: float) -> str:
    """The outline of a mark: a square, a diamond, a cross, or a circle."""
    if look == "baseline":
        return f"M{x - 7:g} {y - 7:g}h14v14h-14z"
    if look == "deadline":
        return f"M{x:g} {y - 7:g}l7 7 -7 7 -7 -7z"
    if look == "missing":
        return f"M{x - 3.5:g} {y - 3.5:g}l7 7m0 -7l-7 7"
    return f"M{x - 4.5:g} {y:g}a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0"


Shape = TypeVar("Shape", Line, Dot)


def by_look(shapes: Sequence[Shape]) -> Iterator[tuple[str, list[Shape]]]:
    """Those of each look, in the order in which the looks appear."""
    for look in dict.fromkeys(shape.look for shape in shapes):
        yield look, [shape for shape in shapes if shape.look == look]
