"""The frames: columns, dtypes, languages, labels, statuses, and the wide layout."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import yaml

import policy_eval
from policy_eval import Programme
from policy_eval.export.wide import wide
from policy_eval.model.codes import Lang
from policy_eval.model.status import Status
from policy_eval.wording.style import Style

ROOT = Path(__file__).parents[2]
TODAY = date(2024, 8, 31)

TEXT_FIRST = ["sub_field", "indicator", "title", "unit", "result_type", "kind", "basis", "period"]
OBSERVATIONS = {
    **dict.fromkeys(TEXT_FIRST, "object"),
    "year": "int64",
    "value": "float64",
    **dict.fromkeys(["status", "obs_status"], "object"),
    **dict.fromkeys(["numerator", "denominator"], "float64"),
    **dict.fromkeys(["note", "source", "publisher"], "object"),
}
ADDED = {
    "breakdown": "object",
    **dict.fromkeys(["low", "high"], "float64"),
    **dict.fromkeys(["freq", "start", "end", "direction", "sub_field_title"], "object"),
}
CHANGES = {**OBSERVATIONS, **dict.fromkeys(["previous", "change", "change_pct"], "float64"), **ADDED}
OBSERVATIONS |= ADDED
FIXED = [*TEXT_FIRST[:7], "source", "publisher", "breakdown", "direction", "sub_field_title"]
ASSESSMENTS = {
    **dict.fromkeys(["sub_field", "indicator", "title", "unit", "direction", "period"], "object"),
    "value": "float64",
    "baseline_period": "object",
    "baseline": "float64",
    "bound": "object",
    **dict.fromkeys(["target", "target_upper"], "float64"),
    "target_period": "object",
    **dict.fromkeys(["gap", "gap_pct", "needed_per_year", "observed_per_year", "pace_ratio"], "float64"),
    **dict.fromkeys(["pace", "compliance"], "object"),
    "waived": "bool",
    "reason": "object",
    "breakdown": "object",
    **dict.fromkeys(["achieved_pct", "distance_pct", "path", "path_gap", "projected"], "float64"),
    **dict.fromkeys(["reached", "rating", "due"], "object"),
}
GOALS = [
    *("sub_field", "sub_field_title", "goal", "level", "period", "title", "verdict"),
    *("source", "publisher", "follows", "followed_by", "indicators"),
]
STATUSES = [
    ("normal", "A", True),
    ("estimated", "E", True),
    ("provisional", "P", True),
    ("forecast", "F", True),
    ("break", "B", True),
    ("definition-differs", "D", True),
    ("special-event", "S", True),
    ("special-event", "S", False),
    ("pending", "O", False),
    ("not-applicable", "M", False),
    ("suppressed", "Q", False),
]


class Plain(yaml.SafeDumper):
    """Writes out what stands in two places; an indicator file has no aliases."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


def dataset(folder: Path, *indicators: Mapping[str, Any], **more: object) -> Programme:
    """A dataset of one file with these indicators, named i-0, i-1, …, their required keys filled in."""
    rest = {"title": "T", "unit": "km", "direction": "none", "observations": {}}
    listed = [{"id": f"i-{number}", **rest, **indicator} for number, indicator in enumerate(indicators)]
    text = yaml.dump({"sub_field": 1, "title": "S", **more, "indicators": listed}, Dumper=Plain, allow_unicode=True)
    (folder / "1.yaml").write_text(text, encoding="utf-8")
    return policy_eval.load(folder)


