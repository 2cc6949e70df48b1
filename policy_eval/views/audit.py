"""`audit`: what can be evaluated, per sub-field and goal, and what each indicator lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from ..judging.audit import Aspect, Audited, Count, Subject, by_sub_field
from ..model.programme import Programme
from ..model.texts import Text
from ..wording.figures import figure
from ..wording.statements import heading
from ..wording.style import Style
from .parts import title
from .table import Cell, Column, Group, Row, Table, row

FIELDS: Final = ("subject", "sub_field", "id", "title", "indicators", "lacks")


def audit_views(programme: Programme, audited: Sequence[Audited], counts: Sequence[Count], style: Style) -> list[Table]:
    """The counts, the goals, the indicators: three tables."""
    lacks = (Column(style.word("lacks")), Column(style.word("title"), rank=1))
    goals = (Column(style.word("goal")), Column(style.word("serving"), right=True), *lacks)
    indicators = (Column(style.word("indicator")), *lacks)
    return [
        _counts(programme, counts, style),
        Table(goals, _groups(programme, audited, Subject.GOAL, style)),
        Table(indicators, _groups(programme, audited, Subject.INDICATOR, style)),
    ]


def _counts(programme: Programme, counts: Sequence[Count], style: Style) -> Table:
    columns = (
        Column(style.word("counted")),
        Column(style.word("number"), right=True),
        Column(style.word("total"), right=True),
        Column("%", right=True),
    )
    rows = [
        row(count.name, figure(count.number), figure(count.total), "" if count.share is None else f"{count.share:.1f}")
        for count in counts
    ]
    return Table(columns, [Group("", rows)], before=title(programme, style))


def _groups(programme: Programme, audited: Sequence[Audited], subject: Subject, style: Style) -> list[Group]:
    groups, found = [], by_sub_field(audited)
    for sub_field in programme.sub_fields:
        own = found.get(sub_field.sub_field, [])
        rows = [_row(one, style) for one in own if one.subject is subject]
        bare = any(Aspect.REFERENCE in one.lacks for one in own)
        if rows:
            groups.append(Group(heading(sub_field, style), rows, remark=style.word("no-reference") if bare else ""))
    return groups


def _row(one: Audited, style: Style) -> Row:
    name, words = named(one)
    missing = style.listed(style.word(aspect) for aspect in one.lacks)
    if one.goal is None:
        return row(name, missing, style.text(words))
    lacks = Cell(missing, "") if one.has else Cell(style.word("nothing-at-all"), "overdue")
    return row(name, str(one.number), lacks, style.text(words))


def named(one: Audited) -> tuple[str, Text]:
    """The id and the words of what was looked at."""
    if one.indicator is not None:
        return one.indicator.id, one.indicator.title
    return (one.goal.id, one.goal.text) if one.goal is not None else (one.sub_field.sub_field, one.sub_field.title)


def audit_rows(audited: Sequence[Audited], style: Style) -> Iterator[dict[str, Any]]:
    """Each sub-field, goal and indicator with what it lacks, with `FIELDS` for keys."""
    for one in audited:
        name, words = named(one)
        yield {
            "subject": one.subject.value,
            "sub_field": one.sub_field.sub_field,
            "id": name,
            "title": words.words(style.lang),
            "indicators": one.number if one.goal is not None else None,
            "lacks": [aspect.value for aspect in one.lacks],
        }


def count_rows(counts: Sequence[Count]) -> Iterator[dict[str, object]]:
    """How many have what: `name`, `number`, `total`."""
    for count in counts:
        yield {"name": count.name, "number": count.number, "total": count.total}
