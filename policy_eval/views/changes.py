"""`changes`: from year to year, for every indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.indicator import Indicator
from ..model.periods import Basis, Period
from ..model.programme import Programme
from ..wording.moves import moves_of
from ..wording.statements import heading, legend
from ..wording.style import Style
from .parts import dim, remark, title
from .table import Column, Group, Table, row

if TYPE_CHECKING:
    import pandas as pd


def changes_view(programme: Programme, changes: pd.DataFrame, style: Style, *, brief: bool = False) -> Table:
    """Year-over-year changes: a row per indicator, a column per period.

    `changes` is the frame of that name, of which indicator, year, status, change and
    change_pct are read. `brief` leaves the percentages out.
    """
    moves = moves_of(changes)
    cells = {place: move.words if brief else move.all_words for place, move in moves.items()}
    years = sorted({year for _, year in cells})
    bases = {indicator.basis for indicator in programme.indicators if any((indicator.id, y) in cells for y in years)}
    basis = bases.pop() if len(bases) == 1 else None
    columns = [
        Column(style.word("indicator")),
        Column(style.word("unit"), rank=1),
        *(Column(_heading(year, basis, style), right=True, series=True) for year in years),
    ]
    groups = [
        Group(
            heading(sub_field, style),
            [
                row(indicator.id, _unit(indicator, style), *(cells.get((indicator.id, year), "") for year in years))
                for indicator in sub_field.indicators
                if any((indicator.id, year) in cells for year in years)
            ],
        )
        for sub_field in programme.sub_fields
    ]
    unchanged = len(programme.indicators) - len({indicator for indicator, _ in cells})
    after = remark("no-changes", unchanged, style) if cells else dim(style.word("no-change"))
    flags = dim(legend((move.flag for move in moves.values()), style))
    return Table(
        columns, [group for group in groups if group.rows], before=title(programme, style), after=flags + after
    )


def _heading(year: int, basis: Basis | None, style: Style) -> str:
    return style.year(year, basis) if basis else style.bare(Period.of(year))


def _unit(indicator: Indicator, style: Style) -> str:
    if not indicator.is_percentage:
        return style.text(indicator.unit)
    return "ポイント" if style.lang == "ja" else "points"
