"""The workbook as a whole: its sheets in order, its formats, its properties."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from io import BytesIO
from typing import Any

from ... import __version__
from ...extras import required
from ...judging.assess import by_indicator
from ...model.programme import Programme
from ...wording.style import Style
from .charts import add_charts
from .look import LOOKS, TYPES
from .names import sheet_names
from .overview import write_overview
from .sheet import Sheet
from .sources import write_sources
from .sub_field import write_sub_field
from .tidy import OBSERVATIONS_SHEET, write_observations


def write(programme: Programme, today: date, style: Style) -> bytes:
    """A workbook as of `today`: overview, a sheet per sub-field, sources and definitions, observations.

    The same data, day and style give the same bytes. Raises PolevalError where XlsxWriter
    is not installed, and where there is more than an XLSX file holds, naming the indicator.
    """
    book = Book(programme, today, style)
    judged = by_indicator(programme.judged(today))
    overview, sources = style.word("overview"), style.word("sources-and-definitions")
    names = [*sheet_names(programme.sub_fields, (overview, sources, OBSERVATIONS_SHEET), style)]
    write_overview(book.sheet(overview), programme, judged, today, style, book.colour)
    for name, sub_field in zip(names, programme.sub_fields, strict=True):
        sheet = book.sheet(name)
        add_charts(sheet, write_sub_field(sheet, programme, sub_field, style), style, book.chart)
    write_sources(book.sheet(sources), programme, style)
    write_observations(book.sheet(OBSERVATIONS_SHEET), programme, style)
    return book.closed()


class Book:
    """A workbook in memory that sheets and formats are added to."""

    def __init__(self, programme: Programme, today: date, style: Style) -> None:
        xlsxwriter = required("xlsxwriter", "an XLSX file")
        self._type = TYPES[style.lang]
        self._file = BytesIO()
        self._workbook = xlsxwriter.Workbook(self._file, {"in_memory": True})
        self._sheets: list[Sheet] = []
        about = programme.about
        title = style.text(about.title) if about else ""
        # A day and no time, so that the same data on the same day are the same file.
        created = datetime(today.year, today.month, today.day)  # noqa: DTZ001
        self._workbook.set_properties({"title": title, "comments": f"poleval {__version__}", "created": created})
        self.look = cache(self._look)

    def sheet(self, name: str) -> Sheet:
        """A new sheet behind the others."""
        sheet = Sheet(self._workbook.add_worksheet(name), self.look, self._type)
        self._sheets.append(sheet)
        return sheet

    def chart(self, kind: str) -> Any:
        """A new chart of XlsxWriter's, `column` or `line`."""
        return self._workbook.add_chart({"type": kind})

    def colour(self, properties: dict[str, Any]) -> Any:
        """A format that a condition puts over that of a cell."""
        return self._workbook.add_format(properties)

    def closed(self) -> bytes:
        """The file."""
        for sheet in self._sheets:
            sheet.finish()
        self._workbook.close()
        return self._file.getvalue()

    def _look(self, name: str, code: str = "") -> Any:
        base = {"font_name": self._type.font, "font_size": 10}
        return self._workbook.add_format(base | LOOKS[name] | ({"num_format": code} if code else {}))
