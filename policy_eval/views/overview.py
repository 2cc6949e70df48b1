"""`show`: one row per indicator, under its sub-field."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from ..judging.assess import Assessment, Compliance, Judged, is_later_pending
from ..judging.order import worst
from ..judging.pace import Seen
from ..model.indicator import Indicator
from ..model.programme import Programme
from ..model.sub_field import PROGRAMME_WIDE
from ..wording.figures import signed
from ..wording.moves import move_into
from ..wording.statements import flag, gap_of, heading, judged_on, legend, part_prefix, parts_of, value_cell
from ..wording.style import Style
from .name_columns import named, names, unit, unit_of
from .parts import dim, title
from .table import Aside, Cell, Column, Group, Row, Table, row

if TYPE_CHECKING:
    pass


_TARGET_RANK: Final = 4
_BLOCKS: Final = "▁▂▃▄▅▆▇█"
_DIGITS: Final = "12345678"
_LATER: Final = "*"
"""Behind a period after which a value is pending."""


def overview(programme: Programme, judged: Judged, style: Style, *, ids: bool = False) -> Table:
    """The table of all indicators: name, latest value, change, target, gap, status and trend.

    With `ids`, those stay where there is no room for titles too.
    """
    trends = _trends(programme, _DIGITS if style.ascii_only else _BLOCKS)
    columns = (
        *names(style, ids=ids),
        Column(style.word("value"), right=True),
        unit(style),
        Column(style.word("period")),
        Column(style.word("change"), right=True, rank=1, tucked=True),
        Column(style.word("target"), rank=_TARGET_RANK),
        Column(style.word("by"), rank=_TARGET_RANK),
        Column(style.word("gap"), right=True, rank=_TARGET_RANK),
        Column(style.word("status")),
        Column(style.word("trend"), rank=3),
        Column(style.word("kind"), rank=7),
    )
    newest = {indicator.id: judged[indicator.id][0].latest for indicator in programme.indicators}
    groups = []
    for sub_field in programme.sub_fields:
        if sub_field.sub_field == PROGRAMME_WIDE and not sub_field.indicators:
            continue
        rows = [
            _row(i, newest[i.id], [a for one in i.series for a in judged[one.name]], trends.get(i.id, ""), style)
            for i in sub_field.indicators
        ]
        remark = style.word("no-reference") if programme.lacks_reference(sub_field) else ""
        groups.append(Group(heading(sub_field, style), rows, remark=remark))
    shown = [(i, point.period) for i in programme.indicators if (point := newest[i.id])]
    flags = legend((flag(indicator, period, style) for indicator, period in shown), style)
    later = f"{_LATER} = {style.word('later-pending')}" if any(is_later_pending(*pair) for pair in shown) else ""
    shares = _shares(programme, judged, style)
    return Table(
        columns,
        groups,
        before=title(programme, style),
        is_named=True,
        after=[*dim("  ".join(filter(None, (flags, later, shares)))), *_tally(programme, judged, style)],
        asides_for=_TARGET_RANK,
    )


def _shares(programme: Programme, judged: Judged, style: Style) -> str:
    """What `(1/2)` behind a status says, with the first that there is."""
    several = next((own for i in programme.indicators if len(own := judged[i.id]) > 1), ())
    return f"{_share(several).strip()} = {style.word('share-of-targets').format(*_counts(several))}" if several else ""


def _tally(programme: Programme, judged: Judged, style: Style) -> list[Cell]:
    """How many indicators are what, by the worst of their targets: `2 met, 1 missed, 39 without a target`."""
    counts = Counter(worst(judged[indicator.id]).compliance for indicator in programme.indicators)
    words = [style.word(f"{status}-counted").format(counts[status]) for status in Compliance if counts[status]]
    return [Cell(""), Cell(style.listed(words))]


def _row(
    indicator: Indicator,
    point: Seen | None,
    judged: Sequence[Assessment],
    trend: str,
    style: Style,
) -> Row:
    """The latest value with its change, and what is said of it by the worst of the targets."""
    own = sorted((one for one in judged if not one.indicator.part), key=_deadline)
    assessment = worst(own)
    target = assessment.target
    period = point.period if point else None
    move = move_into(indicator, period)
    when = style.period(period, indicator.basis) if period else ""
    told = [parts_of(indicator, style)]
    for one in sorted((one for one in judged if one.target), key=_deadline):
        # The row has no place for one of several targets, nor for one that is judged on another year.
        is_shown = one is assessment and not judged_on(one, style)
        told.append(Aside(_demanded(one, style)) if is_shown else _demanded(one, style))
    return row(
        *named(indicator, style),
        value_cell(indicator, period, style),
        unit_of(indicator, style),
        f"{when} {_LATER}" if period and is_later_pending(indicator, period) else when,
        Cell(move.told(style), move.verdict) if move else "",
        style.bound(target, indicator) if target else "",
        style.period(target.by, indicator.basis) if target and target.by is not None else "",
        signed(assessment.gap),
        _status(assessment, own, style),
        trend,
        style.word(indicator.kind),
        below=[*filter(None, told)],
    )


def _deadline(assessment: Assessment) -> tuple[str, int]:
    """Targets of the whole come before those of parts, those without a deadline last."""
    target = assessment.target
    by = target.by.last if target and target.by is not None else sys.maxsize
    return assessment.indicator.breakdown or "", by


def _status(shown: Assessment, judged: Sequence[Assessment], style: Style) -> Cell:
    """The status by the worst of the targets, and how many of several share it: `missed (1/2)`."""
    return Cell(style.verdict(shown) + _share(judged), shown.compliance.value if shown.target else "dim")


def _share(judged: Sequence[Assessment]) -> str:
    return " ({}/{})".format(*_counts(judged)) if len(judged) > 1 else ""


def _counts(judged: Sequence[Assessment]) -> tuple[int, int]:
    """How many of the targets of an indicator are as the worst of them, of how many."""
    return sum(one.compliance is worst(judged).compliance for one in judged), len(judged)


def _demanded(assessment: Assessment, style: Style) -> str:
    """The target and the gap in words, for where their columns do not fit or are of another year."""
    indicator, target = assessment.indicator, assessment.target
    demand = f"{style.word('target')} {style.demand(target, indicator)}" if target else ""
    parts = (demand, judged_on(assessment, style), gap_of(assessment, style))
    return part_prefix(indicator, style) + style.listed(parts)


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
