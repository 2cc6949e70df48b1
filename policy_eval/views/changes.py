"""`changes`: from year to year, for every indicator."""

from __future__ import annotations

from collections.abc import Collection

from ..model.indicator import Indicator
from ..model.periods import Basis, Period, in_time
from ..model.programme import Programme
from ..wording.moves import move_into
from ..wording.statements import heading, legend
from ..wording.style import Style
from . import name_columns
from .parts import dim, remark, title
from .table import Cell, Column, Group, Table, row


def changes_view(programme: Programme, style: Style, named: Collection[str] = (), *, brief: bool = False) -> Table:
    """Year-over-year changes: a row per indicator, with those of the parts of the `named` ones; a column per period.

    `brief` leaves the percentages out.
    """
    shown = {one.id: one.series if one.id in named else (one,) for one in programme.indicators}
    moves = {
        (indicator.name, period): move
        for series in shown.values()
        for indicator in series
        for period in indicator.observations
        if (move := move_into(indicator, period))
    }
    cells = {place: Cell(move.told(style, briefly=brief), move.verdict) for place, move in moves.items()}
    periods = sorted({period for _, period in cells}, key=in_time)
    changed = {name for name, _ in cells}
    bases = {one.basis for series in shown.values() for one in series if one.name in changed}
    basis = bases.pop() if len(bases) == 1 else None
    columns = [
        *name_columns.names(style),
        name_columns.unit(style),
        *(Column(_heading(period, basis, style), right=True, series=True) for period in periods),
    ]
    groups = [
        Group(
            heading(sub_field, style),
            [
                row(
                    *name_columns.named(one, style),
                    _unit(one, style),
                    *(cells.get((one.name, period), "") for period in periods),
                )
                for indicator in sub_field.indicators
                for one in shown[indicator.id]
                if one.name in changed
            ],
        )
        for sub_field in programme.sub_fields
    ]
    unchanged = sum(not changed & {one.name for one in series} for series in shown.values())
    after = remark("no-changes", unchanged, style) if cells else dim(style.word("no-change"))
    flags = dim(legend((move.flag for move in moves.values()), style))
    return Table(
        columns,
        [group for group in groups if group.rows],
        before=title(programme, style),
        is_named=True,
        after=flags + after,
    )


def _heading(period: Period, basis: Basis | None, style: Style) -> str:
    return style.period(period, basis) if basis else style.bare(period)


def _unit(indicator: Indicator, style: Style) -> str:
    if not indicator.is_percentage:
        return style.text(indicator.unit)
    return "ポイント" if style.lang == "ja" else "points"
