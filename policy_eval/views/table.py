"""A table of text cells, laid out for a terminal, a pipe or Markdown.

A terminal gets as many columns as fit: those of the highest rank go first, never one
of rank 0, and columns of a series that still do not fit continue in a further block.
A column of bars shrinks to the room that is left. A pipe gets everything.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from rich.text import Span, Text

from ..terminal_text import spelt_out
from ..wording.markdown import escaped
from ..wording.markdown import table as markdown_table
from ..wording.wrapping import width_of, wrapped
from .layout import GAP, INDENT, blocks, joined, joint_width, total

if TYPE_CHECKING:
    from rich.console import Console

Layout = Sequence[tuple[tuple[int, ...], int]]
"""Which columns stand side by side, a tucked one together with its neighbour, and how wide they are."""
STYLES: Final = {
    "met": "green",
    "achieved": "green",
    "missed": "bold red",
    "overdue": "yellow",
    "deterioration": "yellow",
    "limited": "yellow",
    "heading": "bold",
    "title": "bold",
    "dim": "dim",
}
"""What colour repeats a word; the word is always there as well."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Text with the name of its style, where it has one, and how to draw it in fewer columns."""

    text: str
    style: str = ""
    draw: Callable[[int], str] | None = None

    def __post_init__(self) -> None:
        # The one gate to the terminal: nothing that a file says acts on it.
        if not self.text.isprintable():
            object.__setattr__(self, "text", spelt_out(self.text))


Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """A heading; `rank` 0 always stays, and a `series` may continue in a further block.

    A column that is `tucked` uses the room that the column before it leaves in each row.
    One with a `least` width is drawn again where there is less room than it has, down to that.
    """

    heading: str
    right: bool = False
    rank: int = 0
    series: bool = False
    tucked: bool = False
    least: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Indented rows under a title and a remark, over lines of text.

    The `asides` follow only where a column had to go.
    """

    title: str
    rows: Sequence[Row]
    remark: str = ""
    asides: Sequence[str] = ()
    below: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Groups of rows under common columns, between lines of text.

    The asides of the groups stand in for the columns of rank `asides_for`.
    """

    columns: Sequence[Column]
    groups: Sequence[Group]
    before: Sequence[Cell] = ()
    after: Sequence[Cell] = ()
    asides_for: int = 0


def row(*cells: Cell | str) -> Row:
    """A row of cells, plain text among them."""
    return [cell if isinstance(cell, Cell) else Cell(cell) for cell in cells]


def render(table: Table, console: Console, limit: int | None) -> str:
    """The table as text at most `limit` columns wide (None: as wide as it is), no line ending in spaces."""
    table = _drawn(table, limit)
    every, widths = _measured(table)
    has_rows = len(every) > 1
    with console.capture() as capture:
        for line in table.before:
            _print(console, line, limit)
        for number, chosen in enumerate(blocks(table.columns, every, widths, limit)):
            if table.groups and (number or table.before):
                console.print()
            layout = [(pair, joint_width(pair, every, widths)) for pair in joined(table.columns, chosen)]
            if has_rows:
                _print_rows(table.columns, every[:1], layout, console)
            for group in table.groups:
                _print_group(table, group, chosen, layout, console, limit)
        for line in table.after:
            _print(console, line, limit)
    return "\n".join(line.rstrip() for line in capture.get().split("\n"))


def markdown(table: Table) -> str:
    """All of the table as GitHub-flavoured Markdown, with the titles of groups as headings."""
    headings, right = [column.heading for column in table.columns], [column.right for column in table.columns]
    parts = [escaped(line.text) for line in table.before if line.text]
    for group in table.groups:
        parts += [f"### {escaped(group.title)}"] if group.title else []
        parts += [escaped(group.remark)] if group.remark else []
        rows = [[cell.text for cell in line] for line in group.rows]
        parts += ["\n".join(markdown_table(headings, right, rows))] if rows else []
        parts += [escaped(line) for line in group.below]
    parts += [escaped(line.text) for line in table.after if line.text]
    return "\n\n".join(parts) + "\n"


def _drawn(table: Table, limit: int | None) -> Table:
    """The table with its bars drawn to the room that the other columns leave."""
    index = next((index for index, column in enumerate(table.columns) if column.least), None)
    every, widths = _measured(table)
    if index is None or limit is None:
        return table
    left = widths[index] - max(0, total(table.columns, range(len(table.columns)), every, widths) - limit)
    room = max(table.columns[index].least, left)
    groups = [replace(group, rows=[[_redrawn(c, room) for c in line] for line in group.rows]) for group in table.groups]
    return replace(table, groups=groups) if room < widths[index] else table


def _redrawn(cell: Cell, room: int) -> Cell:
    return replace(cell, text=cell.draw(room)) if cell.draw else cell


def _print(console: Console, cell: Cell, limit: int | None, indent: int = 0) -> None:
    words = cell.text.lstrip(" ")
    indent += len(cell.text) - len(words)
    lines = [words] if limit is None else wrapped(words, limit - indent)
    text = "\n".join(" " * indent + line for line in lines)
    console.print(Text(text, STYLES.get(cell.style, "")), soft_wrap=True)


def _print_group(
    table: Table, group: Group, chosen: Sequence[int], layout: Layout, console: Console, limit: int | None
) -> None:
    if group.title:
        _print(console, Cell(group.title, "title"), limit)
    if group.remark:
        _print(console, Cell(group.remark, "dim"), limit, INDENT)
    if group.rows:
        _print_rows(table.columns, group.rows, layout, console)
    for line in group.below:
        _print(console, Cell(line), limit, INDENT)
    if table.asides_for and all(table.columns[index].rank != table.asides_for for index in chosen):
        for aside in group.asides:
            _print(console, Cell(aside), limit, 2 * INDENT)


def fits(table: Table, limit: int | None) -> bool:
    """Whether every column has room side by side."""
    every, widths = _measured(table)
    return limit is None or total(table.columns, range(len(table.columns)), every, widths) <= limit


def _measured(table: Table) -> tuple[list[Row], list[int]]:
    heading: Row = [Cell(column.heading, "heading") for column in table.columns]
    every = [heading, *(line for group in table.groups for line in group.rows)]
    return every, [max(width_of(line[index].text) for line in every) for index in range(len(table.columns))]


def _print_rows(columns: Sequence[Column], rows: Sequence[Row], layout: Layout, console: Console) -> None:
    """All rows in one print: rich takes a tenth of the time that it takes for a table of many rows."""
    text = Text("\n").join(_line(columns, line, layout) for line in rows)
    console.print(text, soft_wrap=True)


def _line(columns: Sequence[Column], line: Row, layout: Layout) -> Text:
    """A row with its cells in their places: a right one at the end of its column."""
    text, spans, start, at = "", [], INDENT, 0
    for pair, width in layout:
        for index in pair:
            cell = line[index]
            used = width_of(cell.text)
            place = start + width - used if columns[index].right else start
            text += " " * (place - at)
            if cell.style:
                spans.append(Span(len(text), len(text) + len(cell.text), STYLES.get(cell.style, "")))
            text += cell.text
            at = place + used
        start += width + GAP
    return Text(text, spans=spans)
