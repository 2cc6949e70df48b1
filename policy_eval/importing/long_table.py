"""A table with a row per figure."""

from __future__ import annotations

from typing import Final

from ..editing.observations import PARTS
from ..model.periods import Basis
from ..model.status import Status
from . import ratios
from .cells import Reading, figure_in, looks_like_figure, read
from .column_meaning import ColumnMeaning
from .doubts import settled
from .fiscal_year import shift_of
from .ledger import Fate
from .period_names import Name
from .rows import Rows
from .series import FigureRead, Key, Series
from .sheet import text
from .vocabulary import BY_STATUS_WORD, EMPTY, FLAGS

_BY_CODE: Final = {status.code: status for status in Status}
_WITHOUT_END: Final = {
    **{basis: basis for basis in Basis},
    Basis.FISCAL_YEAR_END: Basis.FISCAL_YEAR,
    Basis.YEAR_END: Basis.CALENDAR_YEAR,
}
_PARTS: Final = tuple(part for part in PARTS if part != "value")


class Long(Rows):
    """A row per figure."""

    def read(self) -> None:
        self.account([])
        self.by_key: dict[Key, Series] = {}
        self.column = self.named.get("period", self.named.get("year", 0))
        self._settle_by_frequency()
        self.unknown = [column for column in self.headings.columns if column.is_unknown]
        self.labels: dict[tuple[Key, int], tuple[str, int]] = {}
        for row in self.table.rows:
            self._take(row)
        for series in self.by_key.values():
            ratios.settle(series)
        for column in self.unknown:
            self._account_unknown(column)

    def _settle_by_frequency(self) -> None:
        """What the periods of the rows mean, those of each frequency in their own company."""
        by_freq: dict[str, dict[int, Name]] = {}
        for row in self.table.rows:
            if name := self.name_at(row, self.column):
                by_freq.setdefault(self._freq(row), {})[row] = name
        self.meant: dict[int, tuple[Name, Name | str]] = {}
        for freq, names in by_freq.items():
            found = settled([*names.values()], basis=self.saying.basis, freq=freq)
            self.meant.update({row: (name, found[name.text]) for row, name in names.items()})

    def _freq(self, row: int) -> str:
        is_year_end = self.words(row, "basis") == Basis.YEAR_END.value
        return self.words(row, "freq") or ("A" if is_year_end else "")

    def _take(self, row: int) -> None:
        texts = self.texts(row)
        if not texts.keys() & {"indicator", "title"}:
            self._without_title(row)
            return
        if not self.sheet.has(row, self.column) and not self.sheet.has(row, self.named.get("value", 0)):
            self._without_title(row)
            return
        if not self.names_a_part(row, texts):
            return
        self.hold_multiplier(row, texts)
        new = Series(self.sheet, row, texts, self.table, self.basis(row, texts))
        series = self.by_key.setdefault(new.key, new)
        if series is new:
            self.figures.series.append(series)
        for meaning in sorted(texts.keys() | series.texts.keys()) if series.texts != texts else ():
            if texts.get(meaning) != series.texts.get(meaning) and meaning in self.named:
                message = f"row {series.row + 1} has another {meaning} for the same indicator"
                self.problem(row, self.named[meaning], message)
        self._hold_labels(row, series.key)
        self._observe(row, series)

    def _without_title(self, row: int) -> None:
        filled = [*self.sheet.filled(row)]
        if len(filled) == 1 and not looks_like_figure(filled[0][1]):
            self.ledger.mark_row(row, Fate.LEFT_OUT, "a line of text")
            self.remark(row, filled[0][0], f"'{text(filled[0][1]).strip()}': left out")
            return
        self.problem(row, self.headings.columns[0].index, "a row without a title")
        self.ledger.mark_row(row, Fate.LEFT_OUT, "a row without a title")

    def _hold_labels(self, row: int, key: Key) -> None:
        """A column that nobody has named must say the same of all figures of a series, else it tells figures apart."""
        for column in self.unknown:
            label = self.sheet.text(row, column.index)
            first, where = self.labels.setdefault((key, column.index), (label, row))
            if label != first and column in self.unknown:
                heading = column.heading or column.letters
                what = f"'{label}', and '{first}' in row {where + 1} of the same indicator"
                options = f"--dimension '{heading}' takes it for a part, --map '{heading}=ignore' leaves it out"
                self.problem(row, column.index, f"{what}; {options}")
                self.unknown = [one for one in self.unknown if one is not column]
                self.ledger.cover(
                    range(self.headings.below, self.table.rows[-1] + 1),
                    column.index,
                    Fate.LEFT_OUT,
                    "tells figures apart",
                )

    def _account_unknown(self, column: ColumnMeaning) -> None:
        """A label that is the same all along a series is left out; figures are not, unless somebody says so."""
        for row in self.table.rows:
            if not looks_like_figure(self.sheet.cell(row, column.index)):
                self.ledger.mark(row, column.index, Fate.LEFT_OUT, column.remark)

    def _observe(self, row: int, series: Series) -> None:
        label = text(self.at(row, self.column)).strip()
        if row not in self.meant:
            if label:
                self.problem(row, self.column, f"'{label}' is not a period; write 2021, FY2021 or FY2021..FY2023")
            elif "value" in self.named and self.sheet.text(row, self.named["value"]):
                self.problem(row, self.named["value"], f"a figure without a period, in row {row + 1}")
            return
        name, found = self.meant[row]
        if isinstance(found, str):
            self.problem(row, self.column, found)
            return
        period = self.agreed(series, row, self.column, found)
        start, length, _ = (self.words(row, "start") or name.text).partition("/P")
        is_end = series.basis is not None and series.basis.is_end and not length
        # SDMX says of the end of a year, too, when the year begins.
        shift = shift_of(period, series.basis if is_end or series.basis is None else _WITHOUT_END[series.basis], start)
        if shift is not None:
            self.figures.shifts.add(shift)
        if period in series.observations:
            self.problem(row, self.column, f"a second figure for {label}")
        elif "value" in self.named:
            reading = self.reading(row, self.named["value"], series.texts.get("unit", ""))
            self.take_percent(series, [reading])
            series.observations[period] = self._observation(row, reading, found)
            series.cells[period] = row, self.named["value"]

    def _observation(self, row: int, reading: Reading, name: Name) -> FigureRead:
        observation = self.observation(reading, name)
        parts = {meaning: self._number(row, meaning) for meaning in _PARTS if meaning in self.named}
        observation.update({meaning: part for meaning, part in parts.items() if part is not None})  # type: ignore[typeddict-item]
        if note := text(self.cell(row, "note")) or (name.note if reading.is_figure else None):
            observation["note"] = note
        status = self._status(row)
        if status and BY_STATUS_WORD[status].has_no_value and reading.is_figure:
            self.remark(row, self.named["value"], f"a figure where the status still says '{status}'; the figure counts")
        elif status:
            observation["status"] = status
        return observation

    def _number(self, row: int, meaning: str) -> float | None:
        cell = self.cell(row, meaning)
        figure = figure_in(cell, self.style) if isinstance(cell, str) else cell
        if figure is None and cell is not None:
            self.problem(row, self.named[meaning], f"'{cell}' is not a number")
        return None if figure is None else float(figure)

    def _status(self, row: int) -> str:
        """The status by its word, else by its code; a figure without either is a normal one."""
        word = self.words(row, "status")
        if word and word.casefold() not in (*EMPTY, *FLAGS):
            taken = BY_STATUS_WORD.get(word) or read(word).status or _BY_CODE.get(word)
            if taken is None:
                known = ", ".join(Status)
                self.problem(row, self.named["status"], f"'{word}' is not a status; it is one of {known}")
            return taken.value if taken else ""
        code = word if "status" in self.named else self.words(row, "obs_status")
        if code.casefold() in EMPTY:
            return ""
        taken = _BY_CODE.get(code) or FLAGS.get(code.casefold(), (None, ""))[0]
        if taken is None and code.casefold() not in FLAGS:
            known = ", ".join(_BY_CODE)
            self.problem(row, self.named["obs_status"], f"'{code}' is no code of a status; it is one of {known}")
        return taken.value if taken and taken is not Status.NORMAL else ""
