"""What differs between two states, a line for each difference: what it is on, before, now, and why or by how much."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any, Final, NamedTuple

from ..history.difference import Difference, Fate, Term
from ..history.figures import Figure, Kind
from ..history.flips import Flip
from ..history.pairs import Pair
from ..history.plain import plain
from ..judging.assess import Assessment, Compliance
from ..model.decimals import computed
from ..model.goals import Goal
from ..model.indicator import Indicator
from ..model.observation import Observation
from ..model.origin import Keys
from ..model.sub_field import SubField
from ..model.target import Baseline, Target, Waiver
from ..model.texts import Names, Source, Text
from ..terminal_text import visible
from ..wording.facts import goal_name, goal_words
from ..wording.figures import percent, signed
from ..wording.statements import heading, observed_amount, source_of
from ..wording.style import Style


class Section(StrEnum):
    """What is told together, the gravest first."""

    FLIPS = "flips"
    SERIES = "series"
    FIGURES = "figures"
    TERMS = "terms"
    TEXTS = "texts"


class Line(NamedTuple):
    """One difference in words. `keys` are those of what differs in the newer state; `mark` is the name of a style."""

    section: Section
    home: SubField | None
    pair: Pair | None
    subject: str
    before: str
    now: str
    why: str
    keys: Keys = ()
    mark: str = ""

    @property
    def indicator(self) -> Indicator | None:
        return self.pair.series if self.pair else None


def lines(found: Difference, style: Style, *, is_alone: bool = False) -> Iterator[Line]:
    """A line for each difference; the figures of an indicator that came or went are counted in its own.

    Where figures are asked for alone, those are told too.
    """
    yield from (_of_flip(flip, style) for flip in found.flips)
    yield from (_of_series(pair, fate, style) for pair, fate in found.series)
    both = (figure for figure in found.figures if is_alone or (figure.pair.old and figure.pair.new))
    yield from (line_of_figure(figure, style) for figure in both)
    for section in (Section.TERMS, Section.TEXTS):
        chosen = (term for term in found.terms if term.is_text is (section is Section.TEXTS))
        yield from (line_of_term(term, style) for term in chosen)


# --- verdicts ----------------------------------------------------------------------------------


def _of_flip(flip: Flip, style: Style) -> Line:
    pair, target = flip.pair, next((one.target for one in (flip.new, flip.old) if one and one.target), None)
    indicator = pair.series
    subject = style.demand(target, indicator) if target else ""
    causes = style.listed(style.word(cause.value) for cause in flip.causes)
    still = "excused" if flip.is_comparable else "excused-otherwise"
    why = style.semicolon.join(filter(None, (causes, style.word(still) if flip.is_excused else "")))
    before, now = _verdicts(flip, style)
    mark = "missed" if flip.is_excused else flip.new.compliance.value if flip.new and flip.is_verdict else ""
    place = ("targets", flip.new.number - 1) if flip.new and flip.new.number else ()
    return Line(Section.FLIPS, pair.home, pair, subject, before, now, why, place, mark)


def _verdicts(flip: Flip, style: Style) -> tuple[str, str]:
    """The two verdicts; where these are the same, what else of the judgements turned."""
    old, new = flip.old, flip.new
    if old and new and not flip.is_verdict:
        if old.pace is not new.pace:
            word = style.word("pace")
            return f"{word} {style.word(old.pace)}", f"{word} {style.word(new.pace)}"
        return style.text(old.rating), style.text(new.rating)
    return _verdict(old, style), _verdict(new, style)


def _verdict(assessment: Assessment | None, style: Style) -> str:
    return style.verdict(assessment) if assessment else style.word(Compliance.NO_TARGET)


# --- indicators and figures --------------------------------------------------------------------


def _of_series(pair: Pair, fate: Fate, style: Style) -> Line:
    series = pair.series
    number = sum(one.is_range or series.value(one) is not None for one in series.observations.values())
    counted = style.word("with-figures").format(number)
    before = now = why = ""
    if fate is Fate.RENAMED and pair.old:
        before, now = pair.old.id, series.id
    elif fate is Fate.MOVED and pair.old_home:
        before, now = (heading(one, style) for one in (pair.old_home, pair.home))
    else:
        why = counted
    return Line(Section.SERIES, pair.home, pair, style.word(fate.value), before, now, why)


def line_of_figure(figure: Figure, style: Style) -> Line:
    """A figure as it was, as it is, and by how much it moved."""
    pair, now = figure.pair, figure.pair.series
    old, new = figure.values
    words = [_figure(pair.old, figure.old, new, style), _figure(pair.new, figure.new, old, style)]
    if words[0] == words[1]:
        words = [_in_full(one) for one in (figure.old, figure.new)]
    keys = ("observations", figure.period.key) if figure.new else ("observations",)
    subject = style.period(figure.period, now.basis)
    return Line(Section.FIGURES, pair.home, pair, subject, words[0], words[1], _by_how_much(figure, style), keys)


def _figure(indicator: Indicator | None, one: Observation | None, other: float | None, style: Style) -> str:
    """A figure with its unit, its status and its note; what stands in its place."""
    if indicator is None or one is None:
        return ""
    value = indicator.value(one)
    amount = observed_amount(indicator, one, style) if one.is_range else style.amount(indicator, value, other)
    status = style.word(one.status) if one.status else "" if amount else style.word("no-value")
    aside = style.semicolon.join(filter(None, (status if amount else "", style.text(one.note))))
    return (amount or status) + style.bracketed(aside)


def _by_how_much(figure: Figure, style: Style) -> str:
    """`-51 persons (-5.3%), revised`."""
    pair, (old, _) = figure.pair, figure.values
    word = style.word(figure.kind.value)
    moved = figure.moved
    if figure.kind is not Kind.REVISED or old is None or moved is None or pair.new is None or pair.new.scale:
        return word
    share = percent(computed(moved / abs(old) * 100)) if old and pair.new.is_relative else ""
    words = style.points(signed(moved), pair.new) + style.bracketed(share) if moved else ""
    return style.listed((words, word))


# --- terms and texts ---------------------------------------------------------------------------


def line_of_term(term: Term, style: Style) -> Line:
    """What a key said and says."""
    indicator = term.pair.series if term.pair else None
    pair = term.pair
    before = _said(term.old, term.home, pair.old or pair.new if pair else None, style)
    now = _said(term.new, term.home, indicator, style)
    if before == now and now:
        # Alike in one language: what differs stands in the other one, or is not shown at all.
        before, now = (_in_full(value) for value in (term.old, term.new))
    keys = (term.key, term.number - 1) if term.number and term.new is not None else (term.key,)
    section = Section.TEXTS if term.is_text else Section.TERMS
    return Line(section, term.home, term.pair, _subject(term, style), before, now, "", keys if indicator else ())


def _subject(term: Term, style: Style) -> str:
    goal = term.new or term.old
    return goal_name(goal, style) if isinstance(goal, Goal) else style.word(term.key)


def _said(value: Any, home: SubField | None, indicator: Indicator | None, style: Style) -> str:
    """What a key says, in words where there are some."""
    if value is None:
        return ""
    if isinstance(value, Goal):
        return goal_words(home, value, style) if home else style.text(value.text)
    for kind, words in _WORDS.items():
        if isinstance(value, kind):
            return words(value, indicator, style)
    if isinstance(value, StrEnum):
        return style.word(value)
    if isinstance(value, (str, float, int)):
        return visible(str(plain(value)))
    return _in_full(value)


def _in_full(value: Any) -> str:
    """What a key says in both languages, or all that it says."""
    if isinstance(value, Text):
        return visible(" / ".join(filter(None, (value.ja, value.en))))
    return visible(json.dumps(plain(value), ensure_ascii=False))


def _target(target: Target, indicator: Indicator | None, style: Style) -> str:
    if indicator is None:
        return ""
    ends = [style.period(one, indicator.basis) if one else "" for one in (target.from_, target.until)]
    since = style.between(*ends) if any(ends) else ""
    path = style.listed(
        f"{style.period(period, indicator.basis)} {style.figure(indicator, value)}"
        for period, value in target.path.items()
    )
    aside = (since, f"{style.word('path')} {path}" if path else "", style.text(target.source))
    return style.demand(target, indicator) + style.bracketed(style.semicolon.join(filter(None, aside)))


def _baseline(baseline: Baseline, indicator: Indicator | None, style: Style) -> str:
    if indicator is None:
        return ""
    return style.amount(indicator, baseline.value) + style.bracketed(style.period(baseline.period, indicator.basis))


def _waiver(waiver: Waiver, indicator: Indicator | None, style: Style) -> str:
    if indicator is None:
        return ""
    until = f"{style.word('until-end-of')} {waiver.until.isoformat()}" if waiver.until else ""
    parts = (style.period(waiver.period, indicator.basis), style.amount(indicator, waiver.accepted), until)
    return style.listed(parts) + style.bracketed(style.text(waiver.reason))


def _names(names: Names, _: Indicator | None, style: Style) -> str:
    return style.listed(map(visible, names.words(style.lang)))


_WORDS: Final[Mapping[type, Callable[[Any, Indicator | None, Style], str]]] = {
    Text: lambda text, _, style: style.text(text),
    Names: _names,
    Source: lambda source, _, style: source_of(source, style),
    Target: _target,
    Baseline: _baseline,
    Waiver: _waiver,
}
