"""`show 6`: one sub-field, with all that is known of it."""

from __future__ import annotations

from collections.abc import Iterator

from ..judging.assess import Assessment, Judged
from ..model.indicator import Indicator
from ..model.periods import in_time
from ..model.programme import Programme
from ..model.sub_field import SubField
from ..wording.facts import facts, goals_of
from ..wording.moves import move_into
from ..wording.statements import heading, part_prefix, parts_of, verdict
from ..wording.style import Style
from .footnotes import Footnotes, value_with_note
from .parts import fact
from .table import Cell, Column, Group, Table, row


def sub_field_view(programme: Programme, sub_field: SubField, judged: Judged, style: Style) -> Table:
    """The values of a sub-field by period, with changes and targets; below them its goals, and notes as footnotes."""
    notes = Footnotes()
    periods = sorted({period for i in sub_field.indicators for period in i.observations}, key=in_time)
    bases = {indicator.basis for indicator in sub_field.indicators}
    basis = bases.pop() if len(bases) == 1 else None
    headings = [style.period(period, basis) if basis else style.bare(period) for period in periods]
    columns = [Column(""), *(Column(name, right=True, series=True) for name in headings)]
    groups = []
    for indicator in sub_field.indicators:
        lines = [row(style.word("value"), *(value_with_note(indicator, period, style, notes) for period in periods))]
        own = [move_into(indicator, period) for period in periods]
        if any(own):
            lines.append(row(style.word("change"), *(move.words if move else "" for move in own)))
        verdicts = [f"{part}{verdict(a, style)}" for part, a in _judged(indicator, judged, style)]
        nothing = "" if indicator.observations or indicator.parts else style.word("no-figure")
        told = [*filter(None, (nothing, parts_of(indicator, style)))]
        name = f"{style.text(indicator.title)}{_unit(indicator, style)}{notes.mark(style.text(indicator.note))}"
        shown = lines if indicator.observations else []
        groups.append(Group(f"{indicator.id}  {name}", shown, below=told + verdicts))
    before = introduction(programme, sub_field, style)
    goals = [line for name, words in goals_of(sub_field, style) for line in fact(name, words, style)]
    after = [Cell(""), *goals] if goals and groups else goals
    return Table(columns, groups, before=list(before), after=[*notes.cells(), *after])


def _judged(indicator: Indicator, judged: Judged, style: Style) -> Iterator[tuple[str, Assessment]]:
    """What is judged of an indicator and its parts, each with the name of the part."""
    for one in indicator.series:
        yield from ((part_prefix(one, style), assessment) for assessment in judged[one.name] if assessment.target)


def introduction(programme: Programme, sub_field: SubField, style: Style) -> Iterator[Cell]:
    """The heading of a sub-field, and a line for each thing that is known of all of it."""
    yield Cell(heading(sub_field, style), "title")
    yield from (line for name, words in facts(sub_field, programme.about, style) for line in fact(name, words, style))
    if programme.lacks_reference(sub_field):
        yield Cell(f"  {style.word('no-reference')}", "dim")


def _unit(indicator: Indicator, style: Style) -> str:
    return style.bracketed(style.listed((style.text(indicator.unit), style.word(indicator.basis))))
