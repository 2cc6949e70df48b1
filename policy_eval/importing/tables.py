"""A sheet → the tables on it, each found by its headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .headings import Headings, Layout, headings_at
from .options import Saying
from .period_names import name_of
from .sheet import Area, Sheet
from .vocabulary import BY_HEADING, plain

_AHEAD = 6
"""Headings may begin with rows that look like some: so many rows on, better ones are looked for."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its headings, and its rows from the first below them to the last before the next table."""

    headings: Headings
    rows: Sequence[int]

    def __contains__(self, row: int) -> bool:
        """Whether a row lies between the first heading and the last figure."""
        return self.headings.row <= row <= (self.rows[-1] if self.rows else self.headings.row)

    @property
    def area(self) -> str:
        """The cells from the first heading to the last figure, by the name of the sheet."""
        head = self.headings
        columns = [column.index for column in head.columns]
        last = self.rows[-1] if self.rows else head.below - 1
        return head.sheet.named(Area(head.row, min(columns), last, max(columns)).name)


def tables_of(sheet: Sheet, saying: Saying) -> Iterator[Table]:
    """The tables of a sheet, from top to bottom."""
    rows = [row for row in sheet.rows if any(True for _ in sheet.filled(row))]
    found: list[Headings] = []
    at = 0
    while at < len(rows):
        head = _best(sheet, rows[at : at + _AHEAD], saying) if not found else _again(sheet, rows, at, found[-1], saying)
        if head is not None and head.row == rows[at]:
            found.append(head)
            at += head.depth
        else:
            at += 1
    for number, head in enumerate(found):
        end = found[number + 1].row if number + 1 < len(found) else rows[-1] + 1
        yield Table(head, [row for row in rows if head.below <= row < end])


def _best(sheet: Sheet, rows: Sequence[int], saying: Saying) -> Headings | None:
    """The headings in the first row, unless one of the next has better ones."""
    first = headings_at(sheet, rows[0], saying)
    if first is None:
        return None
    others = (headings_at(sheet, row, saying) for row in rows[1:] if row >= first.below)
    better = [one for one in others if one is not None and _is_better(one, first)]
    return None if better else first


def _is_better(one: Headings, first: Headings) -> bool:
    return one.layout is not Layout.CROSSED and one.understood > first.understood


def _again(sheet: Sheet, rows: Sequence[int], at: int, last: Headings, saying: Saying) -> Headings | None:
    """The headings of a further table: a row that repeats a heading or has known ones, not figures like years."""
    row = rows[at]
    if row < last.below:
        return None
    before = {column.index: column.heading for column in last.columns if column.heading}
    is_apart = row - rows[at - 1] > 1
    if not is_apart and not any(sheet.text(row, column) == words for column, words in before.items()):
        return None
    texts = {column: sheet.text(row, column) for column, _ in sheet.filled(row)}
    labels = [column for column, words in texts.items() if not name_of(words)]
    is_repeated = any(plain(before.get(column, "")) == plain(texts[column]) for column in labels)
    known = any(BY_HEADING.get(plain(texts[column])) for column in labels)
    periods = len(texts) - len(labels)
    if not (is_repeated and (periods or len(labels) > 1)) and not (
        is_apart and (known or (periods > 1 and _follow(texts)))
    ):
        return None
    return headings_at(sheet, row, saying)


def _follow(texts: dict[int, str]) -> bool:
    """Whether the periods of a row follow one another, as headings do and figures hardly."""
    years = [name.period.first for words in texts.values() if (name := name_of(words)) and name.doubt is None]
    return len(years) > 1 and all(later - earlier == 1 for earlier, later in pairwise(years))


def looks_like_headings(sheet: Sheet, row: int, head: Headings) -> bool:
    """Whether a row of figures might be headings in an unusual place: its figures are periods that go up or down."""
    own = {column.index for column in head.periods}
    texts = {column: sheet.text(row, column) for column, _ in sheet.filled(row) if column in own}
    names = [name_of(words) for words in texts.values()]
    years = [name.period.first for name in names if name and 1900 <= name.period.year <= 2100]
    is_steady = years in (sorted(set(years)), sorted(set(years), reverse=True))
    return len(names) > 1 and len(years) == len(names) and is_steady
