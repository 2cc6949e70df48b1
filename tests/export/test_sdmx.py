"""SDMX-CSV and SDMX-ML: what others' readers make of them, and what those do not look at."""

from __future__ import annotations

import csv
import io
import warnings
from pathlib import Path
from typing import Any

import pytest

import policy_eval
from policy_eval.__main__ import run
from policy_eval.export.sdmx.cube import time_period
from policy_eval.model.periods import Basis, Calendar, parse_period
from policy_eval.model.status import Status

from ..running import BUNDLED, CITY, HARBOUR

DATASETS = pytest.mark.parametrize("data", [BUNDLED, HARBOUR, CITY], ids=["bundled", "harbour", "city"])


def exported(data: str, path: Path, *options: str) -> Path:
    assert run(["export", "-d", data, "-o", str(path), *options]) == 0
    return path


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"), newline="")))


@DATASETS
@pytest.mark.parametrize("version", ["2.0", "1.0"])
def test_pysdmx_reads_every_row_of_the_csv(data: str, version: str, tmp_path: Path) -> None:
    pysdmx = pytest.importorskip("pysdmx.io")
    path = exported(data, tmp_path / "figures.csv", "-f", "sdmx-csv", "--sdmx", version)
    (dataset,) = pysdmx.read_sdmx(path).data
    assert dataset.short_urn == "Dataflow=POLEVAL:FIGURES(1.0)"
    assert len(dataset.data) == len(policy_eval.load(data).observations())


@DATASETS
def test_pysdmx_holds_the_structure_against_the_schema_of_the_standard(data: str, tmp_path: Path) -> None:
    pysdmx = pytest.importorskip("pysdmx.io")
    pytest.importorskip("lxml")
    path = exported(data, tmp_path / "structure.xml", "-f", "sdmx-structure")
    message = pysdmx.read_sdmx(path, validate=True)
    found = {type(one).__name__: one for one in message.structures}
    dimensions = [one.id for one in found["DataStructureDefinition"].components.dimensions]
    assert dimensions[:2] == ["FREQ", "INDICATOR"]
    assert dimensions[-1] == "TIME_PERIOD"


@DATASETS
def test_every_code_of_the_csv_is_in_the_structure(data: str, tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sdmx: Any = pytest.importorskip("sdmx")
        message = sdmx.read_sdmx(exported(data, tmp_path / "structure.xml", "-f", "sdmx-structure"))
    codes = {name.removeprefix("CL_"): set(codelist.items) for name, codelist in message.codelist.items()}
    assert codes["OBS_STATUS"] == {status.code for status in Status}
    for row in rows(exported(data, tmp_path / "figures.csv", "-f", "sdmx-csv")):
        for name, known in codes.items():
            assert row[name] in known


@DATASETS
def test_the_numbers_of_the_csv_are_those_of_the_frame(data: str, tmp_path: Path) -> None:
    frame = policy_eval.load(data).observations()
    found = rows(exported(data, tmp_path / "figures.csv", "-f", "sdmx-csv", "--lang", "en"))
    assert [row["OBS_STATUS"] for row in found] == frame["obs_status"].tolist()
    assert [float(row["OBS_VALUE"] or "nan") for row in found] == pytest.approx(
        frame["value"].tolist(), nan_ok=True, rel=0
    )


@pytest.mark.parametrize(
    ("key", "basis", "shift", "expected"),
    [
        ("2021", Basis.FISCAL_YEAR, 3, "2021-04-01/P1Y"),
        ("2021", Basis.CALENDAR_YEAR, 0, "2021"),
        ("2021", Basis.YEAR_END, 0, "2021"),
        ("2021..2023", Basis.FISCAL_YEAR, 3, "2021-04-01/P3Y"),
        ("2021..2023", Basis.CALENDAR_YEAR, 0, "2021-01-01/P3Y"),
        ("2023-Q1", Basis.FISCAL_YEAR, 3, "2023-04-01/P3M"),
        ("2023-Q1", Basis.CALENDAR_YEAR, 0, "2023-Q1"),
        ("2023-H2", Basis.CALENDAR_YEAR, 0, "2023-S2"),
        ("2023-H2", Basis.FISCAL_YEAR, -3, "2023-04-01/P6M"),
        ("2023-04", Basis.FISCAL_YEAR, 3, "2023-04"),
        ("2023-04..2023-06", Basis.FISCAL_YEAR, 3, "2023-04-01/P3M"),
    ],
)
def test_a_period_is_named_as_sdmx_names_it(key: str, basis: Basis, shift: int, expected: str) -> None:
    assert time_period(parse_period(int(key) if key.isdecimal() else key), Calendar(shift, basis.is_end)) == expected
