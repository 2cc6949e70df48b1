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
from policy_eval.importing.files.encodings import is_misread

from ..running import BUNDLED, CITY, HARBOUR, ROOT, Poleval, filled_in
from ..spreadsheets import Convert

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
    "in Japanese": ["-o", "{}/figures.csv", "--lang", "ja"],
    "wide in Japanese": ["-o", "{}/figures.csv", "--layout", "wide", "--lang", "ja"],
    "changes in Japanese": ["-o", "{}/figures.csv", "--table", "changes", "--lang", "ja"],
    "headings in Japanese, the rest in English": ["-o", "{}/figures.csv", "--lang", "en", "--headings", "ja"],
    "a workbook": ["-o", "{}/figures.xlsx"],
}
WHOLE = {
    "CSV for Excel": ["-o", "{}/figures.csv"],
    "CSV for data": ["-o", "{}/figures.csv", "--for", "data"],
    "CSV in Japanese": ["-o", "{}/figures.csv", "--lang", "ja"],
    "JSON": ["-o", "{}/figures.json"],
    "Parquet": ["-o", "{}/figures.parquet"],
    "a workbook": ["-o", "{}/figures.xlsx"],
    "a Data Package": ["-f", "datapackage", "-o", "{}/figures"],
    "SDMX-CSV 2.0": ["-f", "sdmx-csv", "-o", "{}/figures.csv"],
    "SDMX-CSV 1.0": ["-f", "sdmx-csv", "--sdmx", "1.0", "-o", "{}/figures.csv"],
}
"""The formats with all that an import needs."""

SIGNS = st.text(st.sampled_from("=+-@,;\"'\n\t |<>#:&%$\\!/.0129aeZ・＝＠−漢é年度令和(（)）"), min_size=1, max_size=8)
ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\u200b\ufeff"), min_size=1, max_size=8)
WORDS = (SIGNS | ANY).filter(lambda text: bool(text.strip()) and not is_misread(text))
FIGURES = st.integers(-(10**6), 10**6) | st.floats(-1e9, 1e9).map(lambda value: float(f"{value:.15g}")).filter(
    lambda value: value == 0 or abs(value) > 1e-9
)


def periods(form: str, parts: int) -> st.SearchStrategy[int | str]:
    """Single periods and spans of one frequency, as the keys of a file."""
    numbers = st.integers(1995 * parts, 2030 * parts)
    single = numbers.map(lambda number: named(number, form, parts))
    span = st.tuples(numbers, st.integers(1, 5))
    spans = span.map(lambda ends: f"{named(ends[0], form, parts)}..{named(sum(ends), form, parts)}")
    return single | spans


def named(number: int, form: str, parts: int) -> int | str:
    return number if parts == 1 else form.format(number // parts, number % parts + 1)


FREQUENCIES = [periods("", 1), periods("{}-H{}", 2), periods("{}-Q{}", 4), periods("{}-{:02}", 12)]

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
    | st.fixed_dictionaries({"low": FIGURES})
    | st.fixed_dictionaries({"high": FIGURES, "status": st.just("estimated"), "note": WORDS})
    | st.tuples(FIGURES, st.integers(1, 9)).map(lambda ends: {"low": ends[0], "high": ends[0] + ends[1]})
    | st.tuples(FIGURES, st.integers(1, 9)).map(lambda ends: {"value": ends[0], "high": ends[0] + ends[1]})
)
CATEGORIES = WORDS.filter(str.isprintable)
PARTS = st.dictionaries(CATEGORIES, CATEGORIES, min_size=1, max_size=2)


COMMON = {"title": "A", "unit": "x", "direction": "none"}


