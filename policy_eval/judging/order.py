"""Indicators by what is judged of them: the worst of several targets, only those of a status, in an order."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from typing import Final

from ..model.codes import Lang, Sorting
from ..model.indicator import Indicator
from ..model.programme import Programme
from .assess import Assessment, Compliance, Judged
from .changes import change

SEVERITY: Final = tuple(Compliance(word) for word in ("missed", "overdue", "no-data", "pending", "met", "no-target"))
"""The statuses, the gravest first."""


def worst(judged: Sequence[Assessment]) -> Assessment:
    """What an indicator with several targets is shown by."""
    return min(judged, key=lambda one: SEVERITY.index(one.compliance))


def of_status(programme: Programme, judged: Judged, statuses: Collection[Compliance]) -> Programme:
    """Only the indicators of which a target, or that of a part, is judged so; all for no status."""
    if not statuses:
        return programme
    return programme.where(
        lambda _, indicator: any(
            assessment.compliance in statuses
            for one in indicator.series
            for assessment in judged[one.name]
            if assessment.target or not one.part
        )
    )


def ordered(programme: Programme, judged: Judged, order: Sorting, lang: Lang) -> list[str]:
    """The ids of the indicators in an order.

    The largest value and change first, the worst gap and status; titles by their
    characters. What has no such figure comes last, and equals stay in the order of the files.
    """

    def key(indicator: Indicator) -> tuple[float, str]:
        own = judged[indicator.id]
        if order is Sorting.TITLE:
            return 0.0, indicator.title.words(lang)
        if order is Sorting.STATUS:
            return float(SEVERITY.index(worst(own).compliance)), ""
        figure = worst(own).gap if order is Sorting.GAP else _figure(indicator, own[0], order)
        if figure is None:
            return sys.float_info.max, ""
        return (_short_of(worst(own)) if order is Sorting.GAP else -figure), ""

    return [indicator.id for indicator in sorted(programme.indicators, key=key)]


def _figure(indicator: Indicator, assessment: Assessment, order: Sorting) -> float | None:
    if assessment.latest is None:
        return None
    if order is Sorting.VALUE:
        return indicator.value(indicator.observations[assessment.latest.period])
    moved = change(indicator, assessment.latest.period)
    return moved.difference if moved else None


def _short_of(assessment: Assessment) -> float:
    """A gap with its sign turned where less is wanted, so that the furthest from its target comes first."""
    target, gap = assessment.target, assessment.gap or 0.0
    return -gap if target is not None and target.bound == "at_most" else gap
