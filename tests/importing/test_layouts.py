"""Tables in the layouts of real public files: each is read as a careful person reads it, or refused by name.

data/layouts/cases.yaml has a case for each table and set of options: the `figures` by
title, part and period, with `units`, `targets` and `statuses` where these matter, or the
words by which the run must `refuse`. Words and figures are made up.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from ..running import ROOT, Poleval, spelt

LAYOUTS = ROOT / "tests" / "data" / "layouts"
CASES: list[dict[str, Any]] = yaml.safe_load((LAYOUTS / "cases.yaml").read_text("utf-8"))


def named(case: Mapping[str, Any]) -> str:
    return spelt([case["file"], *case.get("options", [])])


def words(text: Any) -> str:
    return text if isinstance(text, str) else ""


def read_back(folder: Path) -> dict[str, dict[str, Any]]:
    """What the files have of each series: figures, statuses, targets and units, by title and part."""
    found: dict[str, dict[str, Any]] = {"figures": {}, "statuses": {}, "targets": {}, "units": {}}
    for path in sorted(folder.glob("*.yaml")):
        for indicator in yaml.safe_load(path.read_text("utf-8"))["indicators"]:
            title = words(indicator["title"])
            found["units"][title] = words(indicator.get("unit"))
            for series in (indicator, *indicator.get("breakdowns", [])):
                part = ",".join(f"{name}={category}" for name, category in series.get("of", {}).items())
                take(found, f"{title}{{{part}}}" if part else title, series)
    return found


def take(found: dict[str, dict[str, Any]], name: str, series: Mapping[str, Any]) -> None:
    for period, one in series.get("observations", {}).items():
        observation = one if isinstance(one, dict) else {"value": one}
        found["figures"].setdefault(name, {})[str(period)] = observation.get("value")
        if "status" in observation:
            found["statuses"].setdefault(name, {})[str(period)] = observation["status"]
    for target in series.get("targets", []):
        by = {str(target["by"]): target.get("at_least", target.get("at_most"))}
        path = {str(period): value for period, value in target.get("path", {}).items()}
        found["targets"].setdefault(name, {}).update(path | by)


@pytest.mark.parametrize("case", CASES, ids=named)
def test_a_table_is_read_as_a_person_reads_it_or_refused(
    case: dict[str, Any], tmp_path: Path, poleval: Poleval
) -> None:
    outcome = poleval("import", str(LAYOUTS / case["file"]), "-o", str(tmp_path / "new"), *case.get("options", []))
    if "refuse" in case:
        assert outcome.code == 2
        assert not (tmp_path / "new").exists()
        for word in case["refuse"]:
            assert word in outcome.err
        return
    assert (outcome.code, outcome.err) == (0, "")
    found = read_back(tmp_path / "new")
    given = {
        name: {key: value for key, value in own.items() if value is not None} for name, own in case["figures"].items()
    }
    there = {
        name: {key: value for key, value in own.items() if value is not None} for name, own in found["figures"].items()
    }
    assert there == {name: pytest.approx(own, rel=1e-12) for name, own in given.items()}
    assert case.get("units", {}).items() <= found["units"].items()
    for kind in ("targets", "statuses"):
        for name, own in case.get(kind, {}).items():
            assert own.items() <= found[kind][name].items()


FILES = sorted(path for path in LAYOUTS.iterdir() if path.suffix != ".yaml")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_cell_of_a_table_is_accounted_for(path: Path, tmp_path: Path, poleval: Poleval) -> None:
    """The ledger has each cell that is not empty, once, and nothing that nobody has looked at."""
    options: list[str] = next(
        (case.get("options", []) for case in CASES if case["file"] == path.name and "figures" in case), []
    )
    poleval("import", str(path), "-o", str(tmp_path / "new"), "--ledger", str(tmp_path / "cells.csv"), *options)
    if not (tmp_path / "cells.csv").exists():
        return  # refused before a table was chosen
    with (tmp_path / "cells.csv").open(encoding="utf-8", newline="") as file:
        entries = list(csv.DictReader(file))
    places = [(entry["sheet"], entry["cell"]) for entry in entries]
    assert len(places) == len(set(places))
    assert not [entry for entry in entries if entry["reason"] == "not looked at"]
    assert all(entry["reason"] for entry in entries if entry["taken_as"] == "left out")
