"""Where everything of a chart stands: numbers alone, in the units of its view box."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from .labels import Box, Label, Placer, Wanted, around, width
from .scale import BOTTOM, HEIGHT, RIGHT, TOP, WIDTH, Scale
from .series import Mark, Series
from .shapes import Area, Dot, Line, by_look, outline

_ALL_NAMED: Final = 14
"""So many values are all named; of more only the first, the last, the lowest and the highest."""
_DOT, _SQUARE, _DIAMOND = 4.5, 7.0, 7.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart: areas below lines below dots below labels; ticks are places with words."""

    areas: Sequence[Area]
    lines: Sequence[Line]
    dots: Sequence[Dot]
    labels: Sequence[Label]
    rows: Sequence[tuple[float, str]]
    columns: Sequence[tuple[float, str]]
    is_cut: bool
    """Whether the axis does not begin at zero."""
    left: float
    right: float = WIDTH - RIGHT
    top: float = TOP
    bottom: float = HEIGHT - BOTTOM
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def ways(self) -> Iterator[tuple[str, str]]:
        """The lines of each look as one path of SVG."""
        for look, own in by_look(self.lines):
            yield look, "".join(f"M{line.x1} {line.y1}L{line.x2} {line.y2}" for line in own)

    @property
    def marks(self) -> Iterator[tuple[str, str]]:
        """The dots of each look as one path of SVG."""
        for look, own in by_look(self.dots):
            yield look, "".join(outline(look, dot.x, dot.y) for dot in own)


def drawing(series: Series, target: str, baseline: str) -> Drawing:
    """Where all of a series stands; `target` and `baseline` are the words for these."""
    scale = Scale(series)
    areas, lines, dots, wanted = [], [], [], list[Wanted]()
    for area, line in _standing(series, scale, target, wanted):
        areas += [area] if area else []
        lines += line
    for one in _deadlines(series, scale, target, wanted):
        lines += one[0]
        dots.append(one[1])
    if series.baseline:
        slot, value = series.baseline
        dots.append(Dot(scale.x(slot), scale.y(value), "baseline"))
        wanted.append(Wanted(scale.x(slot), scale.y(value), baseline, 10, "baseline"))
    lines += _connections(series, scale)
    own_dots, own_areas, own_lines = _values(series, scale)
    areas += own_areas
    lines += own_lines
    dots += own_dots
    taken = [around(dot.x, dot.y, _SQUARE if dot.look in ("baseline", "deadline") else _DOT) for dot in dots]
    taken += [Box(one.x, one.y, one.x + one.width, one.y + one.height) for one in own_areas]
    placer = Placer(
        Box(scale.left, 2, WIDTH - 2, HEIGHT - BOTTOM + 1), taken, [line[:4] for line in lines if line.look != "cut"]
    )
    latest, *others = _named(series, scale)
    texts = [latest, *wanted, *others]
    labels = [label for one in texts if (label := placer.place(one)) is not None]
    return Drawing(
        areas,
        lines,
        dots,
        labels + _missing(series, scale),
        [(scale.y(tick), words) for tick, words in zip(scale.ticks, scale.rows, strict=True)],
        _columns(series, scale),
        scale.is_cut,
        scale.left,
    )


def _standing(
    series: Series, scale: Scale, target: str, wanted: list[Wanted]
) -> Iterator[tuple[Area | None, list[Line]]]:
    """The side that satisfies a target, and its lines, where it holds; named once for all runs of it."""
    named = set[str]()
    for one in series.standing:
        left, right = scale.x(one.first - 0.5), scale.x(one.last + 0.5)
        top = scale.y(one.high) if one.high is not None else float(TOP)
        bottom = scale.y(one.low) if one.low is not None else float(HEIGHT - BOTTOM)
        area = Area(left, top, round(right - left, 1), round(bottom - top, 1), "satisfied") if bottom > top else None
        bounds = [scale.y(value) for value in (one.low, one.high) if value is not None]
        yield area, [Line(left, y, right, y, "target") for y in bounds]
        if one.words not in named and bounds:
            named.add(one.words)
            words = f"{target} {one.words}"
            half = width(words) / 2 + 2
            places = [(x, bounds[0]) for x in (max(right - half, left + half), (left + right) / 2, left + half)]
            wanted.append(Wanted(*places[0], words, 3, "target", places[1:]))


