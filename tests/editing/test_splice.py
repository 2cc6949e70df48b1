"""Observations added and replaced in the text of a file, and nothing else touched."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from policy_eval import PolevalError, load
from policy_eval.editing.observations import Plain
from policy_eval.editing.splice import spliced
from policy_eval.model.indicator import Indicator
from policy_eval.model.periods import Period, parse_period
from policy_eval.model.programme import Programme
from policy_eval.reading.values import read_values

from ..running import BUNDLED, HARBOUR, ROOT

HEAD = "indicators:\n  - id: a\n    observations:"
FILES = [
    path
    for folder in (BUNDLED, HARBOUR, ROOT / "tests" / "data" / "valid", ROOT / "tests" / "data" / "valid" / "ministry")
    for path in sorted(Path(folder).glob("[!.]*.y*ml"))
]


def edits(figures: Mapping[int | str, Plain]) -> dict[tuple[object, ...], dict[Period, Plain]]:
    return {(0,): {parse_period(period): plain for period, plain in figures.items()}}


BLOCK = [
    ("replaced", "\n      2021: 5\n      2022: 6\n", {2021: 7.0}, "\n      2021: 7\n      2022: 6\n"),
    ("commented", "\n      2021:  +5   # five\n", {2021: 7}, "\n      2021:  7   # five\n"),
    (
        "null",
        "\n      2021: null # later\n      2022:   # much\n",
        {2021: 7, 2022: 8},
        "\n      2021: 7 # later\n      2022: 8   # much\n",
    ),
    (
        "to a mapping",
        "\n      2021: 5 # c\n",
        {2021: {"value": 7, "note": "no"}},
        "\n      2021: {value: 7, note: 'no'} # c\n",
    ),
    ("in braces", "\n      2021: {value: 5, note: n} # c\n", {2021: 7}, "\n      2021: 7 # c\n"),
    ("last", "\n      2021: 5 # c\n\n  # d\n", {2022: 7}, "\n      2021: 5 # c\n      2022: 7\n\n  # d\n"),
    ("no final newline", "\n      2021: 5", {2022: 7}, "\n      2021: 5\n      2022: 7"),
    ("no final newline, null", "\n      2021:", {2022: 7, 2021: 6}, "\n      2021: 6\n      2022: 7"),
    ("first", "\n      2021: 5\n", {2019: 1, 2020: 2}, "\n      2019: 1\n      2020: 2\n      2021: 5\n"),
    (
        "between",
        "\n      2019: 5\n      # c\n      2022: 5\n",
        {2021: 2, 2020: 1},
        "\n      2019: 5\n      2020: 1\n      2021: 2\n      # c\n      2022: 5\n",
    ),
    (
        "falling",
        "\n      2022: 5\n      2020: 5\n",
        {2021: 1, 2023: 3, 2019: 0},
        "\n      2023: 3\n      2022: 5\n      2021: 1\n      2020: 5\n      2019: 0\n",
    ),
    (
        "unsorted",
        "\n      2022: 5\n      2020: 5\n      2021: 5\n",
        {2023: 1},
        "\n      2022: 5\n      2023: 1\n      2020: 5\n      2021: 5\n",
    ),
    (
        "spans",
        "\n      2018..2020: 3\n      2021: 5\n",
        {"2021..2023": 1, 2023: 2, "2018..2020": 4},
        "\n      2018..2020: 4\n      2021: 5\n      2023: 2\n      2021..2023: 1\n",
    ),
    ("quoted", '\n      "2018..2020": 3\n', {"2018..2020": 1, 2021: 2}, '\n      "2018..2020": 1\n      2021: 2\n'),
    ("odd years", "\n      0x7E5 : 5\n", {2021: 1}, "\n      0x7E5 : 1\n"),
    (
        "value below",
        "\n      2021:\n        # c\n        5\n",
        {2021: 1, 2022: 2},
        "\n      2021:\n        # c\n        1\n      2022: 2\n",
    ),
    (
        "block",
        "\n      2021:\n        value: 5\n        note: n\n      2022: 1\n",
        {2021: 7},
        "\n      2021: 7\n      2022: 1\n",
    ),
    (
        "block, one comment",
        "\n      2021:\n        value: 5  # c\n        note: n\n",
        {2021: 7},
        "\n      2021: 7  # c\n",
    ),
    (
        "block, last comment",
        "\n      2021:\n        value: 5\n        note: n # c\n  # d\n",
        {2021: 7},
        "\n      2021: 7 # c\n  # d\n",
    ),
    (
        "block, comments",
        "\n      2021: # c\n        value: 5 # d, e\n        note: 'n # o' # f\n",
        {2021: {"value": 7}},
        "\n      # c\n      # d, e\n      2021: {value: 7} # f\n",
    ),
    (
        "block, literal",
        "\n      2021:\n        note: | # c\n          # no comment\n\n          text\n\n  # d\n",
        {2021: 7, 2022: 8},
        "\n      2021: 7  # c\n      2022: 8\n\n  # d\n",
    ),
    (
        "after literal",
        "\n      2021:\n        value: 4\n        note: |\n          text\n\n  # d\n",
        {2022: 8},
        "\n      2021:\n        value: 4\n        note: |\n          text\n      2022: 8\n\n  # d\n",
    ),
    (
        "after kept literal",
        "\n      2021:\n        value: 4\n        note: |+\n          text\n\n\n  # d\n",
        {2022: 8},
        "\n      2021:\n        value: 4\n        note: |+\n          text\n\n\n      2022: 8\n  # d\n",
    ),
    (
        "after nested block",
        "\n      2021:\n        note:\n          ja: x\n          en: y # c\n    # d\n",
        {2022: 8},
        "\n      2021:\n        note:\n          ja: x\n          en: y # c\n      2022: 8\n    # d\n",
    ),
    (
        "marked keys",
        "\n      ? 2021\n      : 5\n      ? 2022\n",
        {2021: 1, 2022: 2, 2020: 0, 2023: 3},
        "\n      2020: 0\n      ? 2021\n      : 1\n      ? 2022\n      : 2\n      2023: 3\n",
    ),
    (
        "marked key, block",
        "\n      ? 2021\n      : value: 5\n        note: x # c\n",
        {2021: 1},
        "\n      ? 2021\n      : 1 # c\n",
    ),
]
BRACES = [
    ("empty", " {}\n", {2021: 5, 2020: 4}, " {2020: 4, 2021: 5}\n"),
    ("empty, apart", " { } # c\n", {2021: 5}, " { 2021: 5 } # c\n"),
    ("empty, comment", " { # c\n      }\n", {2021: 5}, " {2021: 5 # c\n      }\n"),
    (
        "one line",
        " {2021: 1, 2023: 2} # c\n",
        {2020: 0, 2022: 5, 2024: 6},
        " {2020: 0, 2021: 1, 2022: 5, 2023: 2, 2024: 6} # c\n",
    ),
    ("apart", " { 2021: 1 }\n", {2022: 5}, " { 2021: 1, 2022: 5 }\n"),
    ("trailing comma", " {2021: 1,}\n", {2022: 5}, " {2021: 1, 2022: 5,}\n"),
    (
        "replaced",
        " {2021: 1, '2022..2023': {value: 2, note: n}, 2023}\n",
        {2021: 5, "2022..2023": 6, 2023: 7},
        " {2021: 5, '2022..2023': 6, 2023: 7}\n",
    ),
    ("as JSON", ' {"2021..2022":1,2023: }\n', {"2021..2022": 5, 2023: 6}, ' {"2021..2022":5,2023: 6 }\n'),
    (
        "lines",
        " {\n      2021: 1,\n      2022: 2\n    }\n",
        {2020: 0, 2023: 3, 2024: 4},
        " {\n      2020: 0,\n      2021: 1,\n      2022: 2,\n      2023: 3,\n      2024: 4\n    }\n",
    ),
    (
        "lines, trailing comma",
        " {\n      2021: 1,\n      2023: 2, # c, d\n    }\n",
        {2022: 0, 2024: 3},
        " {\n      2021: 1,\n      2022: 0,\n      2023: 2, # c, d\n      2024: 3,\n    }\n",
    ),
    (
        "lines, comment",
        " {\n      2021: 1 # a, b\n    }\n",
        {2022: 0},
        " {\n      2021: 1, # a, b\n      2022: 0\n    }\n",
    ),
    (
        "lines, closed at the end",
        " {\n      2021: 1,\n      2022: 2}\n",
        {2023: 0},
        " {\n      2021: 1,\n      2022: 2,\n      2023: 0}\n",
    ),
    (
        "first line with brace",
        " {2021: 1, # c\n                   2023: 3}\n",
        {2022: 0},
        " {2021: 1, # c\n                   2022: 0,\n                   2023: 3}\n",
    ),
    (
        "comment inside",
        " {2021: {value: 1, # c\n        note: x}, 2022: 1}\n",
        {2021: 0},
        " {2021: 0 # c\n                   , 2022: 1}\n",
    ),
    ("below", "\n      {2021: 1}\n", {2022: 0}, "\n      {2021: 1, 2022: 0}\n"),
]
WHOLE = [
    (
        "flow",
        "{indicators: [{observations: {2021: 1}, id: a}]}",
        {2022: 5},
        "{indicators: [{observations: {2021: 1, 2022: 5}, id: a}]}",
    ),
    (
        "JSON",
        '{"indicators": [{"observations": {\n"2021..2022": 1}}]}\n',
        {2023: 5},
        '{"indicators": [{"observations": {\n"2021..2022": 1,\n2023: 5}}]}\n',
    ),
    (
        "indentless",
        "indicators:\n- id: a\n  observations:\n    2021: 1\n# c\ntitle: T\n",
        {2022: 5},
        "indicators:\n- id: a\n  observations:\n    2021: 1\n    2022: 5\n# c\ntitle: T\n",
    ),
    (
        "windows",
        "\ufeffindicators:\r\n  - observations:\r\n      2021: 1\r\n",
        {2020: 0, 2022: 5},
        "\ufeffindicators:\r\n  - observations:\r\n      2020: 0\r\n      2021: 1\r\n      2022: 5\r\n",
    ),
    (
        "old Macintosh",
        "indicators:\r  - observations:\r      2021: 1 # c\r",
        {2022: 5},
        "indicators:\r  - observations:\r      2021: 1 # c\r      2022: 5\r",
    ),
    (
        "literal before",
        "indicators:\n  - note: |\n      2021: 5\n\n    observations:\n      2021: 1\n",
        {2021: 2},
        "indicators:\n  - note: |\n      2021: 5\n\n    observations:\n      2021: 2\n",
    ),
    (
        "document",
        "%YAML 1.2\n---\nindicators:\n- observations:\n   2021: 1\n...\n",
        {2022: 2},
        "%YAML 1.2\n---\nindicators:\n- observations:\n   2021: 1\n   2022: 2\n...\n",
    ),
    (
        "Japanese before",
        "title: 国連😀\nindicators:\n- {id: 職員, observations: {2021: 1}}\n",
        {2021: 2},
        "title: 国連😀\nindicators:\n- {id: 職員, observations: {2021: 2}}\n",
    ),
]


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("before", "figures", "after"),
    [pytest.param(HEAD + before, figures, HEAD + after, id=name) for name, before, figures, after in BLOCK + BRACES]
    + [pytest.param(*case, id=name) for name, *case in WHOLE],
)
def test_an_observation_takes_its_place_and_nothing_else_changes(
    before: str, figures: dict[int | str, Plain], after: str
) -> None:
    assert spliced(before, edits(figures)) == after


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "index", "message"),
    [
        ("title: T\n", 0, "there is no such indicator with observations in this file"),
        ("indicators: []\n", 0, "there is no such indicator with observations in this file"),
        ("indicators: [{observations: null}]\n", 0, "there is no such indicator with observations in this file"),
        ("indicators: [{observations: {2021: 1}}]\n", 1, "there is no such indicator with observations in this file"),
        ("indicators: [{observations: {x: 1}}]\n", 0, "there is no such indicator with observations in this file"),
        ("indicators: [{observations: &a {2021: 1}}]\n", 0, "an indicator file may not have"),
        ("indicators: [\n", 0, "line 2: is not YAML"),
        ("indicators:\n- observations:\n    2021:\n      value: 1\n      note: |\n        text", 0, "edit it by hand"),
    ],
)
def test_what_cannot_be_edited_is_refused(text: str, index: int, message: str) -> None:
    with pytest.raises(PolevalError, match=message):
        spliced(text, {(index,): {Period(2022, 2022): 1}})


def test_without_an_edit_a_text_stays_as_it_is() -> None:
    assert spliced(HEAD + " {}", {}) == spliced(HEAD + " {}", {(0,): {}}) == HEAD + " {}"


def series_of(programme: Programme) -> Iterator[tuple[tuple[object, ...], Indicator]]:
    """The place of each series of a file whose figures are written there, and the series."""
    for index, indicator in enumerate(programme.indicators):
        # What is derived has no figures there, and a scale takes only its own.
        for series in () if indicator.derive or indicator.scale else indicator.series:
            yield (index, *series.place), series


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_an_edit_of_every_indicator_of_a_file_touches_only_its_lines(path: Path, tmp_path: Path) -> None:
    text = path.read_bytes().decode()
    programme = load(path)
    written_there = [*series_of(programme)]
    count = len(written_there)
    wanted: dict[tuple[object, ...], dict[Period, Plain]] = {}
    for place, indicator in written_there:
        times = indicator.per_year
        last = max((period.last for period in indicator.observations), default=2000 * times)
        wanted[place] = {
            Period(last + 1, last + 1, times): 4.5,
            Period(last + 1, last + 2, times): {"value": 3, "note": "a: b"},
        }
    new = spliced(text, wanted)
    changed = [
        line for line in difflib.ndiff(text.splitlines(keepends=True), new.splitlines(keepends=True)) if line[0] in "+-"
    ]
    removed = [line for line in changed if line[0] == "-"]
    assert len(changed) - len(removed) <= 2 * count + len(removed)
    assert all("observations: {" in line or line.rstrip().endswith("}]}") for line in removed)
    copy = tmp_path / path.name
    copy.write_bytes(new.encode())
    for (_, old), (_, now) in zip(written_there, series_of(load(copy)), strict=True):
        assert len(now.observations) == len(old.observations) + 2
        assert {period: now.observations[period] for period in old.observations} == old.observations


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_another_figure_for_the_first_or_last_observation_of_a_series_touches_only_its_line(path: Path) -> None:
    text = path.read_bytes().decode()
    programme = load(path)
    for place, indicator in series_of(programme):
        for period in {*indicator.periods[:1], *indicator.periods[-1:]}:
            new = spliced(text, {place: {period: 4.5}})
            old_lines, new_lines = text.splitlines(keepends=True), new.splitlines(keepends=True)
            start = next(number for number, line in enumerate(new_lines) if line != old_lines[number])
            rest = len(new_lines) - start - 1
            assert new_lines[start + 1 :] == old_lines[len(old_lines) - rest :]
            assert "4.5" in new_lines[start]
            assert without_figures(new) == without_figures(text)


def without_figures(text: str) -> Any:
    values = plain_values(text)
    for indicator in values.get("indicators", []):
        for series in (indicator, *indicator.get("breakdowns", ())):
            series["observations"] = [*series.get("observations", ())]
    return values


# --- any file, any edit ------------------------------------------------------------------------

NOTES = ["n", "'q # r'", '"a\\n"', "{ja: 約, en: about}"]
COMMENTS = ["", "", " # c", "  #: {x}, 'y'"]


def mapping(draw: st.DrawFn, indent: str, comment: str) -> str:
    note = draw(st.sampled_from(NOTES))
    inner = indent + "  "
    return draw(
        st.sampled_from(
            [
                f" {{value: 5, note: {note}}}{comment}",
                f" {{value: 5,{comment}\n{inner}note: {note},\n{inner}}}",
                f"{comment}\n{inner}value: 5\n{inner}note: {note}{comment}",
                f"\n{inner}value: 5{comment}\n\n{inner}note:\n{inner}  ja: {note if note[0] != '{' else 'x'}",
                f"\n{inner}value: 5\n{inner}note: |{comment}\n{inner}  one\n\n{inner}  # two\n",
                f"\n{inner}note: >+{comment}\n{inner}  one\n\n\n{inner}value: 5",
            ]
        )
    )


@st.composite
def series(draw: st.DrawFn, indent: str) -> str:
    years = draw(st.lists(st.sampled_from(["2018", "2019", "2020", "'2018..2020'", "2021", "0x7E6"]), unique=True))
    if not years or draw(st.integers(0, 1)):
        gap = draw(st.sampled_from(["", " ", f"\n{indent}"]))
        parts = [f"{year}: {draw(st.sampled_from(['1', '-2.50', '', '{value: 4}', 'null']))}" for year in years]
        comma = draw(st.sampled_from([", ", f",\n{indent}", f", # c, d\n{indent}"]))
        trailing = draw(st.sampled_from(["", ","])) if parts else ""
        return f" {{{gap}{comma.join(parts)}{trailing}{gap}}}{draw(st.sampled_from(COMMENTS))}"
    lines = []
    for year in years:
        comment = draw(st.sampled_from(COMMENTS))
        kind = draw(st.sampled_from(["1", "+2.50", "", "~", "mapping", "mapping"]))
        lines.append(
            f"{indent}{year}:" + (mapping(draw, indent, comment) if kind == "mapping" else f" {kind}{comment}")
        )
        lines += draw(st.sampled_from([[], [], [""], [f"{indent}# between"], ["# at the margin"]]))
    return "\n" + "\n".join(lines)


@st.composite
def files(draw: st.DrawFn) -> tuple[str, int]:
    dash, count = draw(st.sampled_from(["", "  "])), draw(st.integers(1, 3))
    text = "title: 国連 # x\n" + "indicators:\n"
    for index in range(count):
        indent = dash + "  "
        before = draw(st.sampled_from(["", f"{indent}note: |\n{indent}  2021: 1\n\n", f"{indent}limit: 1_0\n"]))
        after = draw(st.sampled_from(["", f"\n{indent}unit: '%' # p"]))
        inner = indent + " " * draw(st.integers(1, 4))
        text += f"{dash}- id: i{index}\n{before}{indent}observations:{draw(series(inner))}{after}\n"
    text += draw(st.sampled_from(["", "\n# end\n", "note: n\n"]))
    ending = draw(st.sampled_from(["\n", "\r\n"]))
    return draw(st.sampled_from(["", "\ufeff"])) + text.replace("\n", ending), count


PLAINS: st.SearchStrategy[Plain] = st.one_of(
    st.none(),
    st.integers(-999, 999),
    st.floats(-1e9, 1e9, width=32),
    st.builds(
        lambda value, note: {"value": value, "status": "estimated", "note": note},
        st.integers(0, 9),
        st.text() | st.dictionaries(st.sampled_from(["ja", "en"]), st.text(), min_size=1),
    ),
)
PERIODS = [
    Period(2018, 2018),
    Period(2020, 2020),
    Period(2018, 2020),
    Period(2021, 2021),
    Period(2022, 2022),
    Period(2023, 2023),
]


def comments(text: str) -> list[str]:
    return sorted(
        comment
        for comment in ("# c", "#: {x}, 'y'", "# between", "# at", "# end", "# p")
        for _ in range(text.count(comment))
    )


def plain_values(text: str) -> Any:
    return read_values(Path(), text.removeprefix("\ufeff"))


@pytest.mark.usefixtures("parser")
@given(files(), st.data())
def test_any_edit_of_any_file_changes_the_wanted_values_and_loses_no_comment(
    made: tuple[str, int], data: st.DataObject
) -> None:
    text, count = made
    figures = data.draw(
        st.dictionaries(
            st.integers(0, count - 1), st.dictionaries(st.sampled_from(PERIODS), PLAINS, min_size=1), min_size=1
        )
    )
    new = spliced(text, {(index,): own for index, own in figures.items()})
    old_values, new_values = plain_values(text), plain_values(new)
    for index, series_ in figures.items():
        then, now = old_values["indicators"][index], new_values["indicators"][index]
        then, now = ({parse_period(key): value for key, value in one["observations"].items()} for one in (then, now))
        assert now == {**then, **series_}
        del old_values["indicators"][index]["observations"], new_values["indicators"][index]["observations"]
    assert new_values == old_values
    assert comments(new) == comments(text)
    assert new.count("\r\n") == new.count("\n") * ("\r" in text)
    # What stands outside the edited observations stands there unchanged.
    blocks, new_blocks = (one.replace("\r", "").split("- id: ") for one in (text, new))
    assert len(blocks) == len(new_blocks)
    for index, (block, new_block) in enumerate(zip(blocks[1:], new_blocks[1:], strict=True)):
        if index not in figures:
            assert new_block == block


@given(files(), st.integers(-999, 999))
def test_a_new_year_at_the_end_of_a_block_adds_exactly_one_line(made: tuple[str, int], value: int) -> None:
    text, _ = made
    assume("observations: {" not in text.split("- id: ")[1])
    lines = spliced(text, {(0,): {Period(2099, 2099): value}}).splitlines(keepends=True)
    (added,) = (line for line in lines if "2099" in line)
    assert added.strip() == f"2099: {value}"
    lines.remove(added)
    assert "".join(lines) == text
