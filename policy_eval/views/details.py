"""`show 6` and `show un-staff`: one sub-field, or one indicator, with all that is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from ..assess import Assessment, Reason
from ..model import Indicator, Observation, Status, SubField
from ..periods import Period
from ..programme import PROGRAMME_WIDE, Programme
from .overview import Judged, heading, lacks_reference
from .style import Style, figure, percent, signed
from .table import Cell, Column, Group, Table, row

if TYPE_CHECKING:
    import pandas as pd

_BAR: Final = 40


class Footnotes:
    """Numbers for notes, the same number for the same words."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def mark(self, note: str) -> str:
        """` [1]` for a note, nothing for none."""
        return f" [{self._numbers.setdefault(note, len(self._numbers) + 1)}]" if note else ""

    def cells(self) -> list[Cell]:
        """The notes, as lines to put under a table."""
        lines = [Cell(f"[{number}] {note}") for note, number in self._numbers.items()]
        return [Cell(""), *lines] if lines else []


def sub_field_view(sub_field: SubField, judged: Judged, changes: pd.DataFrame, style: Style) -> Table:
    """The values of a sub-field by period, with changes, targets, and notes as footnotes.

    `changes` is the frame of that name, of which indicator, period, year and change are read.
    """
    notes = Footnotes()
    moves = _moves(changes)
    periods = sorted({period for i in sub_field.indicators for period in i.observations}, key=_in_time)
    bases = {indicator.basis for indicator in sub_field.indicators}
    basis = bases.pop() if len(bases) == 1 else None
    headings = [style.period(period, basis) if basis else style.bare(period) for period in periods]
    columns = [Column(""), *(Column(name, right=True, series=True) for name in headings)]
    groups = []
    for indicator in sub_field.indicators:
        lines = [row(style.word("value"), *(_value(indicator, period, style, notes) for period in periods))]
        changed = [signed(moves.get((indicator.id, period))) for period in periods]
        if any(changed):
            lines.append(row(style.word("change"), *changed))
        verdicts = [verdict(assessment, style) for assessment in judged[indicator.id] if assessment.target]
        about = f"{style.text(indicator.title)} {_unit(indicator, style)}{notes.mark(style.text(indicator.note))}"
        groups.append(Group(f"{indicator.id}  {about}", lines, below=verdicts))
    return Table(columns, groups, before=list(_about(sub_field, style)), after=notes.cells())


def indicator_view(
    programme: Programme,
    sub_field: SubField,
    indicator: Indicator,
    assessments: Sequence[Assessment],
    changes: pd.DataFrame,
    style: Style,
) -> Table:
    """Everything known of an indicator, with a bar per period and the targets marked.

    `changes` is the frame of that name, with the rows of this indicator.
    """
    notes = Footnotes()
    bounds = sorted({limit for t in indicator.targets for limit in t.limits if abs(limit) != float("inf")})
    values = [value for period in indicator.observations if (value := _number(indicator, period)) is not None]
    scale = _Scale([*values, *bounds], "#" if style.ascii_only else "█")
    known = dict(zip(changes["year"], zip(changes["change"], changes["change_pct"], strict=True), strict=True))
    lines = []
    for period in indicator.periods:
        value = _number(indicator, period)
        change, relative = (None, None) if period.is_span else known.get(period.last, (None, None))
        lines.append(
            row(
                style.period(period, indicator.basis),
                _value(indicator, period, style, notes),
                signed(change),
                percent(relative),
                scale.bar(value, bounds),
            )
        )
    columns = (
        Column(style.word("period")),
        Column(style.word("value"), right=True),
        Column(style.word("change"), right=True),
        Column("%", right=True),
        Column(_bounds_heading(bounds, style), rank=1),
    )
    facts = [Cell(f"{indicator.id}  {style.text(indicator.title)}", "title")]
    facts += [Cell(f"  {name}: {text}") for name, text in _facts(programme, sub_field, indicator, style) if text]
    judged = [Cell(""), *(Cell(verdict(assessment, style), assessment.compliance.value) for assessment in assessments)]
    return Table(columns, [Group("", lines)], before=facts, after=[*judged, *notes.cells()])


def verdict(assessment: Assessment, style: Style) -> str:
    """`target at least 1,000 persons by 2025-12: overdue, gap -39 persons, pace substantial (R = 1.34)`."""
    indicator, target = assessment.indicator, assessment.target
    parts = [] if target is None else [style.compliance(assessment.compliance)]
    if assessment.gap is not None:
        parts.append(f"{style.word('gap')} {style.points(signed(assessment.gap), indicator)}")
    if assessment.needed_per_year is not None:
        parts.append(f"{style.word('needed')} {signed(assessment.needed_per_year)}")
    if assessment.observed_per_year is not None:
        parts.append(f"{style.word('observed')} {signed(assessment.observed_per_year)}")
    parts.append(_pace(assessment, style))
    comma, colon = ("、", "：") if style.lang == "ja" else (", ", ": ")
    head = f"{style.word('target')} {style.demand(target, indicator)}" if target else style.word("no-target")
    return head + colon + comma.join(filter(None, parts))


