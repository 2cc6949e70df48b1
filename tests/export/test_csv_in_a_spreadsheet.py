"""What LibreOffice makes of a CSV for a spreadsheet: text stays text, numbers stay numbers."""

from __future__ import annotations

import random
import re
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import policy_eval
from policy_eval.editing.yaml_text import written
from policy_eval.tables.column_names import IN_SPREADSHEETS
from policy_eval.tables.spreadsheet_text import MARK

from ..running import BUNDLED, HARBOUR, Poleval
from ..spreadsheets import Convert, opened
from .test_formats import CONVERTED, FORMULAS, LEFT

TODAY = date(2026, 11, 24)
_LETTERS = "=+-@'\"#0123456789.,:/%¥$€ eErRtzTFA年月日時分令和平成JanMarPm１２　＝－\t\n_[]{}()<>&|*国"


def odd_texts(count: int) -> list[str]:
    """Texts that look like something else, the same in every run."""
    draw = random.Random(17)  # noqa: S311  # nothing secret about it
    made = ["".join(draw.choice(_LETTERS) for _ in range(draw.randint(1, 8))) for _ in range(count)]
    return [*FORMULAS, *CONVERTED, *(text for text in LEFT if text.strip()), *(text for text in made if text.strip())]


def odd_dataset(folder: Path) -> Path:
    """A dataset in which every text looks like something else."""
    folder.mkdir()
    indicators = [
        {
            "id": f"i{number}",
            "title": text,
            "unit": text,
            "direction": "none",
            "basis": ("fiscal-year", "calendar-year", "year-end")[number % 3],
            "observations": {2021: number / 8, 2022: -number, 2023: {"status": "pending", "note": text}},
        }
        for number, text in enumerate(odd_texts(400))
    ]
    content: dict[str, Any] = {"sub_field": 1, "title": "T", "indicators": indicators}
    (folder / "odd.yaml").write_text(written(content), encoding="utf-8")
    return folder


def shown(cell: object) -> object:
    """A cell as it is seen: the mark is not, and a whole number is without a point."""
    if isinstance(cell, str):
        return cell.removeprefix(MARK)
    return f"{cell:.15g}" if isinstance(cell, float) else cell


@pytest.mark.parametrize(
    ("dataset", "table", "lang"),
    [
        pytest.param(BUNDLED, "changes", "ja", id="bundled"),
        pytest.param(BUNDLED, "assessments", "en", id="bundled targets"),
        pytest.param(HARBOUR, "assessments", "ja", id="harbour"),
        pytest.param("odd", "changes", "en", id="odd texts"),
        pytest.param("odd", "changes", "ja", id="odd texts in a Japanese system"),
    ],
)
def test_every_cell_is_shown_as_the_frame_has_it_and_nothing_is_run(
    dataset: str, table: str, lang: str, tmp_path: Path, poleval: Poleval, libreoffice: Convert
) -> None:
    folder = odd_dataset(tmp_path / "data") if dataset == "odd" else Path(dataset)
    day = ["--today", TODAY.isoformat()]
    path = tmp_path / "figures.csv"
    assert poleval("export", "-d", str(folder), "--table", table, "--lang", lang, "-o", str(path), *day).code == 0
    programme = policy_eval.load(folder)
    frame: pd.DataFrame = {
        "changes": lambda: programme.changes(lang),  # type: ignore[arg-type]
        "assessments": lambda: programme.assessments(TODAY, lang),  # type: ignore[arg-type]
    }[table]()
    (sheet,) = opened(libreoffice(path.read_bytes(), "csv", "xlsx", lang)).worksheets
    headings, *rows = list(sheet.iter_rows())
    names = frame.columns.tolist()
    assert [cell.value for cell in headings] == [IN_SPREADSHEETS[name] if lang == "ja" else name for name in names]
    assert len(rows) == len(frame)
    for name, column in zip(frame.columns, zip(*rows, strict=True), strict=True):
        for cell, value in zip(column, frame[name].tolist(), strict=True):
            if value is None or value != value:  # noqa: PLR0124  # NaN
                assert cell.value is None
            elif isinstance(value, str):
                assert str(shown(cell.value)) == re.sub("\r\n?", "\n", value)  # a line in a cell ends as its lines do
                assert cell.data_type == ("n" if re.fullmatch("0|[1-9][0-9]{0,5}", value) else "s")
            elif isinstance(value, date):
                assert (cell.data_type, cell.value.date()) == ("d", value)
            else:
                assert cell.data_type in "nb"
                assert cell.value == pytest.approx(value, rel=1e-14, abs=0)
