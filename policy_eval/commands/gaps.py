"""How far every target is; as data, the assessments."""

from __future__ import annotations

from typing import Annotated

import typer

from . import options
from .options import Era, Format, Indicators, Lang_, Today, View, What
from .session import load, select, style, write_frame, write_tables


def gaps(
    what: What = None,
    indicators: Indicators = None,
    lang: Lang_ = None,
    era: Era = False,
    format_: Format = View.TABLE,
    today: Today = None,
    everything: Annotated[bool, typer.Option("--all", "-a", help="Also the indicators without a target.")] = False,
) -> None:
    """Targets: the gap, what is needed and observed per year, pace and compliance."""
    day = options.day(today)
    chosen = select(load(indicators), what)
    how = style(lang, era)
    if format_ in (View.CSV, View.JSON):
        frame = chosen.assessments(day, how.lang)
        write_frame(frame if everything or what else frame[frame["bound"].notna()], format_.value)
        return
    from ..judging.assess import by_indicator
    from ..views.gaps import gaps_view

    judged = by_indicator(chosen.judged(day))
    write_tables([gaps_view(chosen, judged, how, everything=everything or bool(what))], format_)
