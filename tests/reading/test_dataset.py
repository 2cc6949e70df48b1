"""Files → Programme: what loads, and what is said of what does not."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy_eval import InvalidDataset, PolevalError, Problem, load
from policy_eval.model import breakdowns, goals, observation, ratings, sub_field, target, texts
from policy_eval.model import indicator as model
from policy_eval.reading.dataset import load_programme
from policy_eval.reading.messages import known_keys
from policy_eval.reading.values import read_values

DATA = Path(__file__).parents[1] / "data"
VALID = sorted((DATA / "valid").iterdir())
INVALID = sorted((DATA / "invalid").glob("*.expected"))
RIVERS = "sub_field: 1\ntitle: T\nindicators: [{id: rivers, {}}]\n"


def problems(path: Path) -> list[str]:
    """Every problem as it is reported, without the folder (or the file, if there is only one)."""
    with pytest.raises(InvalidDataset) as caught:
        load(path)
    prefix = f"{path}/" if path.is_dir() else f"{path}:"
    return str(caught.value).replace(prefix, "").splitlines()


def fill(folder: Path, **texts: str) -> Path:
    """The folder with a file for each text; `{}` stands for the rest of an indicator."""
    rest = "title: T, unit: km, direction: none, observations: {2021: 1}"
    for name, text in texts.items():
        (folder / name.replace("_", ".")).write_text(text.replace("{}", rest), encoding="utf-8")
    return folder


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("path", VALID, ids=lambda path: path.name)
def test_a_valid_file_or_folder_loads_without_a_word(path: Path) -> None:
    programme = load(path)
    assert not programme.warnings
    assert set(programme.origins) == {indicator.id for indicator in programme.indicators}


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("expected", INVALID, ids=lambda path: path.stem)
def test_every_problem_of_an_invalid_file_or_folder_is_reported_in_its_place(expected: Path) -> None:
    folder = expected.with_suffix("")
    path = folder if folder.is_dir() else expected.with_suffix(".yaml")
    assert problems(path) == expected.read_text(encoding="utf-8").splitlines()


def test_every_invalid_file_has_its_expected_problems_beside_it() -> None:
    cases = {path.name.removesuffix(".yaml") for path in (DATA / "invalid").iterdir() if path.suffix != ".expected"}
    assert cases == {path.stem for path in INVALID}


def test_the_fullest_valid_files_use_every_key_of_the_format() -> None:
    def keys(value: Any) -> set[str]:
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        return {*(value if isinstance(value, dict) else ())}.union(*map(keys, inner))

    of_file = (
        sub_field.SubField,
        goals.Goal,
        model.Indicator,
        model.Derive,
        breakdowns.Breakdown,
        breakdowns.Dimension,
        target.Target,
        target.Bound,
        observation.Observation,
        texts.Source,
        model.Freshness,
        target.Waiver,
    )
    programme = (sub_field.About, model.FiscalYear, ratings.Ratings, ratings.Band, texts.Licence)
    for name, classes in {"every-key.yaml": of_file, "ministry/programme.yaml": programme}.items():
        path = DATA / "valid" / name
        used = keys(read_values(path, path.read_text("utf-8")))
        assert {key for cls in classes for key in known_keys(cls)} <= used


def test_numbers_are_read_as_yaml_1_2_reads_them() -> None:
    (indicator,) = load(DATA / "valid" / "numbers.yaml").indicators
    values = [observation.value for observation in indicator.observations.values()]
    assert values == [-40, 3, 12, 12, 31, 0.5, 1, -1500, 0, 0, 123456789012345, 1.23456789012345e-06, 1.2e15, 12]
    assert not any(str(value).startswith("-0.0") for value in values)


def test_a_mark_at_the_start_and_line_ends_of_windows_change_nothing() -> None:
    plain, windows = (load(DATA / "valid" / name) for name in ("every-key.yaml", "crlf-and-byte-order-mark.yaml"))
    assert plain.sub_fields == windows.sub_fields


def test_sub_fields_come_by_number_then_by_name_and_the_programme_first(tmp_path: Path) -> None:
    for file, name in {"a": "10", "b": "water", "c": "9", "d": "air", "e": "٢", "f": "²"}.items():
        (tmp_path / f"{file}.yaml").write_text(f"sub_field: {name}\ntitle: T\nindicators: []\n", encoding="utf-8")
    fill(tmp_path, programme_yaml="title: All\nindicators: [{id: budget, {}}]\n")
    found = [one.sub_field for one in load(tmp_path).sub_fields]
    assert found == ["programme", "٢", "9", "10", "air", "water", "²"]


def test_one_file_or_some_files_can_be_loaded_and_each_counts_once(tmp_path: Path) -> None:
    good = fill(tmp_path, a_yaml=RIVERS, b_yaml="[") / "a.yaml"
    assert len(load(good).indicators) == 1
    assert len(load_programme(tmp_path, [good, good]).indicators) == 1
    assert load_programme(tmp_path, []).indicators == ()


def test_every_yaml_file_of_a_folder_is_read_and_nothing_else(tmp_path: Path) -> None:
    fill(tmp_path, a_yaml=RIVERS, b_yml=RIVERS, C_YAML=RIVERS, _hidden_yaml="[", d_txt="[", e_json="[", yaml="[")
    (tmp_path / "folder.yaml").mkdir()
    assert problems(tmp_path) == [
        "a.yaml:1:12: sub_field: the sub_field '1' is already used at C.YAML:1:12",
        "a.yaml:3:19: indicators[0].id: the id 'rivers' is already used at C.YAML:3:19",
        "b.yml:1:12: sub_field: the sub_field '1' is already used at C.YAML:1:12",
        "b.yml:3:19: indicators[0].id: the id 'rivers' is already used at C.YAML:3:19",
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no FIFOs here")
def test_a_fifo_in_a_folder_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(fill(tmp_path, a_yaml=RIVERS) / "b.yaml")
    (tmp_path / "c.yaml").symlink_to("b.yaml")
    assert len(load(tmp_path).indicators) == 1


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege here")
def test_links_are_followed_and_a_dangling_one_is_a_problem(tmp_path: Path) -> None:
    fill(tmp_path, a_txt=RIVERS, z_yaml="- 5\n")
    (tmp_path / "b.yaml").symlink_to("a.txt")
    (tmp_path / "c.yaml").symlink_to("nowhere.yaml")
    assert problems(tmp_path) == [
        "c.yaml: cannot be read: No such file or directory",
        "z.yaml:1:1: expected a mapping with 'sub_field', 'title' and 'indicators', found a list",
    ]


def test_a_file_that_may_not_be_read_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path, _mode: str) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    fill(tmp_path, a_yaml=RIVERS)
    monkeypatch.setattr(Path, "open", refuse)
    assert problems(tmp_path) == ["a.yaml: cannot be read: Permission denied"]


def test_a_file_of_more_than_8_mib_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(RIVERS.replace("{}", "title: T, unit: km, direction: none, observations: {}") + "#" * 2**23)
    assert problems(path) == ["4:8388505: is larger than 8 MiB; split it into several files"]
    os.truncate(path, 2**23)
    assert len(load(path).indicators) == 1


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (".", "no indicator files (*.yaml) in this folder"),
        ("missing", "No such file or directory"),
        ("missing.yaml", "No such file or directory"),
        (".hidden.yaml/x", "Not a directory"),
    ],
)
def test_where_there_is_nothing_to_read_the_error_names_the_place(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / ".hidden.yaml").touch()
    with pytest.raises(PolevalError) as caught:
        load(tmp_path / name)
    assert str(caught.value) == f"{tmp_path / name}: {message}"


Edit = tuple[str, int, int, str]
TEXTS = [path.read_text("utf-8") for path in VALID if path.is_file()]
EDITS: st.SearchStrategy[Edit] = st.tuples(
    st.sampled_from(["delete", "repeat", "insert"]),
    st.integers(0, 3000),
    st.integers(1, 30),
    st.sampled_from(
        [*":-#&*!|>'\"%@`{}[],?~<\t\n\r\\\0\x85\u2028\ufeff０年", "<<: ", "\n---\n", ".nan", "9" * 400, "&a *a"]
    ),
)


def edited(parts: list[str], edit: Edit) -> list[str]:
    kind, at, length, inserted = edit
    at %= len(parts) + 1
    touched = parts[at : at + length]
    return [
        *parts[:at],
        *{"delete": [], "repeat": touched * 2, "insert": [inserted, *touched]}[kind],
        *parts[at + length :],
    ]


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(TEXTS), st.lists(EDITS, min_size=1, max_size=4), st.booleans())
def test_a_damaged_file_loads_or_has_problems_on_one_line_each(
    tmp_path_factory: pytest.TempPathFactory, text: str, edits: list[Edit], by_lines: bool
) -> None:
    parts = text.splitlines(keepends=True) if by_lines else [*text]
    for edit in edits:
        parts = edited(parts, edit)
    path = tmp_path_factory.getbasetemp() / "damaged.yaml"
    path.write_bytes("".join(parts).encode())
    found: Iterable[Problem]
    try:
        found = load(path).warnings
    except InvalidDataset as error:
        found = error.problems
    assert all(problem.line and len(str(problem).splitlines()) == 1 for problem in found)
