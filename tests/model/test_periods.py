"""Years, spans, calendars and eras."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_eval.model.codes import Lang, NamedBy
from policy_eval.model.indicator import FiscalYear
from policy_eval.model.period_labels import in_months, read_label
from policy_eval.model.periods import EARLIEST, LATEST, Basis, Calendar, Period, era, parse_period
from policy_eval.wording.style import Style

YEARS = st.integers(EARLIEST, LATEST)
APRIL = FiscalYear()
EXAMPLES = "; write a year (2021), a quarter (2021-Q1), a month (2021-04) or a span (2021..2023)"


def calendar(basis: Basis, fiscal_year: FiscalYear = APRIL) -> Calendar:
    return Calendar(fiscal_year.shift if basis.is_fiscal else 0, basis.is_end)


@pytest.mark.parametrize(
    ("key", "period", "is_span"),
    [
        (2021, Period(2021, 2021), False),
        ("2021..2023", Period(2021, 2023), True),
        (1000, Period(1000, 1000), False),
        ("1000..2200", Period(1000, 2200), True),
    ],
)
def test_a_period_is_a_year_or_a_span(key: object, period: Period, is_span: bool) -> None:
    assert parse_period(key) == period
    assert period.is_span is is_span


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("2021", "the year '2021' is in quotes; write 2021"),
        ("FY2021", "'FY2021' is not a period; write 2021"),
        (
            "2021...2023",
            "'2021...2023' is not a period" + EXAMPLES,
        ),
        ("2021-2023", "'2021-2023' is not a period; write 2021..2023"),
        ("２０２１..２０２３", "'２０２１..２０２３' is not a period; write 2021..2023 in half-width digits"),
        (
            "2021..2023\n",
            "'2021..2023\\n' is not a period; write 2021..2023",
        ),
        (
            True,
            "'True' is not a period" + EXAMPLES,
        ),
        (
            2021.0,
            "'2021.0' is not a period" + EXAMPLES,
        ),
        (
            None,
            "'None' is not a period" + EXAMPLES,
        ),
        ("2023..2021", "the span 2023..2021 does not go forward; write the earlier year first"),
        ("2021..2021", "the span 2021..2021 does not go forward; write the earlier year first"),
        (999, "999 is not a year between 1000 and 2200; write figures without commas (1000)"),
        (-2021, "-2021 is not a year between 1000 and 2200"),
        ("2021..2201", "2201 is not a year between 1000 and 2200"),
        (0, "0 is not a year between 1000 and 2200; write figures without commas (1000)"),
    ],
)
def test_anything_else_is_refused_with_what_to_write(key: object, message: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        parse_period(key)
    assert str(caught.value) == message


@given(YEARS, YEARS)
def test_a_period_is_read_back_from_what_it_is_written_as(first: int, last: int) -> None:
    period = Period(min(first, last), max(first, last))
    assert parse_period(str(period) if period.is_span else period.first) == period


@pytest.mark.parametrize(
    ("basis", "year", "span"),
    [
        (Basis.FISCAL_YEAR, "FY2023", "FY2021..FY2023"),
        (Basis.CALENDAR_YEAR, "2023", "2021..2023"),
        (Basis.YEAR_END, "2023-12", "2021-12..2023-12"),
    ],
)
def test_a_label_says_which_calendar_counts(basis: Basis, year: str, span: str) -> None:
    assert Period.of(2023).label(basis) == year
    assert Period(2021, 2023).label(basis) == span


@pytest.mark.parametrize(
    ("basis", "end"),
    [
        (Basis.FISCAL_YEAR, date(2024, 3, 31)),
        (Basis.CALENDAR_YEAR, date(2023, 12, 31)),
        (Basis.YEAR_END, date(2023, 12, 31)),
    ],
)
def test_a_fiscal_year_ends_in_march_of_the_next_year_and_the_others_in_december(basis: Basis, end: date) -> None:
    assert Period.of(2023).end(calendar(basis)) == end


@given(YEARS, st.sampled_from(Basis))
def test_years_follow_each_other_without_a_gap(year: int, basis: Basis) -> None:
    assert (Period.of(year + 1).end(calendar(basis)) - Period.of(year).end(calendar(basis))) in (
        timedelta(365),
        timedelta(366),
    )


MONTH, QUARTER, HALF = (Period.of(2023, part, times) for part, times in ((4, 12), (1, 4), (2, 2)))


@pytest.mark.parametrize(
    ("basis", "period", "label", "en", "ja"),
    [
        (Basis.FISCAL_YEAR, MONTH, "2023-04", "2023-04/R5-04", "令和5年4月"),
        (Basis.CALENDAR_YEAR, MONTH, "2023-04", "2023-04/R5-04", "令和5年4月"),
        (Basis.CALENDAR_YEAR, Period.of(2023, 11, 12), "2023-11", "2023-11/R5-11", "令和5年11月"),
        (Basis.FISCAL_YEAR, QUARTER, "FY2023-Q1", "FY2023-Q1/R5-Q1", "令和5年度第1四半期"),
        (Basis.CALENDAR_YEAR, QUARTER, "2023-Q1", "2023-Q1/R5-Q1", "令和5年第1四半期"),
        (Basis.FISCAL_YEAR, HALF, "FY2023-H2", "FY2023-H2/R5-H2", "令和5年度下半期"),
        (Basis.FISCAL_YEAR_END, Period.of(2023), "FY2023-end", "FY2023-end/R5", "令和5年度末"),
        # The era of a month is that of its last day, and the fiscal year of 2019 is 令和元年度 from its first day on.
        (Basis.CALENDAR_YEAR, Period.of(2019, 4, 12), "2019-04", "2019-04/H31-04", "平成31年4月"),
        (Basis.CALENDAR_YEAR, Period.of(2019, 5, 12), "2019-05", "2019-05/R1-05", "令和元年5月"),
        (Basis.CALENDAR_YEAR, Period.of(2019, 1, 4), "2019-Q1", "2019-Q1/H31-Q1", "平成31年第1四半期"),
        (Basis.FISCAL_YEAR, Period.of(2019, 1, 4), "FY2019-Q1", "FY2019-Q1/R1-Q1", "令和元年度第1四半期"),
        (
            Basis.CALENDAR_YEAR,
            Period(MONTH.first, MONTH.last + 12, 12),
            "2023-04..2024-04",
            "2023-04..2024-04/R5-04..R6-04",
            "令和5年4月～令和6年4月",
        ),
        (
            Basis.FISCAL_YEAR_END,
            Period(2021, 2023),
            "FY2021-end..FY2023-end",
            "FY2021-end..FY2023-end/R3-5",
            "令和3～5年度末",
        ),
    ],
)
def test_a_part_of_a_year_has_a_label_and_a_name_by_era(
    basis: Basis, period: Period, label: str, en: str, ja: str
) -> None:
    assert period.label(basis) == label
    names = [Style(lang, era=True).period(period, basis) for lang in ("en", "ja")]
    assert names == [en, ja]
    for name in (label, en, ja):
        assert (read_label(name) or [None])[0] == period


@given(st.sampled_from([2, 4, 12]), st.integers(EARLIEST * 12, 2180 * 12), st.integers(0, 30), st.sampled_from(Basis))
def test_every_part_of_a_year_is_read_back_from_its_key_and_its_names(
    per_year: int, month: int, more: int, basis: Basis
) -> None:
    first = month * per_year // 12
    period = Period(first, first + more, per_year)
    assert parse_period(str(period)) == period
    for name in (period.label(basis), *(Style(lang).period(period, basis) for lang in ("en", "ja"))):
        found = read_label(name)
        assert found is not None, name
        assert in_months(found)[0] == period if per_year == 12 else found[0] == period


@pytest.mark.parametrize(
    ("fiscal_year", "year", "quarter"),
    [
        (FiscalYear(), (date(2023, 4, 1), date(2024, 3, 31)), (date(2023, 7, 1), date(2023, 9, 30))),
        (FiscalYear(10, NamedBy.END), (date(2022, 10, 1), date(2023, 9, 30)), (date(2023, 1, 1), date(2023, 3, 31))),
        (FiscalYear(7, NamedBy.END), (date(2022, 7, 1), date(2023, 6, 30)), (date(2022, 10, 1), date(2022, 12, 31))),
        (FiscalYear(1, NamedBy.END), (date(2023, 1, 1), date(2023, 12, 31)), (date(2023, 4, 1), date(2023, 6, 30))),
    ],
)
def test_a_fiscal_year_begins_where_its_country_begins_it(
    fiscal_year: FiscalYear, year: tuple[date, date], quarter: tuple[date, date]
) -> None:
    counted, month = calendar(Basis.FISCAL_YEAR, fiscal_year), Period.of(2023, 5, 12)
    for period, days in ((Period.of(2023), year), (Period.of(2023, 2, 4), quarter)):
        assert (period.start(counted), period.end(counted)) == days
    assert (month.start(counted), month.end(counted)) == (date(2023, 5, 1), date(2023, 5, 31))
    at_end = Period.of(2023).start(calendar(Basis.FISCAL_YEAR_END, fiscal_year))
    assert at_end == year[1]


@pytest.mark.parametrize(
    ("year", "ja", "en"),
    [
        (2200, "令和182", "R182"),
        (2023, "令和5", "R5"),
        (2019, "令和元", "R1"),
        (2018, "平成30", "H30"),
        (1989, "平成元", "H1"),
        (1988, "昭和63", "S63"),
        (1926, "昭和元", "S1"),
        (1912, "大正元", "T1"),
        (1868, "明治元", "M1"),
        (1867, "1867", "1867"),
    ],
)
def test_a_year_is_named_in_its_era_from_meiji_on(year: int, ja: str, en: str) -> None:
    assert era(year, "ja") == ja
    assert era(year, "en") == en


@given(YEARS)
def test_no_two_years_share_a_name_in_their_eras(year: int) -> None:
    assert era(year, "ja") != era(year + 1, "ja")
    assert era(year, "en") != era(year + 1, "en")


FISCAL, END = Basis.FISCAL_YEAR, Basis.YEAR_END


@pytest.mark.parametrize(
    ("text", "first", "last", "basis"),
    [
        ("2023", 2023, 2023, None),
        (" ２０２３年度 ", 2023, 2023, FISCAL),
        ("FY2023", 2023, 2023, FISCAL),
        ("FY 2021", 2021, 2021, FISCAL),
        ("2021年", 2021, 2021, None),
        ("2021年末", 2021, 2021, END),
        ("2021年12月末", 2021, 2021, END),
        ("2021-12", 2021, 2021, END),
        ("2003-12", 2003, 2003, END),
        ("令和5年度", 2023, 2023, FISCAL),
        ("令和５年度末", 2023, 2023, Basis.FISCAL_YEAR_END),
        ("令和元年度", 2019, 2019, FISCAL),
        ("平成30年", 2018, 2018, None),
        ("平成31年度", 2019, 2019, FISCAL),
        ("㍻30年", 2018, 2018, None),
        ("昭和64年", 1989, 1989, None),
        ("R5", 2023, 2023, None),
        ("Ｈ３０", 2018, 2018, None),
        ("R5年度", 2023, 2023, FISCAL),
        ("2021..2023", 2021, 2023, None),
        ("FY2021..FY2023", 2021, 2023, FISCAL),
        ("2021-12..2023-12", 2021, 2023, END),
        ("FY2021-23", 2021, 2023, FISCAL),
        ("FY2003-12", 2003, 2012, FISCAL),
        ("FY1999-2001", 1999, 2001, FISCAL),
        ("2021～2023年度", 2021, 2023, FISCAL),
        ("2021〜23年度", 2021, 2023, FISCAL),
        ("2021年度～2023年度", 2021, 2023, FISCAL),
        ("2021年度から2023年度", 2021, 2023, FISCAL),
        ("令和3～5年度", 2021, 2023, FISCAL),
        ("令和元～3年度", 2019, 2021, FISCAL),
        ("平成30～令和2年度", 2018, 2020, FISCAL),
        ("平成30年度～令和2年度", 2018, 2020, FISCAL),
        ("H30-R2", 2018, 2020, None),
        ("R3–5", 2021, 2023, None),
        ("FY2021/R3", 2021, 2021, FISCAL),
        ("2022/R4", 2022, 2022, None),
        ("2022-12/R4", 2022, 2022, END),
        ("FY2021-23/R3-5", 2021, 2023, FISCAL),
    ],
)
def test_a_label_names_a_period_and_may_imply_a_basis(text: str, first: int, last: int, basis: Basis | None) -> None:
    assert read_label(text) == (Period(first, last), basis)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "x",
            "23",
            "FY23",
            "20231",
            "999",
            "2201",
            "2021/22",
            "2021/2022",
            "2021/4",
            "FY2021/R4",
            "2021-13",
        ),
        *(
            "2021..2021",
            "2023..2021",
            "FY2023-21",
            "2021-1",
            "FY2021年末",
            "2021年末～2023年度",
            "令和0年度",
            "平成32年",
            "昭和65年",
        ),
        *(
            "令和",
            "元年度",
            "R",
            "R 5 6",
            "年度",
            "単位",
            "2021-12-31",
            "1,234",
            "2021.5",
            "-2021",
            "２０２",
            "²⁰²¹年度x",
        ),
    ],
)
def test_what_is_no_label_is_none(text: str) -> None:
    assert read_label(text) is None


@given(YEARS, st.integers(0, 40), st.sampled_from(Basis), st.sampled_from(["ja", "en"]), st.booleans())
def test_every_label_that_is_written_is_read_as_its_period(
    first: int, more: int, basis: Basis, lang: Lang, by_era: bool
) -> None:
    period = Period(first, min(first + more, LATEST))
    style = Style(lang, by_era)
    for text in (period.label(basis), style.period(period, basis), style.bare(period)):
        if (by_era and first < 1868 and period.is_span) or (text == f"{first}-12" and period.is_span):
            continue  # no era, or taken for December
        found = read_label(text)
        assert found is not None, text
        assert found[0] == period
        assert found[1] in (None, basis)


@given(YEARS, st.sampled_from([Basis.FISCAL_YEAR, Basis.YEAR_END]), st.sampled_from(["ja", "en"]), st.booleans())
def test_a_label_of_a_fiscal_year_or_a_year_end_implies_its_basis(
    year: int, basis: Basis, lang: Lang, by_era: bool
) -> None:
    period = Period(year, year)
    for text in (period.label(basis), Style(lang, by_era).period(period, basis)):
        assert read_label(text) == (period, basis)
