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
    goals: Annotated[bool, typer.Option("--goals", help="Every goal, with the indicators that serve it.")] = False,
) -> None:
    """Targets: the gap, what is needed and observed per year, pace and compliance."""
    day = options.day(today)
    chosen = select(load(indicators), what)
    how = style(lang, era)
    if goals and everything:
        raise typer.BadParameter("every goal has all of its indicators", param_hint="--all")
    if goals and format_ in (View.CSV, View.JSON):
        write_frame(chosen.goals(how.lang), format_.value)
        return
    if format_ in (View.CSV, View.JSON):
        frame = chosen.assessments(day, how.lang)
        write_frame(frame if everything or what else frame[frame["bound"].notna()], format_.value)
        return
    from ..judging.assess import by_indicator
    from ..views.gaps import gaps_view

    judged = by_indicator(chosen.judged(day))
    if goals:
        from ..views.goals import goals_view

        write_tables([goals_view(chosen, judged, how)], format_)
        return
    write_tables([gaps_view(chosen, judged, how, everything=everything or bool(what))], format_)
