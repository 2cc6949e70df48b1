"""`gaps --goals`: every goal with the indicators that serve it, and how far their targets are."""

from __future__ import annotations

from collections.abc import Iterator

from ..judging.assess import Judged
from ..model.codes import GoalLevel
from ..model.goals import Goal
from ..model.programme import Programme
from ..model.sub_field import SubField
from ..wording.facts import goal_name, goal_words
from ..wording.statements import heading, part_prefix, verdict
from ..wording.style import Style
from .parts import title
from .table import Cell, Column, Group, Table


def goals_view(programme: Programme, judged: Judged, style: Style) -> Table:
    """A group per sub-field; for each goal its words, its indicators, and what is judged of each."""
    groups = [
        Group(heading(sub_field, style), [], below=[*_lines(sub_field, judged, style)])
        for sub_field in programme.sub_fields
        if sub_field.goals
    ]
    after = [] if groups else [Cell(style.word("no-goals"))]
    return Table((Column(""),), groups, before=title(programme, style), after=after)


def _lines(sub_field: SubField, judged: Judged, style: Style) -> Iterator[str]:
    for goal in sub_field.goals:
        yield f"{goal_name(goal, style)}{style.colon}{goal_words(sub_field, goal, style)}"
        yield from (f"  {line}" for line in _serving(sub_field, goal, judged, style))


def _serving(sub_field: SubField, goal: Goal, judged: Judged, style: Style) -> Iterator[str]:
    serving = [indicator for indicator in sub_field.indicators if indicator.goal == goal.id]
    if not serving and goal.level is GoalLevel.MID_TERM:
        yield style.word("nothing-at-all")
    for indicator in serving:
        yield f"{indicator.id}  {style.text(indicator.title)}"
        for series in indicator.series:
            part = part_prefix(series, style)
            yield from (f"  {part}{verdict(one, style)}" for one in judged[series.name] if one.target)
