"""What `import` has to say: what it took each column for, and what became of the cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..errors import count, listed
from ..tables.spreadsheet_text import letters
from ..terminal_text import said
from ..wording.wrapping import width_of
from .additions import Additions
from .column_meaning import ColumnMeaning
from .ledger import Fate, tally, words_for_none
from .merge import Merge
from .new_files import Drafts
from .period_names import Name
from .series import Figures
from .sheet import Sheet
from .tables import Table
from .vocabulary import Role

_MOST_REMARKS = 20
_MOST_REASONS = 8
_BARE_YEARS = "years that do not say what they are count as fiscal years (April to March); --basis names another"


def taken(figures: Figures) -> Iterator[str]:
    """A line for each column, one for each cell that was no figure, and the count of all cells."""
    for table in figures.tables:
        yield from _of_table(table)
    yield from (f"  {remark}" for remark in figures.remarks[:_MOST_REMARKS])
    if len(figures.remarks) > _MOST_REMARKS:
        yield f"  and {count(len(figures.remarks) - _MOST_REMARKS, 'more cell')} like these"
    yield from _cells(figures)


def _of_table(table: Table) -> Iterator[str]:
    head = table.headings
    sheet = head.sheet
    named = f", sheet '{sheet.name}'" if sheet.name else ""
    about = f" ({sheet.about})" if sheet.about else ""
    rows = f"row {head.row + 1}" if head.depth == 1 else f"rows {head.row + 1} and {head.below}"
    yield f"{sheet.path}{named}{about}: headings in {rows}"
    width = max(width_of(_shown(column)) for column in head.columns)
    periods = {column.index for column in head.periods}
    for column in head.columns:
        padding = " " * (width - width_of(_shown(column)))
        meaning = _meaning(column, is_flag=column.is_of_status and column.index - 1 in periods)
        yield f"  {letters(column.index):>2}  {_shown(column)}{padding}  {said(meaning)}"
    yield from _hidden(sheet, table)


def _shown(column: ColumnMeaning) -> str:
    return " ".join(column.heading.split())


def _meaning(column: ColumnMeaning, *, is_flag: bool = False) -> str:
    if not column.is_used:
        return "status of the period before" if is_flag else f"left out: {column.why}"
    if column.meaning == "figures":
        return f"figures in {column.unit}" if column.unit else "figures"
    remark = f" ({column.remark})" if column.remark else ""
    if column.name is None:
        return column.meaning + remark
    role = {Role.TARGET: ", target", Role.RATE: ", a rate that is left out"}.get(column.role, "")
    category = f", {column.category}" if column.category else ""
    return _period(column.name) + role + category + remark


def _period(name: Name) -> str:
    status = f", {name.status}" if name.status else ""
    basis = f" ({name.basis})" if name.basis else ""
    return f"period {name.period}{basis}{status}"


def _hidden(sheet: Sheet, table: Table) -> Iterator[str]:
    """Hidden rows and columns are read like the others, and said to be."""
    rows = [str(row + 1) for row in sorted(sheet.hidden_rows & {*table.rows})]
    columns = [letters(column.index) for column in table.headings.columns if column.index in sheet.hidden_columns]
    for what, names in (("row", rows), ("column", columns)):
        if names:
            yield f"  hidden in the sheet, and read: {what}{'s' * (len(names) > 1)} {listed(names[:10], 'and')}"


def _cells(figures: Figures) -> Iterator[str]:
    """How many cells there are, and what each was taken for; the reasons why cells were left out."""
    fates = tally(figures.ledgers)
    counts = Counter[Fate]()
    for (fate, _), number in fates.items():
        counts[fate] += number
    parts = [fate.counted(counts[fate]) for fate in Fate if counts[fate]]
    yield f"  {count(sum(counts.values()), 'cell')}: {listed(parts, 'and')}"
    words = Counter(taken for ledger in figures.ledgers for taken in words_for_none(ledger))
    if words:
        yield "    in place of figures: " + ", ".join(
            f"{number} x {word} ({meaning or 'nothing is known'})"
            for (word, meaning), number in words.most_common(_MOST_REASONS)
        )
    reasons = {reason: number for (fate, reason), number in fates.items() if fate is Fate.LEFT_OUT}
    for reason, number in sorted(reasons.items(), key=lambda one: -one[1])[:_MOST_REASONS]:
        yield f"    left out: {number} x {reason}"


def made(figures: Figures, drafts: Drafts, folder: str) -> Iterator[str]:
    """What was written to a new folder, and what a person must still say."""
    number = sum(len(series.observations) for series in figures.series)
    indicators = count(len({series.whole for series in figures.series}), "indicator")
    yield f"{folder}: {count(len(drafts.files), 'file')} with {indicators} and {count(number, 'observation')}"
    yield from (f"id {new}: '{old}' is none, or is taken" for old, new in list(drafts.renamed.items())[:_MOST_REMARKS])
    for name, others in drafts.split.items():
        yield f"sub-field '{name}' is more than one file may hold; the rest is in {listed(others, 'and')}"
    if drafts.has_bare_years:
        yield _BARE_YEARS
    if drafts.missing:
        parts = [f"{number} x {key}" for key, number in sorted(drafts.missing.items())]
        yield f"to be filled in: {listed(parts, 'and')}; poleval validate {folder} names each place"


def changed(merge: Merge, new: Additions, *, dry_run: bool) -> Iterator[str]:
    """A line for each observation or indicator that was added or changed, and one that counts."""
    yield from merge.skipped
    yield from new.said
    if new.has_bare_years:
        yield _BARE_YEARS
    for edit in merge.edits if not dry_run else ():
        yield f"{edit.label}: {edit.words}"
    verb = "would change" if dry_run else "changed"
    added = f"{count(len(new.said), 'indicator')} added, " if new.said else ""
    yield f"{added}{count(len(merge.edits), 'observation')} {verb}, {merge.unchanged} as before"
