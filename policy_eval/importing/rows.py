"""The rows of a table: cells by what their columns mean, and problems in their places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from ..editing.observations import PARTS
from ..model.breakdowns import label_of, part_of
from ..model.decimals import is_percent_sign
from ..model.period_labels import in_months
from ..model.periods import Basis, Period
from .cells import DITTO, Reading, looks_like_figure, read
from .column_meaning import ColumnMeaning
from .doubts import settled
from .ledger import Fate, Ledger
from .lost import refuse_lost, without_numbering
from .number_style import NumberStyle
from .options import Saying
from .period_names import Name
from .row_names import name_in_row, why_no_years
from .series import FigureRead, Figures, Series, as_read
from .sheet import Area, Value, place, text
from .tables import Table
from .units import divided, may_be_of_another, unit_of
from .vocabulary import CODES, NO_MULTIPLIER, WHOLES, plain

_OF_INDICATOR: Final = (
    "sub_field",
    "sub_field_title",
    "indicator",
    "breakdown",
    "title",
    "unit",
    "direction",
    "result_type",
    "kind",
    "basis",
    "description",
    "source",
    "publisher",
)
_FATES: Final = {
    "title": Fate.TITLE,
    "unit": Fate.UNIT,
    "status": Fate.STATUS,
    "obs_status": Fate.STATUS,
    "note": Fate.NOTE,
}


class Rows:
    """What all kinds of tables have in common: cells by meaning, and problems in their places."""

    def __init__(self, figures: Figures, table: Table, ledger: Ledger, style: NumberStyle, saying: Saying) -> None:
        self.figures, self.ledger, self.style, self.saying = figures, ledger, style, saying
        self.headings, self.sheet = table.headings, table.headings.sheet
        self.table = without_numbering(table, ledger)
        self.named = self.headings.named
        self.unit_above = ""
        self.names: Mapping[str, Name | str] = {}
        self.dimensions = [column for column in self.headings.columns if column.meaning == "dimension"]
        self._percents: dict[int, set[tuple[bool, bool]]] = {}
        self._labels: dict[tuple[int, int], Area] = {}
        for area in self.sheet.merged:
            if area.top < area.bottom:
                rows = [row for row in table.rows if area.top <= row <= area.bottom]
                self._labels.update(
                    ((row, column), area) for row in rows for column in range(area.left, min(area.right, 200) + 1)
                )

    def read(self) -> None:
        """Take the rows into the figures."""
        raise NotImplementedError

    # --- cells -----------------------------------------------------------------------------------

    def cell(self, row: int, meaning: str) -> Value:
        column = self.named.get(meaning)
        return None if column is None else self.at(row, column)

    def at(self, row: int, column: int) -> Value:
        """The cell, or for one of several rows that are merged what they say together."""
        area = self._labels.get((row, column)) if self._labels else None
        return self.sheet.cell(area.top, area.left) if area else self.sheet.cell(row, column)

    def words(self, row: int, meaning: str) -> str:
        """The cell as text, without the space around it; nothing where there is no such column."""
        return text(self.cell(row, meaning)).strip()

    def is_filled(self, row: int, column: int) -> bool:
        """Whether a cell of figures holds anything, be it a formula without a result."""
        return self.sheet.has(row, column) or (row, column) in self.sheet.unsolved

    def texts(self, row: int) -> dict[str, str]:
        """The texts of an indicator, without the empty ones; with what the command line says of all."""
        texts = {}
        for meaning in _OF_INDICATOR:
            cell = text(self.cell(row, meaning))
            if cell.strip() in DITTO and "indicator" not in self.named:
                self.problem(row, self.named[meaning], f"'{cell.strip()}' repeats a cell above; write out its words")
            if cell.strip():
                texts[meaning] = CODES.get((meaning, cell.strip()), cell)
        if self.saying.title is not None:
            texts.setdefault("title", self.saying.title)
        self._with_unit(row, texts)
        if (part := self._part(row)) is not None:
            texts["breakdown"] = part
        return texts

    def _with_unit(self, row: int, texts: dict[str, str]) -> None:
        """The unit in one way of writing: of its column, out of the title, of a line above, or as said for all."""
        if "unit" in texts:
            if "indicator" not in texts and "unit" in self.named and looks_like_figure(texts["unit"]):
                self.problem(
                    row, self.named["unit"], f"'{texts['unit']}' is a figure in the place of a unit; is a cell missing?"
                )
            # With ids, a table is one of data, whose words stay as they are.
            plain_unit = unit_of(texts["unit"])
            if "indicator" not in texts or (plain_unit == "%" != texts["unit"].strip()):
                texts["unit"] = plain_unit
            return
        if "title" in texts and "unit" not in self.named:
            title, unit = divided(texts["title"])
            if unit:
                texts["title"], texts["unit"] = title, unit
        unit = self.saying.unit or ("" if may_be_of_another(texts.get("title", "")) else self.unit_above)
        if unit and texts.keys() & {"title", "indicator"}:
            texts.setdefault("unit", unit)

    def _part(self, row: int) -> str | None:
        """Which part of a whole a row is of, by the columns of dimensions; None for the whole."""
        part = {}
        for column in self.dimensions:
            category = text(self.at(row, column.index)).strip()
            if category and plain(category) not in WHOLES:
                part[column.heading or column.letters] = category
        return label_of(part) if part else None

    # --- the names of periods -----------------------------------------------------------------

    def name_at(self, row: int, column: int) -> Name | None:
        """The period that a row names; None, with a problem, where it is none that is known."""
        label = text(self.at(row, column)).strip()
        head = {one.index: one.heading for one in self.headings.columns}
        part = self.words(row, "part_of_year")
        if why := why_no_years(head.get(column, "")):
            if row == self.table.rows[0]:
                self.problem(self.headings.row, column, why)
            return None
        found = name_in_row(label, head.get(column, ""), part, head.get(self.named.get("part_of_year", -1), ""))
        if isinstance(found, str):
            self.problem(row, column, found)
            return None
        return found

    # --- problems and remarks --------------------------------------------------------------------

    def problem(self, row: int, column: int, message: str) -> None:
        self.figures.problems.append(self.sheet.problem(row, column, message))

    def remark(self, row: int, column: int, words: str) -> None:
        self.figures.remarks.append(f"{self.sheet.named(place(row, column))} {words}")

    def account(self, figures: Iterable[ColumnMeaning]) -> None:
        """The fates of whole columns, and of the headings; single cells are marked where they are read."""
        head = self.headings
        rows = range(head.below, self.table.rows[-1] + 1) if self.table.rows else range(0)
        own = {column.index for column in figures}
        refuse_lost(self.figures, self.table)
        for column in head.columns:
            self.ledger.cover(range(head.row, head.below), column.index, Fate.HEADING)
            if column.index in own or column.meaning in PARTS:
                self.ledger.cover(rows, column.index, Fate.FIGURE)
            elif column.meaning:
                self.ledger.cover(rows, column.index, _FATES.get(column.meaning, Fate.LABEL))
            elif column.is_left_out or (column.is_of_values and {"indicator", "value"} <= self.named.keys()):
                self.ledger.cover(rows, column.index, Fate.LEFT_OUT, column.remark)

    # --- what a row says -------------------------------------------------------------------------

    def settle(self, names: Sequence[Name], freq: str = "") -> None:
        """What the names of periods mean in each other's company."""
        self.names = settled(names, basis=self.saying.basis, freq=freq)

    def period(self, row: int, column: int, name: Name) -> Name | None:
        """The period that is meant; None, with a problem, where that is not known."""
        found = self.names.get(name.text, name)
        if isinstance(found, str):
            self.problem(row, column, found)
            return None
        return found

    def basis(self, row: int, texts: Mapping[str, str]) -> Basis | None:
        name = texts.get("basis")
        try:
            return Basis(name) if name else None
        except ValueError:
            self.problem(row, self.named["basis"], f"'{name}' is not a basis; it is one of {', '.join(Basis)}")
            return None

    def names_a_part(self, row: int, texts: Mapping[str, str]) -> bool:
        """Whether a row is of a whole, or says of which part in words that can be read."""
        label = texts.get("breakdown")
        if label is None or part_of(label) is not None:
            return True
        message = f"'{label}' is no part of a whole; write sex=women, or sex=women,age=15-24"
        self.problem(row, self.named.get("breakdown", 0), message)
        return False

    def agreed(self, series: Series, row: int, column: int, name: Name) -> Period:
        """The period that a name means in a series, held against the basis and the frequency of that."""
        period, basis = name.period, name.basis
        if series.basis is not None and series.basis is not Basis.YEAR_END:
            period, basis = in_months((period, basis))
        series.basis = series.basis or basis
        if basis is not None and basis is not series.basis:
            self.problem(row, column, f"this is a {basis} in a series by {series.basis}; one indicator has one basis")
        own = next((one for one in series.observations if not one.is_span), period)
        if not period.is_span and own.per_year != period.per_year:
            message = f"this is a {period.frequency} in a series by {own.frequency}; one indicator has one frequency"
            self.problem(row, column, message)
        return period

    def hold_multiplier(self, row: int, texts: dict[str, str]) -> None:
        """Figures that are multiples have a unit that says so, or are a problem."""
        multiplier = self.words(row, "multiplier")
        if plain(multiplier) in NO_MULTIPLIER:
            return
        if self.saying.unit is None:
            words = f"figures times '{multiplier}'; name the unit with it, such as --unit 'thousand persons'"
            self.problem(row, self.named["multiplier"], words)
            return
        texts["unit"] = self.saying.unit

    def refuse_columns(self, meanings: Iterable[str], why: str) -> None:
        """A problem for each column of one of these meanings that holds anything: it would be lost."""
        for column in self.headings.columns:
            filled = next((row for row in self.table.rows if self.sheet.has(row, column.index)), None)
            if column.meaning in meanings and filled is not None:
                named = column.heading or column.letters
                message = (
                    f"'{named}' is a column of the {column.meaning}, and {why}; --map '{named}=ignore' leaves it out"
                )
                self.problem(self.headings.row, column.index, message)

    def take_percent(self, series: Series, readings: Sequence[Reading]) -> None:
        """Figures with a percent sign have a unit, where the table names none."""
        figures = [reading for reading in readings if reading.value is not None]
        shown = self._percents.setdefault(id(series), set())
        was_mixed = len(shown) > 1
        shown |= {(reading.is_percent, reading.is_typed) for reading in figures}
        if (True, True) in shown and {(False, True), (False, False)} & shown and not was_mixed:
            words = "some figures of this row are shown in percent and others not; give all cells one format"
            self.figures.problems.append(series.problem(words))
        if figures and "unit" not in series.texts and all(reading.is_percent for reading in figures):
            series.texts["unit"] = "%"

    def reading(self, row: int, column: int, unit: str) -> Reading:
        """What a cell of figures says; one that looks like a figure and cannot be read, or is merged, is a problem."""
        cell = self.sheet.cell(row, column)
        if (row, column) in self.sheet.unsolved:
            words = "a formula whose result is not in the file; open it in a spreadsheet and save it anew"
            self.problem(row, column, words)
        if self._labels and (row, column) in self._labels and looks_like_figure(self.at(row, column)):
            self.problem(
                row, column, f"{self._labels[row, column].name} is one figure over several rows; write it for each"
            )
        reading = read(cell, unit, self.style)
        if reading.fault:
            self.problem(row, column, reading.fault)
        elif reading.is_percent and unit.strip() and not is_percent_sign(unit):
            self.problem(row, column, f"'{text(cell)}' in a row with the unit '{unit}'")
        elif not reading.is_clear:
            self.ledger.mark(row, column, Fate.NOTE, "words in the place of a figure")
            self.remark(row, column, f"'{reading.note}': no figure; kept as a note")
        elif not reading.is_figure:
            self.ledger.mark(
                row, column, *((Fate.STATUS, reading.status.value) if reading.status else (Fate.MISSING, ""))
            )
        return reading

    def observation(self, reading: Reading, name: Name) -> FigureRead:
        """What a cell says, as a file has it; what the name of its period says of all figures comes after that."""
        observation = as_read(reading)
        if name.status and reading.is_figure:
            observation.setdefault("status", name.status.value)
        if name.note and reading.is_figure:
            observation.setdefault("note", name.note)
        return observation
