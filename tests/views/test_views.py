"""What the tables and texts say, and that no width takes away what matters."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

import policy_eval
from policy_eval.judging.assess import assess, by_indicator
from policy_eval.judging.calculations import calculations
from policy_eval.model.indicator import Indicator
from policy_eval.views.bars import Bars
from policy_eval.wording.figures import figure, signed
from policy_eval.wording.statements import value_cell
from policy_eval.wording.style import Style
from policy_eval.wording.wrapping import wrapped

from ..running import BUNDLED, HARBOUR, Poleval

DAY = date(2026, 11, 24)
Made = Callable[..., str]


@pytest.fixture
def made(poleval: Poleval, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Made:
    """What a command prints of a dataset with one indicator `a` that is made of these lines."""

    def show(lines: str, *arguments: str, width: int = 80, head: str = "", lang: str = "en") -> str:
        body = "\n".join(f"    {line}" for line in lines.splitlines())
        start = f"sub_field: 1\ntitle: One\n{head}indicators:\n  - id: a\n    title: A\n    unit: tons\n"
        (tmp_path / "one.yaml").write_text(f"{start}    direction: increase\n{body}\n", encoding="utf-8")
        monkeypatch.setenv("COLUMNS", str(width))
        outcome = poleval(*arguments, "-d", str(tmp_path), "--lang", lang)
        assert outcome.code == 0, outcome.err
        return outcome.out

    return show


def line(text: str, start: str) -> str:
    return next(line for line in text.splitlines() if line.lstrip().startswith(start))


COMMANDS = ("show", "gaps", "gaps --all", "changes", "show {id}", "show {number}", "explain {id}")


@pytest.mark.parametrize("width", [80, 100, 140, 200])
@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("dataset", "ids", "number"), [(BUNDLED, ("un-staff", "istc-overhead-ratio"), "6"), (HARBOUR, ("berth-wait",), "1")]
)
def test_nothing_is_wider_than_the_screen(
    dataset: str,
    ids: tuple[str, ...],
    number: str,
    command: str,
    lang: str,
    width: int,
    poleval: Poleval,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for one in ids if "{id}" in command else ids[:1]:
        words = command.format(id=one, number=number).split()
        day = [] if words[0] == "changes" else ["--today", DAY.isoformat()]
        for line_ in poleval(*words, "-d", dataset, "--lang", lang, *day).out.splitlines():
            assert cell_len(line_) <= width


def told_of(lines: list[str], indicators: Sequence[Indicator], style: Style) -> Iterator[str]:
    """What is said of each indicator: the lines from the one that begins with its id or title to the next such."""
    starts = []
    at = 0
    for indicator in indicators:
        names = (f"{indicator.id} ", style.text(indicator.title)[:8])
        at = next(number for number in range(at, len(lines)) if lines[number].strip().startswith(names))
        starts.append(at)
        at += 1
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield "\n".join(lines[start:end])


@pytest.mark.parametrize("today", ["2024-08-31", "2026-11-24"])
@pytest.mark.parametrize("width", [60, 80, 100, 140, 200])
@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("command", ["show", "gaps", "gaps --all"])
@pytest.mark.parametrize("dataset", [BUNDLED, HARBOUR])
def test_no_width_takes_id_value_status_target_or_gap(
    dataset: str,
    command: str,
    lang: str,
    width: int,
    today: str,
    poleval: Poleval,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = poleval(*command.split(), "-d", dataset, "--lang", lang, "--today", today).out.splitlines()
    style = Style("ja" if lang == "ja" else "en")
    programme = policy_eval.load(dataset)
    wholes = [indicator for indicator in programme.indicators if indicator.targets or command != "gaps"]
    judged = by_indicator(programme.judged(date.fromisoformat(today)))
    for indicator, told in zip(wholes, told_of(lines, wholes, style), strict=True):
        for assessment in (one for series in indicator.series for one in judged[series.name]):
            if assessment.target is None and (command == "gaps" or assessment.indicator.part):
                continue
            assert assessment.target is None or signed(assessment.gap) in told
            assert command == "show" or style.word(assessment.compliance) in told
            if not assessment.indicator.part or command != "show":
                assert value_cell(assessment.indicator, assessment.period, style) in told
                unit = "" if assessment.indicator.is_percentage else style.text(indicator.unit)
                assert "".join(unit.split())[:4] in "".join(told.split())
            if assessment.target:
                brief, long = (
                    style.bound(assessment.target, assessment.indicator),
                    style.demand(assessment.target, assessment.indicator),
                )
                assert brief in told or long in told


@pytest.mark.parametrize("dataset", [BUNDLED, HARBOUR])
def test_explain_and_changes_agree_on_every_change(dataset: str) -> None:
    programme = policy_eval.load(dataset)
    frame = programme.changes()
    for column in ("change", "change_pct"):
        known = frame[frame[column].notna()]
        keys = zip(known["indicator"], known["breakdown"].fillna(""), known["period"], strict=True)
        computed = dict(zip(keys, known[column].tolist(), strict=True))
        told = {
            (indicator.id, record.breakdown, record.period): record.result
            for _, indicator in programme.every_series()
            for record in calculations(indicator, [*assess(indicator, DAY)])
            if record.figure == column
        }
        assert told == computed


def test_gaps_says_in_lines_what_has_no_room(made: Made) -> None:
    lines = """baseline: {period: 2020, value: 1000000000}
