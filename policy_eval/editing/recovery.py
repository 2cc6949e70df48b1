"""A change to several files that was interrupted is finished before anybody reads them."""

from __future__ import annotations

from pathlib import Path

from ..file_writing import journal
from .lock import locked


def recover(root: Path) -> None:
    """Finish what is left of a change to a dataset, if nobody is about it. Raises PolevalError."""
    folder = root if root.is_dir() else root.parent
    if journal.is_open(folder):
        with locked(folder):
            journal.finish(folder)
