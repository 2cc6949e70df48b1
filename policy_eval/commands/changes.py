"""How each figure has moved since the year before."""

from __future__ import annotations

from . import options
from .session import choose, filters, load, select, style, write_frame, write_tables


def changes(
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
) -> None:
    """Year-over-year changes, by period; in points for percentages."""
    day = options.day(today)
    how = style(lang, era)
    wanted = select(load(indicators, as_of), what, filters(goal, tag, kind, result_type))
    chosen = choose(wanted, status, sort, day, how, judge=False)
    if format_ in (options.View.CSV, options.View.JSON):
        write_frame(chosen.sorted(chosen.programme.changes(how.lang)), format_.value)
        return
    from ..views.changes import changes_view

    table, brief = (changes_view(chosen.in_order, how, what or (), brief=one) for one in (False, True))
    write_tables([table], format_, brief=brief)
