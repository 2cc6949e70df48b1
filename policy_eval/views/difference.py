"""`diff`: what differs between two states, for people: a table, or a comment on a pull request."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from ..history.difference import Difference
from ..history.figures import Kind
from ..history.states import State
from ..terminal_text import visible
from ..wording.markdown import escaped
from ..wording.markdown import table as markdown_table
from ..wording.statements import part_prefix
from ..wording.style import Style
from .difference_lines import Line, Section
from .name_columns import named, names
from .parts import dim
from .table import Cell, Column, Group, Table, row

LONGEST_COMMENT: Final = 65_536
"""Characters that a comment on GitHub may have."""
_WRAPPED: Final = 16


def difference_view(states: tuple[State, State], found: Difference, told: Sequence[Line], style: Style) -> Table:
    """A group for each section: which indicator, what of it, before, now, and why or by how much."""
    columns = (
        *names(style),
        Column(style.word("subject-heading"), wraps=_WRAPPED),
        Column(style.word("then"), wraps=_WRAPPED),
        Column(style.word("now"), wraps=_WRAPPED),
        Column(style.word("difference"), wraps=_WRAPPED),
    )
    groups = [
        Group(style.word(section.value), [row(*_names(line, style), *_cells(line)) for line in own])
        for section, own in groupby(told, lambda line: line.section)
    ]
    after = dim(summary(found, style)) if told else [Cell(style.word("nothing-changed"))]
    return Table(columns, groups, before=[Cell(_of_what(states, style), "title")], after=after, is_named=True)


def _cells(line: Line) -> Iterator[Cell]:
    yield Cell(line.subject)
    yield Cell(line.before)
    yield Cell(line.now, line.mark)
    yield Cell(line.why, line.mark if line.mark == "missed" else "")


def _names(line: Line, style: Style) -> tuple[Cell, Cell]:
    """The id and the title of what a line is on: an indicator, a sub-field, the programme."""
    if line.indicator:
        return named(line.indicator, style)
    if line.home:
        return Cell(visible(line.home.sub_field)), Cell(style.text(line.home.title))
    return Cell(""), Cell(style.word("sub-field-shared"))


def _of_what(states: tuple[State, State], style: Style) -> str:
    """`main (a1b2c3d4, 2024-08-31) → the files as they are`."""
    return arrow(style).join(_state(state, style) for state in states)


def arrow(style: Style) -> str:
    """What stands between what was and what is."""
    return " -> " if style.ascii_only else " → "


def _state(state: State, style: Style) -> str:
    aside = f"{state.commit.short}{style.comma}{state.commit.day}" if state.commit else ""
    return (visible(state.name) or style.word("files-as-they-are")) + style.bracketed(aside)


def summary(found: Difference, style: Style) -> str:
    """`2 verdicts turned, 1 only by what is asked for, 3 figures new, 1 revised, 2 targets or definitions`."""
    kinds = Counter(figure.kind for figure in found.figures)
    texts = sum(term.is_text for term in found.terms)
    counts = {
        "turned-counted": sum(flip.is_verdict for flip in found.flips),
        "excused-counted": sum(flip.is_excused for flip in found.flips),
        "series-counted": len(found.series),
        "new-counted": kinds[Kind.NEW],
        "revised-counted": kinds[Kind.REVISED],
        "withdrawn-counted": kinds[Kind.WITHDRAWN],
        "annotated-counted": kinds[Kind.ANNOTATED],
        "terms-counted": len(found.terms) - texts,
        "texts-counted": texts,
    }
    return style.listed(style.word(key).format(number) for key, number in counts.items() if number)


def comment(
    states: tuple[State, State], found: Difference, told: Sequence[Line], style: Style, size: int = LONGEST_COMMENT
) -> str:
    """The same as Markdown for a pull request: a summary, and details to unfold, in at most so many characters."""
    kept = bisect_right(
        range(len(told) + 1), size, key=lambda number: len(_comment(states, found, told, number, style))
    )
    return _comment(states, found, told, max(kept - 1, 0), style)


def _comment(states: tuple[State, State], found: Difference, told: Sequence[Line], number: int, style: Style) -> str:
    parts = [f"## poleval diff: {escaped(_of_what(states, style))}"]
    parts.append(escaped(summary(found, style) if told else style.word("nothing-changed")))
    totals = Counter(line.section for line in told)
    for section, own in groupby(told[:number], lambda line: line.section):
        parts.append(_details(section, [*own], totals[section], style))
    if number < len(told):
        parts.append(escaped(style.word("left-out").format(len(told) - number)))
    return "\n\n".join(parts) + "\n"


def _details(section: Section, own: Sequence[Line], total: int, style: Style) -> str:
    words = [style.word(key) for key in ("indicator", "title", "subject-heading", "then", "now", "difference")]
    cells = [
        [*(cell.text for cell in _names(line, style)), line.subject, line.before, line.now, _marked(line)]
        for line in own
    ]
    opened = " open" if section is Section.FLIPS else ""
    head = f"<details{opened}><summary>{escaped(style.word(section.value))} ({total})</summary>"
    rows = "\n".join(markdown_table(words, [False] * len(words), cells))
    return f"{head}\n\n{rows}\n\n</details>"


def _marked(line: Line) -> str:
    """The reason, with a sign before one that a reviewer must not overlook."""
    return f"⚠ {line.why}" if line.section is Section.FLIPS and line.mark == "missed" else line.why


def sentence(line: Line, style: Style) -> str:
    """`un-staff 2021-12: 956 persons → 906 persons, -50 persons (-5.2%), revised`."""
    name = line.indicator.name if line.indicator else _names(line, style)[1].text
    about = f"{name} {part_prefix(line.indicator, style) if line.indicator else ''}{line.subject}".strip()
    turned = arrow(style).join((line.before or "-", line.now or "-")) if line.before or line.now else ""
    return f"{about}{style.colon}{style.listed((turned, line.why))}"
