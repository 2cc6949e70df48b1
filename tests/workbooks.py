"""Programmes of a few indicators, and their workbooks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

import policy_eval
from policy_eval.export.workbook import write as to_xlsx
from policy_eval.model.codes import Direction, Lang
from policy_eval.model.indicator import Indicator
from policy_eval.model.programme import Programme
from policy_eval.model.sub_field import SubField
from policy_eval.model.texts import Text
from policy_eval.tables.columns import DATES, OBSERVATIONS
from policy_eval.wording.style import Style

from .running import BUNDLED, HARBOUR
from .spreadsheets import opened, sheet

DAY = date(2026, 11, 24)
HEAD = 3
"""The row of the headings in the sheet of a sub-field, as a spreadsheet counts."""
LANGS = pytest.mark.parametrize("lang", ["en", "ja"])
DATASETS = pytest.mark.parametrize("root", [BUNDLED, HARBOUR], ids=["bundled", "harbour"])


def made(root: str, lang: Lang = "en") -> tuple[Programme, bytes]:
    programme = policy_eval.load(root)
    return programme, to_xlsx(programme, DAY, Style(lang))


def indicator(id_: str = "a", **more: Any) -> Indicator:
    """An indicator with what is not said of it filled in."""
    known: dict[str, Any] = {"title": "A", "unit": "tons", "direction": Direction.INCREASE, "observations": {}}
    return Indicator(id=id_, **(known | more))


Figures = dict[int | str, Any]
"""Observations as a file has them: a figure or a mapping by year, or by span (`2021..2023`)."""


def years(first: int, *figures: float | None) -> Figures:
    return dict(enumerate(figures, start=first))


def programme_of(*indicators: Indicator, sub_field: str = "1", title: str = "One") -> Programme:
    return Programme("", None, (SubField(sub_field=sub_field, title=Text(en=title), indicators=indicators),), {})


def book_of(*indicators: Indicator, lang: Lang = "en") -> Workbook:
    return opened(to_xlsx(programme_of(*indicators), DAY, Style(lang)))


def rows_by_id(found: Worksheet, sub_field: SubField) -> dict[str, int]:
    """The row of each indicator and part in the sheet of its sub-field."""
    ids = {one.name for whole in sub_field.indicators for one in whole.series}
    rows = {str(found.cell(row, 1).value): row for row in range(HEAD + 1, found.max_row + 1)}
    return {name: row for name, row in rows.items() if name in ids}


def sub_field_sheets(book: Workbook) -> list[Worksheet]:
    return [sheet(book, name) for name in book.sheetnames[1:-2]]


def assert_observations(cells: Mapping[str, str | float], programme: Programme, lang: Lang) -> None:
    """Texts are texts, numbers are numbers, and what is missing is not there."""
    frame = programme.observations(lang)
    expected: dict[str, str | float] = {}
    for column, name in enumerate(OBSERVATIONS, start=1):
        expected[f"{get_column_letter(column)}1"] = name
        for row, value in enumerate(frame[name].tolist(), start=2):
            if value is not None and value == value:  # noqa: PLR0124  # not NaN
                expected[f"{get_column_letter(column)}{row}"] = str(value) if name in DATES else value
    assert cells == expected
