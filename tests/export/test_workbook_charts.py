"""The rows of targets and the charts in a workbook: what they refer to."""

from __future__ import annotations

import re
from typing import Any

import pytest
from openpyxl import Workbook

from policy_eval.model.codes import Lang
from policy_eval.wording.style import Style

from ..spreadsheets import opened, sheet, values
from ..workbooks import (
    DATASETS,
    LANGS,
    Figures,
    book_of,
    indicator,
    made,
    sub_field_sheets,
    years,
)


def test_a_target_has_a_row_with_its_number_in_the_years_that_it_counts_for() -> None:
    targets = [{"at_least": 5, "by": 2021}, {"between": [1, 9], "from": 2022}, {"at_most": 3, "by": 2019}]
    one = indicator(observations=years(2020, 1, 2, 3, 4), targets=targets)
    found = values(sheet(book_of(one), "1 One"))[4:8]
    assert [row[1] for row in found] == [
        "target: at least 5 tons by FY2021",
        "target: between 1 and 9 tons (lower end)",
        "target: between 1 and 9 tons (upper end)",
        "target: at most 3 tons by FY2019",
    ]
    assert [row[3:] for row in found] == [
        [5, 5, None, None],
        [None, None, 1, 1],
        [None, None, 9, 9],
        [None, None, None, None],
    ]


def charts(found: Any) -> list[dict[str, Any]]:
    """The charts of a sheet: what they refer to."""
    return [
        {
            "title": chart.title.tx.strRef.f,
            "unit": chart.y_axis.title.tx.strRef.f,
            "gaps": chart.display_blanks,
            "series": [
                (one.tx.strRef.f, (one.cat.strRef or one.cat.numRef).f, one.val.numRef.f)
                for plot in chart._charts  # noqa: SLF001  # columns and lines; openpyxl has no other name for them
                for one in plot.series
            ],
        }
        for chart in found._charts  # noqa: SLF001
    ]


def held(book: Workbook, reference: str) -> list[object]:
    """What the cells of a reference hold, which may be several ranges in brackets."""
    cells: list[object] = []
    for one in reference.strip("()").split(","):
        name, area = re.fullmatch(r"'(.*)'!(.*)", one).groups()  # type: ignore[union-attr]
        found = sheet(book, name.replace("''", "'"))[area.replace("$", "")]
        cells += [cell.value for cell in found[0]] if isinstance(found, tuple) else [found.value]
    return cells


@LANGS
@DATASETS
def test_a_chart_refers_to_the_cells_of_its_indicator_and_its_targets(root: str, lang: Lang) -> None:
    programme, data = made(root, lang)
    book = opened(data)
    for found, sub_field in zip(sub_field_sheets(book), programme.sub_fields, strict=True):
        drawn = iter(charts(found))
        for one in sub_field.indicators:
            known = {p.last: one.value(o) for p, o in one.observations.items() if not p.is_span}
            if sum(value is not None for value in known.values()) < 2:
                continue
            chart = next(drawn)
            (name, categories, numbers), *bounds = chart["series"]
            style = Style(lang)
            assert held(book, chart["title"]) == [style.text(one.title)]
            assert held(book, chart["unit"]) == [style.text(one.unit)]
            assert held(book, name) == [style.text(one.title)]
            shown = [int(re.findall(r"\d{4}", str(label))[0]) for label in held(book, categories)]
            assert (shown[0], shown[-1]) == (min(known), max(known))
            assert held(book, numbers) == [known.get(year) for year in shown]
            assert chart["gaps"] == "gap"
            ends = [end for target in one.targets for end in target.bounds]
            assert [set(held(book, series[2])) - {None} for series in bounds] == [{end} for end in ends]
        assert next(drawn, None) is None


@pytest.mark.parametrize(
    ("value", "bound", "position"),
    [(100, 20, None), (50, 50, "ctr"), (50, 52, "ctr"), (50, 25, None), (90, 120, None)],
    ids=["far below", "on it", "just above", "through the middle", "far above"],
)
def test_a_value_stands_where_no_line_of_a_target_runs_through_it(value: int, bound: int, position: str | None) -> None:
    targets = [{"at_least": bound}]
    found = sheet(book_of(indicator(observations=years(2020, value, value), targets=targets)), "1 One")
    (chart,) = found._charts  # type: ignore[attr-defined]  # noqa: SLF001
    assert chart._charts[0].series[0].dLbls.dLblPos == position  # noqa: SLF001


def test_a_total_over_several_years_takes_no_part_in_a_chart() -> None:
    spans = {"2020..2021": 99, "2019..2021": 999}
    book = book_of(indicator(observations=years(2019, 1, 2, 3, 4) | spans))
    found = sheet(book, "1 One")
    (chart,) = charts(found)
    ((_, categories, numbers),) = chart["series"]
    assert [cell.value for cell in found[4]][3:] == [1, 2, 3, 99, 999, 4]
    assert numbers == "('1 One'!$D$4:$F$4,'1 One'!$I$4)"
    assert held(book, numbers) == [1, 2, 3, 4]
    assert held(book, categories) == ["FY2019", "FY2020", "FY2021", "FY2022"]


@pytest.mark.parametrize(
    ("observations", "number"),
    [
        ({}, 0),
        (years(2020, 1), 0),
        (years(2020, 1, None), 0),
        (years(2020, 1, None, 3), 1),
        ({"2020..2021": 1, "2020..2022": 1}, 0),
    ],
    ids=["nothing", "one value", "one value and a gap", "two values", "totals only"],
)
def test_there_is_a_chart_where_two_single_years_have_values(observations: Figures, number: int) -> None:
    assert len(charts(sheet(book_of(indicator(observations=observations)), "1 One"))) == number
