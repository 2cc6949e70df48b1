"""Ids with their titles, a line each, for scripts and for those who look for an id."""

from __future__ import annotations

from ..output import write_text
from .options import Goal, Indicators, Lang_, OfKind, OfResultType, Tag, What
from .session import filters, load, select, style


def list_(
    what: What = None,
    goal: Goal = None,
    tag: Tag = None,
    kind: OfKind = None,
    result_type: OfResultType = None,
    indicators: Indicators = None,
    lang: Lang_ = None,
) -> None:
    """The ids of indicators, each with a tab and its title behind it."""
    chosen = select(load(indicators), what, filters(goal, tag, kind, result_type))
    how = style(lang, era=False)
    write_text("".join(f"{one.id}\t{how.text(one.title)}\n" for one in chosen.indicators))
