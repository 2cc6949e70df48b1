"""A table of text cells, laid out for a terminal, a pipe or Markdown.

A terminal gets as many columns as fit: those of the highest rank go first, never one
of rank 0, and columns of a series that still do not fit continue in a further block.
A column of bars shrinks to the room that is left, and text wraps in it. A pipe gets everything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from rich.text import Span, Text

from ..terminal_text import spelt_out
from ..wording.markdown import escaped
from ..wording.markdown import table as markdown_table
from ..wording.wrapping import bounded, width_of, wrapped
from .layout import GAP, INDENT, Layout, Measure, blocks, has_room_for_names, layout_of

if TYPE_CHECKING:
    from rich.console import Console

STYLES: Final = {
    "met": "green",
    "achieved": "green",
    "missed": "bold red",
    "overdue": "yellow",
    "deterioration": "yellow",
    "limited": "yellow",
    "better": "green",
    "worse": "yellow",
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


class Aside(str):
    """A line below a row that says what the columns say which may have no room."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Row:
    """Cells, with lines of text below them; one that is an aside only where a column had to go.

    `above` is the name of the row, where it has no room beside the cells.
    """

    cells: Sequence[Cell]
    below: Sequence[str] = ()
    above: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A heading; `rank` 0 always stays, and a `series` may continue in a further block.

    A column that is `tucked` uses the room that the column before it leaves in each row.
    One with a `least` width is drawn again where there is less room than it has, down to that;
    the text of one that `wraps` goes on in further lines where there is less, down to that width.
    """

    heading: str
    right: bool = False
    rank: int = 0
    series: bool = False
    tucked: bool = False
    least: int = 0
    wraps: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Indented rows under a title and a remark, over lines of text."""

    title: str
    rows: Sequence[Row]
    remark: str = ""
    below: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Groups of rows under common columns, between lines of text.

    Asides below rows stand in for the columns of rank `asides_for`. Where `is_named`,
    the first two columns are the id and the title of a row.
    """

    columns: Sequence[Column]
    groups: Sequence[Group]
    before: Sequence[Cell] = ()
    after: Sequence[Cell] = ()
    asides_for: int = 0
    is_named: bool = False


def row(*cells: Cell | str, below: Sequence[str] = ()) -> Row:
    """A row of cells, plain text among them."""
    return Row([cell if isinstance(cell, Cell) else Cell(cell) for cell in cells], below)


def render(table: Table, console: Console, limit: int | None) -> str:
    """The table as text at most `limit` columns wide (None: as wide as it is), no line ending in spaces."""
    table, measure = _fitted(table, limit)
    with console.capture() as capture:
        _print(console, (line for cell in table.before for line in _text(cell, limit)))
        for number, chosen in enumerate(blocks(measure, limit)):
            if table.groups and (number or table.before):
                console.print()
            layout = layout_of(measure, chosen, limit)
            if len(measure.rows) > 1:
                _print(console, _row_lines(table.columns, _headings(table), layout))
            for group in table.groups:
                _print(console, _group_lines(table, group, layout, limit))
        _print(console, (line for cell in table.after for line in _text(cell, limit)))
    return "\n".join(line.rstrip() for line in capture.get().split("\n"))


def markdown(table: Table) -> str:
    """All of the table as GitHub-flavoured Markdown, with the titles of groups as headings."""
    headings, right = [column.heading for column in table.columns], [column.right for column in table.columns]
    parts = [escaped(line.text) for line in table.before if line.text]
    for group in table.groups:
        parts += [f"### {escaped(group.title)}"] if group.title else []
        parts += [escaped(group.remark)] if group.remark else []
        rows = [[cell.text for cell in line.cells] for line in group.rows]
        parts += ["\n".join(markdown_table(headings, right, rows))] if rows else []
        named = [
            (line.cells[0].text, told) for line in group.rows for told in line.below if not isinstance(told, Aside)
        ]
        parts += [escaped(f"{name}: {told}") for name, told in named]
        parts += [escaped(line) for line in group.below]
    parts += [escaped(line.text) for line in table.after if line.text]
    return "\n\n".join(parts) + "\n"


def _fitted(table: Table, limit: int | None) -> tuple[Table, Measure]:
    """The table as there is room for it: with the names of rows above them, with its bars drawn anew."""
    measure = _measured(table)
    if table.is_named and not has_room_for_names(measure, limit):
        table = _named_above(table)
    elif room := _room_for_bars(measure, limit):
        table = _with_bars(table, room)
    else:
        return table, measure
    return table, _measured(table)


def _named_above(table: Table) -> Table:
    """The table with the names of rows in lines of their own."""

    def named_above(line: Row) -> Row:
        name, title, *cells = line.cells
        return replace(line, cells=cells, above=f"{title.text}  {name.text}")

    groups = [replace(group, rows=[named_above(line) for line in group.rows]) for group in table.groups]
    return replace(table, columns=table.columns[2:], groups=groups, is_named=False)


def _room_for_bars(measure: Measure, limit: int | None) -> int:
    """The room that the other columns leave to bars, if these are to be drawn again; else 0."""
    index = next((index for index, column in enumerate(measure.columns) if column.least), None)
    if index is None or limit is None:
        return 0
    left = measure.widths[index] - max(0, measure.total(range(len(measure.columns)), measure.widths) - limit)
    room = max(measure.columns[index].least, left)
    return room if room < measure.widths[index] else 0


def _with_bars(table: Table, room: int) -> Table:
    groups = [
        replace(group, rows=[replace(line, cells=[_redrawn(c, room) for c in line.cells]) for line in group.rows])
        for group in table.groups
    ]
    return replace(table, groups=groups)


def _redrawn(cell: Cell, room: int) -> Cell:
    return replace(cell, text=cell.draw(room)) if cell.draw else cell


def _print(console: Console, lines: Iterable[Text]) -> None:
    """All lines in one print: rich takes a tenth of the time that it takes for many."""
    if text := Text("\n").join(lines):
        console.print(text, soft_wrap=True)


def _text(cell: Cell, limit: int | None, indent: int = 0, *, is_name: bool = False) -> Iterator[Text]:
    """A line of text, broken to the screen; of a name not more lines than are read."""
    words = cell.text.lstrip(" ")
    indent += len(cell.text) - len(words)
    lines = [words] if limit is None else (bounded if is_name else wrapped)(words, limit - indent)
    for line in lines:
        yield Text(" " * indent + line, STYLES.get(cell.style, ""))


def _group_lines(table: Table, group: Group, layout: Layout, limit: int | None) -> Iterator[Text]:
    if group.title:
        yield from _text(Cell(group.title, "title"), limit, is_name=True)
    if group.remark:
        yield from _text(Cell(group.remark, "dim"), limit, INDENT)
    shown = {table.columns[index].rank for pair, _ in layout for index in pair}
    lacks = table.asides_for and table.asides_for not in shown
    for line in group.rows:
        if line.above:
            yield from _text(Cell(line.above), limit, INDENT, is_name=True)
        yield from _row_lines(table.columns, line, layout)
        for words in line.below:
            if lacks or not isinstance(words, Aside):
                yield from _text(Cell(words), limit, 2 * INDENT)
    for words in group.below:
        yield from _text(Cell(words), limit, INDENT)


def fits(table: Table, limit: int | None) -> bool:
    """Whether every column has room side by side."""
    measure = _measured(table)
    return limit is None or measure.total(range(len(table.columns)), measure.good) <= limit


def _headings(table: Table) -> Row:
    return Row([Cell(column.heading, "heading") for column in table.columns])


def _measured(table: Table) -> Measure:
    rows = [_headings(table), *(line for group in table.groups for line in group.rows)]
    return Measure.of(table.columns, [[cell.text for cell in line.cells] for line in rows])


def _row_lines(columns: Sequence[Column], row: Row, layout: Layout) -> Iterator[Text]:
    """The lines of a row: one, or more where the text of a cell is wider than its column."""
    rooms = {pair[0]: width for pair, width in layout if columns[pair[0]].wraps}
    texts = {index: bounded(row.cells[index].text, room) for index, room in rooms.items()}
    if all(len(lines) == 1 for lines in texts.values()):
        yield _line(columns, row.cells, layout)
        return
    for number in range(max(map(len, texts.values()))):
        parts = {index: "".join(lines[number : number + 1]) for index, lines in texts.items()}
        told = [
            replace(cell, text=parts.get(index, "" if number else cell.text)) for index, cell in enumerate(row.cells)
        ]
        yield _line(columns, told, layout)


def _line(columns: Sequence[Column], line: Sequence[Cell], layout: Layout) -> Text:
    """A line of a row: a right cell at the end of its column."""
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
