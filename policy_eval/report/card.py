"""What is said of one indicator: its latest value, its targets, a chart beside a table, facts, steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from ..history.vintages import Revision
from ..judging.assess import Assessment, Judged
from ..judging.calculations import calculations
from ..model.indicator import Indicator
from ..model.periods import Period
from ..model.programme import Programme
from ..model.sub_field import SubField
from ..terminal_text import visible
from ..views.difference_lines import line_of_figure
from ..views.explain import steps
from ..wording.facts import facts_of
from ..wording.figures import percent
from ..wording.moves import move_into
from ..wording.statements import (
    demand,
    facts_of_target,
    figure_text,
    gap_of,
    judged_on,
    observed_amount,
    pace_of,
    part_name,
    per_year,
    why,
)
from ..wording.style import Style
from .geometry import Drawing, drawing
from .series import series_of

_NO_FACTS: Final = ("description", "sub_field", "file", "source")
"""What stands elsewhere on the page, or is of the machine that made it."""


class Statement(NamedTuple):
    """What is judged of one target: the key of its look, the verdict, the demand, and all else in words."""

    look: str
    verdict: str
    demand: str
    facts: Sequence[str]
    waiver: str


class Figure(NamedTuple):
    """A row of the table: period, figure, change, change in percent, remark; `is_missing` for a word in its place."""

    period: str
    value: str
    change: str
    look: str
    relative: str
    remark: str
    is_missing: bool


class Part(NamedTuple):
    """A part of a whole: its name, what is judged of it, and its figures."""

    name: str
    statements: Sequence[Statement]
    figures: Sequence[Figure]


@dataclass(frozen=True, slots=True)
class Card:
    """All that the page says of an indicator."""

    anchor: str
    id: str
    title: str
    unit: str
    description: str
    latest: str
    latest_period: str
    change: str
    change_look: str
    statements: Sequence[Statement]
    drawing: Drawing | None
    spoken: str
    has_spans: bool
    figures: Sequence[Figure]
    parts: Sequence[Part]
    facts: Sequence[tuple[str, str]]
    address: str
    """Where the figures are published, of whatever kind; linked to only if it is one of the web."""
    link: str
    steps: Sequence[Sequence[str]]
    vintages: Sequence[Sequence[str]]


def card(
    programme: Programme,
    home: SubField,
    indicator: Indicator,
    judged: Judged,
    revisions: Sequence[Revision],
    style: Style,
) -> Card:
    """What is said of an indicator and its parts."""
    own = judged[indicator.id]
    point = own[0].latest
    move = move_into(indicator, point.period if point else None)
    series = series_of(indicator, style)
    facts = [(name, words) for name, words in facts_of(programme, home, indicator, style) if words]
    hidden = {style.word(key) for key in _NO_FACTS}
    source = home.source_of(indicator)
    named = style.listed((style.text(source.ref), style.text(source.publisher))) if source else ""
    sources = [(style.word("source"), named)] if named else []
    figures = [*_figures(indicator, style)]
    return Card(
        anchor=f"{style.lang}-i-{indicator.id}",
        id=indicator.id,
        title=style.text(indicator.title),
        unit=style.text(indicator.unit),
        description=style.text(indicator.description),
        latest=observed_amount(indicator, indicator.observations[point.period], style) if point else "",
        latest_period=style.period(point.period, indicator.basis) if point else "",
        change=move.told(style, briefly=False) if move else "",
        change_look=move.verdict if move else "",
        statements=[_statement(one, style) for one in own],
        drawing=drawing(series, style.word("target"), style.word("baseline")) if series else None,
        spoken=_spoken(indicator, own, style) if series else "",
        has_spans=any(period.is_span for period in indicator.observations),
        figures=figures,
        parts=[
            Part(
                part_name(one, style),
                [_statement(assessment, style) for assessment in judged[one.name] if assessment.target],
                [*_figures(one, style)],
            )
            for one in indicator.parts
        ],
        facts=[(name, words) for name, words in facts if name not in hidden] + sources,
        address=visible(source.url or "") if source else "",
        link=web_address(source.url if source else None),
        steps=[cells for one in indicator.series for cells in steps(one, calculations(one, judged[one.name]), style)],
        vintages=[*_vintages(revisions, style)],
    )


def web_address(url: str | None) -> str:
    """An address that may be linked to: of the web alone; nothing for any other."""
    return url if url and url.lower().startswith(("https://", "http://")) else ""


def look_of(assessment: Assessment) -> str:
    """The key of how a verdict looks; an accepted miss is told from others."""
    return "waived" if assessment.waived else assessment.compliance.value


def _statement(one: Assessment, style: Style) -> Statement:
    indicator, target = one.indicator, one.target
    words = (judged_on(one, style), gap_of(one, style), *per_year(one, style), facts_of_target(one, style))
    facts = [word for word in (*(words if target else ()), pace_of(one, style)) if word]
    asked = f"{style.word('target')} {demand(target, indicator, style)}" if target else ""
    return Statement(look_of(one), style.verdict(one), asked, facts, _waiver(one, style))


def _waiver(one: Assessment, style: Style) -> str:
    if one.waiver is None or not one.waived:
        return ""
    waiver = one.waiver.waiver
    parts = [f"{style.word('accepted')} {style.amount(one.indicator, waiver.accepted)}"]
    parts += [f"{style.word('until-end-of')} {waiver.until.isoformat()}"] if waiver.until else []
    parts += [style.text(waiver.owner)] if waiver.owner else []
    return style.listed(parts) + style.bracketed(style.text(waiver.reason))


def _figures(indicator: Indicator, style: Style) -> Iterator[Figure]:
    for period in indicator.periods:
        one = indicator.observations[period]
        told = figure_text(indicator, one, style)
        move = move_into(indicator, period)
        yield Figure(
            style.period(period, indicator.basis),
            told or style.word(one.status or "no-value"),
            move.told(style) if move else "",
            move.verdict if move else "",
            percent(move.relative) if move else "",
            why(indicator, one, style),
            not told,
        )


def _spoken(indicator: Indicator, own: Sequence[Assessment], style: Style) -> str:
    """The chart in words: first, latest, highest and lowest value, and what is judged."""
    known = {
        period: value
        for period in indicator.periods
        if not period.is_span and (value := indicator.value(indicator.observations[period])) is not None
    }
    telling: Mapping[str, Period] = {
        "spoken-first": min(known),
        "spoken-latest": max(known),
        "spoken-highest": max(known, key=known.__getitem__),
        "spoken-lowest": min(known, key=known.__getitem__),
    }
    space, stop = ("", "。") if style.lang == "ja" else (" ", ".")
    parts = [
        style.word(key).format(
            period=style.period(period, indicator.basis), value=style.amount(indicator, known[period])
        )
        for key, period in telling.items()
    ]
    parts += [
        f"{style.word('target')} {demand(one.target, indicator, style)}{style.colon}{style.verdict(one)}{stop}"
        for one in own
        if one.target
    ]
    values = space.join(parts)
    return style.word("spoken-chart").format(title=style.text(indicator.title), values=values)


def _vintages(revisions: Sequence[Revision], style: Style) -> Iterator[Sequence[str]]:
    """Every change of a figure after its first appearance: day, period, before, now, difference."""
    for revision in revisions:
        for one in revision.figures:
            if one.old is not None:
                line = line_of_figure(one, style)
                day = revision.commit.day.isoformat() if revision.commit else style.word("not-committed")
                name = part_name(one.pair.series, style)
                yield day, style.listed((name, line.subject)), line.before, line.now, line.why
