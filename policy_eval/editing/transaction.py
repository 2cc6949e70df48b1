"""New texts for the files of a dataset: written if the dataset is valid with them, and not at all else.

Whoever reads a file and writes it back does both within one `locked` block:

    with locked(folder_of(root)):
        programme = load_programme(root)
        apply(root, {path: spliced(read_text(path), edits)})
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from ..errors import InvalidDataset
from ..model.programme import Programme
from ..output import write_files
from ..reading.dataset import load_programme

_MARK: Final = "\ufeff"


class WouldBeInvalid(InvalidDataset):
    """The dataset is not valid with the new texts, which were not written."""


def folder_of(root: Path) -> Path:
    """The folder to lock for a dataset: itself, or that of its only file."""
    return root if root.is_dir() else root.parent


def checked(root: Path, texts: Mapping[Path, str]) -> Programme:
    """The dataset in `root` as it would be with these texts of its files.

    Raises `WouldBeInvalid` with every problem that it would have.
    """
    try:
        return load_programme(root, texts=texts)
    except InvalidDataset as error:
        raise WouldBeInvalid(error.problems) from None


def apply(root: Path, texts: Mapping[Path, str]) -> Programme:
    """The dataset in `root` with these texts of its files, which have been written.

    Each file is replaced in one step, none before all are ready, and one that began
    with a byte-order mark still does. Raises `WouldBeInvalid`, and `PolevalError` where
    a file cannot be written.
    """
    programme = checked(root, texts)
    write_files({path: _data(path, text) for path, text in texts.items()})
    return programme


def _data(path: Path, text: str) -> bytes:
    mark = _MARK if path.exists() and path.read_bytes()[:3] == _MARK.encode() else ""
    return (mark + text.removeprefix(_MARK)).encode()
