"""Which columns of a table have room, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from ..wording.wrapping import width_of

if TYPE_CHECKING:
    from .table import Column, Row

GAP: Final = 2
INDENT: Final = 2


def blocks(
    columns: Sequence[Column], every: Sequence[Row], widths: Sequence[int], limit: int | None
) -> Iterator[list[int]]:
    """Which columns to show side by side; more than one list where a series continues."""
    chosen = list(range(len(columns)))
    if limit is None:
        yield chosen
        return
    for rank in sorted({column.rank for column in columns if column.rank}, reverse=True):
        if total(columns, chosen, every, widths) <= limit:
            break
        chosen = [index for index in chosen if columns[index].rank != rank]
    fixed = [index for index in chosen if not columns[index].series]
    block: list[int] = []
    for index in chosen:
        if columns[index].series:
            if block and total(columns, sorted([*fixed, *block, index]), every, widths) > limit:
                yield sorted([*fixed, *block])
                block = []
            block.append(index)
    yield sorted([*fixed, *block])


def total(columns: Sequence[Column], chosen: Sequence[int], every: Sequence[Row], widths: Sequence[int]) -> int:
    """The columns of the screen that the chosen ones take side by side."""
    pairs = joined(columns, chosen)
    return INDENT + sum(joint_width(pair, every, widths) for pair in pairs) + GAP * (len(pairs) - 1)


def joined(columns: Sequence[Column], chosen: Sequence[int]) -> list[tuple[int, ...]]:
    """The chosen columns, a tucked one together with its neighbour."""
    pairs: list[tuple[int, ...]] = []
    for index in chosen:
        if columns[index].tucked and pairs and pairs[-1] == (index - 1,):
            pairs[-1] = (index - 1, index)
        else:
            pairs.append((index,))
    return pairs


def joint_width(pair: Sequence[int], every: Sequence[Row], widths: Sequence[int]) -> int:
    """The width of a column, or of two that share their room."""
    if len(pair) == 1:
        return widths[pair[0]]
    left, right = pair
    return max(width_of(line[left].text) + GAP + width_of(line[right].text) for line in every)
