"""`show`: one row per indicator, under its sub-field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from ..assess import Assessment, Compliance
from ..model import Indicator, Kind, Status, SubField
from ..programme import PROGRAMME_WIDE, Programme
from .style import Style, figure, signed
from .table import Cell, Column, Group, Row, Table, row

if TYPE_CHECKING:
    import pandas as pd

# The worst first: what an indicator with several targets is shown by.
_SEVERITY: Final = tuple(Compliance(word) for word in ("missed", "overdue", "no-data", "pending", "met", "no-target"))
TARGET_RANK: Final = 4
_BLOCKS: Final = "▁▂▃▄▅▆▇█"
_DIGITS: Final = "12345678"


Judged = Mapping[str, Sequence[Assessment]]
"""The assessments of each indicator, by its id."""


def by_indicator(assessments: Iterable[tuple[SubField, Assessment]]) -> Judged:
    """The assessments of each indicator, in the order of its targets."""
    judged: dict[str, list[Assessment]] = {}
    for _, assessment in assessments:
        judged.setdefault(assessment.indicator.id, []).append(assessment)
    return judged


def overview(programme: Programme, judged: Judged, changes: pd.DataFrame, style: Style) -> Table:
    """The table of all indicators: latest value, change, target, gap, status and trend.

    `changes` is the frame of that name, of which the columns indicator, period, year,
    value and change are read.
    """
    moves = _moves(changes)
    trends = _trends(changes, _DIGITS if style.ascii_only else _BLOCKS)
    columns = (
        Column(style.word("indicator")),
        Column(style.word("value"), right=True, tucked=True),
        Column(style.word("unit"), rank=5),
        Column(style.word("period")),
        Column(style.word("change"), right=True, rank=1),
        Column(style.word("target"), rank=TARGET_RANK),
        Column(style.word("by"), rank=TARGET_RANK),
        Column(style.word("gap"), right=True, rank=TARGET_RANK),
        Column(style.word("status")),
        Column(style.word("trend"), rank=3),
        Column(style.word("kind"), rank=7),
        Column(style.word("title"), rank=6),
    )
    groups = [
        Group(
            heading(sub_field, style),
            [
                _row(judged[indicator.id], moves.get(indicator.id, {}), trends.get(indicator.id, ""), style)
                for indicator in sub_field.indicators
            ],
            remark=style.word("no-reference") if lacks_reference(sub_field) else "",
            asides=[_aside(a, style) for i in sub_field.indicators for a in judged[i.id] if a.target],
        )
        for sub_field in programme.sub_fields
    ]
    return Table(
        columns,
        groups,
        before=title(programme, style),
        after=_legend((assessment for own in judged.values() for assessment in own), style),
        asides_for=TARGET_RANK,
    )


def title(programme: Programme, style: Style) -> list[Cell]:
    """The programme's own line: title, ministry, month of publication."""
    about = programme.about
    if about is None:
        return []
    parts = [style.text(about.title), style.text(about.ministry), about.published or ""]
    return [Cell(", ".join(filter(None, parts)) if style.lang == "en" else "　".join(filter(None, parts)), "title")]


def heading(sub_field: SubField, style: Style) -> str:
    """`6  Japan's standing in the UN …`."""
    if sub_field.sub_field == PROGRAMME_WIDE:
        return style.word("programme-wide")
    return f"{sub_field.sub_field}  {style.text(sub_field.title)}"


def lacks_reference(sub_field: SubField) -> bool:
    """Whether a sub-field lists no reference metric of its own."""
    wide = sub_field.sub_field == PROGRAMME_WIDE
    return not wide and all(indicator.kind is not Kind.REFERENCE for indicator in sub_field.indicators)


def flag(indicator: Indicator, assessment: Assessment) -> str:
    """The letter that statistical tables put behind a value that is not a normal one."""
    observation = indicator.observations[assessment.period] if assessment.period else None
    status = observation.status if observation else None
    return f" {status.code.lower()}" if status not in (None, Status.NORMAL) else ""


def _row(judged: Sequence[Assessment], moves: dict[int, float], trend: str, style: Style) -> Row:
    assessment = min(judged, key=lambda one: _SEVERITY.index(one.compliance))
    indicator, target, period = assessment.indicator, assessment.target, assessment.period
    value = figure(assessment.value, assessment.bound)
    move = moves.get(period.last) if period and not period.is_span else None
    return row(
        indicator.id,
        value + ("%" if indicator.is_percentage and value else "") + flag(indicator, assessment),
        "" if indicator.is_percentage else style.text(indicator.unit),
        style.period(period, indicator.basis) if period else "",
        signed(move),
        style.bound(target) if target else "",
        style.year(target.by, indicator.basis) if target and target.by is not None else "",
        signed(assessment.gap),
        _status(assessment, judged, style),
        trend,
        style.word(indicator.kind.value),
        style.text(indicator.title),
    )


def _status(worst: Assessment, judged: Sequence[Assessment], style: Style) -> Cell:
    """The status by the worst of the targets, and how many of several share it: `missed (1/2)`."""
    words = style.compliance(worst.compliance)
    if len(judged) > 1:
        words += f" ({sum(one.compliance is worst.compliance for one in judged)}/{len(judged)})"
    return Cell(words, worst.compliance.value if worst.target else "dim")


def _aside(assessment: Assessment, style: Style) -> str:
    """The target and the gap in words, for where their columns do not fit."""
    indicator, target = assessment.indicator, assessment.target
    demand = style.demand(target, indicator) if target else ""
    parts = [f"{indicator.id}: {style.word('target')} {demand}"]
    if assessment.gap is not None:
        parts.append(f"{style.word('gap')} {style.points(signed(assessment.gap), indicator)}")
    return ("、" if style.lang == "ja" else ", ").join(parts)


def _legend(shown: Iterable[Assessment], style: Style) -> list[Cell]:
    letters = {flag(assessment.indicator, assessment).strip() for assessment in shown}
    flags = [f"{status.code.lower()} = {style.word(status)}" for status in Status if status.code.lower() in letters]
    return [Cell(""), Cell("  ".join(flags), "dim")] if flags else []


def _moves(changes: pd.DataFrame) -> dict[str, dict[int, float]]:
    moves: dict[str, dict[int, float]] = {}
    known = changes[changes["change"].notna()]
    for indicator, year, change in zip(known["indicator"], known["year"], known["change"], strict=True):
        moves.setdefault(indicator, {})[year] = change
    return moves


def _trends(changes: pd.DataFrame, marks: str) -> dict[str, str]:
    """A sparkline for each indicator with at least two single years; a year without a value is a blank."""
    single = changes[~changes["period"].str.contains("..", regex=False)]
    trends = {}
    for indicator, group in single.groupby("indicator", sort=False):
        values = dict(zip(group["year"], group["value"], strict=True))
        known = [value for value in values.values() if value == value]  # noqa: PLR0124  # not NaN
        if len(known) < 2:
            continue
        low, height = min(known), max(known) - min(known)
        years = range(min(values), max(values) + 1)
        trends[str(indicator)] = "".join(_mark(values.get(year), low, height, marks) for year in years).rstrip()
    return trends


def _mark(value: float | None, low: float, height: float, marks: str) -> str:
    if value is None or value != value:  # noqa: PLR0124  # NaN
        return " "
    return marks[round((value - low) / height * (len(marks) - 1))] if height else marks[0]
