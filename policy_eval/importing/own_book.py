"""A workbook that `export` made, on its way back: each sheet of figures is held against that of the observations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import isclose
from typing import Final, NamedTuple

from ..model.breakdowns import name_of as series_name
from ..model.period_labels import in_months
from ..model.periods import Period
from .cells import Reading, read
from .headings import Headings, Layout
from .ledger import Fate, Ledger
from .options import Saying
from .period_names import Doubt, Name, name_of
from .series import FigureRead, Figures, Series, as_read
from .sheet import OBSERVATIONS, Sheet, place, text
from .tables import Table, tables_of

_HEADINGS: Final = frozenset(("indicator", "period", "value", "basis"))
_FIGURES: Final = frozenset(("value", "numerator", "low", "high"))
"""What of an observation makes it one with a figure."""
_MADE: Final = "made from the sheet of observations"


def base_of(sheets: Sequence[Sheet]) -> Sheet | None:
    """The sheet of observations of a workbook of ours; None for any other file."""
    for sheet in sheets:
        if sheet.name == OBSERVATIONS and sheet.rows:
            headings = {text(cell) for cell in sheet.rows[next(iter(sheet.rows))]}
            return sheet if headings >= _HEADINGS else None
    return None


def hold(figures: Figures, ledgers: Sequence[Ledger], saying: Saying) -> None:
    """Take what was typed into the other sheets, and name each cell that contradicts the sheet of observations."""
    series = {
        series_name(one.texts["indicator"], one.texts.get("breakdown")): one
        for one in figures.series
        if "indicator" in one.texts
    }
    for ledger in ledgers:
        for table in tables_of(ledger.sheet, saying):
            for typed in _typed(table):
                _compare(figures, ledger, series, typed)
        for row, column in [*ledger.unaccounted()]:
            ledger.mark(row, column, Fate.LEFT_OUT, _MADE)


class _Typed(NamedTuple):
    """A figure of an indicator in a sheet other than that of the observations."""

    row: int
    column: int
    indicator: str
    name: Name
    reading: Reading


def _typed(table: Table) -> Iterator[_Typed]:
    """The figures that belong to an indicator, each with its period."""
    head, sheet, named = table.headings, table.headings.sheet, table.headings.named
    for row in table.rows if "indicator" in named else ():
        indicator = sheet.text(row, named["indicator"])
        unit = sheet.text(row, named["unit"]) if "unit" in named else ""
        for column, name in _periods(head, named, row) if indicator else ():
            reading = read(sheet.cell(row, column), unit)
            if reading.is_figure:
                yield _Typed(row, column, indicator, name, reading)


def _periods(head: Headings, named: Mapping[str, int], row: int) -> Iterator[tuple[int, Name]]:
    """The columns of the figures of a row, with their periods."""
    if head.layout is Layout.WIDE:
        yield from ((column.index, column.name) for column in head.periods if column.name)
    elif head.layout is Layout.LONG:
        name = name_of(head.sheet.text(row, named.get("period", named.get("year", 0))))
        if name is not None:
            yield named["value"], name


def _compare(figures: Figures, ledger: Ledger, series: Mapping[str, Series], typed: _Typed) -> None:
    sheet, row, column = ledger.sheet, typed.row, typed.column
    own = series.get(typed.indicator)
    if own is None:
        what = f"'{typed.indicator}' is in no row of the sheet {OBSERVATIONS}; add it there"
        figures.problems.append(sheet.problem(row, column, what))
        return
    ledger.mark(row, column, Fate.FIGURE)
    period = _period(own, typed.name)
    there = own.observations.get(period)
    if there is None or not there.keys() & _FIGURES:
        own.observations[period] = as_read(_with_note(typed.reading, there))
        own.cells[period] = row, column
        words = f"'{sheet.text(row, column)}': typed into this sheet; taken"
        figures.remarks.append(f"{sheet.named(place(row, column))} {words}")
    elif not _is_same(there, typed.reading):
        other = own.sheet.named(place(*own.cells[period])) if period in own.cells else OBSERVATIONS
        shown = own.sheet.text(*own.cells[period]) if period in own.cells else ""
        message = f"'{sheet.text(row, column)}' here and '{shown}' in {other} are of one indicator and period"
        options = "make both alike, or read one sheet by --sheet"
        figures.problems.append(sheet.problem(row, column, f"{message}; {options}"))


def _with_note(reading: Reading, there: FigureRead | None) -> Reading:
    """A figure that was typed where there was none keeps the note beside it, but no word that there is none."""
    return reading._replace(note=reading.note or (there or {}).get("note"))


def _period(series: Series, name: Name) -> Period:
    """The period that is meant in a series: a December only where its periods are months."""
    per_year = next((one.per_year for one in series.observations if not one.is_span), name.period.per_year)
    if name.doubt is Doubt.DECEMBER and per_year == 12:
        return in_months((name.period, name.basis))[0]
    return name.period


def _is_same(there: FigureRead, reading: Reading) -> bool:
    """Whether both are one figure, as far as a spreadsheet has its digits; a ratio may stand for its value."""
    if "value" not in there and "numerator" in there:
        return True  # the value is computed from both parts, which stand in the sheet of observations alone
    if there.get("value") is not None:
        return reading.value is not None and isclose(there["value"], reading.value, rel_tol=1e-12)
    # A range stands in a cell as words, with two decimals.
    ends = ((there.get("low"), reading.low), (there.get("high"), reading.high))
    return all(
        one is other or (one is not None and other is not None and isclose(one, other, rel_tol=1e-9, abs_tol=0.005))
        for one, other in ends
    )
