"""From everything to one indicator; as data, the observations."""

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

Ids = Annotated[bool, typer.Option("--ids", help="Ids rather than titles, where there is no room for both.")]


def show(
    what: What = None,
    status: Status = None,
    goal: Goal = None,
    tag: Tag = None,
    kind: OfKind = None,
    result_type: OfResultType = None,
    sort: Sort = None,
    ids: Ids = False,
    indicators: Indicators = None,
    lang: Lang_ = None,
    era: Era = False,
    format_: Format = View.TABLE,
    today: Today = None,
) -> None:
    """Look: everything, a sub-field (poleval show 6), or an indicator (poleval show ID)."""
    from ..judging.assess import by_indicator

    day = options.day(today)
    chosen = select(load(indicators), what, filters(goal, tag, kind, result_type))
    how = style(lang, era)
    is_data = format_ in (View.CSV, View.JSON)
    judged = {} if is_data and not status and not sort else by_indicator(chosen.judged(day))
    chosen = of_status(chosen, judged, status)
    order = ordered(chosen, judged, sort, how)
    if is_data:
        write_frame(in_order(chosen.observations(how.lang), order), format_.value)
        return
    from ..views.show import zoom

    changes = chosen.changes(how.lang)
    shown = chosen.in_order(order) if order else chosen
    write_tables(list(zoom(shown, [] if order else what or [], judged, changes, how, ids=ids)), format_)
