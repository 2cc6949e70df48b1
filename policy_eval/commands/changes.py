"""How each figure has moved since the year before."""

from __future__ import annotations

from .options import Era, Format, Indicators, Lang_, View, What
from .session import load, select, style, write_frame, write_tables


def changes(
    what: What = None,
    indicators: Indicators = None,
    lang: Lang_ = None,
    era: Era = False,
    format_: Format = View.TABLE,
) -> None:
    """Year-over-year changes, by period; in points for percentages."""
    chosen = select(load(indicators), what)
    how = style(lang, era)
    frame = chosen.changes(how.lang)
    if format_ in (View.CSV, View.JSON):
        write_frame(frame, format_.value)
        return
    from ..views.changes import changes_view

    table, brief = (changes_view(chosen, frame, how, what or (), brief=is_brief) for is_brief in (False, True))
    write_tables([table], format_, brief=brief)
