"""`due`: what is to happen, in order of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from ..judging.due import Due
from ..model.programme import Programme
from ..reading.source_lines import Place
from ..wording.events import owner, subject
from ..wording.style import Style
from .parts import dim, title
from .table import Cell, Column, Group, Table, row

FIELDS: Final = (
    "due",
    "event",
    "late",
    "sub_field",
    "indicator",
    "title",
    "period",
    "subject",
    "owner",
    "path",
    "line",
    "breakdown",
)


def agenda_view(programme: Programme, found: Sequence[tuple[Due, Place]], today: date, style: Style) -> Table:
    """A row for each thing that is due: day, event, indicator, what it is about, who answers for it, its place."""
    columns = (
        Column(style.word("due")),
        Column(style.word("event")),
        Column(style.word("indicator")),
        Column(style.word("subject"), rank=1),
        Column(style.word("title"), rank=3),
        Column(style.word("owner"), rank=4),
        Column(style.word("place"), rank=2),
    )
    late = f" {style.word('late')}"
    rows = [
        row(
            Cell(due.day.isoformat() + (late if due.day < today else ""), "overdue" if due.day < today else ""),
            style.word(due.event),
            due.indicator.name if due.indicator else "",
            subject(due, style),
            style.text(due.indicator.title) if due.indicator else "",
            owner(due, style),
            f"{path}:{line}",
        )
        for due, (path, line, _) in found
    ]
    after = [] if rows else dim(style.word("nothing-due"))
    return Table(columns, [Group("", rows)] if rows else [], before=title(programme, style), after=after)


def agenda_rows(found: Sequence[tuple[Due, Place]], today: date, style: Style) -> Iterator[dict[str, object]]:
    """The same as data, with `FIELDS` for keys; words are in the language of the style, codes in English."""
    for due, (path, line, _) in found:
        indicator = due.indicator
        yield {
            "due": due.day.isoformat(),
            "event": due.event.value,
            "late": due.day < today,
            "sub_field": due.sub_field.sub_field if due.sub_field else None,
            "indicator": indicator.id if indicator else None,
            "title": indicator.title.words(style.lang) if indicator else None,
            "period": due.period.label(indicator.basis) if due.period and indicator else str(due.period or "") or None,
            "subject": subject(due, style),
            "owner": owner(due, style) or None,
            "path": path,
            "line": line,
            "breakdown": indicator.breakdown or None if indicator else None,
        }