def _pace(assessment: Assessment, style: Style) -> str:
    if assessment.reason is Reason.STANDING_TARGET:
        return ""
    words = f"{style.word('pace')} {style.word(assessment.pace.value)}"
    if assessment.reason is not None:
        return f"{words} ({style.word(assessment.reason.value)})"
    if assessment.pace_ratio is None:
        return words
    if assessment.target is None:
        return f"{words} ({assessment.pace_ratio * 100:+.1f}%/{'年' if style.lang == 'ja' else 'yr'})"
    return f"{words} (R = {figure(assessment.pace_ratio)})"


def _about(sub_field: SubField, style: Style) -> Iterator[Cell]:
    yield Cell(heading(sub_field, style), "title")
    comma = "、" if style.lang == "ja" else "; "
    if sub_field.divisions:
        yield Cell(f"  {style.word('divisions')}: {comma.join(sub_field.divisions.words(style.lang))}")
    for goal in sub_field.goals:
        yield Cell(f"  {style.word('goal')} {goal.id}: {style.text(goal.text)}")
    if lacks_reference(sub_field):
        yield Cell(f"  {style.word('no-reference')}", "dim")


def _facts(programme: Programme, sub_field: SubField, indicator: Indicator, style: Style) -> Iterable[tuple[str, str]]:
    goal = next((goal for goal in sub_field.goals if goal.id == indicator.goal), None)
    baseline = indicator.baseline
    wide = sub_field.sub_field == PROGRAMME_WIDE
    yield style.word("sub_field"), style.word("programme-wide") if wide else heading(sub_field, style)
    yield style.word("goal"), f"{goal.id} {style.text(goal.text)}" if goal else ""
    yield style.word("description"), style.text(indicator.description)
    yield style.word("note"), style.text(indicator.note)
    kinds = [indicator.kind.value, *([indicator.result_type.value] if indicator.result_type else [])]
    yield style.word("kind"), ", ".join(map(style.word, kinds))
    yield style.word("unit"), style.text(indicator.unit)
    yield style.word("basis"), style.word(indicator.basis.value)
    yield style.word("direction"), style.word(indicator.direction.value)
    yield style.word("limit"), figure(indicator.limit)
    if baseline:
        amount = style.amount(figure(baseline.value), indicator)
        yield style.word("baseline"), f"{amount} ({style.year(baseline.period, indicator.basis)})"
    yield style.word("source"), source_of(sub_field, indicator, style)
    yield style.word("file"), programme.origins[indicator.id].path


def source_of(sub_field: SubField, indicator: Indicator, style: Style) -> str:
    """Table or passage, publisher and address of an indicator's figures."""
    source = indicator.source or sub_field.source
    if source is None:
        return ""
    parts = (style.text(source.ref), style.text(source.publisher), source.url or "")
    return ("、" if style.lang == "ja" else ", ").join(filter(None, parts))


def _unit(indicator: Indicator, style: Style) -> str:
    unit, basis = style.text(indicator.unit), style.word(indicator.basis.value)
    return f"（{unit}、{basis}）" if style.lang == "ja" else f"({unit}, {basis})"


def _number(indicator: Indicator, period: Period) -> float | None:
    return indicator.value(indicator.observations[period])


def _value(indicator: Indicator, period: Period, style: Style, notes: Footnotes) -> str:
    observation = indicator.observations.get(period)
    if observation is None:
        return ""
    number = indicator.value(observation)
    words = figure(number) if number is not None else style.word(observation.status or "-")
    return words + notes.mark(_why(observation, style))


def _why(observation: Observation, style: Style) -> str:
    status = observation.status
    special = status is not None and status is not Status.NORMAL and observation.value is not None
    parts = [style.word(status) if special and status else "", style.text(observation.note)]
    if observation.expected:
        parts.append(f"{style.word('expected')} {observation.expected}")
    if observation.numerator is not None and observation.denominator is not None:
        parts.append(f"{figure(observation.numerator)} / {figure(observation.denominator)}")
    return ("、" if style.lang == "ja" else "; ").join(filter(None, parts))


def _moves(changes: pd.DataFrame) -> dict[tuple[str, Period], float]:
    known = changes[changes["change"].notna()]
    rows = zip(known["indicator"], known["year"], known["change"], strict=True)
    return {(indicator, Period(year, year)): change for indicator, year, change in rows}


def _in_time(period: Period) -> tuple[int, int]:
    return period.last, period.last - period.first


def _bounds_heading(bounds: Sequence[float], style: Style) -> str:
    return f"| = {style.word('target')} {', '.join(map(figure, bounds))}" if bounds else ""


class _Scale:
    """Bars from zero for figures that may lie on either side of it."""

    def __init__(self, figures: Sequence[float], mark: str) -> None:
        self.mark = mark
        self.low, self.high = min([0.0, *figures]), max([0.0, *figures])

    def bar(self, value: float | None, bounds: Sequence[float]) -> str:
        """A bar from zero to `value`, with `|` at each bound."""
        if value is None or self.high == self.low:
            return ""
        zero, end = sorted((self._place(0.0), self._place(value)))
        line = [" "] * (_BAR + 1)
        line[zero:end] = self.mark * (end - zero)
        for bound in bounds:
            line[self._place(bound)] = "|"
        return "".join(line).rstrip()

    def _place(self, value: float) -> int:
        return round((value - self.low) / (self.high - self.low) * _BAR)
