"""`show`: one row per indicator, under its sub-field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from ..judging.assess import Assessment, Compliance, Judged, is_later_pending
from ..judging.pace import Seen
from ..model.indicator import Indicator
from ..model.programme import PROGRAMME_WIDE, Programme, lacks_reference
from ..model.sub_field import SubField
from ..wording.figures import signed
from ..wording.moves import Moves, moves_of
from ..wording.statements import flag, gap_of, heading, judged_on, legend, parts_of, value_cell
from ..wording.style import Style
from .parts import dim, title
from .table import Cell, Column, Group, Row, Table, row

if TYPE_CHECKING:
    import pandas as pd


# The worst first: what an indicator with several targets is shown by.
_SEVERITY: Final = tuple(Compliance(word) for word in ("missed", "overdue", "no-data", "pending", "met", "no-target"))
_TARGET_RANK: Final = 4
_BLOCKS: Final = "▁▂▃▄▅▆▇█"
_DIGITS: Final = "12345678"
_LATER: Final = "*"
"""Behind a period after which a value is pending."""


def overview(programme: Programme, judged: Judged, changes: pd.DataFrame, style: Style) -> Table:
    """The table of all indicators: latest value, change, target, gap, status and trend.

    `changes` is the frame of that name, of which the columns indicator, period,
    status, change and change_pct are read.
    """
    moves = moves_of(changes)
    trends = _trends(programme, _DIGITS if style.ascii_only else _BLOCKS)
    columns = (
        Column(style.word("indicator")),
        Column(style.word("value"), right=True, tucked=True),
        Column(style.word("unit"), rank=5),
        Column(style.word("period")),
        Column(style.word("change"), right=True, rank=1, tucked=True),
        Column(style.word("target"), rank=_TARGET_RANK),
        Column(style.word("by"), rank=_TARGET_RANK),
        Column(style.word("gap"), right=True, rank=_TARGET_RANK),
        Column(style.word("status")),
        Column(style.word("trend"), rank=3),
        Column(style.word("kind"), rank=7),
        Column(style.word("title"), rank=6),
    )
    newest = {indicator.id: judged[indicator.id][0].latest for indicator in programme.indicators}
    groups = []
    for sub_field in programme.sub_fields:
        if sub_field.sub_field == PROGRAMME_WIDE and not sub_field.indicators:
            continue
        rows = [_row(i, newest[i.id], judged[i.id], moves, trends.get(i.id, ""), style) for i in sub_field.indicators]
        below = [f"  {i.id}{style.colon}{words}" for i in sub_field.indicators if (words := parts_of(i, style))]
        asides: list[str] = []
        for assessment in _with_target(sub_field, judged):
            if _needs_a_line(assessment, judged, style):
                below.append(f"  {_aside(assessment, style)}")
            else:
                asides.append(_aside(assessment, style))
        remark = style.word("no-reference") if lacks_reference(sub_field) else ""
        groups.append(Group(heading(sub_field, style), rows, remark=remark, below=below, asides=asides))
    shown = [(i, point.period) for i in programme.indicators if (point := newest[i.id])]
    flags = legend((flag(indicator, period) for indicator, period in shown), style)
    later = f"{_LATER} = {style.word('later-pending')}" if any(is_later_pending(*pair) for pair in shown) else ""
    return Table(
        columns,
        groups,
        before=title(programme, style),
        after=dim("  ".join(filter(None, (flags, later)))),
        asides_for=_TARGET_RANK,
    )


def _with_target(sub_field: SubField, judged: Judged) -> Iterator[Assessment]:
    series = (one for indicator in sub_field.indicators for one in indicator.series)
    return (a for one in series for a in judged[one.name] if a.target)


def _needs_a_line(assessment: Assessment, judged: Judged, style: Style) -> bool:
    """Whether the row of an indicator has no place for one of its targets, or is of another year."""
    indicator = assessment.indicator
    if indicator.part or assessment is not _worst(judged[indicator.name]):
        return True
    return bool(judged_on(assessment, style))


def _worst(judged: Sequence[Assessment]) -> Assessment:
    return min(judged, key=lambda one: _SEVERITY.index(one.compliance))


def _row(
    indicator: Indicator,
    point: Seen | None,
    judged: Sequence[Assessment],
    moves: Moves,
    trend: str,
    style: Style,
) -> Row:
    """The latest value with its change, and what is said of it by the worst of the targets."""
    assessment = _worst(judged)
    target = assessment.target
    period = point.period if point else None
    move = moves.get((indicator.name, period.label(indicator.basis))) if period else None
    when = style.period(period, indicator.basis) if period else ""
    return row(
        indicator.id,
        value_cell(indicator, period, style),
        "" if indicator.is_percentage else style.text(indicator.unit),
        f"{when} {_LATER}" if period and is_later_pending(indicator, period) else when,
        move.words if move else "",
        style.bound(target, indicator) if target else "",
        style.period(target.by, indicator.basis) if target and target.by is not None else "",
        signed(assessment.gap),
        _status(assessment, judged, style),
        trend,
        style.word(indicator.kind),
        style.text(indicator.title),
    )


def _status(worst: Assessment, judged: Sequence[Assessment], style: Style) -> Cell:
    """The status by the worst of the targets, and how many of several share it: `missed (1/2)`."""
    words = style.verdict(worst)
    if len(judged) > 1:
        words += f" ({sum(one.compliance is worst.compliance for one in judged)}/{len(judged)})"
    return Cell(words, worst.compliance.value if worst.target else "dim")


def _aside(assessment: Assessment, style: Style) -> str:
    """The target and the gap in words, for where their columns do not fit or are of another year."""
    indicator, target = assessment.indicator, assessment.target
    demand = f"{style.word('target')} {style.demand(target, indicator)}" if target else ""
    parts = (demand, judged_on(assessment, style), gap_of(assessment, style))
    return f"{indicator.name}{style.colon}{style.listed(parts)}"


def _trends(programme: Programme, marks: str) -> dict[str, str]:
    """A sparkline for each indicator with at least two observed single periods, in order of time.

    A period without a value is a blank; forecasts are left out.
    """
    trends = {}
    for indicator in programme.indicators:
        values = {
            period.last: indicator.value(observation)
            for period, observation in indicator.observations.items()
            if not period.is_span and observation.is_observed
        }
        known = [value for value in values.values() if value is not None]
        if len(known) >= 2:
            trends[indicator.id] = _sparkline(values, known, marks)
    return trends


def _sparkline(values: Mapping[int, float | None], known: Sequence[float], marks: str) -> str:
    low, high = min(known), max(known)
    periods = range(min(values), max(values) + 1)
    return "".join(_mark(values.get(period), low, high - low, marks) for period in periods).rstrip()


def _mark(value: float | None, low: float, height: float, marks: str) -> str:
    if value is None:
        return " "
    return marks[round((value - low) / height * (len(marks) - 1))] if height else marks[0]
