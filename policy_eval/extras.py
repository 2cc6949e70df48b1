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
_KEPT_OUT: Final[set[str]] = set()


def keep_out(package: str) -> None:
    """Let no other library take a package along that it finds installed; `required` still loads it."""
    if package not in sys.modules:
        sys.modules[package] = None  # type: ignore[assignment]  # by which Python says that it is not there
        _KEPT_OUT.add(package)


def required(module: str, purpose: str) -> Any:
    """The module. Raises PolevalError with the command that installs it beside this program."""
    package = module.partition(".")[0]
    if package in _KEPT_OUT:
        _KEPT_OUT.remove(package)
        del sys.modules[package]
    try:
        return importlib.import_module(module)
    except ImportError:
        name = _DISTRIBUTIONS.get(module, package)
        raise PolevalError(f"{purpose} needs {name}: {sys.executable} -m pip install {name}") from None
