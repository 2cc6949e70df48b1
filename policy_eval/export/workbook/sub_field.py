"""The sheet of a sub-field: values by period, notes as comments, a row for each target."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ...model.indicator import Indicator
from ...model.periods import Basis, Period, in_time
from ...model.programme import Programme
from ...model.sub_field import SubField
from ...model.target import Target
from ...wording.facts import facts, goals_of, in_lines
from ...wording.statements import demand, figure_text, flag, heading, legend, part_name
from ...wording.style import Style
from .numbers import Form, decimals, flagged, values_form
from .remarks import reason, remarks
from .sheet import Sheet, naming

_HEAD: Final = 2
_CAPS: Final = {"indicator": 26, "title": 40, "unit": 14}


@dataclass(frozen=True, slots=True)
class Line:
    """Where an indicator stands in a sheet.

    `row` is that of its values, `columns` are those of its single years, from its first to
    its last, `values` what they hold. `targets` are the rows of the targets that have a
    number in one of the columns, and in how many they have it.
    """

    indicator: Indicator
    row: int
    form: Form
    columns: Sequence[int]
    values: Sequence[float]
    targets: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Table:
    """What the charts of a sheet refer to: its lines, the row of the headings, the first free row, its last column."""

    lines: Sequence[Line]
    end: int
    last: int
    head: int = _HEAD
    name: int = 0
    title: int = 1
    unit: int = 2


def write_sub_field(sheet: Sheet, programme: Programme, sub_field: SubField, style: Style) -> Table:
    """The values of a sub-field, a column per period in order of time and a row per indicator.

    A value that is missing is an empty cell whose comment says why. Below an indicator
    stand its targets, each with its number in the years that it counts for.
    """
    grid = _Grid(sheet, sub_field, style)
    grid.write_head()
    row = _HEAD + 1
    lines = []
    for indicator in (one for whole in sub_field.indicators for one in whole.series):
        with naming(indicator.id):
            grid.write_indicator(row, indicator)
            targets = dict(grid.write_targets(row + 1, indicator))
            if not indicator.part:
                lines.append(grid.line(row, indicator, targets))
            row += 1 + len(list(bounds(indicator, style)))
    is_long = sheet.is_longer_than_a_page(row)
    known = [*in_lines(facts(sub_field, programme.about, style), style), *in_lines(goals_of(sub_field, style), style)]
    if programme.lacks_reference(sub_field):
        known.append(style.word("no-reference"))
    flags = (
        flag(indicator, period, style)
        for whole in sub_field.indicators
        for indicator in whole.series
        for period, observation in indicator.observations.items()
        if indicator.value(observation) is not None
    )
    last = grid.last
    sheet.merged(0, last, heading(sub_field, style), "title")
    for fact in filter(None, (legend(flags, style), *remarks(sub_field, style), *known)):
        row += 1
        sheet.merged(row, last, fact, "fact")
    sheet.freeze(_HEAD + 1, 2)
    # On a page of charts alone there is nothing below the headings.
    if is_long:
        sheet.repeat(_HEAD)
    return Table(lines, row + 2, last)


def bounds(indicator: Indicator, style: Style) -> Iterator[tuple[str, float, Target]]:
    """The numbers of the targets, each with its words; two for a range."""
    for target in indicator.targets:
        words = f"{style.word('target')}{style.colon}{demand(target, indicator, style)}"
        ends = (style.bracketed(style.word(end)) for end in ("lower", "upper")) if target.between else ("",)
        for bound, end in zip(target.bounds, ends, strict=False):  # what refers to other figures has no bound
            yield words + end, bound, target


class _Grid:
    """The columns of a sheet: what an indicator is, then its values by period."""

    def __init__(self, sheet: Sheet, sub_field: SubField, style: Style) -> None:
        self._sheet, self._style = sheet, style
        bases = {indicator.basis for indicator in sub_field.indicators}
        self._basis: Basis | None = bases.pop() if len(bases) == 1 else None
        self._fixed = ["indicator", "title", "unit", *(["basis"] if bases else [])]
        # The indicator to name where there are more periods than columns.
        self._owners = {
            period: one.id for whole in sub_field.indicators for one in whole.series for period in one.observations
        }
        self._columns = {
            period: len(self._fixed) + place for place, period in enumerate(sorted(self._owners, key=in_time))
        }

    @property
    def last(self) -> int:
        """The last column."""
        return len(self._fixed) + len(self._columns) - 1

    def write_head(self) -> None:
        for column, name in enumerate(self._fixed):
            self._sheet.cap(column, _CAPS.get(name, 20))
            self._sheet.head(_HEAD, column, self._style.word(name))
        for period, column in self._columns.items():
            name = self._style.period(period, self._basis) if self._basis else self._style.bare(period)
            with naming(self._owners[period]):
                self._sheet.head(_HEAD, column, name, right=True)

    def write_indicator(self, row: int, indicator: Indicator) -> None:
        style, form = self._style, values_form(indicator)
        texts = {
            "indicator": indicator.name,
            "title": part_name(indicator, style) or style.text(indicator.title),
            "unit": style.text(indicator.unit),
            "basis": style.word(indicator.basis),
        }
        for column, name in enumerate(self._fixed):
            self._sheet.text(row, column, texts[name], "strong" if name == "title" else "cell")
        for period, column in self._columns.items():
            observation = indicator.observations.get(period)
            value = indicator.value(observation) if observation else None
            mark = flag(indicator, period, style) if value is not None else ""
            if observation and observation.is_range:
                self._sheet.text(row, column, figure_text(indicator, observation, style))
            else:
                self._sheet.number(row, column, value, flagged(form, mark))
            if observation:
                self._sheet.note(row, column, reason(indicator, observation, style))
        self._sheet.note(row, 1, self._known(indicator))

    def write_targets(self, row: int, indicator: Indicator) -> Iterator[tuple[int, int]]:
        """A row for each number of the targets; gives those that have it in a column, and in how many."""
        form, columns = values_form(indicator), self._years(indicator)
        for words, value, target in bounds(indicator, self._style):
            for column in range(len(self._fixed)):
                self._sheet.text(row, column, words if column == 1 else "", "target")
            own = replace(form, decimals=decimals(value))
            held = {column for period, column in columns.items() if target.counts(period)}
            for column in self._columns.values():
                self._sheet.number(row, column, value if column in held else None, own, "target-number")
            if held:
                yield row, len(held)
            row += 1

    def line(self, row: int, indicator: Indicator, targets: Mapping[int, int]) -> Line:
        columns = self._years(indicator)
        observed = (indicator.observations[period] for period in columns if period in indicator.observations)
        values = [value for one in observed if (value := indicator.value(one)) is not None]
        return Line(indicator, row, values_form(indicator), list(columns.values()), values, targets)

    def _years(self, indicator: Indicator) -> dict[Period, int]:
        """The columns of single years, from the first of an indicator to its last."""
        own = [period for period in indicator.observations if not period.is_span]
        if not own:
            return {}
        first, last = min(own), max(own)
        return {
            period: column for period, column in self._columns.items() if not period.is_span and first <= period <= last
        }

    def _known(self, indicator: Indicator) -> str:
        """What is said of an indicator as a whole."""
        style = self._style
        nothing = "" if indicator.observations or indicator.parts else style.word("no-figure")
        described = "" if indicator.part else style.text(indicator.description)
        parts = (described, style.text(indicator.note), nothing)
        return "\n".join(filter(None, parts))
