"""Libraries that only some formats need, and that are installed only if asked for."""

from __future__ import annotations

import importlib
import sys
from typing import Any, Final

from .errors import PolevalError

_DISTRIBUTIONS: Final = {
    "xlsxwriter": "XlsxWriter",
    "pyarrow": "pyarrow",
    "xlrd": "xlrd",
    "python_calamine": "python-calamine",
    "watchfiles": "watchfiles",
}
"""Under which name each module is installed."""


def required(module: str, purpose: str) -> Any:
    """The module. Raises PolevalError with the command that installs it beside this program."""
    try:
        return importlib.import_module(module)
    except ImportError:
        name = _DISTRIBUTIONS.get(module, module.partition(".")[0])
        raise PolevalError(f"{purpose} needs {name}: {sys.executable} -m pip install {name}") from None
