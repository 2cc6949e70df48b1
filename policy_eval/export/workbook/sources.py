"""The sheet that says where figures come from and how what is computed is defined."""

from __future__ import annotations

from typing import Final

from ... import __version__
from ...model.indicator import Indicator
from ...model.programme import Programme
from ...model.sub_field import SubField
from ...terminal_text import visible
from ...wording.definitions import TERMS
from ...wording.statements import heading
from ...wording.style import Style
from .sheet import Sheet, naming

_COLUMNS: Final = (
    "sub_field",
    "indicator",
    "title",
    "basis",
    "direction",
    "description",
    "source",
    "publisher",
    "url",
    "note",
)
_CAPS: Final = {
    "sub_field": 20,
    "indicator": 22,
    "title": 28,
    "description": 30,
    "source": 24,
    "publisher": 18,
    "note": 26,
}


def write_sources(sheet: Sheet, programme: Programme, style: Style) -> None:
    """A row per indicator with its source, then the definitions with theirs; a column that is empty is left out."""
    known = [_texts(sub_field, indicator, style) for sub_field, indicator in programme]
    columns = [name for name in _COLUMNS if any(texts[name] for texts in known)]
    for column, name in enumerate(columns):
        sheet.cap(column, _CAPS.get(name, 30))
        sheet.head(0, column, style.word(name))
    before = None
    for row, (texts, (sub_field, indicator)) in enumerate(zip(known, programme, strict=True), start=1):
        with naming(indicator.id):
            for column, name in enumerate(columns):
                is_repeat = name == "sub_field" and sub_field is before
                look = "repeat" if is_repeat else "strong" if name == "sub_field" else "cell"
                sheet.text(row, column, texts[name], look, spills=is_repeat)
        before = sub_field
    sheet.worksheet.autofilter(0, 0, len(known), max(0, len(columns) - 1))
    sheet.freeze(1, 2)
    sheet.repeat(0)
    _write_definitions(sheet, len(known) + 2, max(1, len(columns) - 1), style)


def _texts(sub_field: SubField, indicator: Indicator, style: Style) -> dict[str, str]:
    source = sub_field.source_of(indicator)
    return {
        "sub_field": heading(sub_field, style),
        "indicator": indicator.id,
        "title": style.text(indicator.title),
        "basis": style.word(indicator.basis),
        "direction": style.word(indicator.direction),
        "description": style.text(indicator.description),
        "source": style.text(source.ref) if source else "",
        "publisher": style.text(source.publisher) if source else "",
        "url": visible(source.url or "") if source else "",
        "note": style.text(indicator.note),
    }


def _write_definitions(sheet: Sheet, row: int, last: int, style: Style) -> None:
    sheet.merged(row, last, style.word("definitions"), "heading")
    for term in TERMS:
        row += 1
        sheet.text(row, 0, style.word(f"term-{term}"), "strong")
        sheet.merged(row, last, style.word(f"meaning-{term}"), "cell", first=1)
    sheet.merged(row + 2, last, f"poleval {__version__}", "fact")
