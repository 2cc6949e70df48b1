"""`gaps`: how far every target is."""

from __future__ import annotations

from typing import Final

from ..judging.assess import Assessment, Judged
from ..judging.pace import Pace
from ..model.indicator import Indicator
from ..model.programme import Programme
from ..wording.figures import figure, signed, unsigned_percent
from ..wording.statements import as_of, facts_of_target, growth_of, heading, pace_of, per_year, ratio_of, value_cell
from ..wording.style import Style
from .name_columns import named, names, unit, unit_of
from .parts import remark, title
from .table import Aside, Cell, Column, Group, Row, Table, row

_PACE_RANK: Final = 2


def gaps_view(programme: Programme, judged: Judged, style: Style, *, everything: bool) -> Table:
    """A row per target: value, bound, gap, needed and observed per year, pace, compliance.

    `everything` adds the indicators without a target, whose pace is by their own growth;
    of the parts, those without a target only where there is one indicator.
    Where deadline and pace have no room they follow in lines, and so do shares, path and
    projection where there is only one indicator.
    """
    columns = (
        *names(style),
        Column(style.word("value"), right=True),
        unit(style),
        Column(style.word("period"), rank=5),
        Column(style.word("target")),
        Column(style.word("by"), rank=_PACE_RANK),
        Column(style.word("gap"), right=True),
        Column(style.word("needed"), right=True, rank=4),
        Column(style.word("observed"), right=True, rank=7),
        Column(style.word("pace"), rank=_PACE_RANK),
        Column("R", right=True, rank=3),
        Column(style.word("growth"), right=True, rank=8),
        Column(style.word("status")),
        Column(style.word("achieved-heading"), right=True, rank=9),
        Column(style.word("distance-heading"), right=True, rank=10),
        Column(style.word("path"), right=True, rank=11),
        Column(style.word("path-gap-heading"), right=True, rank=11),
        Column(style.word("projected"), right=True, rank=12),
        Column(style.word("reached"), rank=12),
        Column(style.word("rating"), rank=13),
    )
    is_alone = len(programme.indicators) == 1
    groups = []
    for sub_field in programme.sub_fields:
        series = [one for indicator in sub_field.indicators for one in indicator.series]
        own = [a for one in series for a in judged[one.name] if a.target or (everything and (is_alone or not one.part))]
        if own:
            rows = [_gap_row(assessment, style, with_facts=is_alone) for assessment in own]
            groups.append(Group(heading(sub_field, style), rows))
    left_out = 0 if everything else sum(_has_no_target(indicator) for indicator in programme.indicators)
    return Table(
        columns,
        groups,
        before=title(programme, style),
        is_named=True,
        after=remark("no-targets", left_out, style),
        asides_for=_PACE_RANK,
    )


def _has_no_target(indicator: Indicator) -> bool:
    return not any(one.targets for one in indicator.series)


def _gap_row(assessment: Assessment, style: Style, *, with_facts: bool) -> Row:
    indicator, target = assessment.indicator, assessment.target
    is_standing = target is not None and target.by is None
    return row(
        *named(indicator, style),
        value_cell(indicator, assessment.period, style),
        unit_of(indicator, style),
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
        "" if target is None else ratio_of(assessment),
        growth_of(assessment) if target is None else "",
        Cell(style.verdict(assessment), assessment.compliance.value if target else "dim"),
        *_facts(assessment, style),
        below=[
            *([words] if with_facts and (words := facts_of_target(assessment, style)) else []),
            *([_aside(assessment, style)] if _is_worth_an_aside(assessment) else []),
        ],
    )


def _facts(assessment: Assessment, style: Style) -> tuple[str, ...]:
    """Shares, path and projection, a cell each."""
    indicator = assessment.indicator
    shares = (assessment.achieved_pct, assessment.distance_pct)
    return (
        *("" if value is None else unsigned_percent(value, 0.0, 100.0) for value in shares),
        style.figure(indicator, assessment.path),
        signed(assessment.path_gap),
        figure(assessment.projected),
        style.period(assessment.reached, indicator.basis) if assessment.reached else "",
        style.text(assessment.rating),
    )


def _is_worth_an_aside(assessment: Assessment) -> bool:
    if assessment.target is None:
        return assessment.pace is not Pace.NOT_AVAILABLE
    return assessment.target.by is not None


def _aside(assessment: Assessment, style: Style) -> Aside:
    """Deadline, needs and pace in words: `by 2025-12, needed/yr +13, pace substantial (R = 1.34)`."""
    indicator, target = assessment.indicator, assessment.target
    by = style.period(target.by, indicator.basis) if target and target.by is not None else ""
    parts = (f"{style.word('by')} {by}" if by else "", *per_year(assessment, style), pace_of(assessment, style))
    return Aside(style.listed(parts))
