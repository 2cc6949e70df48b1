"""Whatever is in a table, `import` makes files of it or says in which cell it cannot; it never fails otherwise."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policy_eval.__main__ import run

HEADINGS = st.sampled_from(
    [
        "title",
        "indicator",
        "指標名",
        "unit",
        "単位",
        "basis",
        "direction",
        "period",
        "value",
        "status",
        "note",
        "year",
        "numerator",
        "denominator",
        "sub_field",
        "obs_status",
        "2021",
        "FY2022",
        "令和5年度",
        "2020..2022",
        "2021-12",
        "R3",
        "x",
    ]
)
WORDS = [
    "1",
    "-2.5",
    "1,234",
    "△3",
    "12%",
    "約5",
    "公表予定",
    "n/a",
    "-",
    "a",
    "b",
    "1e400",
    "nan",
    "inf",
    "0.1234567890123456",
    "fiscal-year",
    "normal",
    "E",
    "FY2021",
    "2021..2023",
    "9999",
    "\u200b=1",
    "=1+1",
    "１２",
    "%",
    "programme",
    "../x",
]
CELLS = st.sampled_from(["", "a\nb", *WORDS]) | st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
TABLES = st.lists(
    st.lists(HEADINGS, min_size=2, max_size=6).map(tuple) | st.lists(CELLS, max_size=6).map(tuple), max_size=6
)


def imported(data: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        table, folder = Path(name) / "table.csv", Path(name) / "new"
        table.write_bytes(data)
        code = run(["import", str(table), "-o", str(folder)])
        err = capfd.readouterr().err
        assert (code, folder.exists()) in ((0, True), (2, False))
        assert "internal error" not in err
        if code == 0:
            assert {path.parent for path in folder.iterdir()} == {folder}
            run(["validate", str(folder)])
            err = capfd.readouterr().err
            assert "internal error" not in err
            assert "is not YAML" not in err
            assert run(["import", str(table), "--into", str(folder), "--dry-run"]) in (0, 2)
            assert "internal error" not in capfd.readouterr().err


@given(st.tuples(HEADINGS, HEADINGS, HEADINGS, HEADINGS), TABLES)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_table_is_taken_or_refused(
    capfd: pytest.CaptureFixture[str], head: tuple[str, ...], rows: list[tuple[str, ...]]
) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([("title", "2021", *head), *rows])
    imported(text.getvalue().encode(), capfd)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200) | st.binary(max_size=80).map(lambda tail: b"title,unit,2021,2022\n" + tail))
def test_any_bytes_are_taken_or_refused(capfd: pytest.CaptureFixture[str], data: bytes) -> None:
    imported(data, capfd)
