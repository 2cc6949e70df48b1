"""Charts: what stands where, and that no label touches a mark or another label."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import policy_eval
from policy_eval.model.codes import Direction
from policy_eval.model.indicator import Indicator
from policy_eval.report.geometry import Drawing, drawing
from policy_eval.report.labels import Box, around
from policy_eval.report.scale import HEIGHT, WIDTH
from policy_eval.report.series import series_of
from policy_eval.wording.style import Style

from ..running import BUNDLED, CITY, ROOT

STYLE = Style()
CSS = (ROOT / "policy_eval" / "report" / "templates" / "page.css").read_text(encoding="utf-8")


def indicator(**more: Any) -> Indicator:
    known: dict[str, Any] = {"id": "a", "title": "A", "unit": "t", "direction": Direction.INCREASE}
    return Indicator(**known | more)


def drawn(**more: Any) -> Drawing:
    series = series_of(indicator(**more), STYLE)
    assert series is not None
    return drawing(series, "target", "baseline")


def along(x1: float, y1: float, x2: float, y2: float) -> Iterator[Box]:
    """The room of a line, piece by piece."""
    pieces = max(1, int(max(abs(x2 - x1), abs(y2 - y1)) / 3))
    for number in range(pieces + 1):
        share = number / pieces
        yield around(x1 + (x2 - x1) * share, y1 + (y2 - y1) * share, 1.4)


def assert_readable(found: Drawing) -> None:
    """No label touches a mark, a line or another label, and everything is inside the picture."""
    marks = [box for line in found.lines if line.look != "cut" for box in along(*line[:4])]
    marks += [around(dot.x, dot.y, 4.5) for dot in found.dots]
    placed = [label for label in found.labels if label.kind != "missing"]
    for label in placed:
        assert not any(label.box.touches(mark) for mark in marks), label
    for one, other in itertools.combinations(found.labels, 2):
        assert not one.box.touches(other.box), (one, other)
    for x, y in [(dot.x, dot.y) for dot in found.dots] + [end for line in found.lines for end in (line[:2], line[2:4])]:
        assert 0 <= x <= WIDTH
        assert 0 <= y <= HEIGHT
    assert all(area.width >= 0 and area.height >= 0 for area in found.areas)


FIGURES = st.floats(-1e6, 1e6).map(lambda value: round(value, 2)) | st.integers(0, 100)
ONE = (
    FIGURES
    | st.none()
    | st.fixed_dictionaries({"value": FIGURES, "status": st.sampled_from(["estimated", "break", "forecast"])})
    | st.fixed_dictionaries({"low": st.integers(0, 40), "high": st.integers(41, 90)})
    | st.fixed_dictionaries({"value": st.integers(20, 30), "low": st.integers(0, 19), "high": st.integers(31, 50)})
)
TARGETS = st.lists(
    st.fixed_dictionaries({"at_least": FIGURES})
    | st.fixed_dictionaries({"between": st.just([10, 60])})
    | st.fixed_dictionaries({"at_most": FIGURES, "by": st.integers(2000, 2035)})
    | st.fixed_dictionaries({"at_most": st.just({"of_previous": 1})}),
    max_size=3,
)


@pytest.mark.parametrize("number", [5, 30, 120])
@given(st.data())
@settings(max_examples=25, deadline=None)
def test_no_label_touches_a_mark_or_another_label(number: int, data: st.DataObject) -> None:
    values = data.draw(st.lists(ONE, min_size=number, max_size=number))
    first = 2000 if number < 100 else 1900
    series = series_of(
        indicator(
            observations={first + place: value for place, value in enumerate(values) if value is not None},
            targets=data.draw(TARGETS),
        ),
        STYLE,
    )
    if series is not None:
        assert_readable(drawing(series, "target", "baseline"))


@pytest.mark.parametrize("root", [BUNDLED, CITY], ids=["bundled", "city"])
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_every_chart_of_real_data_can_be_read(root: str, lang: str) -> None:
    style = Style(lang)  # type: ignore[arg-type]
    for _, one in policy_eval.load(root).every_series():
        series = series_of(one, style)
        if series is not None:
            found = drawing(series, style.word("target"), style.word("baseline"))
            assert_readable(found)
            assert any(label.kind == "value" for label in found.labels)


def test_gaps_are_gaps_and_spans_are_no_points() -> None:
    found = drawn(observations={2019: 1, 2020: 2, 2022: 3, "2019..2021": 9})
    assert len([dot for dot in found.dots if dot.look == "sure"]) == 3
    assert [line.look for line in found.lines] == ["sure"]
    assert len(found.columns) == 4


def test_what_is_not_certain_is_hollow_and_dashed_and_a_break_is_a_cut() -> None:
    found = drawn(
        observations={
            2019: 1,
            2020: {"value": 2, "status": "estimated"},
            2021: {"value": 3, "status": "break", "note": "n"},
            2022: {"status": "pending", "note": "n"},
        }
    )
    assert [dot.look for dot in found.dots] == ["sure", "unsure", "sure", "missing"]
    assert [line.look for line in found.lines] == ["unsure", "cut"]
    assert [label.text for label in found.labels if label.kind == "missing"] == ["pending"]


def test_a_cut_stands_before_a_break_though_the_period_before_it_has_no_value() -> None:
    gone = {"status": "pending", "note": "n"}
    found = drawn(observations={2019: 1, 2020: gone, 2021: {"value": 3, "status": "break", "note": "n"}})
    (cut,) = [line for line in found.lines if line.look == "cut"]
    assert found.columns[1][0] < cut.x1 < found.columns[2][0]


def test_a_range_is_a_bar_and_a_margin_a_whisker() -> None:
    found = drawn(observations={2019: {"value": 5, "low": 4, "high": 7}, 2020: {"low": 1, "high": 3}, 2021: 6})
    assert [area.look for area in found.areas] == ["range"]
    assert [line.look for line in found.lines].count("whisker") == 3


def test_a_standing_target_is_drawn_only_where_it_holds_with_the_side_that_satisfies_it() -> None:
    found = drawn(
        observations={2018: 1, 2019: 2, 2020: 3, 2021: 4}, targets=[{"at_least": 2, "from": 2019, "until": 2020}]
    )
    (area,), (line,) = found.areas, [line for line in found.lines if line.look == "target"]
    assert (area.x, area.x + area.width) == pytest.approx((line.x1, line.x2))
    assert area.y + area.height == pytest.approx(line.y1)
    slots = [x for x, _ in found.columns]
    assert slots[0] < line.x1 < slots[1]
    assert slots[2] < line.x2 < slots[3]


def test_a_deadline_has_its_published_path_else_a_line_from_the_baseline() -> None:
    known: dict[str, Any] = {"observations": {2019: 1, 2020: 2}, "baseline": {"period": 2019, "value": 1}}
    straight = drawn(**known, targets=[{"at_least": 9, "by": 2023}])
    published = drawn(**known, targets=[{"at_least": 9, "by": 2023, "path": {2021: 4, 2022: 6}}])
    (line,) = [line for line in straight.lines if line.look == "path"]
    ends = {dot.look: (dot.x, dot.y) for dot in straight.dots}
    assert (line[:2], line[2:4]) == (ends["baseline"], ends["deadline"])
    steps = [line for line in published.lines if line.look == "path"]
    assert len(steps) == 2
    assert all(step.y1 == step.y2 for step in steps)


@pytest.mark.parametrize(
    ("values", "is_cut"),
    [((50, 52), True), ((50, 70), False), ((1, 2), False), ((-5, 5), False), ((7, 7), False), ((900, 1000), True)],
)
def test_the_axis_begins_at_zero_unless_the_spread_is_under_a_fifth_of_the_highest(
    values: tuple[float, float], is_cut: bool
) -> None:
    found = drawn(observations=dict(enumerate(values, start=2020)))
    assert found.is_cut is is_cut
    assert (0 in [float(words.replace(",", "")) for _, words in found.rows]) is not is_cut


@pytest.mark.parametrize("observations", [{}, {2020: 1}, {"2019..2020": 1, "2021..2022": 2}, {2020: 1, 2021: None}])
def test_there_is_no_chart_of_less_than_two_single_values(observations: dict[Any, Any]) -> None:
    assert series_of(indicator(observations=observations), STYLE) is None


def test_a_chart_of_the_farthest_deadline_does_not_take_for_ever() -> None:
    far = indicator(observations={"2020-01": 1, "2020-02": 2}, targets=[{"at_least": 9, "by": "2199-12"}])
    assert series_of(far, STYLE) is None


# --- colours -----------------------------------------------------------------------------------


def themes() -> dict[str, dict[str, str]]:
    """The colours of the light and of the dark page, by name."""
    blocks = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[:2]
    light, dark = (dict(re.findall(r"--([a-z-]+): (#[0-9a-f]+);", block)) for block in blocks)
    return {"light": light, "dark": light | dark}


def luminance(colour: str) -> float:
    text = colour[1:] if len(colour) == 7 else "".join(sign * 2 for sign in colour[1:])
    parts = [int(text[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


PAIRS = [
    ("text", "ground", 15),
    ("soft", "ground", 8.5),
    ("soft", "panel", 7),
    ("link", "ground", 7),
    ("visited", "ground", 7),
    ("series", "ground", 4.5),
    ("target", "ground", 4.5),
    ("target", "satisfied", 4.5),
    ("met", "met-ground", 4.5),
    ("missed", "missed-ground", 4.5),
    ("overdue", "overdue-ground", 4.5),
    ("other", "other-ground", 4.5),
    ("met", "ground", 4.5),
    ("overdue", "ground", 4.5),
    ("rule", "ground", 3),
    ("focus", "halo", 3),
]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("one", "other", "least"), PAIRS, ids=[f"{one} on {other}" for one, other, _ in PAIRS])
def test_colours_can_be_told_from_their_ground(theme: str, one: str, other: str, least: float) -> None:
    colours = themes()[theme]
    assert contrast(colours[one], colours[other]) >= least


def test_a_contrast_is_that_of_the_guidelines() -> None:
    assert math.isclose(contrast("#000", "#ffffff"), 21)
    assert (ROOT / "policy_eval" / "report").is_dir()
    assert Path(BUNDLED).is_dir()
