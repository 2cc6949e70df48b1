"""What is to happen, in words."""

from __future__ import annotations

from ..judging.due import Due, Event
from ..terminal_text import visible
from .style import Style


def subject(due: Due, style: Style) -> str:
    """`figure of FY2023`, `at least 1,000 persons by 2025-12`, `waiver of 10.37% in FY2023`."""
    indicator, period = due.indicator, due.period
    if indicator is None or period is None:
        return f"{style.word('next_evaluation')}{style.colon}{style.bare(period) if period else ''}"
    when = style.period(period, indicator.basis)
    if due.event is Event.DEADLINE:
        return style.demand(indicator.targets[due.number - 1], indicator)
    if due.event is Event.FIGURE:
        return f"{when}の実績値" if style.lang == "ja" else f"figure of {when}"
    accepted = style.amount(indicator, indicator.waivers[due.number - 1].accepted)
    return f"{when} {accepted}の容認" if style.lang == "ja" else f"waiver of {accepted} in {when}"


def owner(due: Due, style: Style) -> str:
    """Who answers for it: as the waiver says, else the indicator, else the divisions in charge of the sub-field."""
    named = due.owner or (due.indicator.owner if due.indicator else None)
    if named is not None:
        return style.text(named)
    divisions = due.sub_field.divisions if due.sub_field else None
    return style.listed(map(visible, divisions.words(style.lang))) if divisions else ""
