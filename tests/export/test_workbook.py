"""`poleval export -o FILE.xlsx`: every sheet holds what the programme says."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

import policy_eval
from policy_eval.export.workbook import write as to_xlsx
from policy_eval.export.workbook.numbers import Form, values_form
from policy_eval.judging.assess import Compliance
from policy_eval.model.codes import Lang
from policy_eval.model.indicator import Indicator
from policy_eval.model.observation import Observation
from policy_eval.model.periods import Period, in_time
from policy_eval.wording.figures import figure
from policy_eval.wording.statements import heading, part_name, value_cell
from policy_eval.wording.style import Style

from ..running import BUNDLED
from ..spreadsheets import exact, notes, opened, sheet, values
from ..workbooks import (
    DATASETS,
    DAY,
    HEAD,
    LANGS,
    Figures,
    assert_observations,
    book_of,
    indicator,
    made,
    rows_by_id,
    sub_field_sheets,
    years,
)

# --- the sheets --------------------------------------------------------------------------------


def test_the_sheets_are_the_overview_the_sub_fields_the_sources_and_the_observations() -> None:
    _, english = made(BUNDLED)
    names = opened(english).sheetnames
    assert (names[0], names[-2:], len(names)) == ("Overview", ["Sources and definitions", "observations"], 15)
    assert names[1] == "The programme as a whole"
    assert [name.split()[0] for name in names[2:-2]] == [str(number) for number in range(1, 12)]
    _, japanese = made(BUNDLED, "ja")
    names = opened(japanese).sheetnames
    assert (names[0], names[1], names[-2:]) == ("総覧", "施策全体", ["出典・定義", "observations"])


@LANGS
@DATASETS
def test_every_cell_of_the_observations_is_that_of_the_frame(root: str, lang: Lang) -> None:
    programme, data = made(root, lang)
    assert_observations(exact(data, "observations"), programme, lang)
    found = sheet(opened(data), "observations")
    assert (found.freeze_panes, found.auto_filter.ref) == ("C2", f"A1:Y{found.max_row}")


@pytest.mark.parametrize("era", [False, True], ids=["years", "eras"])
@LANGS
@DATASETS
def test_every_value_stands_in_its_row_and_its_period_and_nothing_else_does(root: str, lang: Lang, era: bool) -> None:
    programme, style = policy_eval.load(root), Style(lang, era)
    book = opened(to_xlsx(programme, DAY, style))
    for found, sub_field in zip(sub_field_sheets(book), programme.sub_fields, strict=True):
        bases = {one.basis for one in sub_field.indicators}
        series = [one for whole in sub_field.indicators for one in whole.series]
        periods = sorted({period for one in series for period in one.observations}, key=in_time)
        named = [style.period(p, one) if len(bases) == 1 else style.bare(p) for p in periods for one in [min(bases)]]
        first = 4 + (len(bases) > 1)
        assert [cell.value for cell in found[HEAD][first - 1 :]] == named
        rows = rows_by_id(found, sub_field)
        for one in series:
            row = rows[one.name]
            known = {period: shown(one, observation) for period, observation in one.observations.items()}
            assert [in_brief(cell.value) for cell in found[row][first - 1 :]] == [
                known.get(period) for period in periods
            ]
            title = part_name(one, style) or style.text(one.title)
            assert [cell.value for cell in found[row][1:3]] == [title, style.text(one.unit)]


def in_brief(cell: object) -> object:
    """The same of a cell."""
    return "a range" if isinstance(cell, str) else cell


def shown(one: Indicator, observation: Observation) -> float | str | None:
    """A number, or that a range stands there in words."""
    value = one.value(observation)
    return "a range" if value is None and observation.is_range else value


@LANGS
@DATASETS
def test_the_overview_has_a_row_per_target_that_says_what_the_assessment_says(root: str, lang: Lang) -> None:
    programme, data = made(root, lang)
    style = Style(lang)
    found = sheet(opened(data), style.word("overview"))
    head = next(row for row in range(1, 10) if found.cell(row, 2).value in ("Title", "名称"))
    heads = [str(cell.value).lower() for cell in found[head]]
    rows = [dict(zip(heads, [cell.value for cell in row], strict=True)) for row in found.iter_rows(head + 1)]
    changes = programme.changes(lang)
    known = changes[changes["change"].notna() & changes["breakdown"].isna()]
    moves = known.set_index(["indicator", "period"])["change"].to_dict()
    # A part of a whole has a row only if it has a target.
    judged = [pair for pair in programme.judged(DAY) if pair[1].target or not pair[1].indicator.part]
    assert len(rows) == len(judged)
    for row, (sub_field, assessment) in zip(rows, judged, strict=True):
        one, target, point = assessment.indicator, assessment.target, assessment.latest
        got = {key: row[style.word(key).lower()] for key in ("sub_field", "indicator", "title", "unit", "value", "gap")}
        assert got == {
            "sub_field": heading(sub_field, style),
            "indicator": one.id,
            "title": style.text(one.title),
            "unit": style.text(one.unit),
            "value": point and (point.value if point.value is not None else value_cell(one, point.period, style)),
            "gap": assessment.gap,
        }
        assert row[style.word("status").lower()] == style.verdict(assessment)
        assert row[style.word("period").lower()] == (style.period(point.period, one.basis) if point else None)
        by = style.period(target.by, one.basis) if target and target.by else None
        assert row[style.word("by").lower()] == by
        low, high = (target.lower, target.upper) if target else (None, None)
        bound = high if target and target.bound == "at_most" else low
        assert row[style.word("target").lower()] == bound
        assert row.get(style.word("upper").lower()) == (high if target and target.between else None)
        move = moves.get((one.id, point.period.label(one.basis))) if point else None
        assert row[style.word("change").lower()] == move
    assert found.auto_filter.ref == f"A{head}:{get_column_letter(found.max_column)}{found.max_row}"
    assert found.freeze_panes == f"C{head + 1}"


def test_the_title_the_ministry_the_month_and_the_day_stand_on_top() -> None:
    _, data = made(BUNDLED)
    found = sheet(opened(data), "Overview")
    assert [found.cell(row, 1).value for row in range(1, 5)] == [
        "Efforts for international peace and stability",
        "Ministry of Foreign Affairs of Japan, 2024-08",
        "judged on: 2026-11-24",
        "target: met 2, overdue 1, missed 1",
    ]


@LANGS
def test_every_word_of_a_status_has_its_colour_that_of_an_accepted_miss_too(lang: Lang) -> None:
    _, data = made(BUNDLED, lang)
    style = Style(lang)
    found = sheet(opened(data), style.word("overview"))
    (area,) = found.conditional_formatting
    words = {rule.formula[0].strip('"'): rule.dxf.font.color.rgb for rule in area.rules}
    plain = {style.word(compliance) for compliance in Compliance}
    waived = {style.word(c) + style.bracketed(style.word("waived")) for c in (Compliance.MISSED, Compliance.OVERDUE)}
    assert set(words) == plain | waived
    assert (
        words[style.word(Compliance.MISSED)]
        != words[style.word(Compliance.MISSED) + style.bracketed(style.word("waived"))]
    )


def test_the_row_of_an_accepted_miss_says_so_and_why() -> None:
    waiver = {"period": 2023, "accepted": 8, "reason": "a flood"}
    one = indicator(observations=years(2022, 9, 8), targets=[{"at_least": 10}], waivers=[waiver])
    row = [cell.value for cell in sheet(book_of(one), "Overview")[6]]
    assert row[-3:-1] == ["missed (waived)", "waived: a flood"]


def test_sources_and_definitions_name_the_source_and_the_version() -> None:
    programme, data = made(BUNDLED)
    found = values(sheet(opened(data), "Sources and definitions"))
    staff = dict(zip(found[0], next(row for row in found if row[1] == "un-staff"), strict=True))
    assert (staff["Source"], staff["Publisher"], staff["Basis"]) == (
        "Reference 2",
        "Ministry of Foreign Affairs of Japan",
        "year-end",
    )
    texts = "\n".join(str(cell) for row in found for cell in row if cell)
    assert {one.id for one in programme.indicators} <= {row[1] for row in found}
    for word in ("as published", "Open SDG", f"poleval {policy_eval.__version__}", "overdue", "d x growth observed"):
        assert word.lower() in texts.lower()


# --- numbers -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "figures", "code", "shown"),
    [
        ("tons", [1, 2500], "#,##0", ["1", "2,500"]),
        ("tons", [0.25, -1234.5], "#,##0.00", ["0.25", "-1,234.50"]),
        ("%", [7, 8, 10.37], '#,##0.00"%"', ["7.00%", "8.00%", "10.37%"]),
        ("％", [50], '#,##0"%"', ["50%"]),
        ("tons", [0.123456789], "#,##0.000000000", ["0.123456789"]),
        ("tons", [0], "#,##0", ["0"]),
        ("tons", [123456789012345], "#,##0", ["123,456,789,012,345"]),
        ("tons", [1.5e30], "0.0E+00", ["1.5E+30"]),
        ("tons", [-2e-50], "0E+00", ["-2E-50"]),
    ],
    ids=str,
)
def test_a_number_is_shown_with_every_digit_that_was_published(
    unit: str, figures: list[float], code: str, shown: list[str]
) -> None:
    one = indicator(unit=unit, observations=years(2000, *figures))
    cells = sheet(book_of(one), "1 One")[4][3:]
    assert [cell.value for cell in cells] == figures
    assert {cell.number_format for cell in cells} == {code}
    assert [values_form(one).shown(value) for value in figures] == shown


@given(st.floats(-1e17, 1e17).map(lambda value: float(f"{value:.15g}")).filter(lambda v: not v or abs(v) > 1e-9))
def test_no_published_figure_is_rounded_by_its_format(value: float) -> None:
    form = values_form(indicator(observations=years(2000, value)))
    assert float(form.shown(value).replace(",", "")) == value


def test_a_computed_rate_is_shown_as_everywhere_and_never_as_a_target_that_it_misses() -> None:
    rate = {2023: {"numerator": 2, "denominator": 3}}
    assert values_form(indicator(unit="%", observations=rate)).shown(200 / 3) == f"{figure(200 / 3)}%"
    near = {2023: {"numerator": 99999, "denominator": 100000}}
    one = indicator(unit="%", observations=near, targets=[{"at_least": 100}])
    assert values_form(one).shown(99.999) != "100%"


def test_the_letter_behind_a_value_that_is_not_normal_is_part_of_its_format_and_explained_below() -> None:
    known = {2022: {"value": 0, "status": "special-event"}, 2023: {"value": 5, "status": "estimated"}}
    found = sheet(book_of(indicator(observations=known)), "1 One")
    assert [(cell.value, cell.number_format) for cell in found[4][3:]] == [(0, '#,##0" s"'), (5, '#,##0" e"')]
    assert "e = estimated  s = special-event" in [found.cell(row, 1).value for row in range(5, 8)]


@pytest.mark.parametrize(
    ("lang", "target", "code"),
    [
        ("en", {"at_least": 1000}, '">= "#,##0'),
        ("ja", {"at_most": 7.25}, '#,##0.00"以下"'),
        ("en", {"between": [1, 2]}, '#,##0" to "'),
        ("ja", {"between": [1, 2]}, '#,##0"～"'),
    ],
)
def test_which_way_a_target_counts_is_said_by_its_number_format(lang: Lang, target: dict[str, Any], code: str) -> None:
    book = book_of(indicator(observations=years(2020, 1.5), targets=[target]), lang=lang)
    found = sheet(book, book.sheetnames[0])
    assert code in [cell.number_format for cell in found[found.max_row]]


def test_a_difference_has_its_sign() -> None:
    form = Form(1, signed=True)
    assert [form.shown(value) for value in (1.5, -1.5, 0)] == ["+1.5", "-1.5", "0.0"]
    assert form.code() == "+#,##0.0;-#,##0.0;#,##0.0"


# --- notes -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "observation", "note"),
    [
        ("en", 5, None),
        ("en", None, "no value"),
        ("ja", None, "値なし"),
        ("en", {"value": 5, "status": "estimated"}, "estimated"),
        ("en", {"status": "pending", "expected": "2027-06"}, "pending; expected 2027-06"),
        ("ja", {"status": "pending", "note": "公表予定"}, "未公表、公表予定"),
        ("en", {"status": "suppressed", "note": "two only"}, "suppressed; two only"),
        ("en", {"status": "break", "numerator": 1, "denominator": 2}, "break; 1 / 2"),
        ("en", {"value": 5, "note": "=1+1 _x0041_"}, "=1+1 _x005F_x0041_"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_to_know_of_a_value_or_of_its_absence_is_a_comment(
    lang: Lang, observation: object, note: str | None
) -> None:
    one = indicator(observations={2023: observation})
    found = sheet(book_of(one, lang=lang), "1 One")
    assert found["D4"].value == one.value(one.observations[Period(2023, 2023)])
    assert notes(found).get("D4") == note


@DATASETS
def test_every_value_that_is_missing_has_its_reason(root: str) -> None:
    programme, data = made(root)
    for found, sub_field in zip(sub_field_sheets(opened(data)), programme.sub_fields, strict=True):
        rows = rows_by_id(found, sub_field)
        for one in (one for whole in sub_field.indicators for one in whole.series):
            missing = sum(shown(one, observation) is None for observation in one.observations.values())
            empty = [cell for cell in found[rows[one.name]][3:] if cell.value is None and cell.comment]
            assert len(empty) == missing


def test_the_reasons_stand_below_the_table_too_for_those_who_read_it_on_paper() -> None:
    known: Figures = {2020: 1, 2021: None, 2022: {"status": "pending", "note": "soon"}, 2023: None}
    column = [row[0] for row in values(sheet(book_of(indicator(observations=known)), "1 One"))]
    assert column[5:7] == ["a FY2021, FY2023: no value", "a FY2022: pending; soon"]
