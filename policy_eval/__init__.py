"""Track the indicators of a policy evaluation: tables, changes, targets.

    >>> import policy_eval
    >>> programme = policy_eval.load()
    >>> programme.assessments()

`load` reads a folder of YAML files into a `Programme`; its `observations()`,
`changes()` and `assessments()` are tidy pandas DataFrames.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import InvalidDataset, PolevalError, Problem

__version__ = "0.1.0"

if TYPE_CHECKING:
    from .model.programme import Programme

__all__ = ["InvalidDataset", "PolevalError", "Problem", "Programme", "__version__", "load"]


def load(path: str | os.PathLike[str] | None = None) -> Programme:
    """The dataset in the folder (or one file) at `path`.

    Without a path: the folder named by the environment variable POLEVAL_INDICATORS,
    else ./indicators if it exists, else the bundled evaluation.

    Raises `InvalidDataset`, whose `problems` name file, line, column and key of
    everything that is wrong, and `PolevalError` where there is nothing to read.
    """
    from .reading.dataset import load_programme
    from .reading.default_dataset import find_dataset

    return load_programme(find_dataset(None if path is None else Path(path)).root)


def __getattr__(name: str) -> Any:
    # Wanted rarely, and dearer than the rest of this module together.
    if name == "Programme":
        from .model.programme import Programme

        return Programme
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
