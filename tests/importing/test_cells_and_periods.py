"""What single cells and the names of periods are taken for: one line a kind, as offices write them."""

from __future__ import annotations

import pytest

from policy_eval.importing.cells import looks_like_figure, read
from policy_eval.importing.doubts import settled
from policy_eval.importing.files.encodings import decoded, is_misread
from policy_eval.importing.number_style import NumberStyle, collected, style_of
from policy_eval.importing.period_names import combined, name_of
from policy_eval.importing.units import divided


@pytest.mark.parametrize(
    ("cell", "value", "status", "note"),
    [
        ("961¹", 961, None, "¹"),
        ("48①", 48, None, "①"),
        ("51 1)", 51, None, "1)"),
        ("52*", 52, None, "*"),
        ("12.4 e", 12.4, "estimated", None),
        ("12.4p", 12.4, "provisional", None),
        ("4 000 (p)", 4000, "provisional", None),
        ("12 bp", 12, "break", "bp"),
        ("3.5 r", 3.5, None, "r"),
        (": c", None, "suppressed", None),
        ("2 525 779", 2525779, None, None),
        ("1'208'115", 1208115, None, None),
        ("△1,234.5", -1234.5, None, None),
        ("１２３", 123, None, None),
        ("約90", 90, "estimated", "約90"),
        ("…", None, None, None),
        ("NaN", None, None, None),
        ("x", None, None, None),
        ("公表予定", None, "pending", "公表予定"),
    ],
)
def test_a_cell_is_a_figure_with_what_stands_behind_it(
    cell: str, value: float | None, status: str | None, note: str | None
) -> None:
    reading = read(cell, "people")
    assert (reading.value, reading.status, reading.note, reading.fault) == (value, status, note, "")


@pytest.mark.parametrize(
    "cell",
    [
        *("(45)", "961 2", "5 (2)", "½", "12.3.4", "1/2", "10-12", "12:30", "5 million", "€5", "1e999", "-1e999"),
        *("9" * 400, "12345678901234567890", "%", "people", "#DIV/0!", "1\x002", "--5", "3m"),
    ],
)
def test_a_cell_that_looks_like_a_figure_and_is_none_is_never_a_note(cell: str) -> None:
    reading = read(cell, "people")
    assert not reading.is_figure
    assert reading.fault


@pytest.mark.parametrize(
    "cell", ["see note 3", "Source: office, 2023", "調査中止", "a" * 10_000, "(" * 10_000, " " * 10_000 + "x"]
)
def test_words_are_no_figures(cell: str) -> None:
    assert not looks_like_figure(cell)


@pytest.mark.parametrize(
    ("numbers", "separator", "japanese", "decimal"),
    [
        (["49,953", "6,25"], ";", False, ","),
        (["49,953"], ";", False, None),
        (["49,953"], "", False, None),
        (["49,953"], "\t", False, None),
        (["49,953"], ",", False, "."),
        (["49,953"], ";", True, "."),
        (["49.953"], ";", False, None),
        (["49.953"], ",", False, "."),
        (["83.155.031"], ";", False, ","),
        (["1,234,567"], ";", False, "."),
        (["1.234,5"], ";", False, ","),
        (["0,123"], ";", False, ","),
        (["1,5", "2.5"], ";", False, None),
        (["12,34,567"], ";", False, "."),
        ([], ";", False, "."),
    ],
)
def test_the_decimal_sign_is_that_which_the_file_shows(
    numbers: list[str], separator: str, japanese: bool, decimal: str | None
) -> None:
    found = style_of(
        collected((number, None) for number in numbers), decimal=None, separator=separator, is_japanese=japanese
    )
    assert (found.decimal if isinstance(found, NumberStyle) else None) == decimal


