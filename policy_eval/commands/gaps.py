"""How far every target is; as data, the assessments."""

from __future__ import annotations

from typing import Annotated

import typer

from . import options
from .session import choose, filters, load, select, style, write_frame, write_tables


def gaps(
    what: options.What = None,
    status: options.Status = None,
    goal: options.Goal = None,
    tag: options.Tag = None,
    kind: options.OfKind = None,
    result_type: options.OfResultType = None,
    sort: options.Sort = None,
    indicators: options.Indicators = None,
    as_of: options.AsOf = None,
    lang: options.Lang_ = None,
    era: options.Era = False,
    format_: options.Format = options.View.TABLE,
    today: options.Today = None,
    everything: Annotated[bool, typer.Option("--all", "-a", help="Also the indicators without a target.")] = False,
    goals: Annotated[bool, typer.Option("--goals", help="Every goal, with the indicators that serve it.")] = False,
) -> None:
    """Targets: the gap, what is needed and observed per year, pace and compliance."""
    day = options.day(today)
    how = style(lang, era)
    is_data = format_ in (options.View.CSV, options.View.JSON)
    wanted = select(load(indicators, as_of), what, filters(goal, tag, kind, result_type))
    if goals and everything:
        raise typer.BadParameter("every goal has all of its indicators", param_hint="--all")
    chosen = choose(wanted, status, sort, day, how, judge=not is_data)
    if goals and is_data:
        write_frame(chosen.programme.goals(how.lang), format_.value)
        return
    if is_data:
        frame = chosen.sorted(chosen.programme.assessments(day, how.lang))
        write_frame(frame if everything or what else frame[frame["bound"].notna()], format_.value)
        return
    if goals:
        from ..views.goals import goals_view

        write_tables([goals_view(chosen.programme, chosen.judged, how)], format_)
        return
    from ..views.gaps import gaps_view

    write_tables([gaps_view(chosen.in_order, chosen.judged, how, everything=everything or bool(what))], format_)
