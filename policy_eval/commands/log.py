"""The history of the figures of one indicator."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from ..errors import UsageError
from ..hints import nearest
from ..terminal_text import talk
from . import options
from .session import root_of, style, write_data, write_tables


class Format(StrEnum):
    """The formats of a history."""

    TABLE = "table"
    MARKDOWN = "markdown"
    CSV = "csv"
    JSON = "json"


def log(
    id_: Annotated[str, typer.Argument(metavar="ID", help="An indicator.", autocompletion=options.indicators)],
    period: Annotated[
        str | None,
        typer.Argument(metavar="PERIOD", help="Only the figures of this period (FY2022).", show_default=False),
    ] = None,
    follow: Annotated[
        bool, typer.Option("--follow", help="Go on under an earlier id, and in a folder of another name.")
    ] = False,
    indicators: options.Indicators = None,
    lang: options.Lang_ = None,
    era: options.Era = False,
    format_: Annotated[Format, typer.Option("--format", "-f", help="How to write it.")] = Format.TABLE,
    output: options.Output = None,
) -> None:
    """Every figure of an indicator through the history of its files: when it appeared, and how it was revised."""
    from ..history.revision_statistics import statistics
    from ..history.vintages import history
    from ..model.period_labels import period_for
    from ..reading.dataset import load_programme
    from ..views.vintages import as_json, log_view, vintage_table

    name = options.words(id_, "ID")
    root, how = root_of(indicators), style(lang, era)
    now = load_programme(root)
    known = history(root, name, now, follow=follow)
    if not known.revisions:
        raise UsageError(f"there is no indicator '{name}', nor was there one{nearest(name, list(now.origins))}")
    last = known.revisions[-1].pairs[0].series
    when = period_for(period, last) if period else None
    if when and all(figure.period != when for one in known.revisions for figure in one.figures):
        raise UsageError(f"'{name}' has no figure of {when.label(last.basis)}, nor had it one")
    found = statistics(known.revisions)
    if known.unreadable:
        first = known.unreadable[0]
        talk(f"poleval: {len(known.unreadable)} commits cannot be read today, such as {first.short} ({first.day})")
    if known.is_shallow:
        talk("poleval: this clone is shallow: what was before its first commit is not known")
    if format_ is Format.JSON:
        write_data(as_json(known, found, how.lang, when).encode(), output)
    elif format_ is Format.CSV:
        write_data(vintage_table(known, how.lang, when).encode("utf-8", "backslashreplace"), output)
    else:
        write_tables([log_view(last, known, found, how, when)], options.View(format_.value), output)