def _deadlines(series: Series, scale: Scale, target: str, wanted: list[Wanted]) -> Iterator[tuple[list[Line], Dot]]:
    """A diamond at each deadline; before it its published steps, else a line from the baseline."""
    for one in series.deadlines:
        value = one.low if one.low is not None else one.high or 0.0
        x, y = scale.x(one.slot), scale.y(value)
        lines = [Line(scale.x(one.slot - 0.5), y, scale.x(one.slot + 0.5), y, "target")]
        if one.high is not None and one.low is not None:
            far = scale.y(one.high)
            lines.append(Line(scale.x(one.slot - 0.5), far, scale.x(one.slot + 0.5), far, "target"))
        if one.path:
            lines += [
                Line(scale.x(slot - 0.5), scale.y(step), scale.x(slot + 0.5), scale.y(step), "path")
                for slot, step in one.path
            ]
        elif series.baseline and series.baseline[0] < one.slot:
            lines.append(Line(scale.x(series.baseline[0]), scale.y(series.baseline[1]), x, y, "path"))
        yield lines, Dot(x, y, "deadline")
        words = f"{target} {one.words}"
        wanted.append(Wanted(min(x, WIDTH - RIGHT - width(words) / 2), y, words, 9, "target"))


def _connections(series: Series, scale: Scale) -> Iterator[Line]:
    """Lines between values of neighbouring periods; none over a gap or into what cannot be compared."""
    before: Mark | None = None
    for number, mark in enumerate(series.marks):
        if mark.is_cut and number:
            x = scale.x(mark.slot - 0.5)
            yield Line(x, TOP, x, HEIGHT - BOTTOM, "cut")
        if mark.value is None:
            before = None
            continue
        if before is not None and before.value is not None and before.slot + 1 == mark.slot and not mark.is_cut:
            look = "unsure" if mark.is_unsure or before.is_unsure else "sure"
            ends = (scale.x(before.slot), scale.y(before.value), scale.x(mark.slot), scale.y(mark.value))
            yield Line(*ends, look)
        before = mark


def _values(series: Series, scale: Scale) -> tuple[list[Dot], list[Area], list[Line]]:
    """Dots for values, whiskers for their margins, bars for ranges, crosses for what is missing."""
    dots, areas, lines = list[Dot](), list[Area](), list[Line]()
    for mark in series.marks:
        x = scale.x(mark.slot)
        ends = [scale.y(end) for end in (mark.low, mark.high) if end is not None]
        if mark.value is not None:
            dots.append(Dot(x, scale.y(mark.value), "unsure" if mark.is_unsure else "sure"))
            if len(ends) == 2:
                lines.append(Line(x, ends[0], x, ends[1], "whisker"))
                lines += [Line(x - 4, end, x + 4, end, "whisker") for end in ends]
        elif ends:
            # An end that is not known is open: as far as the axis goes.
            low = scale.y(mark.low) if mark.low is not None else float(HEIGHT - BOTTOM)
            high = scale.y(mark.high) if mark.high is not None else float(TOP)
            areas.append(Area(x - 5, min(low, high), 10, round(max(abs(low - high), 2.0), 1), "range"))
        else:
            dots.append(Dot(x, HEIGHT - BOTTOM - 7, "missing"))
    return dots, areas, lines


def _named(series: Series, scale: Scale) -> Iterator[Wanted]:
    """The values that are named, the most telling first."""
    known = [(mark.value, mark) for mark in series.marks if mark.value is not None]
    marks = [mark for _, mark in known]
    telling = [marks[-1], marks[0], max(known, key=lambda one: one[0])[1], min(known, key=lambda one: one[0])[1]]
    for mark in dict.fromkeys([*telling, *(marks if len(marks) <= _ALL_NAMED else ())]):
        if mark.value is not None:
            yield Wanted(scale.x(mark.slot), scale.y(mark.value), mark.text)
    for mark in series.marks:
        if mark.value is None and (mark.low is not None or mark.high is not None):
            end = mark.high if mark.high is not None else mark.low or 0.0
            yield Wanted(scale.x(mark.slot), scale.y(end), mark.text)


def _columns(series: Series, scale: Scale) -> list[tuple[float, str]]:
    """The names of the periods that have room side by side, the last one always."""
    last = len(series.labels) - 1
    every = max(1, math.ceil((max(map(width, series.labels)) + 8) / scale.step))
    return [
        (round(min(scale.x(slot), WIDTH - width(name) / 2), 1), name)
        for slot, name in enumerate(series.labels)
        if (last - slot) % every == 0
    ]


def _missing(series: Series, scale: Scale) -> list[Label]:
    """The words for why values are missing, below the axis, where they have room side by side."""
    found, end = list[Label](), 0.0
    for mark in series.marks:
        if mark.value is None and mark.low is None and mark.high is None:
            half = width(mark.text) / 2
            x = min(max(scale.x(mark.slot), half + 2), WIDTH - half - 2)
            if x - half >= end:
                y = HEIGHT - BOTTOM + 32
                found.append(Label(round(x, 1), y, mark.text, "missing", Box(x - half, y - 10, x + half, y + 3)))
                end = x + half + 6
    return found
