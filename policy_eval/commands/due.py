"""What is to happen, and when: as a table, as data, as a calendar."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from . import options
from .options import Era, Indicators, Lang_, Output, Today, What
from .session import load, select, style, write_data, write_tables

if TYPE_CHECKING:
    from ..judging.due import Due
    from ..reading.source_lines import Place
    from ..wording.style import Style


class Format(StrEnum):
    """The formats of what is due."""

    TABLE = "table"
    MARKDOWN = "markdown"
    CSV = "csv"
    JSON = "json"
    ICS = "ics"


Within = Annotated[
    str | None,
    typer.Option("--within", metavar="TIME", help="Only until then: 90d, 6w, 6m or 1y from today.", show_default=False),
]


def due(
    what: What = None,
    indicators: Indicators = None,
    within: Within = None,
    lang: Lang_ = None,
    era: Era = False,
    format_: Annotated[Format, typer.Option("--format", "-f", help="How to write it.")] = Format.TABLE,
    output: Output = None,
    today: Today = None,
) -> None:
    """What is to come, and when: figures, deadlines, waivers that end, the next evaluation."""
    from ..judging.due import agenda
    from ..reading.source_lines import locate
    from ..tables.cell_text import json_text
    from ..views.agenda import FIELDS, agenda_rows, agenda_view
    from ..views.rows import as_csv

    day = options.day(today)
    chosen, how = select(load(indicators), what), style(lang, era)
    found = [one for one in agenda(chosen, day, _last(within, day)) if one.indicator or not what]
    placed = [*zip(found, locate(chosen, [(one.indicator, one.keys) for one in found]), strict=True)]
    if format_ is Format.ICS:
        title = how.text(chosen.about.title) if chosen.about else "poleval"
        write_data(_calendar(placed, title, day, how), output)
    elif format_ is Format.CSV:
        write_data(as_csv(FIELDS, agenda_rows(placed, day, how)).encode("utf-8", "backslashreplace"), output)
    elif format_ is Format.JSON:
        write_data(json_text([*agenda_rows(placed, day, how)]).encode(), output)
    else:
        write_tables([agenda_view(chosen, placed, day, how)], options.View(format_.value), output)


def _calendar(placed: Sequence[tuple[Due, Place]], title: str, today: date, how: Style) -> bytes:
    from ..export.icalendar import Entry, calendar
    from ..judging.due import Event
    from ..terminal_text import visible
    from ..wording.events import owner, subject

    entries = []
    for one, (path, line, _) in placed:
        indicator, words = one.indicator, subject(one, how)
        name = how.text(indicator.title) if indicator else title
        lines = [words, indicator.name if indicator else "", owner(one, how), visible(f"{path}:{line}")]
        # The id is unique in a dataset; of two datasets in one calendar, the sub-field's title tells them apart.
        home = one.sub_field.title.words("ja") if one.sub_field else ""
        # A deadline and an evaluation may be moved, a figure and a waiver are those of their period.
        period = one.period if one.event in (Event.FIGURE, Event.WAIVER_END) else ""
        key = f"{home}/{indicator.name if indicator else ''}/{one.event}/{period}/{one.number}"
        described = "\n".join(filter(None, lines))
        entries.append(Entry(key, one.day, f"{name}{how.colon}{words}", described, how.word(one.event)))
    return calendar(entries, title, today)


def _last(within: str | None, today: date) -> date | None:
    """The last day of a time from today. Raises BadParameter."""
    if within is None:
        return None
    match = re.fullmatch("([0-9]{1,4})([dwmy])", within.strip().lower(), re.ASCII)
    if match is None:
        raise typer.BadParameter(f"'{within}' is no time; write 90d, 6w, 6m or 1y", param_hint="--within")
    number, unit = int(match[1]), match[2]
    if unit in "dw":
        days = min(number * (7 if unit == "w" else 1), (date.max - today).days)
        return today + timedelta(days=days)
    years, month = divmod(today.month - 1 + number * (12 if unit == "y" else 1), 12)
    year = today.year + years
    return date.max if year > date.max.year else date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))