targets: [{at_least: 2000000000000, by: 2030}]
observations: {2020: 1000000000, 2023: 1500000000}"""
    narrow = made(lines, "gaps", "--today", "2024-08-31", width=60)
    assert line(narrow, "A") == "  A  a"
    assert ">= 2,000,000,000,000" in line(narrow, "1,500,000,000 ")
    assert "-1,998,500,000,000" in line(narrow, "1,500,000,000 ")
    assert line(narrow, "by").startswith("    by FY2030, needed/yr")
    assert "pace" in narrow.replace("\n", " ")
    assert "    by FY2030" not in made(lines, "gaps", "--today", "2024-08-31", width=220)


PAST_DEADLINE = """targets: [{at_least: 60, by: 2021}]
observations: {2020: 50, 2021: 55, 2022: 70, 2023: {value: 90, status: forecast}, 2024: {status: pending}}"""


def test_show_has_the_latest_value_whatever_the_deadline_was_judged_on(made: Made) -> None:
    shown = made(PAST_DEADLINE, "show", width=200)
    row = "a A 70 tons FY2022 * +15 better >= 60 FY2021 -5 missed ▁▃█"
    assert " ".join(line(shown, "a ").split()).startswith(row)
    assert "* = a later value is pending" in shown
    assert line(shown, "target") == "    target at least 60 tons by FY2021, judged on FY2021 55 tons, gap -5 tons"
    assert shown.endswith("1 missed\n")


def test_gaps_has_the_value_that_was_judged(made: Made) -> None:
    assert line(made(PAST_DEADLINE, "gaps", width=200), "a ").split()[:3] == ["a", "A", "55"]


def test_a_change_into_a_forecast_is_marked(made: Made) -> None:
    shown = made(PAST_DEADLINE, "changes", width=200)
    assert line(shown, "a ").endswith("+15 (+27.3%) better  +20 (+28.6%) f better")
    assert "f = forecast" in shown


@pytest.mark.parametrize("width", [50, 60, 80])
def test_bars_shrink_to_the_room_that_is_left(width: int, made: Made) -> None:
    note = "targets: [{at_least: 1000}]\nobservations: {2021: 956, 2022: {value: 961, note: n}}"
    shown = made(note, "show", "a", width=width)
    assert "█" in line(shown, "FY2021")
    assert all(cell_len(line_) <= width for line_ in shown.splitlines() if ".yaml" not in line_)


NUMBERS = st.one_of(st.integers(-20, 20), st.floats(-1e6, 1e6)).map(lambda number: round(float(number), 6) + 0.0)


@given(st.lists(NUMBERS, min_size=1, max_size=6), st.lists(NUMBERS, max_size=3), st.integers(0, 41))
def test_a_bar_is_on_the_same_side_of_each_bound_as_its_value(
    values: list[float], bounds: list[float], room: int
) -> None:
    bars = Bars(values, bounds, "#")
    room = max(bars.least, room)
    for value in values:
        drawn = bars.bar(value, room)
        assert len(drawn) <= room
        marks = [index for index, sign in enumerate(drawn) if sign == "|"]
        assert len(marks) == len(set(bounds)) or not drawn
        cells = [index for index, sign in enumerate(drawn) if sign == "#"]
        if not cells:
            continue
        # The end of the bar that is away from zero; a mark next to it is where it ends.
        tip = cells[-1] if value > 0 else cells[0]
        for mark, bound in zip(marks, sorted(set(bounds)), strict=True):
            if bound * value < 0 or bound == 0:
                continue
            step = 1 if value > 0 else -1
            assert (mark == tip + step) == (value == bound)
            assert ((tip - mark) * step > 0) == (abs(value) > abs(bound))


def test_a_bar_ends_before_at_or_behind_the_mark() -> None:
    bars = Bars([961.0, 1000.0, 1001.0], [1000.0], "#")
    assert [bars.bar(value, 12) for value in (961.0, 1000.0, 1001.0)] == ["######### |", "##########|", "##########|#"]


TARGETED = """baseline: {period: 2020, value: 40}
targets: [{at_least: 60, by: 2030, source: {en: port plan, ja: 港湾計画}}]
source: {ref: Table 1}
observations: {2020: 40, 2021: 45}"""


@pytest.mark.parametrize("command", ["show", "explain"])
def test_what_sets_a_target_is_said(command: str, made: Made) -> None:
    words = (command, "a", "--today", "2024-08-31")
    assert "target at least 60 tons by FY2030 (port plan): pending" in made(TARGETED, *words)
    assert "（港湾計画）：" in made(TARGETED, *words, lang="ja")


def test_explain_speaks_one_language(made: Made) -> None:
    shown = made(TARGETED, "explain", "a", "--era", "--today", "2024-08-31", lang="ja")
    assert "\n令和3年度\n" in shown
    assert "FY" not in shown
    assert "進捗：順調 R = 0.95以上" in shown
    assert "出所：カナダ統計局" in shown
    assert "Pace" not in shown


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["changes", "a"], "No two years in a row"),
        (["explain", "a"], "Nothing was computed"),
        (["show", "a"], "There is no figure yet."),
        (["show", "1"], "There is no figure yet."),
    ],
)
def test_no_figure_is_said_in_words_without_headings(arguments: list[str], words: str, made: Made) -> None:
    shown = made("observations: {}", *arguments)
    assert words in shown
    assert not {"indicator", "formula", "period"} & set(shown.split())


def test_the_note_of_a_sub_field_is_in_its_view(made: Made) -> None:
    assert "\n  note: mind the gap\n" in made("observations: {2020: 1}", "show", "1", head="note: mind the gap\n")


def test_the_facts_of_the_programme_come_first(poleval: Poleval) -> None:
    shown = poleval("show", "programme", "-d", BUNDLED, "--lang", "en").out
    facts = [line_.strip().partition(":")[0] for line_ in shown.split("\n\n")[0].splitlines()[1:]]
    assert facts == ["title", "ministry", "published", "period evaluated", "next evaluation", "source", "note"]
    assert shown.index("policy goal:") > shown.index("execution-rate-contributions")


@pytest.mark.parametrize(
    ("lang", "fact"),
    [
        ("en", "licence: CC-BY-4.0, Creative Commons Attribution 4.0 International, "),
        ("ja", "ライセンス：CC-BY-4.0、クリエイティブ・コモンズ 表示 4.0 国際、"),
    ],
)
def test_the_licence_of_the_data_is_a_fact_of_the_programme(lang: str, fact: str, poleval: Poleval) -> None:
    dataset = Path(__file__).parents[1] / "data" / "valid" / "ministry"
    shown = poleval("show", "programme", "-d", str(dataset), "--lang", lang).out
    assert f"  {fact}https://creativecommons.org/licenses/by/4.0/\n" in shown


@pytest.mark.parametrize(("columns", "longest"), [("0", None), ("1", 20), ("20", 20), ("x", None)])
def test_the_width_of_a_pipe(
    columns: str, longest: int | None, poleval: Poleval, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = poleval("show", "un-staff", "-d", BUNDLED, "--lang", "en").out
    monkeypatch.setenv("COLUMNS", columns)
    shown = poleval("show", "un-staff", "-d", BUNDLED, "--lang", "en").out
    assert (shown == whole) is (longest is None)
    assert longest is None or line(shown, "goal:") == "  goal: 3 Increase"


def test_paths_stay_whole_and_japanese_breaks_between_characters() -> None:
    path = "indicators/06-united-nations.yaml"
    assert wrapped(f"file: {path} here", 20) == ["file:", path, "here"]
    assert wrapped("ファイル：港湾/計画の一.yaml", 10) == ["ファイル：", "港湾/計画の一.yaml"]
    assert wrapped("待ち時間の短縮、及び（港湾）", 10) == ["待ち時間の", "短縮、及び", "（港湾）"]
    assert wrapped("pace slow (R = 1.34)", 14) == ["pace slow", "(R = 1.34)"]


@given(st.text(st.sampled_from("ab /.あ、（）。= "), max_size=60), st.integers(1, 30))
def test_wrapping_loses_nothing_but_spaces(text: str, width: int) -> None:
    assert "".join("".join(wrapped(text, width)).split()) == "".join(text.split())


def test_a_huge_figure_has_no_decimals() -> None:
    assert (figure(2e15), signed(0.00004), figure(-math.pi)) == ("2,000,000,000,000,000", "+0.00004", "-3.14")
