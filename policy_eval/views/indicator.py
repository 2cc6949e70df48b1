"""`show un-staff`: one indicator, with all that is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from ..judging.assess import Assessment
from ..model.indicator import Indicator, SubField
from ..model.periods import Period
from ..model.programme import Programme
from ..wording.facts import facts_of
from ..wording.figures import figure_of, percent, signed
from ..wording.moves import moves_of
from ..wording.statements import verdict
from ..wording.style import Style
from .bars import Bars
from .footnotes import Footnotes, value_with_note
from .parts import dim, fact
from .table import Cell, Column, Group, Table, row

if TYPE_CHECKING:
    import pandas as pd


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
    bounds = sorted({bound for target in indicator.targets for bound in target.bounds})
    values = [value for period in indicator.observations if (value := _number(indicator, period)) is not None]
    bars = Bars(values, bounds, "#" if style.ascii_only else "█")
    moves = moves_of(changes)
    lines = []
    for period in indicator.periods:
        move = moves.get((indicator.id, period.label(indicator.basis)))
        draw = partial(bars.bar, _number(indicator, period))
        lines.append(
            row(
                style.period(period, indicator.basis),
                value_with_note(indicator, period, style, notes),
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
    for name, text in facts_of(programme, sub_field, indicator, style):
        before += fact(name, text, style)
    marks = [_marks(bounds, indicator, style)] if bounds and values else []
    after = [] if lines else dim(style.word("no-figure"))
    after += [Cell(""), *(Cell(verdict(assessment, style), assessment.compliance.value) for assessment in assessments)]
    groups = [Group("", lines, below=marks)] if lines else []
    return Table(columns, groups, before=before, after=[*after, *notes.cells()])


def _number(indicator: Indicator, period: Period) -> float | None:
    return indicator.value(indicator.observations[period])


def _marks(bounds: Sequence[float], indicator: Indicator, style: Style) -> str:
    return f"| = {style.word('target')} {style.listed(figure_of(indicator, bound) for bound in bounds)}"
