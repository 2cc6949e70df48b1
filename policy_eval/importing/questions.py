"""What of a table must not be passed over: headings over several columns, too many words, figures that nobody read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ..errors import brief, listed
from ..tables.spreadsheet_text import letters
from .cells import looks_like_figure
from .column_meaning import ColumnMeaning
from .heading_rows import merged_over
from .headings import Headings, Layout, has_figures
from .ledger import Fate, Ledger
from .period_names import name_of
from .series import Figures
from .sheet import Area, Sheet, Value
from .tables import Table

_MOST_WORDS: Final = 0.25
"""The share of the cells of figures that may hold words instead; beyond it something is read wrongly."""
_FEW: Final = 3
_WIDEST: Final = 300


def refuse_merged(figures: Figures, table: Table) -> None:
    """A heading over several columns that is none over another row of headings, and figures over several periods."""
    head = table.headings
    for area in merged_over(head.sheet, range(head.row, head.below)):
        under = [column for column in _columns(head, area) if has_figures(head.sheet, column.index, table.rows)]
        kinds = {(column.name.text, column.role, column.category) if column.name else None for column in under}
        if under and (None in kinds or len(kinds) < len(under)):
            words = brief(head.sheet.text(area.top, area.left))
            message = f"{area.name}, '{words}', is one heading over several columns that nothing tells apart"
            figures.problems.append(head.sheet.problem(area.top, area.left, f"{message}; give each its own"))
    for area in merged_over(head.sheet, range(head.below, table.rows[-1] + 1 if table.rows else 0)):
        of_figures = [column for column in _columns(head, area) if column.holds_figures]
        if len(of_figures) > 1 and looks_like_figure(head.sheet.cell(area.top, area.left)):
            message = f"{area.name} is one figure over several columns; write it for the period that it is of"
            figures.problems.append(head.sheet.problem(area.top, area.left, message))
        under = [column for column in of_figures if column.index > area.left]
        covered = [row for row in table.rows if area.top <= row <= area.bottom]
        for row, column in ((row, column) for column in under for row in covered):
            if looks_like_figure(head.sheet.cell(row, column.index)):
                message = f"a figure that nobody sees, under the merged cells {area.name}; unmerge them"
                figures.problems.append(head.sheet.problem(row, column.index, message))


def refuse_untitled(figures: Figures, table: Table) -> bool:
    """Whether no column is known to hold the titles; a problem that names those that may."""
    head = table.headings
    if head.layout is Layout.CROSSED or head.named.keys() & {"title", "indicator"}:
        return False
    may = [
        column for column in head.columns if column.is_unknown and not has_figures(head.sheet, column.index, table.rows)
    ]
    names = [f"{column.letters} '{column.heading}'" if column.heading else column.letters for column in may]
    told = f"{listed(names, 'and')} may be: " if may else ""
    first = (may[0].heading or may[0].letters) if may else "A"
    options = f"--map '{first}=title' names one, --dimension a column of categories"
    message = f"no column is known to hold the titles; {told}{options}"
    figures.problems.append(head.sheet.problem(head.row, may[0].index if may else 0, message))
    return True


def refuse_beside(figures: Figures, table: Table) -> bool:
    """Whether a second table begins to the right, where a heading of the first one stands again; then a problem."""
    head = table.headings
    first = min((column.index for column in head.columns if column.holds_figures), default=0)
    again = (column for column in head.columns if column.index > first and column.repeats and not column.is_of_status)
    column = next(again, None)
    if column is None:
        return False
    columns = [one.index for one in head.columns]
    left = f"{letters(min(columns))}:{letters(column.index - 1)}"
    right = f"{column.letters}:{letters(max(columns))}"
    message = f"a second table begins in column {column.letters}, beside the first; --skip {right} or --skip {left}"
    figures.problems.append(head.sheet.problem(head.row, column.index, f"{message} leaves one out"))
    return True


def _columns(head: Headings, area: Area) -> list[ColumnMeaning]:
    """The columns below an area that are not left out, with those that have no heading of their own."""
    own = {column.index: column for column in head.columns}
    under = range(area.left, min(area.right, area.left + _WIDEST) + 1)
    columns = [own.get(index, ColumnMeaning(index, "")) for index in under]
    return [column for column in columns if not column.is_left_out]


def refuse_empty(figures: Figures, table: Table) -> None:
    """Headings with nothing below them, before others, may be those that the figures belong to."""
    head = table.headings
    if not table.rows and len(figures.tables) > 1:
        figures.problems.append(head.sheet.problem(head.row, 0, "headings without a row; --skip leaves them out"))


def refuse_short(figures: Figures, table: Table) -> None:
    """A row of a text file with fewer cells than the headings has lost one, and nobody knows which."""
    head = table.headings
    last = max((column.index for column in head.columns if column.holds_figures), default=0)
    for row in table.rows if head.sheet.separator else ():
        there = len(head.sheet.rows[row])
        if there <= last and any(looks_like_figure(cell) for _, cell in head.sheet.filled(row)):
            message = f"row {row + 1} has {there} cells, and the headings name {last + 1}; is one missing?"
            figures.problems.append(head.sheet.problem(row, there, f"{message} An empty one still needs its delimiter"))


def refuse_words(figures: Figures, table: Table, ledger: Ledger) -> None:
    """Where too many cells of figures hold words, they are no figures."""
    head = table.headings
    columns = [column.index for column in head.columns if column.holds_figures]
    cells = [(row, column) for row in table.rows for column in columns if head.sheet.text(row, column)]
    words = [at for at in cells if ledger.cells.get(at, (None, ""))[0] is Fate.NOTE]
    if len(words) >= _FEW and len(words) > _MOST_WORDS * len(cells):
        first = brief(head.sheet.text(*words[0]))
        message = f"{len(words)} of {len(cells)} cells in the columns of figures are words, the first of them '{first}'"
        figures.problems.append(head.sheet.problem(*words[0], f"{message}; more than a quarter is no table of figures"))


def account_rest(figures: Figures, ledger: Ledger) -> None:
    """What nobody has looked at: text is left out; figures are a problem, one for each column of a table."""
    unread: dict[tuple[int, int], list[int]] = {}
    tables = [table for table in figures.tables if table.headings.sheet.name == ledger.sheet.name]
    for row, column in [*ledger.unaccounted()]:
        cell = ledger.sheet.cell(row, column)
        table = next((one for one in tables if row in one), None)
        if looks_like_figure(cell) and not _is_named_year(cell, table):
            ledger.mark(row, column, Fate.LEFT_OUT, "a figure that was not read")
            unread.setdefault((table.headings.row if table else row, column), []).append(row)
        else:
            ledger.mark(row, column, Fate.LEFT_OUT, _where(column, table))
    for (_, column), rows in unread.items():
        table = next((one for one in tables if rows[0] in one), None)
        message = _unread(table, column, rows) if table else _outside(ledger.sheet, column, rows[0])
        figures.problems.append(ledger.sheet.problem(rows[0], column, message))


def _is_named_year(cell: Value, table: Table | None) -> bool:
    """Whether a text above or below a table is a date or a year in words, not a bare number."""
    return table is None and isinstance(cell, str) and not cell.strip().isdigit() and name_of(cell) is not None


def _where(column: int, table: Table | None) -> str:
    if table is None:
        return "outside the tables"
    heading = next((one for one in table.headings.columns if one.index == column), None)
    return heading.remark if heading and heading.remark else "a column without a heading"


def _unread(table: Table, column: int, rows: Sequence[int]) -> str:
    """What to do about figures in a column of a table that nothing says the meaning of."""
    head, row = table.headings, rows[0]
    own = next((one for one in head.columns if one.index == column), None)
    is_longer = len([*head.sheet.filled(row)]) > len([*head.sheet.filled(head.row)])
    if own is None and is_longer and len(rows) < len(table.rows):
        words = "is there a cell too many, or a comma that should stand in quotes?"
        return f"row {row + 1} has more cells than there are headings; {words}"
    what = f"'{brief(own.heading)}'" if own and own.heading else "without a heading"
    named = own.heading if own and own.heading else letters(column)
    why = f" ({own.remark})" if own and own.remark and not own.is_unknown else ""
    options = f"--skip {letters(column)} or --map '{named}=ignore' leaves the column out"
    shown = brief(head.sheet.text(row, column))
    return f"'{shown}' in column {letters(column)} {what}{why}: figures that were not read; {options}"


def _outside(sheet: Sheet, column: int, row: int) -> str:
    shown = brief(sheet.text(row, column))
    options = f"--skip {row + 1} leaves the row out, --rows names those of the table"
    return f"'{shown}' looks like a figure outside the tables; {options}"
