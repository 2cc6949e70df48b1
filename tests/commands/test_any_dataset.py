"""Whatever a file may hold: every command answers, and says the same of the whole as of its parts."""

from __future__ import annotations

import contextlib
import io
import tempfile
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import policy_eval
from policy_eval import InvalidDataset
from policy_eval.__main__ import run
from policy_eval.editing.yaml_text import written

FIGURES = st.integers(-50, 50) | st.sampled_from([0.5, 3521418059.923445, 1e12])
OBSERVATIONS = (
    FIGURES
    | st.none()
    | st.fixed_dictionaries({"low": FIGURES})
    | st.tuples(st.integers(0, 9), st.integers(1, 9)).map(lambda ends: {"low": ends[0], "high": sum(ends)})
    | st.fixed_dictionaries({"value": st.integers(0, 5), "denominator": st.integers(5, 9)})
    | st.fixed_dictionaries({"numerator": FIGURES, "denominator": st.integers(1, 9)})
    | st.sampled_from([{"status": "pending", "note": "n"}, {"value": 4, "status": "forecast", "note": "n"}])
    | st.just({"value": 3, "status": "break", "note": "n"})
)
FORMS = {1: "{}", 2: "{}-H{}", 4: "{}-Q{}", 12: "{}-{:02}"}
BOUNDS = FIGURES | st.sampled_from([{"of_previous": 1}, {"of_previous": 0.9}, {"of_baseline": 1.5}])


def key(number: int, times: int) -> int | str:
    return number if times == 1 else FORMS[times].format(number // times, number % times + 1)


@st.composite
def series(draw: st.DrawFn, times: int) -> dict[str, Any]:
    """Figures and targets of a whole or a part, by years, halves, quarters or months."""
    numbers = st.integers(2019 * times, 2026 * times)
    made: dict[str, Any] = {
        "observations": {
            key(number, times): draw(OBSERVATIONS) for number in draw(st.lists(numbers, max_size=5, unique=True))
        }
    }
    if draw(st.booleans()):
        made["baseline"] = {"period": key(2018 * times, times), "value": draw(st.integers(1, 50))}
    targets = []
    for _ in range(draw(st.integers(0, 2))):
        target: dict[str, Any] = {draw(st.sampled_from(["at_least", "at_most"])): draw(BOUNDS)}
        is_deadline = "of_previous" not in str(target) and draw(st.booleans())
        if is_deadline:
            target["by"] = key(2027 * times, times)
            target["path"] = {key(draw(numbers), times): draw(FIGURES)} if draw(st.booleans()) else {}
        targets.append(target)
    return {**made, "targets": targets}


@st.composite
def files(draw: st.DrawFn) -> str:
    """A file of two indicators, a third that is derived from them, and parts of the first two."""
    times, basis = draw(st.sampled_from([*FORMS])), draw(st.sampled_from(["fiscal-year", "calendar-year"]))
    common = {"title": "T", "basis": basis, "direction": draw(st.sampled_from(["increase", "decrease", "none"]))}
    indicators: list[dict[str, Any]] = []
    for name in ("a", "b"):
        parts = [{"of": {"sex": "women"}, **draw(series(times))} for _ in range(draw(st.integers(0, 1)))]
        indicators.append({"id": name, "unit": "km", **common, **draw(series(times)), "breakdowns": parts})
    kind = draw(st.sampled_from(["ratio", "sum", "difference"]))
    unit = draw(st.sampled_from(["%", "x"])) if kind == "ratio" else "km"
    indicators.append({"id": "c", "unit": unit, **common, "derive": {kind: ["a", "b"]}, "targets": [{"at_least": 5}]})
    return written({"sub_field": 1, "title": "T", "indicators": indicators})


COMMANDS = [
    "show", "show 1", "show a", "show a{sex=women}", "changes a", "gaps --all", "gaps a", "gaps --goals", "explain a",
    "explain c", "check --strict", "check --all-periods -f json", "due", "audit", "export --table assessments",
    "export --layout wide --reasons --era",
]  # fmt: skip


@settings(max_examples=12)
@given(text=files(), lang=st.sampled_from(["en", "ja"]))
def test_every_command_answers_whatever_a_file_holds(
    text: str, lang: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "1.yaml").write_text(text, encoding="utf-8")
    for command in COMMANDS:
        err = io.StringIO()
        with contextlib.redirect_stderr(err), contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())):
            code = run([*command.split(), "-d", str(folder), "--lang", lang])
        assert code in (0, 1, 2), command
        assert "internal error" not in err.getvalue(), (command, err.getvalue())


@settings(max_examples=30)
@given(files())
def test_the_frames_of_indicators_are_parts_of_the_frame_of_all(text: str) -> None:
    try:
        whole = loaded(text)
    except InvalidDataset:
        return
    parts = [whole.where(lambda _, one, name=name: one.id == name) for name in "abc"]  # type: ignore[misc]
    for frame in (policy_eval.Programme.observations, policy_eval.Programme.changes, policy_eval.Programme.assessments):
        together = pd.concat([frame(part) for part in parts], ignore_index=True)
        pd.testing.assert_frame_equal(together, frame(whole), check_exact=True, check_dtype=False)


def loaded(text: str) -> policy_eval.Programme:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "1.yaml"
        path.write_text(text, encoding="utf-8")
        return policy_eval.load(path)
