"""The steps of one indicator, as a table or as data."""

from __future__ import annotations

from typing import Annotated

import typer

from ..output import write_bytes
from . import options
from .options import Era, Format, Indicators, Lang_, Today, View
from .session import load, select, style, write_tables


def explain(
    what: Annotated[
        list[str], typer.Argument(metavar="ID", help="Indicators, by id or by words.", autocompletion=options.ids)
    ],
    indicators: Indicators = None,
    as_of: options.AsOf = None,
    lang: Lang_ = None,
    era: Era = False,
    format_: Format = View.TABLE,
    today: Today = None,
) -> None:
    """How each figure of indicators was computed: formula, inputs, source."""
    from ..judging.assess import by_indicator
    from ..judging.calculations import calculations
    from ..views.explain import as_csv, as_json, explanation

    day = options.day(today)
    programme = load(indicators, as_of)
    # An indicator may have the name of a sub-field; it is the one that is meant here.
    own = [word for word in what if word in programme.origins]
    others = [word for word in what if word not in programme.origins]
    found = {indicator.id for indicator in select(programme, others).indicators} if others else set()
    chosen = programme.where(lambda _, one: one.id in (*own, *found))
    judged = by_indicator(chosen.judged(day))
    if format_ in (View.CSV, View.JSON):
        as_data = as_json if format_ is View.JSON else as_csv
        computed = (one for _, series in chosen.every_series() for one in calculations(series, judged[series.name]))
        write_bytes(as_data(computed).encode())
    else:
        how = style(lang, era)
        tables = ((one, explanation(home, one, judged[one.name], how)) for home, one in chosen.every_series())
        write_tables([table for one, table in tables if table.groups or not one.part], format_)
