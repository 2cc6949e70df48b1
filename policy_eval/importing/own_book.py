"""A workbook that `export` made, on its way back: each sheet of figures is held against that of the observations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import isclose
from typing import Final, NamedTuple

from ..errors import Problem
from ..model.breakdowns import name_of as series_name
from ..model.codes import LANGUAGES
from ..model.decimals import is_percent_sign, ratio
from ..model.period_labels import in_months
from ..model.periods import Period
from ..wording.words import word
from .cells import Reading, looks_like_figure, read
from .headings import Headings, Layout
from .ledger import Fate, Ledger
from .options import Saying
from .period_names import Doubt, Name, name_of
from .ratios import times_of
from .series import FigureRead, Figures, Series, as_read
from .sheet import OBSERVATIONS, Sheet, place, text
from .tables import Table, tables_of
from .vocabulary import TARGET_LINE, plain

_HEADINGS: Final = frozenset(("indicator", "period", "value", "basis"))
_FIGURES: Final = frozenset(("value", "numerator", "low", "high"))
"""What of an observation makes it one with a figure."""
_OURS: Final = {plain(word("indicator", lang)): "indicator" for lang in LANGUAGES}
"""What our sheets call the column of ids, which in other files may be one of titles."""
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
        for table in tables_of(ledger.sheet, replace(saying, mapping={**_OURS, **saying.mapping})):
            for typed in _typed(table):
                _compare(figures, ledger, series, typed)
            figures.problems += _not_read(table)
        for row, column in [*ledger.unaccounted()]:
            ledger.mark(row, column, Fate.LEFT_OUT, _MADE)


def _not_read(table: Table) -> Iterator[Problem]:
    """Figures beside those of known indicators and periods, which somebody has added."""
    head, sheet = table.headings, table.headings.sheet
    if head.layout is Layout.CROSSED or not {"title", "unit"} <= head.named.keys():
        return
    periods = [column.index for column in head.periods]
    unknown = [column for column in head.columns if column.is_unknown and column.heading]
    for row in table.rows:
        is_known = "indicator" in head.named and bool(sheet.text(row, head.named["indicator"]))
        is_target = TARGET_LINE.match(sheet.text(row, head.named["title"])) is not None
        figures = [column for column in periods if looks_like_figure(sheet.cell(row, column))]
        if figures and not is_known and not is_target:
            words = f"a figure without an id; add it to the sheet {OBSERVATIONS}, or to a table of its own"
            yield sheet.problem(row, figures[0], words)
        for column in unknown if is_known and periods else ():
            if looks_like_figure(sheet.cell(row, column.index)):
                words = f"a figure below '{column.heading}', which names no period; write 2021 or FY2021"
                yield sheet.problem(row, column.index, words)


class _Typed(NamedTuple):
    """What a cell of an indicator says in a sheet other than that of the observations."""

    row: int
    column: int
    indicator: str
    unit: str
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
            if reading.is_said:
                yield _Typed(row, column, indicator, unit, name, reading)


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
    if fault := _fault(typed, own):
        figures.problems.append(sheet.problem(row, column, fault))
        return
    if not typed.reading.is_figure:
        return
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
    elif not _is_same(own, there, typed.reading):
        other = own.sheet.named(place(*own.cells[period])) if period in own.cells else OBSERVATIONS
        shown = own.sheet.text(*own.cells[period]) if period in own.cells else ""
        message = f"'{sheet.text(row, column)}' here and '{shown}' in {other} are of one indicator and period"
        options = "make both alike, or read one sheet by --sheet"
        figures.problems.append(sheet.problem(row, column, f"{message}; {options}"))


def _fault(typed: _Typed, own: Series | None) -> str:
    """What is wrong with a cell by itself, or in a series of another basis."""
    reading, name = typed.reading, typed.name
    there = own.observations.get(_period(own, name), {}) if own else {}
    if reading.fault:
        return reading.fault
    if reading.is_percent and typed.unit.strip() and not is_percent_sign(typed.unit):
        return f"a figure in percent in a row with the unit '{typed.unit}'"
    if not reading.is_figure and (reading.status or not reading.is_clear):
        return _fault_of_words(reading, there)
    is_other = name.basis is not None and own is not None and own.basis not in (None, name.basis)
    if is_other and own and not name.text.endswith("年") and not there:
        return f"a figure by {name.basis} in a series by {own.basis}; one indicator has one basis"
    return ""


def _fault_of_words(reading: Reading, there: FigureRead) -> str:
    """What is wrong with words in the place of a figure."""
    words, has_figure = reading.note or reading.status, bool(there.keys() & _FIGURES)
    if not there:
        return f"'{words}' is typed where a figure may stand; write a figure, or the status into {OBSERVATIONS}"
    # A figure of a scale stands in its cell as a word.
    return f"'{words}' here, and a figure in {OBSERVATIONS}" if has_figure and reading.is_clear else ""


def _with_note(reading: Reading, there: FigureRead | None) -> Reading:
    """A figure that was typed where there was none keeps the note beside it, but no word that there is none."""
    return reading._replace(note=reading.note or (there or {}).get("note"))


def _period(series: Series, name: Name) -> Period:
    """The period that is meant in a series: a December only where its periods are months."""
    per_year = next((one.per_year for one in series.observations if not one.is_span), name.period.per_year)
    if name.doubt is Doubt.DECEMBER and per_year == 12:
        return in_months((name.period, name.basis))[0]
    return name.period


def _is_same(own: Series, there: FigureRead, reading: Reading) -> bool:
    """Whether both are one figure, as far as a spreadsheet has its digits; a ratio may stand for its value."""
    if "value" not in there and "numerator" in there and "denominator" in there:
        computed = ratio(there["numerator"], there["denominator"], times=times_of(own))
        return computed is None or (reading.value is not None and isclose(computed, reading.value, rel_tol=1e-9))
    if there.get("value") is not None:
        return reading.value is not None and isclose(there["value"], reading.value, rel_tol=1e-12)
    # A range stands in a cell as words, with two decimals.
    ends = ((there.get("low"), reading.low), (there.get("high"), reading.high))
    return all(
        one is other or (one is not None and other is not None and isclose(one, other, rel_tol=1e-9, abs_tol=0.005))
        for one, other in ends
    )
