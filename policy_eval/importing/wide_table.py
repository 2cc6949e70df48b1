"""A table with a row per indicator and a column per period."""

from __future__ import annotations

from typing import Final

from ..editing.observations import PARTS
from ..model.breakdowns import label_of, part_of
from ..model.period_labels import in_months
from ..model.periods import Basis, Period
from ..tables.spreadsheet_text import letters
from .cells import Reading
from .column_meaning import RATE, ColumnMeaning
from .doubts import with_decembers
from .heading_rows import merged_over
from .ledger import Fate
from .lost import refuse_order
from .period_names import Doubt, Name
from .rows import Rows
from .series import FigureRead, Key, Series
from .sheet import Area, text
from .tables import looks_like_headings
from .units import said_unit
from .vocabulary import BY_HEADING, BY_STATUS_WORD, EMPTY, FLAGS, ROLES, TARGET_LINE, WHOLES, Role, plain

_OURS: Final = (Doubt.DECEMBER, Doubt.MONTH_OR_YEARS)


class Wide(Rows):
    """A row per indicator, a column per period, perhaps of actual and target, or of a category."""

    def read(self) -> None:
        names = [column.name for column in self.headings.periods if column.name]
        # A table that says of each row what its years are names months and years without doubt.
        ours = [name for name in names if name.doubt in _OURS] if "basis" in self.named else []
        self.settle([name for name in names if name not in ours], self._freq())
        self.names = {**self.names, **{name.text: name for name in with_decembers(ours)}}
        self.account(self.headings.periods)
        self.refuse_columns(PARTS, "there is one for each row, not for each period")
        self.own = {column.index for column in self.headings.columns if column.is_used}
        self._name_categories()
        self.columns = [(column, name) for column in self.headings.periods if (name := self._name(column))]
        refuse_order(self.figures, self.table, self.columns)
        self.above: dict[str, str] = {}
        self.flags = self._flags()
        self.by_key: dict[Key, Series] = {}
        self.first_rows: dict[tuple[Key, Role], int] = {}
        for row in self.table.rows:
            self._take(row)
        self._without_figures()

    def _flags(self) -> dict[int, int]:
        """The columns of flags, each by the column of a period that stands before it."""
        of = {column.index for column in self.headings.periods}
        found = {column.index - 1: column.index for column in self.headings.columns if column.is_of_status}
        flags = {column: flag for column, flag in found.items() if column in of}
        first = min((column.index for column in self.headings.columns if column.is_of_status), default=0)
        if flags and first < min(of):
            words = (
                "statuses stand before the first period, and may be of the one before or behind them; put each behind"
            )
            self.problem(self.headings.row, first, words)
        if len(flags) == 1 < len(of):
            (flag,) = flags.values()
            self.problem(
                self.headings.row,
                flag,
                f"one column of statuses for {len(of)} periods; --skip {letters(flag)} leaves it out",
            )
        return flags

    def _take_flag(self, row: int, column: int, observation: FigureRead) -> None:
        """A status beside a figure; any other word is a note."""
        words = self.sheet.text(row, column)
        if not words or words.casefold() in EMPTY:
            return
        status = BY_STATUS_WORD.get(words) or FLAGS.get(words.casefold(), (None, ""))[0]
        if status is not None and not (status.has_no_value and "value" in observation):
            observation["status"] = status.value
        else:
            observation["note"] = words
        self.ledger.mark(row, column, Fate.STATUS if status else Fate.NOTE)

    def _name_categories(self) -> None:
        """The dimension of categories that stand in a row of headings; a problem where nobody names it."""
        headings = {plain(word) for column in self.headings.columns for word in (column.heading, column.letters)}
        self.category_dimension = next((name for name in self.saying.dimensions if plain(name) not in headings), "")
        columns = [column for column in self.headings.periods if column.category]
        if columns and not self.category_dimension:
            first, last = columns[0], columns[-1]
            over = next(iter(merged_over(self.sheet, range(self.headings.row, self.headings.below))), None)
            area = (over or Area(self.headings.row, first.index, self.headings.below - 1, last.index)).name
            words = dict.fromkeys(column.category for column in columns)
            said = " and ".join(f"'{word}'" for word in list(words)[:2])
            self.problem(
                self.headings.row,
                first.index,
                f"{area}: columns of one period are told apart by {said}; --dimension NAME says what these are",
            )

    def _freq(self) -> str:
        """The letter of SDMX's that all rows say of their frequency; by year where a table of ours has such a basis."""
        column = self.named.get("freq")
        said = {self.sheet.text(row, column) for row in self.table.rows} - {""} if column is not None else set()
        bases = (
            {self.sheet.text(row, self.named["basis"]) for row in self.table.rows} if "basis" in self.named else set()
        )
        return said.pop() if len(said) == 1 else "A" if Basis.YEAR_END.value in bases else ""

    def _name(self, column: ColumnMeaning) -> Name | None:
        return self.period(self.headings.row, column.index, column.name) if column.name else None

    def _take(self, row: int) -> None:
        texts = self._with_title(self.texts(row))
        role = ROLES.get(plain(self.words(row, "role")), Role.ACTUAL)
        told = [(column, name) for column, name in self.columns if self.is_filled(row, column.index)]
        if not self._is_of_indicator(row, texts, told, role):
            return
        unit = plain(self.words(row, "unit"))
        if (not unit or unit in BY_HEADING) and looks_like_headings(self.sheet, row, self.headings):
            self.problem(
                row,
                told[0][0].index,
                "a row of years, which may be headings or figures; --skip or --rows leaves it out, --table chooses",
            )
            return
        if role is Role.RATE:
            self.ledger.mark_row(row, Fate.LEFT_OUT, RATE, self.own)
            return
        self.hold_multiplier(row, texts)
        basis = self.basis(row, texts)
        readings: dict[Key, list[Reading]] = {}
        for column, name in told:
            series = self._series(row, texts, basis, column, role)
            if series is not None:
                readings.setdefault(series.key, []).append(self._figure(row, column, name, series, role))
        if not told and role is Role.ACTUAL:
            self._series(row, texts, basis, None, role)
        for index, flag in self.flags.items():
            words = self.sheet.text(row, flag)
            if words and words.casefold() not in EMPTY and not self.is_filled(row, index):
                self.problem(row, flag, f"'{words}' beside an empty cell; write it in the place of the figure")
        for key, own in readings.items():
            self.take_percent(self.by_key[key], own)

    def _with_title(self, texts: dict[str, str]) -> dict[str, str]:
        """The texts of a row; one of a role without a title is of the indicator above it."""
        if "role" in self.named and not texts.keys() & {"title", "indicator"}:
            return {**self.above, **texts}
        self.above = {meaning: words for meaning, words in texts.items() if meaning != "breakdown"}
        return texts

    def _is_of_indicator(
        self, row: int, texts: dict[str, str], told: list[tuple[ColumnMeaning, Name]], role: Role
    ) -> bool:
        """Whether a row is one of an indicator: no heading within the table, no note, no target of our own workbook."""
        if (
            "title" in texts
            and "indicator" in self.named
            and "indicator" not in texts
            and TARGET_LINE.match(texts["title"])
        ):
            self.ledger.mark_row(row, Fate.LEFT_OUT, "a target, which the files say", self.own)
            return False
        if not texts.keys() & {"indicator", "title"} or (self.saying.title and not texts.get("breakdown") and not told):
            for column, _ in told:
                self.problem(row, column.index, "a figure in a row without a title")
            self.ledger.leave_out_words(row, "a row without a title or a figure")
            return False
        labels = {"title", "sub_field", "breakdown"} | (set() if self.words(row, "unit") else {"unit"})
        own_unit = texts.get("unit")
        if not told and own_unit and "unit" not in self.named and own_unit not in (self.unit_above, self.saying.unit):
            words = f"the unit '{own_unit}' in a row without figures; write it into each row that has it"
            self.problem(row, self.named.get("title", 0), words)
            return False
        if not told and said_unit(texts.get("title", "")) not in ("", self.unit_above):
            words = "a second line of units within a table; --rows takes the rows of one, or write units into the rows"
            self.problem(row, self.named.get("title", 0), words)
            return False
        if not told and texts.keys() <= labels and role is Role.ACTUAL:
            self.remark(row, self.named.get("title", 0), f"'{texts['title'].strip()}': no unit and no figure; left out")
            self.ledger.leave_out_words(row, "no unit and no figure")
            return False
        return self.names_a_part(row, texts)

    def _series(
        self, row: int, texts: dict[str, str], basis: Basis | None, column: ColumnMeaning | None, role: Role
    ) -> Series | None:
        """The series that a figure belongs to: that of the row, or of a category that the column is of."""
        texts = dict(texts)
        if column and column.category and (part := self._with_category(texts.get("breakdown"), column.category)):
            texts["breakdown"] = part
        series = Series(self.sheet, row, texts, self.table, basis)
        own = self.by_key.get(series.key)
        first = self.first_rows.setdefault((series.key, role), row)
        if first != row:
            title = texts.get("title", texts.get("indicator", "")).strip()
            self._twice(row, f"rows {first + 1} and {row + 1} have one title and unit, '{title}'")
            return None
        if own is not None:
            return own
        self.by_key[series.key] = series
        self.figures.series.append(series)
        if note := text(self.cell(row, "note")):
            series.texts["note"] = note
        return series

    def _with_category(self, part: str | None, category: str) -> str | None:
        """The part of a whole that a category names, in the dimension that no column holds."""
        of = dict(part_of(part) or {}) if part else {}
        if plain(category) not in WHOLES and self.category_dimension:
            of[self.category_dimension] = category
        return label_of(of) if of else None

    def _twice(self, row: int, message: str) -> None:
        unknown = [
            column for column in self.headings.columns if not column.is_used and self.sheet.text(row, column.index)
        ]
        hint = (
            f"; --dimension '{unknown[0].heading or unknown[0].letters}' tells them apart"
            if unknown
            else "; --skip leaves a row out"
        )
        problem = self.sheet.problem(row, self.named.get("title", self.named.get("indicator", 0)), message + hint)
        if problem not in self.figures.problems:
            self.figures.problems.append(problem)

    def _figure(self, row: int, column: ColumnMeaning, name: Name, series: Series, role: Role) -> Reading:
        reading = self.reading(row, column.index, series.texts.get("unit", ""))
        if not reading.is_said:
            return reading
        period = self.agreed(series, row, column.index, name)
        of = column.role if column.role is not Role.ACTUAL else role
        if of is Role.RATE:
            self.ledger.mark(row, column.index, Fate.LEFT_OUT, RATE)
        elif of is Role.TARGET:
            self._target(row, column, period, series, reading)
        else:
            self._observe(row, column, name, period, series, reading)
        return reading

    def _target(self, row: int, column: ColumnMeaning, period: Period, series: Series, reading: Reading) -> None:
        if reading.value is None or reading.note or reading.status:
            self.problem(
                row,
                column.index,
                f"'{self.sheet.text(row, column.index)}' is no target; write a number, or leave the column out",
            )
            return
        self.ledger.mark(row, column.index, Fate.TARGET)
        if series.targets.setdefault(period, reading.value) != reading.value:
            self.problem(row, column.index, f"another target for {period} than in a cell before")

    def _observe(
        self, row: int, column: ColumnMeaning, name: Name, period: Period, series: Series, reading: Reading
    ) -> None:
        observation = self.observation(reading, name)
        if (flag := self.flags.get(column.index)) is not None:
            self._take_flag(row, flag, observation)
        if series.observations.setdefault(period, observation) != observation:
            self.problem(row, column.index, f"another figure for {period} than in a column before")
        series.cells.setdefault(period, (row, column.index))

    def _without_figures(self) -> None:
        """A period without any figure, in a table that says of each row what its years are, is still a period."""
        for _, name in self.columns if "basis" in self.named else ():
            own = [one for one in self.by_key.values() if _may_have(one, name.period, name.basis)]
            month, _ = in_months((name.period, name.basis))
            is_month = name.doubt is Doubt.DECEMBER and any(month in one.observations for one in self.by_key.values())
            for one in own if not is_month and not any(name.period in one.observations for one in own) else ():
                one.observations[name.period] = FigureRead()


def _may_have(series: Series, period: Period, basis: Basis | None) -> bool:
    """Whether a period is one of the basis and the frequency of a series, as far as there is one already."""
    known = next(iter(series.observations), period)
    is_month = period.per_year == 12  # the same by every basis; other names without one are those of the calendar
    return known.per_year == period.per_year and (is_month or series.basis is (basis or Basis.CALENDAR_YEAR))
