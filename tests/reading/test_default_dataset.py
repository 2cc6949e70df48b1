"""Which dataset a command works on."""

from __future__ import annotations

from pathlib import Path

import pytest

import policy_eval
from policy_eval import PolevalError, load
from policy_eval.reading.default_dataset import Dataset, find_dataset


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current directory of our own, where nothing names a dataset."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("POLEVAL_INDICATORS", raising=False)
    return tmp_path


def test_a_named_dataset_comes_before_all_others(here: Path) -> None:
    (here / "indicators").mkdir()
    assert find_dataset(Path("mine"), {"POLEVAL_INDICATORS": "theirs"}) == Dataset(Path("mine"))


def test_the_environment_comes_before_the_current_folder(here: Path) -> None:
    (here / "indicators").mkdir()
    assert find_dataset(None, {"POLEVAL_INDICATORS": "theirs"}) == Dataset(Path("theirs"))


@pytest.mark.parametrize("environ", [{}, {"POLEVAL_INDICATORS": ""}], ids=["unset", "empty"])
def test_the_current_folder_comes_before_the_bundled_dataset(here: Path, environ: dict[str, str]) -> None:
    (here / "indicators").mkdir()
    assert find_dataset(None, environ) == Dataset(Path("indicators"))


@pytest.mark.usefixtures("here")
def test_the_bundled_dataset_is_the_last_resort_and_is_marked_as_such() -> None:
    dataset = find_dataset(None, {})
    assert dataset.bundled
    assert (dataset.root / "programme.yaml").is_file()


def test_a_file_named_indicators_is_no_dataset(here: Path) -> None:
    (here / "indicators").touch()
    assert find_dataset(None, {}).bundled


@pytest.mark.usefixtures("here")
def test_load_without_a_path_reads_the_bundled_evaluation() -> None:
    assert load().indicators


def test_load_can_be_called_again_as_a_name_of_the_package(here: Path) -> None:
    (here / "one.yaml").write_text("sub_field: 1\ntitle: T\nindicators: []\n")
    assert policy_eval.load("one.yaml") == policy_eval.load("one.yaml")


def test_load_without_a_path_reads_what_the_environment_names(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "one.yaml").write_text("sub_field: 1\ntitle: T\nindicators: []\n")
    monkeypatch.setenv("POLEVAL_INDICATORS", "one.yaml")
    assert [sub_field.title.en for sub_field in load().sub_fields] == ["T"]


def test_a_missing_dataset_is_an_error_and_never_another_dataset(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "indicators").mkdir()
    monkeypatch.setenv("POLEVAL_INDICATORS", "missing")
    with pytest.raises(PolevalError, match="missing: No such file or directory"):
        load()
    with pytest.raises(PolevalError, match="gone: No such file or directory"):
        load("gone")