def bundled() -> Programme:
    return policy_eval.load(ROOT / "indicators")


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows, with None for what is missing."""
    rows = frame.to_dict("records")
    return [{str(name): None if pd.isna(value) else value for name, value in row.items()} for row in rows]


def column(frame: pd.DataFrame, name: str) -> list[Any]:
    return [row[name] for row in records(frame)]


# --- columns -----------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", ["all", "one", "no"])
@pytest.mark.parametrize(
    ("name", "schema"),
    [("observations", OBSERVATIONS), ("changes", CHANGES), ("assessments", ASSESSMENTS)],
    ids=["observations", "changes", "assessments"],
)
def test_columns_and_dtypes_do_not_depend_on_the_rows(name: str, schema: dict[str, str], rows: str) -> None:
    chosen = bundled().where(lambda _, indicator: rows == "all" or (rows == "one" and indicator.id == "osa-budget"))
    frame = getattr(chosen, name)()
    assert {str(key): str(dtype) for key, dtype in frame.dtypes.items()} == schema
    assert list(frame.columns) == list(schema)
    assert len(frame) == {"all": len(frame), "one": 1, "no": 0}[rows]
    assert list(frame.index) == list(range(len(frame)))


def test_missing_text_is_none(tmp_path: Path) -> None:
    frame = dataset(tmp_path, {"observations": {2021: 1}}).observations()
    assert frame[["result_type", "note", "source", "publisher"]].to_numpy().tolist() == [[None] * 4]


def test_everything_known_of_an_observation_is_in_its_row(tmp_path: Path) -> None:
    ratio = {"value": 50, "numerator": 97, "denominator": 192, "low": 49, "high": 51.5}
    observation = {**ratio, "status": "provisional", "note": "n"}
    part = {"of": {"sex": "women"}, "observations": {2021: observation}}
    indicator = {
        "title": "Hires", "unit": "%", "result_type": "outcome", "kind": "supplementary", "basis": "calendar-year",
        "source": {"ref": "R", "publisher": "P"}, "observations": {}, "breakdowns": [part],
    }  # fmt: skip
    expected = (
        "1", "i-0", "Hires", "%", "outcome", "supplementary", "calendar-year", "2021", 2021, 50.0, "provisional", "P",
        97.0, 192.0, "n", "R", "P", "sex=women", 49.0, 51.5, "A", date(2021, 1, 1), date(2021, 12, 31), "none", "S",
    )  # fmt: skip
    assert tuple(records(dataset(tmp_path, indicator).observations())[0].values()) == expected


def test_the_source_of_the_file_stands_in_for_that_of_an_indicator(tmp_path: Path) -> None:
    own = {"source": "own", "observations": {2021: 1}}
    programme = dataset(tmp_path, own, {"observations": {2021: 1}}, source={"ref": "file", "publisher": "P"})
    assert [(row["source"], row["publisher"]) for row in records(programme.observations())] == [
        ("own", None),
        ("file", "P"),
    ]


@pytest.mark.parametrize(
    ("words", "english", "japanese"),
    [
        pytest.param({"ja": "和", "en": "E"}, "E", "和", id="both"),
        pytest.param({"ja": "和"}, "和", "和", id="only Japanese"),
        pytest.param({"en": "E"}, "E", "E", id="only English"),
        pytest.param("x", "x", "x", id="one text for both"),
    ],
)
def test_each_language_falls_back_to_the_other(tmp_path: Path, words: Any, english: str, japanese: str) -> None:
    source = {"ref": words, "publisher": words}
    observations = {2021: {"value": 1, "note": words}}
    programme = dataset(tmp_path, {"title": words, "unit": words, "source": source, "observations": observations})
    names = ["title", "unit", "note", "source", "publisher"]
    assert programme.observations()[names].to_numpy().tolist() == [[english] * 5]
    assert programme.observations("ja")[names].to_numpy().tolist() == [[japanese] * 5]
    assert programme.changes("ja")[names].to_numpy().tolist() == [[japanese] * 5]
    assert programme.assessments(TODAY, "ja")[["title", "unit"]].to_numpy().tolist() == [[japanese] * 2]


@pytest.mark.parametrize(
    ("basis", "labels"),
    [
        ("fiscal-year", ["FY2022", "FY2023", "FY2021..FY2023"]),
        ("calendar-year", ["2022", "2023", "2021..2023"]),
        ("year-end", ["2022-12", "2023-12", "2021-12..2023-12"]),
    ],
)
def test_periods_are_named_by_their_basis_and_come_in_order_of_time(
    tmp_path: Path, basis: str, labels: list[str]
) -> None:
    programme = dataset(tmp_path, {"basis": basis, "observations": {"2021..2023": 6, 2023: 3, 2022: 2}})
    frame = programme.observations()
    assert column(frame, "period") == labels
    assert column(frame, "year") == [2022, 2023, 2023]
    assert column(frame, "value") == [2, 3, 6]


@pytest.mark.parametrize(
    ("word", "code", "has_value"),
    STATUSES,
)
def test_every_status_has_its_sdmx_code(tmp_path: Path, word: str, code: str, has_value: bool) -> None:
    observation = {"status": word, "note": "n", **({"value": 0} if has_value else {})}
    row = records(dataset(tmp_path, {"observations": {2021: observation}}).observations())[0]
    assert (row["status"], row["obs_status"], row["value"]) == (word, code, 0 if has_value else None)


def test_no_status_is_left_out_of_the_table() -> None:
    assert {status.value for status in Status} == {word for word, _, _ in STATUSES}


def test_an_empty_cell_without_a_word_is_a_missing_value_and_a_bare_figure_a_normal_one(tmp_path: Path) -> None:
    rows = records(dataset(tmp_path, {"observations": {2021: None, 2022: 0}}).observations())
    assert [(row["value"], row["status"], row["obs_status"]) for row in rows] == [(None, None, "O"), (0, "normal", "A")]


# --- the wide layout ---------------------------------------------------------------------------


def test_the_wide_layout_has_a_row_per_indicator_and_a_column_per_period_in_order_of_time(tmp_path: Path) -> None:
    programme = dataset(
        tmp_path,
        {"id": "z", "observations": {2023: 3, 2022: 2, "2021..2023": 9, "2022..2023": 5}},
        {"id": "a", "basis": "calendar-year", "observations": {2022: 7.5}},
        {"id": "m", "basis": "year-end", "observations": {2022: None, 2023: {"status": "pending"}}},
    )
    frame = wide(programme, Style())
    labels = ["2022", "2022-12", "FY2022", "2023-12", "FY2023", "FY2022..FY2023", "FY2021..FY2023"]
    assert list(frame.columns) == [*FIXED, *labels]
    assert column(frame, "indicator") == ["z", "a", "m"]
    assert np.array_equal(
        frame[labels].to_numpy(),
        [[np.nan, np.nan, 2, np.nan, 3, 5, 9], [7.5, *[np.nan] * 6], [np.nan] * 7],
        equal_nan=True,
    )
    assert set(frame[labels].dtypes.astype(str)) == {"float64"}


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_wide_layout_of_the_bundled_data_holds_the_figures_of_the_long_one(
    lang: Lang,
) -> None:
    long, frame = bundled().observations(lang), wide(bundled(), Style(lang))
    rows = {(row["indicator"], row["breakdown"]): row for row in records(frame)}
    parts = {(row["indicator"], row["breakdown"]) for row in records(long)}
    assert parts | {(indicator.id, None) for indicator in bundled().indicators} == set(rows)
    assert len(frame) == len(rows)
    for row in records(long):
        own = rows[row["indicator"], row["breakdown"]]
        assert {name: own[name] for name in [*FIXED, row["period"]]} == {
            **{name: row[name] for name in FIXED},
            row["period"]: row["value"],
        }
    assert frame[list(dict.fromkeys(long["period"]))].count().sum() == long["value"].count()


def test_the_wide_layout_has_a_row_for_an_indicator_without_observations(tmp_path: Path) -> None:
    frame = wide(dataset(tmp_path, {}), Style())
    assert (len(frame), list(frame.columns)) == (1, FIXED)


@pytest.mark.parametrize(
    ("style", "labels"),
    [
        (Style("ja", era=True), ["令和4年", "令和4年末", "令和4年度", "令和3～5年度"]),
        (Style("en", era=True), ["2022/R4", "2022-12/R4", "FY2022/R4", "FY2021-23/R3-5"]),
        (Style("ja"), ["2022", "2022-12", "FY2022", "FY2021..FY2023"]),
    ],
    ids=str,
)
def test_the_wide_layout_names_years_by_era_where_that_is_asked_for(
    style: Style, labels: list[str], tmp_path: Path
) -> None:
    programme = dataset(
        tmp_path,
        {"id": "z", "observations": {2022: 2, "2021..2023": 9}},
        {"id": "a", "basis": "calendar-year", "observations": {2022: 7.5}},
        {"id": "m", "basis": "year-end", "observations": {2022: 1}},
    )
    assert list(wide(programme, style).columns)[len(FIXED) :] == labels


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", ["pending (to come)", "no value"]), ("ja", ["未公表（to come）", "値なし"])],
)
def test_the_wide_layout_says_why_a_value_is_missing_only_if_it_is_asked_to(
    lang: Lang, words: list[str], tmp_path: Path
) -> None:
    pending = {"status": "pending", "note": "to come"}
    programme = dataset(tmp_path, {"observations": {2021: 1.5, 2022: pending, 2023: None}})
    assert wide(programme, Style(lang), reasons=True).iloc[0].tolist()[len(FIXED) :] == [1.5, *words]
    assert np.isnan(wide(programme, Style(lang)).iloc[0].tolist()[len(FIXED) + 1 :]).all()
