"""Frames of parts are parts of the frame: what makes Dask, DuckDB or Spark possible where one machine is too small."""

from __future__ import annotations

import doctest
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import policy_eval
from policy_eval import Programme
from policy_eval.__main__ import run

from ..running import BUNDLED, HARBOUR
from ..tables.test_frame_changes import DECIMALS, SERIES, dataset
from ..test_readme import blocks

TODAY: Final = date(2026, 11, 24)


def changes(programme: Programme) -> pd.DataFrame:
    return programme.changes()


def assessments(programme: Programme) -> pd.DataFrame:
    return programme.assessments(TODAY)


FRAMES: Final[list[Callable[[Programme], pd.DataFrame]]] = [Programme.observations, changes, assessments]
TARGETS: Final = st.fixed_dictionaries(
    {"at_least": DECIMALS}, optional={"by": st.integers(2008, 2030), "source": st.just("plan")}
)
INDICATORS: Final = st.fixed_dictionaries(
    {"unit": st.sampled_from(["km", "%"]), "direction": st.just("increase"), "observations": SERIES},
    optional={"targets": st.lists(TARGETS, min_size=1, max_size=2), "limit": st.just(100.0)},
)


def united(frames: Iterator[pd.DataFrame], order: list[str]) -> pd.DataFrame:
    """The rows of all frames, indicator by indicator in this order."""
    whole = pd.concat(frames, ignore_index=True)
    places = whole["indicator"].map({name: place for place, name in enumerate(order)})
    return whole.iloc[places.argsort(kind="stable")].reset_index(drop=True)


@settings(max_examples=60, deadline=None)
@given(data=st.data(), drawn=st.lists(INDICATORS, min_size=1, max_size=6))
def test_the_frames_of_a_dataset_are_those_of_its_parts_to_the_last_bit(
    data: st.DataObject, drawn: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    whole = dataset(tmp_path_factory.mktemp("whole"), *drawn)
    names = [indicator.id for indicator in whole.indicators]
    part_of = {name: data.draw(st.integers(0, 3), label=name) for name in names}
    parts = [whole.where(lambda _, one, part=part: part_of[one.id] == part) for part in range(4)]  # type: ignore[misc]
    for frame in FRAMES:
        found = united((frame(part) for part in parts), names)
        pd.testing.assert_frame_equal(found, frame(whole), check_exact=True)


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.__name__)
def test_the_files_of_a_dataset_are_partitions_for_dask(frame: Callable[[Programme], pd.DataFrame]) -> None:
    dask = pytest.importorskip("dask")
    dataframe = pytest.importorskip("dask.dataframe")

    def part(path: Path) -> pd.DataFrame:
        return frame(policy_eval.load(path))

    files = sorted(Path(BUNDLED).glob("*.yaml"), key=lambda path: (path.name != "programme.yaml", path.name))
    # Dask makes Arrow's text of Python's unless told otherwise; nothing else about the frames changes.
    with dask.config.set({"scheduler": "synchronous", "dataframe.convert-string": False}):
        found = dataframe.from_map(part, files).compute()
    assert len(files) > 10
    pd.testing.assert_frame_equal(found.reset_index(drop=True), frame(policy_eval.load(BUNDLED)), check_exact=True)


# Dask, where it reads Parquet, calls pandas 3.1 in a way that pandas 4 will not know.
@pytest.mark.filterwarnings("ignore:The inplace keyword in DataFrame.reset_index:DeprecationWarning")
def test_the_lines_of_the_readme_for_duckdb_and_dask_do_what_they_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dask = pytest.importorskip("dask")
    pytest.importorskip("dask.dataframe")
    pytest.importorskip("duckdb")
    monkeypatch.chdir(tmp_path)
    Path("figures").mkdir()
    for name, source in {"foreign-affairs": BUNDLED, "harbours": HARBOUR}.items():
        shutil.copytree(source, name)
        command = f"export -d {name} --table assessments --today 2026-11-24 -o figures/{name}.parquet"
        assert run(command.split()) == 0
    examples = doctest.DocTestParser().get_doctest("".join(blocks("pycon")), {}, "README.md", None, 0)
    assert {"duckdb", "dask"} <= {example.source.split()[1].partition(".")[0] for example in examples.examples}
    with dask.config.set(scheduler="synchronous"):
        assert doctest.DocTestRunner().run(examples).failed == 0
