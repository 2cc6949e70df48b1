"""How each figure has moved since the year before."""

from __future__ import annotations

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


def changes(
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
) -> None:
    """Year-over-year changes, by period; in points for percentages."""
    from ..judging.assess import by_indicator

    day = options.day(today)
    chosen = select(load(indicators), what, filters(goal, tag, kind, result_type))
    how = style(lang, era)
    judged = by_indicator(chosen.judged(day)) if status or sort else {}
    chosen = of_status(chosen, judged, status)
    order = ordered(chosen, judged, sort, how)
    frame = chosen.changes(how.lang)
    if format_ in (View.CSV, View.JSON):
        write_frame(in_order(frame, order), format_.value)
        return
    from ..views.changes import changes_view

    shown = chosen.in_order(order) if order else chosen
    table, brief = (changes_view(shown, frame, how, what or (), brief=is_brief) for is_brief in (False, True))
    write_tables([table], format_, brief=brief)
