"""Runs of the program, for tests of what it does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple, Protocol

ROOT = Path(__file__).parents[1]
HARBOUR = str(ROOT / "tests" / "data" / "harbour")
BUNDLED = str(ROOT / "indicators")


class Outcome(NamedTuple):
    """What a run of poleval left."""

    code: int
    out: str
    err: str


class Poleval(Protocol):
    """Runs poleval in this process; the fixture `poleval` is one."""

    def __call__(self, *arguments: str) -> Outcome: ...


def spelt(value: object) -> str:
    """The name of a case: its arguments."""
    return " ".join(value) if isinstance(value, list) else ""


def filled_in(folder: Path) -> None:
    """What a person does after an import: the titles of sub-fields are in no table."""
    for path in folder.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(
            re.sub("^title:    # to be filled in.*$", "title: T", text, flags=re.MULTILINE), encoding="utf-8"
        )
