"""Which rows are headings: one, or two of which the upper one spreads over columns of the lower one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .cells import looks_like_figure
from .period_names import combined, name_of
from .sheet import Area, Sheet
from .units import in_row, is_unit
from .vocabulary import BY_HEADING, ROLES, plain


@dataclass(frozen=True, slots=True)
class HeadingRows:
    """The headings of each column, the upper one first."""

    depth: int
    parts: Mapping[int, Sequence[str]]

    @classmethod
    def at(cls, sheet: Sheet, row: int) -> HeadingRows:
        """One row of headings, or two where the one below goes on with the upper one."""
        own = {column: sheet.text(row, column) for column, _ in sheet.filled(row)}
        below = {column: sheet.text(row + 1, column) for column, _ in sheet.filled(row + 1)}
        spread = _spread(sheet, row, own, below)
        if not _belongs(sheet, row, own, spread, below):
            return cls(1, {column: (words,) for column, words in own.items()})
        columns = sorted({*spread, *below})
        return cls(2, {column: (spread.get(column, ""), below.get(column, "")) for column in columns})

    @staticmethod
    def units(sheet: Sheet, row: int, figures: set[int]) -> dict[int, str] | None:
        """The units in a row of their own below the headings; None where the row is another one."""
        cells = {column: sheet.text(row, column) for column, _ in sheet.filled(row)}
        under = {column: words for column, words in cells.items() if column in figures}
        others = [words for column, words in cells.items() if column not in figures]
        is_said = any(plain(words) in ("単位", "unit", "units") for words in others)
        if not under or not all(in_row(words) for words in under.values()) or len(others) > is_said:
            return None
        if is_said or all(words[:1] in "(（[" for words in under.values()) or any(map(is_unit, under.values())):
            return {column: in_row(words) for column, words in under.items()}
        return None


def _spread(sheet: Sheet, row: int, own: Mapping[int, str], below: Mapping[int, str]) -> dict[int, str]:
    """The headings of a row over all the columns that they stand for."""
    result = dict(own)
    areas = [area for area in sheet.merged if area.top == row and area.left in own]
    for area in areas:
        for column in range(area.left, min(area.right, max(below, default=area.left)) + 1):
            result.setdefault(column, own[area.left])
    if any(area.left < area.right for area in areas) or not own:
        return result
    # Without merged cells, a blank beside a heading goes on with it, as far as there is a heading below.
    current = ""
    for column in range(min(own), max((*own, *below)) + 1):
        current = own.get(column, current)
        if (
            column not in own
            and column in below
            and (name_of(current) or plain(current) in ROLES or not BY_HEADING.get(plain(current)))
        ):
            result.setdefault(column, current)
    return result


def _belongs(
    sheet: Sheet, row: int, own: Mapping[int, str], spread: Mapping[int, str], below: Mapping[int, str]
) -> bool:
    """Whether the row below goes on with the headings."""
    if len(below) < 2:
        return False
    for column, words in below.items():
        upper = own.get(column, "")
        is_part = name_of(words) or combined((spread.get(column, ""), words))
        if looks_like_figure(sheet.cell(row + 1, column)) and not is_part:
            return False
        if (
            upper
            and upper != words
            and not name_of(upper)
            and plain(upper) not in ROLES
            and not _is_wide(sheet, row, column)
        ):
            return False
    upper_periods = [column for column, words in spread.items() if name_of(words) and column in below]
    lower_periods = [column for column, words in below.items() if name_of(words)]
    if upper_periods:
        repeated = len(upper_periods) > len({spread[column] for column in upper_periods})
        return (
            repeated
            or all(plain(below[column]) in ROLES for column in upper_periods)
            or all(combined((spread[column], below[column])) for column in upper_periods)
        )
    first = min(lower_periods, default=-1)
    labels_above = [column for column in own if column < first and own[column] != below.get(column)]
    is_over = any(column in spread and spread[column] for column in lower_periods)
    return bool(lower_periods) and is_over and not any(below.get(column) for column in labels_above)


def _is_wide(sheet: Sheet, row: int, column: int) -> bool:
    return any(area.top == row and area.left == column and area.right > column for area in sheet.merged)


def merged_over(sheet: Sheet, rows: range) -> list[Area]:
    """The areas in these rows that spread over several columns."""
    return [area for area in sheet.merged if area.top in rows and area.left < area.right]
