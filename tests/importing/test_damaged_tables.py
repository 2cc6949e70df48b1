"""A table is drawn and damaged: its figures come out right, or the run refuses; never a third thing."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policy_eval.__main__ import run

Rows = list[list[str]]
Truth = dict[str, dict[int, float]]
Draw = Callable[[Any], Any]
TITLES = st.lists(
    st.sampled_from(["Visitors", "Beds", "Waiting time", "Calls", "待ち時間", "利用者", "Île", "Loans, new"]),
    min_size=1,
    max_size=4,
    unique=True,
)
UNITS = st.sampled_from(["people", "hours", "%", "件", "thousand EUR"])
FIGURES = st.integers(0, 99_999).map(float) | st.integers(1, 99_999).map(lambda number: number / 10)


class Drawn(NamedTuple):
    """The cells of a table, where its figures begin, and what a person reads in it."""

    rows: Rows
    first: int
    truth: Truth


Damage = Callable[[Drawn, Draw], Rows]


@st.composite
def tables(draw: st.DrawFn) -> Drawn:
    titles, unit = draw(TITLES), draw(UNITS)
    start, count = draw(st.integers(1950, 2020)), draw(st.integers(2, 4))
    years = range(start, start + count)
    truth = {title: {year: draw(FIGURES) for year in years} for title in titles}
    shown = {title: {year: f"{value:g}" for year, value in own.items()} for title, own in truth.items()}
    layout = draw(st.sampled_from(["wide", "long", "crossed"]))
    if layout == "wide":
        head = [draw(st.sampled_from(["Indicator", "指標名", "Region"])), draw(st.sampled_from(["Unit", "単位"]))]
        return Drawn([[*head, *map(str, years)], *([t, unit, *shown[t].values()] for t in titles)], 2, truth)
    if layout == "long":
        rows = [[t, unit, str(year), shown[t][year]] for t in titles for year in years]
        return Drawn([["Name", "Unit", "Year", "Value"], *rows], 3, truth)
    return Drawn([["Year", *titles], *([str(year), *(shown[t][year] for t in titles)] for year in years)], 1, truth)


def cell_more(table: Drawn, draw: Draw) -> Rows:
    rows = [list(row) for row in table.rows]
    row = rows[draw(st.integers(1, len(rows) - 1))]
    row.insert(draw(st.integers(0, len(row))), draw(st.sampled_from(["7", "7.5", "x", "a word", "%", "note 5"])))
    return rows


def cell_less(table: Drawn, draw: Draw) -> Rows:
    rows = [list(row) for row in table.rows]
    row = rows[draw(st.integers(1, len(rows) - 1))]
    del row[draw(st.integers(0, len(row) - 1))]
    return rows


def blank_heading(table: Drawn, draw: Draw) -> Rows:
    rows = [list(row) for row in table.rows]
    rows[0][draw(st.integers(0, len(rows[0]) - 1))] = ""
    return rows


def column_more(table: Drawn, draw: Draw) -> Rows:
    heading = draw(st.sampled_from(["", "Total", "Change", "Rank", "前年比", "Note", "Average"]))
    values = [draw(st.sampled_from(["", "3", "12.5", "a word"])) for _ in table.rows[1:]]
    return [[*row, value] for row, value in zip(table.rows, [heading, *values], strict=True)]


def second_headings(table: Drawn, draw: Draw) -> Rows:
    at, gap = draw(st.integers(1, len(table.rows))), draw(st.booleans())
    return [*table.rows[:at], *([[]] if gap else []), table.rows[0], *table.rows[at:]]


def other_headings(table: Drawn, draw: Draw) -> Rows:
    """Those below it are of other years, also for the truth."""
    at, gap, shift = draw(st.integers(1, len(table.rows) - 1)), draw(st.booleans()), draw(st.sampled_from([1, 10]))
    if table.first != 2:
        return table.rows
    for title, *_ in table.rows[at:]:
        table.truth[title] = {year + shift: value for year, value in table.truth[title].items()}
    head = [str(int(cell) + shift) if cell.isdecimal() else cell for cell in table.rows[0]]
    return [*table.rows[:at], *([[]] if gap else []), head, *table.rows[at:]]


def stray_note(table: Drawn, draw: Draw) -> Rows:
    line = draw(st.sampled_from(["Source: the office", "注１　速報値", "Table 3, 2023", "* revised", "(people)"]))
    at = draw(st.sampled_from([0, len(table.rows)]))
    pad = [""] * draw(st.integers(0, 3))
    return [*table.rows[:at], [*pad, line], *table.rows[at:]]


def stray_figure(table: Drawn, draw: Draw) -> Rows:
    pad = [""] * draw(st.integers(0, 5))
    gap = draw(st.booleans())
    return [*table.rows, *([[]] if gap else []), [*pad, draw(st.sampled_from(["7", "2021", "12.5"]))]]


def row_again(table: Drawn, draw: Draw) -> Rows:
    row = list(table.rows[draw(st.integers(1, len(table.rows) - 1))])
    row[-1] = draw(st.sampled_from(["7", "12.5", row[-1]]))
    return [*table.rows, row]


def unharmed(table: Drawn, _: Draw) -> Rows:
    return table.rows


DAMAGES = [
    cell_more,
    cell_less,
    blank_heading,
    column_more,
    second_headings,
    other_headings,
    stray_note,
    stray_figure,
    row_again,
    unharmed,
]


def read_back(folder: Path) -> Truth:
    found: Truth = {}
    for path in sorted(folder.glob("*.yaml")):
        for indicator in yaml.safe_load(path.read_text("utf-8"))["indicators"]:
            own: Mapping[int, Any] = indicator["observations"]
            values = {
                year: one["value"] if isinstance(one, dict) else one for year, one in own.items() if one is not None
            }
            found.setdefault(indicator["title"], {}).update(values)
    return found


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tables(), st.data())
def test_figures_come_out_right_or_the_run_refuses(
    capfd: pytest.CaptureFixture[str],
    damage: Callable[[Drawn, Callable[[Any], Any]], Rows],
    table: Drawn,
    data: st.DataObject,
) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(damage(table, data.draw))
    with tempfile.TemporaryDirectory() as name:
        path, new, cells = Path(name) / "table.csv", Path(name) / "new", Path(name) / "cells.csv"
        path.write_text(text.getvalue(), encoding="utf-8")
        code = run(["import", str(path), "-o", str(new), "--all-tables", "--ledger", str(cells)])
        err = capfd.readouterr().err
        assert "internal error" not in err
        assert code in (0, 2)
        if damage is unharmed:
            assert (code, err) == (0, "")
        if code == 0:
            assert read_back(new) == table.truth
        if cells.exists():
            entries = list(csv.DictReader(io.StringIO(cells.read_text("utf-8"), newline="")))
            filled = [
                cell for row in csv.reader(io.StringIO(text.getvalue(), newline="")) for cell in row if cell.strip()
            ]
            assert len(entries) == len(filled)
