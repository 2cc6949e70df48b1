"""`changes` and `gaps`: one question asked of every indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..judging.assess import Assessment
from ..judging.pace import Pace
from ..model.indicator import Indicator
from ..model.periods import Basis, Period
from ..model.programme import Programme
from ..wording.style import Style, figure, signed
from .parts import Judged, dim, heading, legend, moves_of, pace_of, per_year, title, value_cell
from .table import Cell, Column, Group, Row, Table, row

if TYPE_CHECKING:
    import pandas as pd

_PACE_RANK: Final = 2


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
    after = _remark("no-changes", unchanged, style) if cells else dim(style.word("no-change"))
    flags = dim(legend((move.flag for move in moves.values()), style))
    return Table(
        columns, [group for group in groups if group.rows], before=title(programme, style), after=flags + after
    )


def gaps_view(programme: Programme, judged: Judged, style: Style, *, everything: bool) -> Table:
    """A row per target: value, bound, gap, needed and observed per year, pace, compliance.

    `everything` adds the indicators without a target, whose pace is by their own growth.
    Where deadline and pace have no room they follow in lines.
    """
    columns = (
        Column(style.word("indicator")),
        Column(style.word("value"), right=True, tucked=True),
        Column(style.word("period"), rank=6),
        Column(style.word("target")),
        Column(style.word("by"), rank=_PACE_RANK),
        Column(style.word("gap"), right=True),
        Column(style.word("needed"), right=True, rank=5),
        Column(style.word("observed"), right=True, rank=7),
        Column(style.word("pace"), rank=_PACE_RANK),
        Column(style.word("ratio"), right=True, rank=3),
        Column(style.word("status")),
        Column(style.word("unit"), rank=8),
    )
    groups = []
    for sub_field in programme.sub_fields:
        own = [a for indicator in sub_field.indicators for a in judged[indicator.id] if everything or a.target]
        if own:
            asides = [_aside(assessment, style) for assessment in own if _is_worth_an_aside(assessment)]
            rows = [_gap_row(assessment, style) for assessment in own]
            groups.append(Group(heading(sub_field, style), rows, asides=asides))
    left_out = 0 if everything else sum(not indicator.targets for indicator in programme.indicators)
    return Table(
        columns,
        groups,
        before=title(programme, style),
        after=_remark("no-targets", left_out, style),
        asides_for=_PACE_RANK,
    )


def _heading(year: int, basis: Basis | None, style: Style) -> str:
    return style.year(year, basis) if basis else style.bare(Period(year, year))


def _unit(indicator: Indicator, style: Style) -> str:
    if not indicator.is_percentage:
        return style.text(indicator.unit)
    return "ポイント" if style.lang == "ja" else "points"


def _gap_row(assessment: Assessment, style: Style) -> Row:
    indicator, target = assessment.indicator, assessment.target
    is_standing = target is not None and target.by is None
    return row(
        indicator.id,
        value_cell(indicator, assessment.period, assessment.value, assessment.bound),
        style.period(assessment.period, indicator.basis) if assessment.period else "",
        style.bound(target) if target else "",
        style.year(target.by, indicator.basis) if target and target.by is not None else "",
        signed(assessment.gap),
        signed(assessment.needed_per_year),
        signed(assessment.observed_per_year),
        Cell("" if is_standing else style.word(assessment.pace.value), assessment.pace.value),
        figure(assessment.pace_ratio),
        Cell(style.verdict(assessment), assessment.compliance.value if target else "dim"),
        style.text(indicator.unit),
    )


def _is_worth_an_aside(assessment: Assessment) -> bool:
    if assessment.target is None:
        return assessment.pace is not Pace.NOT_AVAILABLE
    return assessment.target.by is not None


def _aside(assessment: Assessment, style: Style) -> str:
    """Deadline, needs and pace in words: `un-staff: by 2025-12, needed/yr +13, pace substantial (R = 1.34)`."""
    indicator, target = assessment.indicator, assessment.target
    by = style.year(target.by, indicator.basis) if target and target.by is not None else ""
    parts = (f"{style.word('by')} {by}" if by else "", *per_year(assessment, style), pace_of(assessment, style))
    return f"{indicator.id}{style.colon}{style.listed(parts)}"


def _remark(key: str, count: int, style: Style) -> list[Cell]:
    return dim(style.word(key).format(count)) if count else []
