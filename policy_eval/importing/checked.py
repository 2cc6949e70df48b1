"""What would be written is valid, but for what a person must still fill in; else nothing is written."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ..errors import InvalidDataset
from ..reading.dataset import load_programme
from .draft_lines import TO_FILL


def hold(files: Mapping[str, str], folder: Path) -> None:
    """Read the files as any command will. Raises InvalidDataset for all that is not to be filled in by a person."""
    lines = {name: text.split("\n") for name, text in files.items()}
    with tempfile.TemporaryDirectory() as scratch:
        for name, text in files.items():
            (Path(scratch) / name).write_text(text, encoding="utf-8")
        try:
            load_programme(Path(scratch))
        except InvalidDataset as error:
            found = [replace(one, path=str(folder / Path(one.path).name)) for one in error.problems if not one.warning]
            faults = [one for one in found if not one.line or TO_FILL not in lines[Path(one.path).name][one.line - 1]]
            if faults:
                raise InvalidDataset(faults) from None
