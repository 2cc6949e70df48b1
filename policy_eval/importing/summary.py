"""What `import` has to say: what it took each column for, and what became of the cells."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import count, listed
from ..tables.spreadsheet_text import letters
from ..wording.wrapping import width_of
from .headings import ColumnMeaning
from .merge import Merge
from .new_files import Drafts
from .series import ForeignTable

_MOST_REMARKS = 20


def taken(table: ForeignTable) -> Iterator[str]:
    """A line for each column, and one for each cell that was no figure."""
    layout = table.layout
    sheet = f", sheet '{layout.grid.sheet}'" if layout.grid.sheet else ""
    yield f"{layout.grid.path}{sheet}: headings in row {layout.row + 1}"
    width = max(width_of(column.heading) for column in layout.columns)
    for column in layout.columns:
        padding = " " * (width - width_of(column.heading))
        yield f"  {letters(column.index):>2}  {column.heading}{padding}  {_meaning(column)}"
    yield from (f"  {remark}" for remark in table.remarks[:_MOST_REMARKS])
    if len(table.remarks) > _MOST_REMARKS:
        yield f"  and {count(len(table.remarks) - _MOST_REMARKS, 'more cell')} like these"


def _meaning(column: ColumnMeaning) -> str:
    if not column.is_used:
        return f"left out: {column.remark}"
    meaning = column.meaning or f"period {column.period}"
    basis = f" ({column.basis})" if column.basis else ""
    remark = f" ({column.remark})" if column.remark else ""
    return meaning + basis + remark


def made(table: ForeignTable, drafts: Drafts, folder: str) -> Iterator[str]:
    """What was written to a new folder, and what a person must still say."""
    figures = sum(len(series.observations) for series in table.series)
    files, indicators = count(len(drafts.files), "file"), count(len(table.series), "indicator")
    yield f"{folder}: {files} with {indicators} and {count(figures, 'observation')}"
    if drafts.has_bare_years:
        yield "years that do not say what they are count as fiscal years (April to March); --basis names another"
    if drafts.missing:
        parts = [f"{number} x {key}" for key, number in sorted(drafts.missing.items())]
        yield f"to be filled in: {listed(parts, 'and')}; poleval validate {folder} names each place"


def changed(merge: Merge, *, dry_run: bool) -> Iterator[str]:
    """A line for each observation that was added or changed, and one that counts."""
    for edit in merge.edits if not dry_run else ():
        yield f"{edit.label}: {edit.words}"
    verb = "would change" if dry_run else "changed"
    yield f"{count(len(merge.edits), 'observation')} {verb}, {merge.unchanged} as before"
