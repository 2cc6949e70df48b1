"""`gaps`: how far every target is."""

from __future__ import annotations

from typing import Final

from ..judging.assess import Assessment, Judged
from ..judging.pace import Pace
from ..model.programme import Programme
from ..wording.figures import signed
from ..wording.statements import as_of, heading, pace_of, per_year, ratio_of, value_cell
from ..wording.style import Style
from .parts import remark, title
from .table import Cell, Column, Group, Row, Table, row

_PACE_RANK: Final = 2


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
        after=remark("no-targets", left_out, style),
        asides_for=_PACE_RANK,
    )


def _gap_row(assessment: Assessment, style: Style) -> Row:
    indicator, target = assessment.indicator, assessment.target
    is_standing = target is not None and target.by is None
    return row(
        indicator.id,
        value_cell(indicator, assessment.period, assessment.value),
        style.period(assessment.period, indicator.basis) if assessment.period else "",
        style.bound(target, indicator) if target else "",
        style.period(target.by, indicator.basis) if target and target.by is not None else "",
        signed(assessment.gap),
        signed(assessment.needed_per_year),
        signed(assessment.observed_per_year),
        Cell(
            "" if is_standing else style.listed((style.word(assessment.pace), as_of(assessment, style))),
            assessment.pace.value,
        ),
        ratio_of(assessment),
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
    by = style.period(target.by, indicator.basis) if target and target.by is not None else ""
    parts = (f"{style.word('by')} {by}" if by else "", *per_year(assessment, style), pace_of(assessment, style))
    return f"{indicator.id}{style.colon}{style.listed(parts)}"
