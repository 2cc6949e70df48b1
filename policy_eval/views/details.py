"""`show 6` and `show un-staff`: one sub-field, or one indicator, with all that is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from ..judging.assess import Assessment
from ..model.indicator import About, Indicator, Licence, SubField
from ..model.periods import Period, in_time
from ..model.programme import PROGRAMME_WIDE, Programme
from ..wording.style import Style, figure, percent, signed
from .bars import Bars
from .parts import Judged, dim, fact, heading, lacks_reference, moves_of, source_of, verdict, why
from .table import Cell, Column, Group, Table, row

if TYPE_CHECKING:
    import pandas as pd


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


def sub_field_view(
    sub_field: SubField, judged: Judged, changes: pd.DataFrame, style: Style, about: About | None = None
) -> Table:
    """The values of a sub-field by period, with changes, targets, and notes as footnotes.

    `changes` is the frame of that name. `about` is what is said of the programme, for
    the indicators of all of it.
    """
    notes = Footnotes()
    moves = moves_of(changes)
    periods = sorted({period for i in sub_field.indicators for period in i.observations}, key=in_time)
    bases = {indicator.basis for indicator in sub_field.indicators}
    basis = bases.pop() if len(bases) == 1 else None
    headings = [style.period(period, basis) if basis else style.bare(period) for period in periods]
    columns = [Column(""), *(Column(name, right=True, series=True) for name in headings)]
    groups = []
    for indicator in sub_field.indicators:
        lines = [row(style.word("value"), *(_value(indicator, period, style, notes) for period in periods))]
        own = [None if period.is_span else moves.get((indicator.id, period.last)) for period in periods]
        if any(own):
            lines.append(row(style.word("change"), *(move.words if move else "" for move in own)))
        verdicts = [verdict(assessment, style) for assessment in judged[indicator.id] if assessment.target]
        no_figure = [] if indicator.observations else [style.word("no-figure")]
        name = f"{style.text(indicator.title)}{_unit(indicator, style)}{notes.mark(style.text(indicator.note))}"
        shown = lines if indicator.observations else []
        groups.append(Group(f"{indicator.id}  {name}", shown, below=no_figure + verdicts))
    before = introduction(sub_field, about, style)
    return Table(columns, groups, before=list(before), after=notes.cells())


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
    bars = Bars(values, bounds, "#" if style.ascii_only else "█")
    moves = moves_of(changes)
    lines = []
    for period in indicator.periods:
        move = None if period.is_span else moves.get((indicator.id, period.last))
        draw = partial(bars.bar, _number(indicator, period))
        lines.append(
            row(
                style.period(period, indicator.basis),
                _value(indicator, period, style, notes),
                signed(move.change) if move else "",
                percent(move.relative) if move else "",
                Cell(draw(), draw=draw),
            )
        )
    columns = (
        Column(style.word("period")),
        Column(style.word("value"), right=True),
        Column(style.word("change"), right=True),
        Column("%", right=True),
        Column("", rank=1, least=bars.least),
    )
    before = [Cell(f"{indicator.id}  {style.text(indicator.title)}", "title")]
    for name, text in _facts(programme, sub_field, indicator, style):
        before += fact(name, text, style)
    marks = [_marks(bounds, style)] if bounds and values else []
    after = [] if lines else dim(style.word("no-figure"))
    after += [Cell(""), *(Cell(verdict(assessment, style), assessment.compliance.value) for assessment in assessments)]
    groups = [Group("", lines, below=marks)] if lines else []
    return Table(columns, groups, before=before, after=[*after, *notes.cells()])


def introduction(sub_field: SubField, about: About | None, style: Style) -> Iterator[Cell]:
    """The heading of a sub-field, and a line for each thing that is known of all of it."""
    yield Cell(heading(sub_field, style), "title")
    if sub_field.sub_field == PROGRAMME_WIDE and about is not None:
        yield from _programme_facts(about, style)
    if sub_field.divisions:
        yield from fact(style.word("divisions"), style.semicolon.join(sub_field.divisions.words(style.lang)), style)
    for goal in sub_field.goals:
        yield from fact(f"{style.word('goal')} {goal.id}", style.text(goal.text), style)
    if sub_field.sub_field != PROGRAMME_WIDE:
        yield from fact(style.word("source"), source_of(sub_field.source, style), style)
        yield from fact(style.word("note"), style.text(sub_field.note), style)
    if lacks_reference(sub_field):
        yield Cell(f"  {style.word('no-reference')}", "dim")


def _programme_facts(about: About, style: Style) -> Iterator[Cell]:
    evaluated = style.bare(about.period) if about.period else ""
    following = style.bare(Period(about.next_evaluation, about.next_evaluation)) if about.next_evaluation else ""
    yield from fact(style.word("title"), style.text(about.title), style)
    yield from fact(style.word("ministry"), style.text(about.ministry), style)
    yield from fact(style.word("published"), about.published or "", style)
    yield from fact(style.word("evaluated"), evaluated, style)
    yield from fact(style.word("next_evaluation"), following, style)
    yield from fact(style.word("source"), source_of(about.source, style), style)
    yield from fact(style.word("licence"), _terms(about.licence, style), style)
    yield from fact(style.word("note"), style.text(about.note), style)


def _terms(licence: Licence | None, style: Style) -> str:
    return style.listed((licence.name, style.text(licence.title), licence.url or "")) if licence else ""


def _facts(programme: Programme, sub_field: SubField, indicator: Indicator, style: Style) -> Iterable[tuple[str, str]]:
    goal = next((goal for goal in sub_field.goals if goal.id == indicator.goal), None)
    baseline = indicator.baseline
    yield style.word("sub_field"), heading(sub_field, style)
    yield style.word("goal"), f"{goal.id} {style.text(goal.text)}" if goal else ""
    yield style.word("description"), style.text(indicator.description)
    yield style.word("note"), style.text(indicator.note)
    yield style.word("kind"), style.word(indicator.kind.value)
    yield style.word("result_type"), style.word(indicator.result_type.value) if indicator.result_type else ""
    yield style.word("unit"), style.text(indicator.unit)
    yield style.word("basis"), style.word(indicator.basis.value)
    yield style.word("direction"), style.word(indicator.direction.value)
    yield style.word("limit"), figure(indicator.limit)
    if baseline:
        amount = style.amount(figure(baseline.value), indicator)
        yield style.word("baseline"), amount + style.bracketed(style.year(baseline.period, indicator.basis))
    yield style.word("source"), source_of(indicator.source or sub_field.source, style)
    yield style.word("file"), programme.origins[indicator.id].path


def _unit(indicator: Indicator, style: Style) -> str:
    return style.bracketed(style.listed((style.text(indicator.unit), style.word(indicator.basis.value))))


def _number(indicator: Indicator, period: Period) -> float | None:
    return indicator.value(indicator.observations[period])


def _value(indicator: Indicator, period: Period, style: Style, notes: Footnotes) -> str:
    observation = indicator.observations.get(period)
    if observation is None:
        return ""
    number = indicator.value(observation)
    words = figure(number) if number is not None else style.word(observation.status or "-")
    return words + notes.mark(why(observation, style))


def _marks(bounds: Sequence[float], style: Style) -> str:
    return f"| = {style.word('target')} {style.listed(map(figure, bounds))}"
