"""The steps of one indicator, as a table or as data."""

from __future__ import annotations

from typing import Annotated

import typer

from ..errors import UsageError
from ..output import write_bytes
from . import options
from .options import Era, Format, Indicators, Lang_, Today, View
from .session import load, select, style, write_tables


def explain(
    indicator: Annotated[str, typer.Argument(metavar="ID", help="The indicator.", autocompletion=options.ids)],
    indicators: Indicators = None,
    lang: Lang_ = None,
    era: Era = False,
    format_: Format = View.TABLE,
    today: Today = None,
) -> None:
    """How each figure of an indicator was computed: formula, inputs, source."""
    from ..judging.assess import by_indicator
    from ..judging.calculations import calculations
    from ..views.explain import as_csv, as_json, explanation

    day = options.day(today)
    programme = load(indicators)
    if indicator in programme.origins:  # though a sub-field may have the same name
        chosen = programme.where(lambda _, own: own.id == indicator)
    else:
        chosen = select(programme, [indicator])
    if len(chosen.indicators) != 1:
        raise UsageError(f"'{indicator}' names {len(chosen.indicators)} indicators; explain takes one")
    judged = by_indicator(chosen.judged(day))
    if format_ in (View.CSV, View.JSON):
        as_data = as_json if format_ is View.JSON else as_csv
        computed = (one for _, series in chosen.every_series() for one in calculations(series, judged[series.name]))
        write_bytes(as_data(computed).encode())
    else:
        how = style(lang, era)
        tables = [explanation(home, one, judged[one.name], how) for home, one in chosen.every_series()]
        write_tables([tables[0], *(table for table in tables[1:] if table.groups)], format_)
