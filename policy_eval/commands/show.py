"""From everything to one indicator; as data, the observations."""

from __future__ import annotations

from typing import Annotated

import typer

from . import options
from .session import choose, filters, load, select, style, write_frame, write_tables

Ids = Annotated[bool, typer.Option("--ids", help="Ids rather than titles, where there is no room for both.")]


def show(
    what: options.What = None,
    status: options.Status = None,
    goal: options.Goal = None,
    tag: options.Tag = None,
    kind: options.OfKind = None,
    result_type: options.OfResultType = None,
    sort: options.Sort = None,
    ids: Ids = False,
    indicators: options.Indicators = None,
    lang: options.Lang_ = None,
    era: options.Era = False,
    format_: options.Format = options.View.TABLE,
    today: options.Today = None,
) -> None:
    """Look: everything, a sub-field (poleval show 6), or an indicator (poleval show ID)."""
    day = options.day(today)
    how = style(lang, era)
    is_data = format_ in (options.View.CSV, options.View.JSON)
    wanted = select(load(indicators), what, filters(goal, tag, kind, result_type))
    chosen = choose(wanted, status, sort, day, how, judge=not is_data)
    if is_data:
        write_frame(chosen.sorted(chosen.programme.observations(how.lang)), format_.value)
        return
    from ..views.show import zoom

    changes = chosen.programme.changes(how.lang)
    named = [] if chosen.order else what or []
    write_tables(list(zoom(chosen.in_order, named, chosen.judged, changes, how, ids=ids)), format_)
