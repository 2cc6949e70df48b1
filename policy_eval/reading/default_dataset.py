"""Which dataset a command works on, where the user names none."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from ..errors import PolevalError

VARIABLE: Final = "POLEVAL_INDICATORS"
FOLDER: Final = "indicators"


class Dataset(NamedTuple):
    """A place to load from; `bundled` where it is only the example that comes along."""

    root: Path
    bundled: bool = False


def find_dataset(named: Path | None = None, environ: Mapping[str, str] = os.environ) -> Dataset:
    """The dataset: as named, else $POLEVAL_INDICATORS, else ./indicators, else the bundled one."""
    if named is not None:
        return Dataset(named)
    if environ.get(VARIABLE):
        return Dataset(Path(environ[VARIABLE]))
    if Path(FOLDER).is_dir():
        return Dataset(Path(FOLDER))
    return Dataset(_bundled(), bundled=True)


def from_here(path: Path) -> Path:
    """The path as it is shown: from where one stands, if it lies below."""
    with contextlib.suppress(ValueError, OSError):
        return path.relative_to(Path.cwd()) if path.is_absolute() else path
    return path


def _bundled() -> Path:
    package = Path(__file__).parents[1]
    # Inside the package in an installed wheel, beside it in a checkout.
    for parent in (package, package.parent):
        if (parent / FOLDER).is_dir():
            return parent / FOLDER
    raise PolevalError(f"no indicators: name a folder with --indicators or {VARIABLE}")
