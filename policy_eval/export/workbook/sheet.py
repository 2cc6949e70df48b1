"""One sheet: exact text, numbers and notes in cells, widths, and how it is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from ...errors import PolevalError
from ...model.decimals import digits
from ...wording.wrapping import width_of, wrapped
from .escapes import comment_text, string_item
from .look import LOOKS, Type
from .numbers import Form

MOST_ROWS: Final = 1_048_576
MOST_COLUMNS: Final = 16_384
MOST_CHARACTERS: Final = 32_767
"""Of a cell and of a note, in units of UTF-16."""

NOTE_WIDTH: Final = 280
"""Pixels."""
_LINE_HEIGHT: Final = 16
_WIDEST: Final = 60
"""Characters, of a column without a cap of its own."""
_TALLEST: Final = 409
"""Points, the most that a row can have."""
_TALLEST_NOTE: Final = 480
_PAGE_WIDTH, _PAGE_HEIGHT = 770, 490
"""Points, of A4 on its side without margins."""
_CHARACTER: Final = 5.25
"""Points."""


class TooMuch(PolevalError):
    """More than a sheet holds."""


@contextmanager
def naming(indicator: str) -> Iterator[None]:
    """Says of which indicator there is too much."""
    try:
        yield
    except TooMuch as error:
        raise PolevalError(f"indicator '{indicator}': {error}") from None


class _Exact(float):
    """A number that is written with all of its digits; XlsxWriter would round it to 16."""

    def __format__(self, spec: str) -> str:
        return digits(float(self)).upper()


class Sheet:
    """A sheet of a workbook; rows and columns count from 0.

    Columns become as wide as what is written in them, up to their cap. Text is written
    as text, whatever it looks like. Raises TooMuch for what no XLSX file can hold.
    """

    def __init__(self, worksheet: Any, look: Callable[..., Any], type_: Type) -> None:
        self.name: str = worksheet.name
        self.worksheet = worksheet
        self._look = look
        self._type = type_
        self._widths: dict[int, int] = {}
        self._caps: dict[int, int] = {}
        self._heights: dict[int, float] = {}
        worksheet.set_default_row(type_.row)
        worksheet.xls_strmax = MOST_CHARACTERS * 100  # of the text with its mark-up; `text` checks its own length

    def text(self, row: int, column: int, text: str, look: str = "cell", *, spills: bool = False) -> None:
        """Text in a cell; one that `spills` over its neighbours makes no column wider."""
        self._check(row, column)
        _check_length(text, "a text", "a cell")
        if text:
            self.worksheet.write_string(row, column, string_item(text), self._look(look))
        else:
            self.worksheet.write_blank(row, column, None, self._look(look))
        if not spills:
            width, room = width_of(text), self._caps.get(column, _WIDEST)
            self._widen(column, width)
            if width > room and "text_wrap" in LOOKS[look]:
                self._make_room(row, _lines(text, int((room + 2) * self._type.fill)))

    def head(self, row: int, column: int, words: str, *, right: bool = False) -> None:
        """The heading of a column, with a capital letter."""
        self.text(row, column, words[:1].upper() + words[1:], "head-right" if right else "head")

    def merged(self, row: int, last: int, text: str, look: str, first: int = 0) -> None:
        """Text across the columns from `first` to `last`, in a row as high as it needs; after those are written."""
        if last > first:
            self.worksheet.merge_range(row, first, row, last, "", self._look(look))
        self.text(row, first, text, look, spills=True)
        size = LOOKS[look].get("font_size", 10)
        room = sum(map(self.width, range(first, last + 1))) * 10 // size - 2
        self._make_room(row, _lines(text, max(10, int(room * self._type.fill))), size / 10)

    def number(
        self, row: int, column: int, value: float | None, form: Form | None = None, look: str = "number"
    ) -> None:
        """A number in the format of `form`; an empty cell for None or NaN."""
        self._check(row, column)
        if value is None or value != value:  # noqa: PLR0124  # NaN
            self.worksheet.write_blank(row, column, None, self._look(look))
            return
        self.worksheet.write_number(row, column, _Exact(value), self._look(look, form.code(value) if form else ""))
        self._widen(column, len(form.shown(value) if form else digits(value)))

    def note(self, row: int, column: int, text: str) -> None:
        """A comment on a cell; nothing for no text."""
        if not text:
            return
        safe = comment_text(text)
        _check_length(safe, "a note", "a comment")
        height = min(_TALLEST_NOTE, _LINE_HEIGHT * (len(wrapped(text, NOTE_WIDTH // 8)) + 1))
        box = {"width": NOTE_WIDTH, "height": height, "font_size": 9}
        self.worksheet.write_comment(row, column, safe, box)

    def cap(self, column: int, width: int) -> None:
        """The widest that a column may become, in characters."""
        self._caps[column] = width

    def width(self, column: int) -> int:
        """How wide a column is, in characters."""
        return min(self._widths.get(column, 8), self._caps.get(column, _WIDEST)) + 2

    def heighten(self, row: int, points: float) -> None:
        """Makes a row at least so high, as far as one can be."""
        self._heights[row] = min(_TALLEST, max(points, self._heights.get(row, self._type.row)))

    def freeze(self, row: int, column: int) -> None:
        """Keeps what is above and to the left in sight."""
        self.worksheet.freeze_panes(row, column)

    def repeat(self, row: int) -> None:
        """Has a row of headings on every page of paper."""
        self.worksheet.repeat_rows(row)

    def is_longer_than_a_page(self, rows: int) -> bool:
        """Whether the first rows are more than a page of paper has, when its columns fill the width of it."""
        widths = sum(map(self.width, self._widths)) * _CHARACTER
        scale = min(1, _PAGE_WIDTH / widths) if widths else 1
        return sum(self._heights.get(row, self._type.row) for row in range(rows)) * scale > _PAGE_HEIGHT

    def finish(self) -> None:
        """Sets widths and print; to be called when all is written."""
        sheet = self.worksheet
        for column in self._widths:
            sheet.set_column(column, column, self.width(column))
        for row, height in self._heights.items():
            sheet.set_row(row, height)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&R&P / &N")
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{MOST_ROWS}"})

    def _widen(self, column: int, width: int) -> None:
        if width > self._widths.get(column, 4):
            self._widths[column] = width

    def _make_room(self, row: int, lines: int, scale: float = 1) -> None:
        self.heighten(row, self._type.row - self._type.line + lines * self._type.line * scale)

    def _check(self, row: int, column: int) -> None:
        if row >= MOST_ROWS:
            raise TooMuch(f"a sheet of an XLSX file has no more than {MOST_ROWS:,} rows; export CSV, or select fewer")
        if column >= MOST_COLUMNS:
            raise TooMuch(f"a sheet of an XLSX file has no more than {MOST_COLUMNS:,} columns; export CSV")


def _lines(text: str, room: int) -> int:
    """How many lines a text takes, where words too long for one are broken."""
    return sum(-(-width_of(line) // room) for line in wrapped(text, room))


def _check_length(text: str, what: str, where: str) -> None:
    if len(text) * 2 > MOST_CHARACTERS and len(text.encode("utf-16-le")) // 2 > MOST_CHARACTERS:
        raise TooMuch(f"{what} is longer than the {MOST_CHARACTERS:,} characters that {where} of an XLSX file holds")