@st.composite
def datasets(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    """Files by name, with anything in them that a table can hold."""
    ids = draw(st.lists(st.from_regex(r"[a-z0-9]{0,3}[a-z](-[a-z0-9]{1,3})?", fullmatch=True), max_size=4, unique=True))
    files: dict[str, dict[str, Any]] = {}
    for name in ids:
        optional: dict[str, st.SearchStrategy[Any]] = {
            "source": st.just({"ref": "x"}) | WORDS | st.fixed_dictionaries({"ref": WORDS, "publisher": WORDS}),
            "note": WORDS,
            "result_type": st.sampled_from(["input", "outcome"]),
            "kind": st.just("supplementary"),
        }
        frequency = draw(st.sampled_from(FREQUENCIES))
        bases = ["fiscal-year", "calendar-year"] + ["year-end", "fiscal-year-end"] * (frequency is FREQUENCIES[0])
        optional["basis"] = st.sampled_from(bases)
        figures = st.dictionaries(frequency, OBSERVATIONS, max_size=4)
        parts: st.SearchStrategy[Any] = st.fixed_dictionaries({"of": PARTS, "observations": figures.filter(bool)})
        optional["breakdowns"] = st.lists(parts, max_size=2, unique_by=lambda part: frozenset(part["of"].items()))
        indicator = draw(
            st.fixed_dictionaries(
                {
                    "title": WORDS,
                    "unit": st.sampled_from(["%", "人", "5"]) | WORDS,
                    "observations": figures,
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
@pytest.mark.parametrize("data", [BUNDLED, HARBOUR, CITY], ids=["bundled", "harbour", "city"])
def test_an_export_that_is_imported_and_exported_is_the_same(
    data: str, lang: str, arguments: list[str], tmp_path: Path
) -> None:
    language = [] if "--lang" in arguments else ["--lang", lang]
    first, second = there_and_back(data, [*arguments, *language], tmp_path)
    assert first == second


def exported(data: str, scratch: Path, *language: str) -> bytes:
    """The observations of a dataset, as CSV for programs."""
    out = scratch / "observations.csv"
    assert run(["export", "-d", data, "-o", str(out), "--for", "data", *language]) == 0
    return out.read_bytes()


@pytest.mark.parametrize("arguments", WHOLE.values(), ids=WHOLE)
@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("data", [BUNDLED, HARBOUR, CITY], ids=["bundled", "harbour", "city"])
def test_what_export_wrote_comes_back_valid_without_a_hand_and_is_exported_the_same(
    data: str, lang: str, arguments: list[str], tmp_path: Path
) -> None:
    language, new = ["--lang", lang], str(tmp_path / "new")
    assert run(["export", "-d", data, *(word.format(tmp_path) for word in arguments), *language]) == 0
    (written_to,) = tmp_path.iterdir()
    assert run(["import", str(written_to), "-o", new]) == 0
    assert run(["validate", new]) == 0
    assert exported(data, tmp_path, *language) == exported(new, tmp_path, *language)


@pytest.mark.parametrize(
    ("made", "to"),
    [
        ("xlsx", "xlsx"),
        ("xlsx", "ods"),
        ("csv", "csv:Text - txt - csv (StarCalc):44,34,76,1"),
        ("csv", "xlsx"),
        ("csv", "xls"),
    ],
)
@pytest.mark.parametrize("data", [HARBOUR, CITY], ids=["harbour", "city"])
def test_what_libreoffice_has_opened_and_saved_comes_back_the_same(
    data: str, made: str, to: str, tmp_path: Path, libreoffice: Convert
) -> None:
    assert run(["export", "-d", data, "-o", str(tmp_path / f"figures.{made}")]) == 0
    saved = tmp_path / f"saved.{to.partition(':')[0]}"
    saved.write_bytes(libreoffice((tmp_path / f"figures.{made}").read_bytes(), made, to))
    assert run(["import", str(saved), "-o", str(tmp_path / "new")]) == 0
    assert exported(data, tmp_path) == exported(str(tmp_path / "new"), tmp_path)


def without_blanks(files: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The same with a figure for each that is none: of a blank column nobody knows whose it was."""
    every = [
        series for file in files.values() for one in file["indicators"] for series in (one, *one.get("breakdowns", []))
    ]
    for series in every:
        series["observations"] = {
            period: seen if has_figure(seen) else 1 for period, seen in series["observations"].items()
        }
    return files


def has_figure(seen: Any) -> bool:
    return bool(seen.keys() & {"value", "numerator"}) if isinstance(seen, dict) else seen is not None


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
def test_a_title_that_reads_as_spoilt_is_refused_also_where_we_wrote_it(
    arguments: list[str], tmp_path: Path, poleval: Poleval
) -> None:
    series = {**COMMON, "id": "a", "title": "å¹´åº¦", "observations": {2020: 1}}
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "1.yaml").write_text(written({"sub_field": 1, "title": "T", "indicators": [series]}), "utf-8")
    (tmp_path / "table").mkdir()
    made = poleval("export", "-d", str(tmp_path / "data"), *(word.format(tmp_path / "table") for word in arguments))
    assert made.code == 0
    (table,) = (tmp_path / "table").iterdir()
    outcome = poleval("import", str(table), "-o", str(tmp_path / "new"), "--direction", "none")
    assert (outcome.code, (tmp_path / "new").exists()) == (2, False)
    assert "'å¹´åº¦' is UTF-8 that was opened as windows-1252" in outcome.err


@pytest.mark.parametrize("arguments", FORMATS.values(), ids=FORMATS)
@example(files=VAGUE)
@given(files=datasets())
@settings(max_examples=10)
def test_any_dataset_comes_back_from_any_table(arguments: list[str], files: dict[str, dict[str, Any]]) -> None:
    if not files:
        return
    if "wide" in arguments and "--reasons" not in arguments:
        files = without_blanks(files)
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
