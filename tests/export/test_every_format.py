"""Text of the files stands in every format as it was written, and does nothing there."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import parse

import openpyxl
import pytest
from markdown_it import MarkdownIt

from policy_eval.editing.yaml_text import written
from policy_eval.export.formats import FORMATS
from policy_eval.tables.spreadsheet_text import unmarked

from ..running import Poleval

TITLES: Final = [
    *("<script>alert(1)</script>", "a | b", "=1+1", "@SUM(A1)", "2023-12", "1e5", "TRUE", "*bold* _and_ `code`"),
    *("[link](https://example.org)", "&amp; & &#60;", "a, b; c", 'say "so"', "'quoted'", "# heading", "$x$ ~y~"),
    *("[red]markup[/red]", ":warning:", "国　際", "{0} %s", "back\\slash", "-5", "+5"),
]


def _csv(path: Path, column: str = "title") -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [unmarked(row[column]) for row in csv.DictReader(file)]


def _json(path: Path) -> list[str]:
    return [row["title"] for row in json.loads(path.read_bytes())]


def _markdown(path: Path) -> list[str]:
    cells: list[str] = []
    for token in MarkdownIt("gfm-like", {"linkify": False}).enable("table").parse(path.read_text("utf-8")):
        if token.type == "inline":
            assert {leaf.type for leaf in token.children or ()} <= {"text", "text_special", "code_inline"}
            cells.append("".join(leaf.content for leaf in token.children or ()))
    width = cells.index("sub_field_title") + 1
    return [cells[at + cells.index("title")] for at in range(width, len(cells), width)]


def _parquet(path: Path) -> list[str]:
    titles: list[str] = pytest.importorskip("pyarrow.parquet").read_table(path)["title"].to_pylist()
    return titles


def _xlsx(path: Path) -> list[str]:
    headings, *rows = openpyxl.load_workbook(path)["observations"].iter_rows()
    column = [cell.value for cell in headings].index("title")
    assert {row[column].data_type for row in rows} == {"s"}
    return [str(row[column].value) for row in rows]


def _sdmx(path: Path) -> list[str]:
    english = "{*}Name[@{http://www.w3.org/XML/1998/namespace}lang='en']"
    names = parse(path).getroot().iterfind(f".//{{*}}Codelist[@id='CL_INDICATOR']/{{*}}Code/{english}")  # noqa: S314  # our own
    return [str(name.text) for name in names]


READERS: Final[Mapping[str, Callable[[Path], list[str]]]] = {
    "csv": _csv,
    "json": _json,
    "markdown": _markdown,
    "parquet": _parquet,
    "xlsx": _xlsx,
    "datapackage": lambda folder: _csv(folder / "observations.csv"),
    "sdmx-csv": lambda path: _csv(path, "TITLE"),
    "sdmx-structure": _sdmx,
}
"""The titles of the observations, as a reader of the format finds them."""


@pytest.mark.parametrize("name", FORMATS)
def test_every_text_is_only_text(name: str, tmp_path: Path, poleval: Poleval) -> None:
    common = {"unit": "km", "direction": "none", "observations": {2021: 1}}
    indicators = [{"id": f"i-{number}", "title": title} | common for number, title in enumerate(TITLES)]
    (tmp_path / "data").mkdir()
    text = written({"sub_field": 1, "title": "T", "indicators": indicators})
    (tmp_path / "data" / "1.yaml").write_text(text, encoding="utf-8")
    path = tmp_path / f"out{FORMATS[name].suffix}"
    assert poleval("export", "-d", str(tmp_path / "data"), "-f", name, "-o", str(path)).code == 0
    assert READERS[name](path) == TITLES
