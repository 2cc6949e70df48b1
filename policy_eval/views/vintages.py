"""`log`: when each figure of an indicator appeared, and how it was revised; the same as a table of vintages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from ..history.difference import Term
from ..history.figures import Figure
from ..history.pairs import Pair
from ..history.revision_statistics import Statistics
from ..history.vintages import History, Revision
from ..model.codes import Lang
from ..model.indicator import Indicator
from ..model.periods import Period, in_time
from ..tables.cell_text import json_text, json_value
from ..terminal_text import visible
from ..wording.figures import figure, signed, unsigned_percent
from ..wording.statements import part_name, part_prefix
from ..wording.style import Style
from . import rows
from .difference_data import figure_data, term_data
from .difference_lines import line_of_figure, line_of_term
from .parts import dim
from .table import Cell, Column, Group, Row, Table, row

VERSION: Final = 1
"""The version of the object: a key that goes or changes its meaning raises it, a new one does not."""
_WRAPPED: Final = 24


def log_view(
    indicator: Indicator, known: History, found: Statistics | None, style: Style, period: Period | None = None
) -> Table:
    """A group for each figure, with a row for each commit that changed it; then the targets and waivers."""
    columns = (
        Column(style.word("date")),
        Column(style.word("value"), wraps=_WRAPPED),
        Column(style.word("difference")),
        Column(style.word("commit"), rank=2),
        Column(style.word("author"), rank=3),
        Column(style.word("subject"), rank=1, wraps=_WRAPPED),
    )
    figures: dict[tuple[str, Period], list[tuple[Revision, Figure]]] = {}
    for revision in known.revisions:
        for one in revision.figures:
            if period in (None, one.period):
                figures.setdefault((one.pair.series.breakdown, one.period), []).append((revision, one))
    groups = [
        Group(
            _title(own[0][1], style),
            [_figure_row(revision, one, style, is_first=not at) for at, (revision, one) in enumerate(own)],
        )
        for _, own in sorted(figures.items(), key=lambda item: (item[0][0], in_time(item[0][1])))
    ]
    if period is None:
        groups += _terms(known, style)
    title = f"{indicator.name}  {style.text(indicator.title)}{style.bracketed(style.text(indicator.unit))}"
    before = [Cell(title, "title"), *(Cell(line) for line in _renamed(known, style))]
    after = dim(_statistics(indicator, found, style)) if found and period is None else []
    after += dim(style.word("vintages-source")) if after else []
    return Table(columns, groups, before=before, after=after)


def _terms(known: History, style: Style) -> Iterator[Group]:
    """What became of the targets, of the waivers, and of how figures are counted and judged."""
    terms = [(revision, term) for revision in known.revisions for term in revision.terms if not term.is_text]
    for key in ("targets", "waivers", "definitions"):
        own = [one for one in terms if (one[1].key if one[1].key in ("targets", "waivers") else "definitions") == key]
        if own:
            yield Group(style.word(key), [_term_row(revision, term, style) for revision, term in own])


def _title(one: Figure, style: Style) -> str:
    series = one.pair.series
    return style.listed((part_name(series, style), style.period(one.period, series.basis)))


def _figure_row(revision: Revision, one: Figure, style: Style, *, is_first: bool) -> Row:
    line = line_of_figure(one, style)
    why = style.word("first") if one.old is None and is_first else line.why
    return row(_day(revision, style), line.now, why, *_by(revision))


def _term_row(revision: Revision, term: Term, style: Style) -> Row:
    line = line_of_term(term, style)
    why = style.word("removed" if term.new is None else "first" if term.old is None else "revised")
    part = part_prefix(term.pair.series, style) if term.pair else ""
    about = part + ("" if term.number else f"{line.subject}{style.colon}")
    return row(_day(revision, style), about + (line.now or line.before), why, *_by(revision))


def _day(revision: Revision, style: Style) -> str:
    return revision.commit.day.isoformat() if revision.commit else style.word("not-committed")


def _by(revision: Revision) -> tuple[str, str, str]:
    commit = revision.commit
    return (commit.short, visible(commit.author), visible(commit.subject)) if commit else ("", "", "")


def _renamed(known: History, style: Style) -> Iterator[str]:
    """`2025-01-01: was wait`, for each id that it had before."""
    for revision in known.revisions:
        for pair in revision.pairs:
            if pair.is_renamed and pair.old and not pair.series.part:
                yield f"  {_day(revision, style)}{style.colon}{style.word('was-id').format(pair.old.id)}"


def _statistics(indicator: Indicator, found: Statistics, style: Style) -> str:
    mean, absolute = (style.points(words, indicator) for words in (signed(found.mean), figure(found.mean_absolute)))
    words = style.word("vintages-statistics").format(n=found.number, mean=mean, absolute=absolute)
    share = style.word("vintages-relative").format(unsigned_percent(found.relative)) if found.relative else ""
    bias = style.word("vintages-bias").format(figure(found.t)) if found.t is not None else ""
    return style.listed((words + style.bracketed(share), bias))


def vintage_table(known: History, lang: Lang, period: Period | None = None) -> str:
    """CSV with a row per figure and a column per vintage: what it was after each commit that changed a figure.

    A range is `40..50`. The columns name the unit where that became another one.
    """
    changing = [one for one in known.revisions if one.figures or _is_counted_anew(one)]
    units = [one.pairs[0].series.unit.words(lang) for one in changing]
    names = [_vintage(one, [other for other in changing if other is not one]) for one in changing]
    if len({*units}) > 1:
        names = [f"{name} [{visible(unit)}]" for name, unit in zip(names, units, strict=True)]
    fields = ("indicator", "breakdown", "period", *names)
    table: dict[tuple[str, Period], dict[str, float | str | None]] = {}
    values: dict[tuple[str, Period], float | str | None] = {}
    for revision, name in zip(changing, names, strict=True):
        for one in revision.figures:
            values[one.pair.series.breakdown, one.period] = one.amounts[1]
        for key, value in values.items():
            table.setdefault(key, {})[name] = value
    last = _last(known.revisions)
    told = sorted((key for key in table if period in (None, key[1])), key=lambda key: (key[0], in_time(key[1])))
    lines: Iterator[dict[str, object]] = (
        {"indicator": last.id, "breakdown": part or None, "period": when.label(last.basis)}
        | {name: table[part, when].get(name) for name in names}
        for part, when in told
    )
    return rows.as_csv(fields, lines)


def _is_counted_anew(revision: Revision) -> bool:
    whole = revision.pairs[0]
    return whole.old is not None and whole.new is not None and not whole.old.counts_like(whole.new)


def _vintage(revision: Revision, others: Sequence[Revision]) -> str:
    """The day of a commit, with its id where another one is of that day."""
    commit = revision.commit
    if commit is None:
        return "not-committed"
    is_alone = all(other.commit is None or other.commit.day != commit.day for other in others)
    return commit.day.isoformat() if is_alone else f"{commit.day.isoformat()} {commit.short}"


def _last(revisions: Sequence[Revision]) -> Indicator:
    """The indicator as it was last."""
    pair: Pair = revisions[-1].pairs[0]
    return pair.series


def as_json(known: History, found: Statistics | None, lang: Lang, period: Period | None = None) -> str:
    """The history as one object, or that of one period; see the README for its keys."""
    document = {
        "version": VERSION,
        "indicator": _last(known.revisions).id if known.revisions else None,
        "is_shallow": known.is_shallow,
        "unreadable": [one.id for one in known.unreadable],
        "revisions": [_revision(one, lang, period) for one in known.revisions],
        "statistics": {name: json_value(value) for name, value in found._asdict().items()} if found else None,
    }
    return json_text(document)


def _revision(revision: Revision, lang: Lang, period: Period | None) -> Mapping[str, Any]:
    commit = revision.commit
    return {
        "commit": commit.id if commit else None,
        "date": commit.day.isoformat() if commit else None,
        "author": commit.author if commit else None,
        "subject": commit.subject if commit else None,
        "indicator": revision.pairs[0].series.id,
        "figures": [figure_data(one, lang) for one in revision.figures if period in (None, one.period)],
        "terms": [term_data(one, lang) for one in revision.terms],
    }
