"""All that the page says in one language, in words and numbers: what the templates only lay out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from ..history.difference import Difference
from ..history.vintages import Revision
from ..judging.assess import MISSES, Assessment, Compliance, Judged, by_indicator
from ..judging.audit import Audited, audit, by_sub_field, counts
from ..judging.due import agenda
from ..judging.order import SEVERITY
from ..model.programme import Programme
from ..model.sub_field import PROGRAMME_WIDE, SubField
from ..terminal_text import visible
from ..views.difference import sentence, summary
from ..views.difference_lines import Line, lines
from ..wording.definitions import TERMS
from ..wording.events import owner, subject
from ..wording.facts import facts, goal_name, goal_words
from ..wording.figures import figure, unsigned_percent
from ..wording.moves import move_into
from ..wording.statements import gap_of, heading, observed_amount, part_name, source_of
from ..wording.style import Style
from .card import Card, card, look_of, web_address

_MOST_CHANGES: Final = 200
"""Differences that a page lists: more are counted."""
_MOST_DUE: Final = 40
_NEEDS_ATTENTION: Final = (*MISSES, Compliance.NO_DATA)


class Row(NamedTuple):
    """A row of the overview: a target of an indicator, or an indicator without one; figures for sorting as numbers."""

    anchor: str
    field: str
    title: str
    id: str
    value: str
    number: float | None
    period: str
    order: int | None
    change: str
    change_look: str
    moved: float | None
    target: str
    gap: str
    distance: float | None
    look: str
    status: str
    verdict: str
    pace: str


class Goal(NamedTuple):
    """A goal with what became of it."""

    name: str
    words: str


class Field(NamedTuple):
    """A sub-field: what is known of it, its goals, what it lacks, its indicators."""

    anchor: str
    name: str
    facts: Sequence[tuple[str, str]]
    goals: Sequence[Goal]
    lacks: Sequence[tuple[str, str]]
    has_reference: bool
    cards: Sequence[Card]


class Changes(NamedTuple):
    """What differs from an earlier state: its name, a line that counts, sentences by section."""

    since: str
    summary: str
    sections: Sequence[tuple[str, Sequence[str]]]
    left_out: str


@dataclass(frozen=True, slots=True)
class Page:
    """The page in one language."""

    style: Style
    title: str
    about: Sequence[tuple[str, str]]
    link: str
    today: str
    tiles: Sequence[tuple[str, int, str]]
    attention: Sequence[Row]
    changes: Changes | None
    rows: Sequence[Row]
    fields: Sequence[Field]
    due: Sequence[Sequence[str]]
    audited: Sequence[tuple[str, str, str, str]]
    terms: Sequence[tuple[str, str]]

    @property
    def lang(self) -> str:
        return self.style.lang

    def word(self, key: str) -> str:
        """A word of the program, as it stands at the beginning of a line or a cell."""
        return begun(self.style.word(key))


def begun(words: str) -> str:
    """Words as they stand at the beginning of a line."""
    return words[:1].upper() + words[1:]


class Since(NamedTuple):
    """An earlier state by its name, and what differs from it."""

    name: str
    found: Difference


def page(
    programme: Programme,
    today: date,
    style: Style,
    *,
    since: Since | None = None,
    histories: Mapping[str, Sequence[Revision]] | None = None,
) -> Page:
    """The page of a programme as of a day; with what changed since an earlier state, and how figures were revised."""
    judged = by_indicator(programme.judged(today))
    about = programme.about
    rows = [row for home in programme.sub_fields for row in _rows(home, judged, style)]
    order = {status.value: place for place, status in enumerate(SEVERITY)}
    attention = [row for row in rows if row.look in {one.value for one in _NEEDS_ATTENTION}]
    counted = Counter(row.status for row in rows)
    known, audited = histories or {}, audit(programme, today)
    lacking = by_sub_field(audited)
    return Page(
        style=style,
        title=style.text(about.title) if about else style.word("report-untitled"),
        about=[*_about(programme, style)],
        link=web_address(about.source.url if about and about.source else None),
        today=today.isoformat(),
        tiles=[(one.value, counted[one.value], style.word(one)) for one in SEVERITY if counted[one.value]],
        attention=sorted(attention, key=lambda row: order[row.status]),
        changes=_changes(since, style) if since else None,
        rows=rows,
        fields=[
            _field(
                number,
                programme,
                home,
                [card(programme, home, one, judged, known.get(one.id, ()), style) for one in home.indicators],
                lacking.get(home.sub_field, []),
                style,
            )
            for number, home in enumerate(programme.sub_fields)
        ],
        due=[*_due(programme, today, style)],
        audited=[
            (
                f"{style.word(count.subject)}{style.colon}{style.word(count.aspect)}",
                figure(count.number),
                figure(count.total),
                unsigned_percent(count.share),
            )
            for count in counts(audited)
            if count.share is not None
        ],
        terms=[(style.word(f"term-{term}"), style.word(f"meaning-{term}")) for term in TERMS],
    )


def _about(programme: Programme, style: Style) -> Iterator[tuple[str, str]]:
    about = programme.about
    if about is None:
        return
    pairs = {
        "ministry": style.text(about.ministry),
        "published": style.month(about.published or ""),
        "evaluated": style.bare(about.period) if about.period else "",
        "source": source_of(about.source, style),
        "licence": style.listed((about.licence.name, style.text(about.licence.title))) if about.licence else "",
        "note": style.text(about.note),
    }
    yield from ((style.word(key), words) for key, words in pairs.items() if words)


def _rows(home: SubField, judged: Judged, style: Style) -> Iterator[Row]:
    """A row for each target, and for each indicator without one; of a part only where it has targets."""
    for indicator in (one for whole in home.indicators for one in whole.series):
        for assessment in judged[indicator.name]:
            if assessment.target or not indicator.part:
                yield _row(home, assessment, style)


def _row(home: SubField, one: Assessment, style: Style) -> Row:
    indicator, target, point = one.indicator, one.target, one.latest
    move = move_into(indicator, point.period if point else None)
    return Row(
        anchor=f"{style.lang}-i-{indicator.id}",
        field="" if home.sub_field == PROGRAMME_WIDE else visible(home.sub_field),
        title=style.text(indicator.title) + style.bracketed(part_name(indicator, style)),
        id=indicator.name,
        value=observed_amount(indicator, indicator.observations[point.period], style) if point else "",
        number=point.value if point else None,
        period=style.period(point.period, indicator.basis) if point else "",
        order=point.period.last * 12 // point.period.per_year if point else None,
        change=move.told(style, briefly=False) if move else "",
        change_look=move.verdict if move else "",
        moved=move.change if move else None,
        target=style.demand(target, indicator) if target else "",
        gap=gap_of(one, style).removeprefix(f"{style.word('gap')} "),
        distance=one.gap,
        look=look_of(one),
        status=one.compliance.value,
        verdict=style.verdict(one),
        pace="" if target and target.by is None else style.word(one.pace),
    )


def _field(
    number: int,
    programme: Programme,
    home: SubField,
    cards: Sequence[Card],
    audited: Sequence[Audited],
    style: Style,
) -> Field:
    about_all = home.sub_field == PROGRAMME_WIDE
    return Field(
        anchor=f"{style.lang}-f-{number}",
        name=heading(home, style),
        facts=[] if about_all else [pair for pair in facts(home, programme.about, style) if pair[1]],
        goals=[Goal(goal_name(goal, style), goal_words(home, goal, style)) for goal in home.goals],
        lacks=[*_lacks(audited, style)],
        has_reference=not programme.lacks_reference(home),
        cards=cards,
    )


def _lacks(own: Sequence[Audited], style: Style) -> Iterator[tuple[str, str]]:
    """The goals that nothing measures, or not all of what an evaluation needs."""
    for one in own:
        if one.goal is not None and one.lacks:
            missing = style.listed(style.word(aspect) for aspect in one.lacks)
            yield goal_name(one.goal, style), missing if one.has else style.word("nothing-at-all")


def _changes(since: Since, style: Style) -> Changes:
    told = [*lines(since.found, style)]
    kept: dict[str, list[str]] = {}
    for line in told[:_MOST_CHANGES]:
        kept.setdefault(style.word(line.section.value), []).append(_sentence(line, style))
    left = len(told) - _MOST_CHANGES
    words = summary(since.found, style) if told else style.word("nothing-changed")
    return Changes(since.name, words, [*kept.items()], style.word("left-out").format(left) if left > 0 else "")


def _sentence(line: Line, style: Style) -> str:
    """A difference with the title of what it is on."""
    title = style.text(line.indicator.title) if line.indicator else ""
    return sentence(line, style) + style.bracketed(title)


def _due(programme: Programme, today: date, style: Style) -> Iterator[Sequence[str]]:
    for one in agenda(programme, today)[:_MOST_DUE]:
        name = style.text(one.indicator.title) if one.indicator else ""
        yield one.day.isoformat(), style.word(one.event), name, subject(one, style), owner(one, style)
