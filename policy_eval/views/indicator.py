"""`show un-staff`: one indicator, with all that is known of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from ..judging.assess import Assessment
from ..model.indicator import Indicator
from ..model.periods import Period
from ..model.programme import Programme
from ..model.sub_field import SubField
from ..wording.facts import facts_of
from ..wording.figures import percent, signed
from ..wording.moves import move_into
from ..wording.statements import facts_of_target, part_name, part_prefix, verdict
from ..wording.style import Style
from .bars import Bars
from .footnotes import Footnotes, value_with_note
from .parts import dim, fact
from .table import Cell, Column, Group, Row, Table, row


def indicator_view(
    programme: Programme,
    sub_field: SubField,
    indicator: Indicator,
    assessments: Sequence[Assessment],
    style: Style,
) -> Table:
    """Everything known of an indicator, with a bar per period and the targets marked."""
    notes = Footnotes()
    groups = []
    for one in indicator.series:
        bars = _bars(indicator, one, style)
        lines = [_line(one, period, bars, notes, style) for period in one.periods]
        bounds = sorted({bound for target in one.targets for bound in target.bounds})
        marks = [_marks(bounds, one, style)] if bounds and lines else []
        name = part_name(one, style) + (notes.mark(style.text(one.note)) if one.part else "")
        if lines:
            groups.append(Group(name, lines, below=marks))
    columns = (
        Column(style.word("period")),
        Column(style.word("value"), right=True),
        Column(style.word("change"), right=True),
        Column("%", right=True),
        Column("", rank=1, least=_bars(indicator, indicator, style).least),
    )
    before = [Cell(f"{indicator.id}  {style.text(indicator.title)}", "title")]
    for name, text in facts_of(programme, sub_field, indicator, style):
        before += fact(name, text, style)
    after = [] if groups else dim(style.word("no-figure"))
    after += [Cell(""), *_verdicts(assessments, style)]
    return Table(columns, groups, before=before, after=[*after, *notes.cells()])


def _bars(indicator: Indicator, one: Indicator, style: Style) -> Bars:
    """Bars for the whole or a part, with its own bounds, in one measure for all of them."""
    values = [value for each in indicator.series for period in each.observations if (value := _number(each, period))]
    values += [bound for each in indicator.series for target in each.targets for bound in target.bounds]
    return Bars(values, [bound for target in one.targets for bound in target.bounds], "#" if style.ascii_only else "█")


def _line(indicator: Indicator, period: Period, bars: Bars, notes: Footnotes, style: Style) -> Row:
    move = move_into(indicator, period)
    draw = partial(bars.bar, _number(indicator, period))
    return row(
        style.period(period, indicator.basis),
        value_with_note(indicator, period, style, notes),
        signed(move.change) if move else "",
        percent(move.relative) if move else "",
        Cell(draw(), draw=draw),
    )


def _verdicts(assessments: Sequence[Assessment], style: Style) -> Iterator[Cell]:
    """What is judged of the whole, and of the parts that have targets."""
    for assessment in assessments:
        indicator = assessment.indicator
        if assessment.target or not indicator.part:
            yield Cell(part_prefix(indicator, style) + verdict(assessment, style), assessment.compliance.value)
            if facts := facts_of_target(assessment, style):
                yield Cell(f"  {facts}")


def _number(indicator: Indicator, period: Period) -> float | None:
    return indicator.value(indicator.observations[period])


def _marks(bounds: Sequence[float], indicator: Indicator, style: Style) -> str:
    return f"| = {style.word('target')} {style.listed(style.figure(indicator, bound) for bound in bounds)}"
