"""How a figure, a period and a bound are read."""

from __future__ import annotations

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from policy_eval.model.indicator import Indicator
from policy_eval.model.periods import Basis, Period
from policy_eval.model.target import Target
from policy_eval.terminal_text import visible
from policy_eval.wording.figures import figure, figure_of, percent, signed
from policy_eval.wording.style import Style


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2660000.0, "2,660,000"),
        (0.0, "0"),
        (-0.0, "0"),
        (10.37, "10.37"),
        (7.0, "7"),
        (0.0001, "0.0001"),
        (50.520833333333336, "50.52"),
        (0.47350947, "0.47"),
        (0.023152461, "0.023"),
        (-0.0000123456, "-0.000012"),
        (1e-7, "0.0000001"),
        (0.00004, "0.00004"),
        (2e15, "2,000,000,000,000,000"),
        (1e20, "1e+20"),
        (1341.4857984753537, "1,341.49"),
        (None, ""),
        (math.nan, ""),
    ],
)
def test_a_figure_is_shown_as_published_or_to_two_decimals(value: float | None, text: str) -> None:
    assert figure(value) == text


@pytest.mark.parametrize(
    ("value", "bound", "text"),
    [(49.99996, 50.0, "49.99996"), (10.000001, 10.0, "10.000001"), (50.0, 50.0, "50"), (49.994999, 50.0, "49.99")],
)
def test_rounding_never_shows_a_missed_bound_as_met(value: float, bound: float, text: str) -> None:
    assert figure(value, bound) == text


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9).map(lambda bound: round(bound, 3)))
def test_a_figure_looks_like_its_bound_only_if_it_is_the_bound(value: float, bound: float) -> None:
    value = float(f"{value:.12g}")
    looks_equal = float(figure(value, bound).replace(",", "")) == bound
    assert not looks_equal or value == bound


@example([100.641538, 100.641552, 100.6415], None)
@given(st.lists(st.floats(0.001, 1000).map(lambda value: float(f"{value:.9g}")), min_size=2, max_size=6), st.data())
def test_no_two_figures_of_an_indicator_read_alike(values: list[float], data: st.DataObject | None) -> None:
    near = [float(f"{value + data.draw(st.floats(-1e-4, 1e-4)):.9g}") for value in values] if data else values
    indicator = TypeAdapter(Indicator).validate_python(
        {
            "id": "a",
            "title": "a",
            "unit": "a",
            "direction": "none",
            "observations": dict(enumerate(values, start=2000)),
            "targets": [{"at_most": bound} for bound in near],
        }
    )
    shown = {value: figure_of(indicator, value) for value in {*values, *near}}
    assert len(set(shown.values())) == len(shown)


@pytest.mark.parametrize(("value", "text"), [(38.0, "+38"), (-39.0, "-39"), (0.0, "0"), (-0.2, "-0.2"), (None, "")])
def test_a_difference_has_an_ascii_sign(value: float | None, text: str) -> None:
    assert signed(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (4.139433, "+4.1%"),
        (-26.4563, "-26.5%"),
        (0.01, "+0.01%"),
        (0.0, "0.0%"),
        (-0.049999, "-0.05%"),
        (0.049999, "+0.05%"),
        (1e20, "+1e+20%"),
        (math.nan, ""),
    ],
)
def test_a_relative_change_has_one_decimal(value: float, text: str) -> None:
    assert percent(value) == text


@pytest.mark.parametrize(
    ("lang", "era", "period", "basis", "text"),
    [
        ("en", False, (2023, 2023), Basis.FISCAL_YEAR, "FY2023"),
        ("en", False, (2023, 2023), Basis.CALENDAR_YEAR, "2023"),
        ("en", False, (2023, 2023), Basis.YEAR_END, "2023-12"),
        ("en", False, (2021, 2023), Basis.FISCAL_YEAR, "FY2021-23"),
        ("en", False, (1998, 2003), Basis.CALENDAR_YEAR, "1998-2003"),
        ("en", True, (2023, 2023), Basis.FISCAL_YEAR, "FY2023/R5"),
        ("en", True, (2021, 2023), Basis.FISCAL_YEAR, "FY2021-23/R3-5"),
        ("en", True, (2017, 2020), Basis.FISCAL_YEAR, "FY2017-20/H29-R2"),
        ("ja", False, (2023, 2023), Basis.FISCAL_YEAR, "2023年度"),
        ("ja", False, (2023, 2023), Basis.YEAR_END, "2023年末"),
        ("ja", False, (2021, 2023), Basis.FISCAL_YEAR, "2021～2023年度"),
        ("ja", True, (2023, 2023), Basis.FISCAL_YEAR, "令和5年度"),
        ("ja", True, (2019, 2019), Basis.CALENDAR_YEAR, "令和元年"),
        ("ja", True, (2021, 2023), Basis.FISCAL_YEAR, "令和3～5年度"),
        ("ja", True, (2017, 2020), Basis.FISCAL_YEAR, "平成29～令和2年度"),
    ],
)
def test_a_period_is_named_in_the_language_and_the_era(
    lang: str, era: bool, period: tuple[int, int], basis: Basis, text: str
) -> None:
    assert Style("ja" if lang == "ja" else "en", era).period(Period(*period), basis) == text


@pytest.mark.parametrize(
    ("target", "english", "japanese"),
    [
        ({"at_least": 1000}, ">= 1,000", "1,000以上"),
        ({"at_most": 10}, "<= 10", "10以下"),
        ({"between": [-5, 5]}, "-5 to 5", "-5～5"),
    ],
)
def test_a_bound_is_written_briefly(target: dict[str, object], english: str, japanese: str) -> None:
    model = TypeAdapter(Target).validate_python(target)
    indicator = TypeAdapter(Indicator).validate_python(
        {"id": "a", "title": "a", "unit": "a", "direction": "none", "observations": {}, "targets": [target]}
    )
    assert Style("en").bound(model, indicator) == english
    assert Style("ja").bound(model, indicator) == japanese


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", r"\x1b[31mred\x1b[0m"),
        ("a\u202eb", r"a\u202eb"),
        ("a\nb\tc", "a b c"),
        ("bell\x07", r"bell\x07"),
        ("\x9b1m", r"\x9b1m"),
        ("日本語 [red] :warning:", "日本語 [red] :warning:"),
        ("\ud800", r"\ud800"),
    ],
)
def test_nothing_in_a_text_acts_on_a_terminal(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_what_is_shown_is_one_line_that_prints(text: str) -> None:
    assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in visible(text))
