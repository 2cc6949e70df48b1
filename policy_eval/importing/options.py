"""What the command line says of a table beyond the table itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from ..errors import UsageError
from ..hints import nearest
from ..model.periods import Basis
from ..tables.spreadsheet_text import column_of
from .ledger import Fate, Ledger
from .period_names import name_of
from .sheet import MAX_COLUMNS, Sheet
from .vocabulary import IGNORED, MEANINGS, plain

_ROWS: Final = re.compile(r"([0-9]{1,7})(?::([0-9]{1,7}))?")
_COLUMNS: Final = re.compile(r"([A-Z]{1,3})(?::([A-Z]{1,3}))?")


@dataclass(frozen=True, slots=True)
class Saying:
    """What is said of a table: the meaning of headings, dimensions, what is the same for all rows, what is left out."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    dimensions: Sequence[str] = ()
    title: str | None = None
    unit: str | None = None
    basis: Basis | None = None
    decimal: str | None = None
    rows: range | None = None
    skipped_rows: Sequence[range] = ()
    skipped_columns: Sequence[range] = ()
    totals: str | None = None
    decimals: int | None = None

    def of_heading(self, heading: str, column: str) -> str:
        """What `--map` says of a column, by its heading or by its letters; nothing where it says nothing."""
        named = self.mapping.get(plain(heading)) if heading else None
        return named or self.mapping.get(plain(column), "")

    def is_dimension(self, heading: str, column: str) -> bool:
        """Whether a column holds the categories of a dimension, as the command line says."""
        return any(plain(name) in (plain(heading), plain(column)) for name in self.dimensions)


def mapping_of(pairs: Iterable[str]) -> dict[str, str]:
    """`--map` as headings without differences of hands, each with its meaning. Raises UsageError."""
    mapping = {}
    for pair in pairs:
        heading, sign, meaning = pair.rpartition("=")
        if not (sign and heading.strip() and meaning.strip()):
            raise UsageError(f"--map {pair}: write HEADING=MEANING, such as 件名=title or '3年度=FY2021'")
        meaning = meaning.strip()
        if meaning not in MEANINGS and meaning != IGNORED and name_of(meaning) is None:
            known = (
                nearest(meaning, [*MEANINGS, IGNORED])
                or f"; it can hold {', '.join(MEANINGS)}, {IGNORED}, or a period such as FY2021"
            )
            raise UsageError(f"--map: '{meaning}' is nothing that a column can hold{known}")
        mapping[plain(heading)] = meaning
    return mapping


def rows_of(text: str) -> range:
    """`--rows 3:20` as rows from 0. Raises UsageError."""
    found = _ROWS.fullmatch(text.strip())
    if not found or not 0 < int(found[1]) <= int(found[2] or found[1]):
        raise UsageError(f"--rows {text}: write the first and the last row, such as 3:20")
    return range(int(found[1]) - 1, int(found[2] or found[1]))


def skipped(texts: Iterable[str]) -> tuple[list[range], list[range]]:
    """`--skip` as rows and as columns, both from 0. Raises UsageError."""
    rows: list[range] = []
    columns: list[range] = []
    for text in texts:
        for part in text.upper().replace(" ", "").split(","):
            own, found = (rows, _ROWS.fullmatch(part)) if part[:1].isdigit() else (columns, _COLUMNS.fullmatch(part))
            number = int if own is rows else _column
            span = range(number(found[1]) - 1, number(found[2] or found[1])) if found else range(0)
            if not span or span[0] < 0:
                raise UsageError(f"--skip {text}: write rows such as 7 or 3:5, or columns such as F or F:H")
            own.append(span)
    return rows, columns


def _column(name: str) -> int:
    return min(column_of(name) + 1, MAX_COLUMNS)


def without_skipped(ledger: Ledger, saying: Saying) -> Sheet:
    """The sheet without the cells that the command line leaves out; these are accounted for."""
    sheet = ledger.sheet
    if saying.rows is None and not saying.skipped_rows and not saying.skipped_columns:
        return sheet
    rows = {}
    for row, cells in sheet.rows.items():
        if saying.rows is not None and row not in saying.rows:
            ledger.mark_row(row, Fate.LEFT_OUT, "--rows")
        elif any(row in one for one in saying.skipped_rows):
            ledger.mark_row(row, Fate.LEFT_OUT, "--skip")
        else:
            line = list(cells)
            for column, _ in [*sheet.filled(row)]:
                if any(column in one for one in saying.skipped_columns):
                    ledger.mark(row, column, Fate.LEFT_OUT, "--skip")
                    line[column] = None
            rows[row] = line
    unsolved = (
        at for at in sheet.unsolved if at[0] in rows and not any(at[1] in one for one in saying.skipped_columns)
    )
    return replace(sheet, rows=rows, unsolved=frozenset(unsolved))