@pytest.mark.parametrize(
    ("names", "periods"),
    [
        (["2018-19", "2019-20"], ["2018", "2019"]),
        (["2018/19", "FY2019/20"], ["2018", "2019"]),
        (["2018-19"], None),
        (["2018-19", "2020-21"], None),
        (["2003-04", "2004-05"], ["2003", "2004"]),
        (["2003-04", "2003-05"], ["2003-04", "2003-05"]),
        (["2011-12", "2012-13"], ["2011", "2012"]),
        (["2022-12", "2023-12"], None),
        (["2022-11", "2022-12"], ["2022-11", "2022-12"]),
        (["2021年末", "2022-12"], ["2021", "2022"]),
        (["H1", "H2"], None),
        (["S1"], None),
        (["R4", "H30"], ["2022", "2018"]),
        (["H30", "H1"], ["2018", "1989"]),
        (["2021-01-01", "2021-02-01"], ["2021-01", "2021-02"]),
        (["2021-01-01", "2022-01-01"], None),
        (["2019p", "2020 (p)", "2021*", "2022 1)", "2023.0"], ["2019", "2020", "2021", "2022", "2023"]),
        (["令和５（2023）年度", "2024(R6)年度", "令和4\n年度", "令和７年度（見込）"], ["2023", "2024", "2022", "2025"]),
        (["2023 Q1", "Q2 2023", "2023Q3"], ["2023-Q1", "2023-Q2", "2023-Q3"]),
        (["Apr 2023", "2023M05", "2023/6", "2023年7月"], ["2023-04", "2023-05", "2023-06", "2023-07"]),
        (["2021-04-01/P1Y", "2022-04-01/P1Y"], ["2021", "2022"]),
        (["2023-S1"], ["2023-H1"]),
    ],
)
def test_a_name_of_a_period_means_what_it_means_in_company(names: list[str], periods: list[str] | None) -> None:
    found = [name_of(name) for name in names]
    meant = settled([name for name in found if name], basis=None)
    if periods is None:
        assert all(isinstance(one, str) for one in meant.values())
    else:
        assert [str(getattr(meant[name.strip()], "period", None)) for name in names] == periods


@pytest.mark.parametrize("name", ["Total", "3", "12月", "2024(R5)年度", "2023 4", "Note 2023", "", "x" * 10_000])
def test_other_words_name_no_period(name: str) -> None:
    assert name_of(name) is None


@pytest.mark.parametrize(
    ("upper", "lower", "period"),
    [
        ("2023年", "4月", "2023-04"),
        ("2023", "Q1", "2023-Q1"),
        ("令和5年度", "上期", "2023-H1"),
        ("2023", "Apr", "2023-04"),
    ],
)
def test_a_year_over_a_part_of_it_names_that_part(upper: str, lower: str, period: str) -> None:
    named = combined((upper, lower))
    assert named is not None
    assert str(named.period) == period


@pytest.mark.parametrize(
    ("title", "divided_into"),
    [
        ("証明書発行件数（件）", ("証明書発行件数", "件")),
        ("事業費（単位：千円）", ("事業費", "千円")),
        ("達成率（％）", ("達成率", "%")),
        ("Cost (thousand EUR)", ("Cost", "thousand EUR")),
        ("Visitors (EU27)", ("Visitors (EU27)", "")),
        ("費用（再掲）", ("費用（再掲）", "")),
    ],
)
def test_a_unit_behind_a_title_is_taken_only_where_it_is_one(title: str, divided_into: tuple[str, str]) -> None:
    assert divided(title) == divided_into


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("名称,単位\n相談件数,件\n", "cp932"),
        ("Île,Größe\n", "cp1252"),
        ("年度,件\n", "utf-8"),
        ("指標,単位\n", "euc_jp"),
    ],
)
def test_an_encoding_is_found_by_what_it_makes_of_the_text(text: str, encoding: str) -> None:
    assert decoded("x.csv", text.encode(encoding), None) == (text, encoding)


def test_text_that_another_program_has_spoilt_is_known() -> None:
    assert is_misread("年度".encode().decode("cp1252"))
    assert is_misread("\u200b2023".encode().decode("cp1252"))
    assert not is_misread("Île-de-France")
    assert not is_misread("à\xa0\xa0")
