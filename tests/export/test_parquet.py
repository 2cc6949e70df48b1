"""Parquet: the figures, texts and types of a frame as other programs read them back."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import policy_eval
from policy_eval.export.parquet import write as to_parquet
from policy_eval.export.wide import wide
from policy_eval.model.decimals import digits
from policy_eval.tables.columns import DATES
from policy_eval.wording.style import Style

from ..running import BUNDLED, HARBOUR, Poleval

pytest.importorskip("pyarrow")

VALID = Path(__file__).parents[1] / "data" / "valid"
DATASETS = [BUNDLED, HARBOUR, str(VALID / "minimal.yaml"), str(VALID / "no-indicators-yet.yaml")]
TABLES = ["observations", "changes", "assessments", "wide", "wide with reasons"]


def table(dataset: str, name: str) -> pd.DataFrame:
    programme = policy_eval.load(dataset)
    if name.startswith("wide"):
        return wide(programme, Style(), reasons=name.endswith("reasons"))
    if name == "assessments":
        return programme.assessments(date(2024, 8, 31))
    return programme.changes() if name == "changes" else programme.observations()


def plain(frame: pd.DataFrame) -> list[list[Any]]:
    """The columns as lists, with None for what is missing."""
    return [[None if pd.isna(value) else value for value in frame[name].tolist()] for name in frame]


def as_text(frame: pd.DataFrame) -> list[list[Any]]:
    """The same, with figures among words as words."""
    return [
        [digits(value) if isinstance(value, float) else value for value in values] if column.dtype == object else values
        for values, (_, column) in zip(plain(frame), frame.items(), strict=True)
    ]


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("dataset", DATASETS, ids=lambda path: Path(path).stem)
def test_pandas_reads_every_table_back_as_it_was(dataset: str, name: str) -> None:
    frame = table(dataset, name)
    back = pd.read_parquet(io.BytesIO(to_parquet(frame)))
    assert list(back.columns) == list(frame.columns)
    assert plain(back) == as_text(frame)


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("dataset", DATASETS, ids=lambda path: Path(path).stem)
def test_duckdb_reads_every_table_with_its_types_and_nulls(dataset: str, name: str, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    frame = table(dataset, name)
    path = tmp_path / "table.parquet"
    path.write_bytes(to_parquet(frame))
    back = duckdb.sql(f"SELECT * FROM '{path}'")  # noqa: S608  # a path of our own
    types = {"object": "VARCHAR", "float64": "DOUBLE", "int64": "BIGINT", "bool": "BOOLEAN"}
    kinds = ["DATE" if name in DATES else types[str(dtype)] for name, dtype in frame.dtypes.items()]
    assert [str(kind) for kind in back.types] == kinds
    assert back.columns == list(frame.columns)
    assert back.fetchall() == list(zip(*as_text(frame), strict=True))


@given(
    st.lists(
        st.tuples(
            st.none() | st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
            st.floats(allow_infinity=False),
            st.booleans(),
        )
    )
)
def test_any_text_and_any_figure_come_back_to_the_last_bit(rows: Sequence[tuple[str | None, float, bool]]) -> None:
    columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], []]
    frame = pd.DataFrame(
        {
            "note": pd.Series(columns[0], dtype="object"),
            "value": pd.Series(columns[1], dtype="float64"),
            "waived": pd.Series(columns[2], dtype="bool"),
        }
    )
    data = to_parquet(frame)
    assert data == to_parquet(frame)
    assert plain(pd.read_parquet(io.BytesIO(data))) == plain(frame)


def test_a_file_named_parquet_holds_the_table_asked_for(tmp_path: Path, poleval: Poleval) -> None:
    path = tmp_path / "out.parquet"
    outcome = poleval("export", "-d", BUNDLED, "--table", "changes", "--lang", "ja", "-o", str(path))
    assert outcome == (0, "", "")
    assert path.read_bytes() == to_parquet(policy_eval.load(BUNDLED).changes("ja"))
