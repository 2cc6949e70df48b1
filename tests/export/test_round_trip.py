"""What `export` writes, `import` takes in again: a second export is the same, byte for byte."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from policy_eval.__main__ import run
from policy_eval.editing.yaml_text import written

from ..running import BUNDLED, HARBOUR, ROOT, filled_in

VALID = sorted((ROOT / "tests" / "data" / "valid").iterdir())
FORMATS = {
    "CSV for Excel": ["-o", "{}/figures.csv"],
    "CSV for data": ["-o", "{}/figures.csv", "--for", "data"],
    "CSV without a mark": ["-o", "{}/figures.txt", "--format", "csv"],
    "wide": ["-o", "{}/figures.csv", "--layout", "wide"],
    "wide with eras in Japanese": ["-o", "{}/figures.csv", "--layout", "wide", "--lang", "ja", "--era"],
    "wide with eras in English": ["-o", "{}/figures.csv", "--layout", "wide", "--lang", "en", "--era"],
    "wide with reasons": ["-o", "{}/figures.csv", "--layout", "wide", "--lang", "en", "--reasons"],
    "wide with reasons in Japanese": ["-o", "{}/figures.csv", "--layout", "wide", "--lang", "ja", "--reasons"],
    "changes": ["-o", "{}/figures.csv", "--table", "changes"],
    "a workbook": ["-o", "{}/figures.xlsx"],
}

SIGNS = st.text(st.sampled_from("=+-@,;\"'\n\t |<>#:&%$\\!/.0129aeZ・＝＠−漢é年度令和(（)）"), min_size=1, max_size=8)
ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\u200b\ufeff"), min_size=1, max_size=8)
WORDS = (SIGNS | ANY).filter(lambda text: bool(text.strip()))
FIGURES = st.integers(-(10**6), 10**6) | st.floats(-1e9, 1e9).map(lambda value: float(f"{value:.15g}")).filter(
    lambda value: value == 0 or abs(value) > 1e-9
)
YEARS = st.integers(1995, 2030)
PERIODS = YEARS | st.tuples(YEARS, st.integers(1, 5)).map(lambda span: f"{span[0]}..{sum(span)}")


OBSERVATIONS = (
    FIGURES
    | st.none()
    | st.fixed_dictionaries(
        {"value": FIGURES, "status": st.sampled_from(["estimated", "break", "normal"]), "note": WORDS}
    )
    | st.fixed_dictionaries({"value": FIGURES, "note": WORDS})
    | st.fixed_dictionaries({"status": st.sampled_from(["pending", "suppressed", "special-event"]), "note": WORDS})
    | st.just({"status": "not-applicable"})
    | st.fixed_dictionaries({"numerator": FIGURES, "denominator": st.integers(1, 999)})
    | st.fixed_dictionaries({"value": FIGURES, "numerator": FIGURES, "denominator": st.integers(1, 9)})
)


COMMON = {"title": "A", "unit": "x", "direction": "none"}


@st.composite
def datasets(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    """Files by name, with anything in them that a table can hold."""
    ids = draw(st.lists(st.from_regex(r"[a-z0-9]{0,3}[a-z](-[a-z0-9]{1,3})?", fullmatch=True), max_size=4, unique=True))
    files: dict[str, dict[str, Any]] = {}
    for name in ids:
        optional = {
            "source": st.just({"ref": "x"}) | WORDS | st.fixed_dictionaries({"ref": WORDS, "publisher": WORDS}),
            "note": WORDS,
            "result_type": st.sampled_from(["input", "outcome"]),
            "kind": st.just("supplementary"),
            "basis": st.sampled_from(["fiscal-year", "calendar-year", "year-end"]),
        }
        indicator = draw(
            st.fixed_dictionaries(
                {
                    "title": WORDS,
                    "unit": st.sampled_from(["%", "人", "5"]) | WORDS,
                    "observations": st.dictionaries(PERIODS, OBSERVATIONS, max_size=4),
                },
                optional=optional,
            )
        )
        sub_field = draw(st.sampled_from([1, 2, "1.10", "env", "programme"]))
        head = {} if sub_field == "programme" else {"sub_field": sub_field}
        file = files.setdefault(str(sub_field), {**head, "title": "T", "indicators": []})
        file["indicators"].append({"id": name, "direction": "none", **indicator})
    return files


def there_and_back(data: str, arguments: Sequence[str], scratch: Path) -> tuple[bytes, bytes]:
    """The export of a dataset, and the export of what was imported from it.

    A workbook holds more than the observations: of both datasets these are compared.
    """
    (scratch / "table").mkdir()
    assert run(["export", "-d", data, *(word.format(scratch / "table") for word in arguments)]) == 0
    (table,) = (scratch / "table").iterdir()
    assert run(["import", str(table), "-o", str(scratch / "new"), "--direction", "none"]) == 0
    filled_in(scratch / "new")
    exports = []
    for folder in (data, str(scratch / "new")):
        out = Path(tempfile.mkdtemp(dir=scratch))
        same = arguments if table.suffix != ".xlsx" else ["-o", "{}/figures.csv", "--for", "data", *arguments[2:]]
        assert run(["export", "-d", folder, *(word.format(out) for word in same)]) == 0
        (file,) = out.iterdir()
        exports.append(file.read_bytes())
    return exports[0], exports[1]


@pytest.mark.parametrize("arguments", FORMATS.values(), ids=FORMATS)
@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("data", [BUNDLED, HARBOUR], ids=["bundled", "harbour"])
def test_an_export_that_is_imported_and_exported_is_the_same(
    data: str, lang: str, arguments: list[str], tmp_path: Path
) -> None:
    language = [] if "--lang" in arguments else ["--lang", lang]
    first, second = there_and_back(data, [*arguments, *language], tmp_path)
    assert first == second


VAGUE = {
    "1": {
        "sub_field": 1,
        "title": "T",
        "indicators": [
            {**COMMON, "id": "stock", "basis": "year-end", "observations": {"1995..1999": 0}},
            {**COMMON, "id": "flow", "basis": "calendar-year", "observations": {"1995..1999": None}},
        ],
    }
}
"""Two totals that English words without a suffix would name alike."""


@pytest.mark.parametrize("arguments", FORMATS.values(), ids=FORMATS)
@example(files=VAGUE)
@given(files=datasets())
@settings(max_examples=10)
def test_any_dataset_comes_back_from_any_table(arguments: list[str], files: dict[str, dict[str, Any]]) -> None:
    if not files:
        return
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        (scratch / "data").mkdir()
        for file, content in files.items():
            (scratch / "data" / f"{file}.yaml").write_text(written(content), encoding="utf-8")
        if run(["validate", str(scratch / "data")]) != 0:
            return
        if not any(one["observations"] for content in files.values() for one in content["indicators"]):
            return
        first, second = there_and_back(str(scratch / "data"), arguments, scratch)
        assert first == second
