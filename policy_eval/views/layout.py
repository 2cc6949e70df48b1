"""Which columns of a table have room, and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from ..wording.wrapping import longest, width_of

if TYPE_CHECKING:
    from .table import Column

GAP: Final = 2
INDENT: Final = 2
_WORD: Final = 12
"""A word of so many columns stays whole."""

Layout = Sequence[tuple[tuple[int, ...], int]]
"""Which columns stand side by side, a tucked one together with its neighbour, and how wide they are."""


@dataclass(frozen=True, slots=True)
class Measure:
    """The texts of a table, headings first, and the columns of the screen that each column takes.

    `good` are the same where text wraps, `joint` those of each tucked column together with the one before it.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int]
    good: Sequence[int]
    joint: Mapping[int, int]

    @classmethod
    def of(cls, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> Self:
        widths = [max(width_of(line[index]) for line in rows) for index in range(len(columns))]
        good = list(widths)
        for index, column in enumerate(columns):
            if column.wraps:
                word = max(longest(line[index], column.wraps) for line in rows)
                good[index] = min(widths[index], max(column.wraps, min(word, _WORD)))
        joint = {
            index: max(width_of(line[index - 1]) + GAP + width_of(line[index]) for line in rows)
            for index, column in enumerate(columns)
            if column.tucked and index
        }
        return cls(columns, rows, widths, good, joint)

    def total(self, chosen: Sequence[int], widths: Sequence[int]) -> int:
        """What the chosen columns take side by side, with one of the two kinds of widths."""
        pairs = joined(self.columns, chosen)
        return INDENT + sum(self.width(pair, widths) for pair in pairs) + GAP * (len(pairs) - 1)

    def width(self, pair: Sequence[int], widths: Sequence[int]) -> int:
        """The width of a column, or of two that share their room."""
        return widths[pair[0]] if len(pair) == 1 else self.joint[pair[1]]


def blocks(measure: Measure, limit: int | None) -> Iterator[list[int]]:
    """Which columns to show side by side; more than one list where a series continues."""
    columns = measure.columns
    chosen = list(range(len(columns)))
    if limit is None:
        yield chosen
        return
    for rank in sorted({column.rank for column in columns if column.rank}, reverse=True):
        if measure.total(chosen, measure.good) <= limit:
            break
        chosen = [index for index in chosen if columns[index].rank != rank]
    fixed = [index for index in chosen if not columns[index].series]
    block: list[int] = []
    for index in chosen:
        if columns[index].series:
            if block and measure.total(sorted([*fixed, *block, index]), measure.good) > limit:
                yield sorted([*fixed, *block])
                block = []
            block.append(index)
    yield sorted([*fixed, *block])


def has_room_for_names(measure: Measure, limit: int | None) -> bool:
    """Whether what every table must have finds room beside the names of the rows."""
    must = [index for index, column in enumerate(measure.columns) if column.rank <= 1]
    series = [index for index in must if measure.columns[index].series][1:]
    return limit is None or measure.total([index for index in must if index not in series], measure.good) <= limit


def layout_of(measure: Measure, chosen: Sequence[int], limit: int | None) -> Layout:
    """The chosen columns with their widths; those that wrap share what room is left, first."""
    pairs = joined(measure.columns, chosen)
    if limit is None:
        return [(pair, measure.width(pair, measure.widths)) for pair in pairs]
    widths = {pair: measure.width(pair, measure.good) for pair in pairs}
    left = limit - measure.total(chosen, measure.good)
    for pair in sorted(pairs, key=lambda pair: measure.width(pair, measure.widths) - widths[pair]):
        more = max(0, min(measure.width(pair, measure.widths) - widths[pair], left))
        widths[pair] += more
        left -= more
    return list(widths.items())


def joined(columns: Sequence[Column], chosen: Sequence[int]) -> list[tuple[int, ...]]:
    """The chosen columns, a tucked one together with its neighbour."""
    pairs: list[tuple[int, ...]] = []
    for index in chosen:
        if columns[index].tucked and pairs and pairs[-1] == (index - 1,):
            pairs[-1] = (index - 1, index)
        else:
            pairs.append((index,))
    return pairs
