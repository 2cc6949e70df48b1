"""From everything to one indicator; as data, the observations."""

from __future__ import annotations

from . import options
from .options import Era, Format, Indicators, Lang_, Today, View, What
from .session import load, select, style, write_frame, write_tables


def show(
    what: What = None,
    indicators: Indicators = None,
    lang: Lang_ = None,
    era: Era = False,
    format_: Format = View.TABLE,
    today: Today = None,
) -> None:
    """Look: everything, a sub-field (poleval show 6), or an indicator (poleval show ID)."""
    day = options.day(today)
    chosen = select(load(indicators), what)
    how = style(lang, era)
    if format_ in (View.CSV, View.JSON):
        write_frame(chosen.observations(how.lang), format_.value)
        return
    from ..judging.assess import by_indicator
    from ..views.show import zoom

    tables = zoom(chosen, what or [], by_indicator(chosen.judged(day)), chosen.changes(how.lang), how)
    write_tables(list(tables), format_)
