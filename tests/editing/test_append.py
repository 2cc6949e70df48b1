"""Indicators behind those that are there: all else stays byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_eval import PolevalError
from policy_eval.editing.append import appended

from ..running import BUNDLED, ROOT

NEW = ["- id: b", "  title: B", "  observations:", "    2021: 1"]
FILES = [*sorted(Path(BUNDLED).glob("*.yaml")), *sorted((ROOT / "tests/data/city").glob("[0-9]*.yaml"))]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "indicators:\n  - id: a\n",
            "indicators:\n  - id: a\n\n  - id: b\n    title: B\n    observations:\n      2021: 1\n",
        ),
        ("indicators:\n- id: a\n", "indicators:\n- id: a\n\n- id: b\n  title: B\n  observations:\n    2021: 1\n"),
        ("indicators: []\n", "indicators:\n  - id: b\n    title: B\n    observations:\n      2021: 1\n"),
        (
            "indicators: [] # none yet\nnote: x\n",
            "indicators:\n  - id: b\n    title: B\n    observations:\n      2021: 1 # none yet\nnote: x\n",
        ),
        (
            "indicators:\n  - id: a # 1\n# end\nnote: x\n",
            "indicators:\n  - id: a # 1\n\n  - id: b\n    title: B\n    observations:\n      2021: 1\n# end\nnote: x\n",
        ),
        (
            "indicators:\r\n  - id: a\r\n",
            "indicators:\r\n  - id: a\r\n\r\n  - id: b\r\n    title: B\r\n    observations:\r\n      2021: 1\r\n",
        ),
        (
            "indicators:\n  - id: a",
            "indicators:\n  - id: a\n\n  - id: b\n    title: B\n    observations:\n      2021: 1",
        ),
        (
            "\ufeffindicators:\n  - note: |\n      x\n\n",
            "\ufeffindicators:\n  - note: |\n      x\n\n  - id: b\n    title: B\n    observations:\n      2021: 1\n\n",
        ),
    ],
    ids=["indented", "at the margin", "none", "none and a comment", "a key behind", "CRLF", "no line end", "a block"],
)
def test_new_indicators_stand_behind_the_others_in_their_indentation(before: str, after: str) -> None:
    assert appended(before, NEW) == after


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_else_of_a_file_changes(path: Path) -> None:
    text = path.read_bytes().decode()
    block = "".join(f"\n  {line}" for line in NEW)
    assert appended(text, NEW).replace(f"\n{block}", "") == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("indicators: [{id: a}]\n", "its indicators stand in brackets; write each in lines of its own"),
        ("indicators:\n  - note: |+\n      x\n\n\n", "cannot be edited in place; edit it by hand"),
        ("indicators: [\n", "line 2"),
        ("title: T\n", "there is no list of indicators in this file"),
    ],
)
def test_a_list_that_cannot_be_added_to_is_said(text: str, message: str) -> None:
    with pytest.raises(PolevalError, match=message):
        appended(text, NEW)
