"""The house is built as its papers say, and no room grows over its walls."""

from __future__ import annotations

import re
import tomllib

import pytest

from .running import ROOT

PACKAGE = ROOT / "policy_eval"
ARCHITECTURE = (PACKAGE / "ARCHITECTURE.md").read_text("utf-8")
NO_ROOMS = {"templates", "indicators", "__pycache__"}


def rooms() -> list[str]:
    """The folders that the first table of the architecture lists, in order."""
    first, *_ = ARCHITECTURE.partition("## Where a rule lives")
    return re.findall(r"^\| `([a-z_]+)/`", first, re.MULTILINE)


def layers() -> list[str]:
    """The rooms of the import contract, from above to below."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    (contract,) = settings["contracts"]
    return [name for layer in contract["layers"] for name in layer.split(" | ")]


def test_every_room_is_in_the_architecture_and_in_the_import_contract() -> None:
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir()} - NO_ROOMS
    assert set(rooms()) == folders
    assert [layer for layer in layers() if layer in folders] == rooms()


@pytest.mark.parametrize("room", rooms())
def test_every_room_is_described(room: str) -> None:
    assert re.search(rf"\*\*{room}\*\*", ARCHITECTURE)
    assert (PACKAGE / room / "__init__.py").read_text("utf-8").startswith('"""')


def test_every_file_that_the_papers_name_is_there() -> None:
    contributing = (ROOT / ".github" / "CONTRIBUTING.md").read_text("utf-8")
    named = re.findall(r"`([a-z_]+/[a-z_]+\.py)`", ARCHITECTURE)
    assert len(named) > 10
    for name in named:
        assert (PACKAGE / name).is_file(), name
    for name in re.findall(r"`((?:policy_eval|tests)/[a-z_/.]+)`", contributing):
        assert (ROOT / name).exists(), name


def test_no_module_has_more_than_three_hundred_lines_and_few_lie_in_the_hall() -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in PACKAGE.rglob("*.py")}
    assert {str(path): length for path, length in lengths.items() if length > 300} == {}
    assert len([path for path in lengths if path.parent == PACKAGE]) <= 8
