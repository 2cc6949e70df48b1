"""How far every target is; as data, the assessments."""

from __future__ import annotations

from typing import Annotated

import typer

from . import options
from .options import (
    Era,
    Format,
    Goal,
    Indicators,
    Lang_,
    OfKind,
    OfResultType,
    Sort,
    Status,
    Tag,
    Today,
    View,
    What,
)
from .session import filters, in_order, load, of_status, ordered, select, style, write_frame, write_tables


def gaps(
    what: What = None,
    status: Status = None,
    goal: Goal = None,
    tag: Tag = None,
    kind: OfKind = None,
    result_type: OfResultType = None,
    sort: Sort = None,
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
    chosen = select(load(indicators), what, filters(goal, tag, kind, result_type))
    how = style(lang, era)
    if goals and everything:
        raise typer.BadParameter("every goal has all of its indicators", param_hint="--all")
    from ..judging.assess import by_indicator

    judged = by_indicator(chosen.judged(day))
    chosen = of_status(chosen, judged, status)
    order = ordered(chosen, judged, sort, how)
    if format_ in (View.CSV, View.JSON):
        frame = chosen.goals(how.lang) if goals else in_order(chosen.assessments(day, how.lang), order)
        is_whole = goals or everything or bool(what)
        write_frame(frame if is_whole else frame[frame["bound"].notna()], format_.value)
        return
    if goals:
        from ..views.goals import goals_view

        write_tables([goals_view(chosen, judged, how)], format_)
        return
    from ..views.gaps import gaps_view

    shown = chosen.in_order(order) if order else chosen
    write_tables([gaps_view(shown, judged, how, everything=everything or bool(what))], format_)
