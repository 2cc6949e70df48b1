"""Libraries that only some formats need, and that are installed only if asked for."""

from __future__ import annotations

import importlib
from typing import Any

from .errors import PolevalError


def required(module: str, extra: str, purpose: str) -> Any:
    """The module, from the extra of that name. Raises PolevalError with the command that installs it."""
    try:
        return importlib.import_module(module)
    except ImportError:
        raise PolevalError(f"{purpose} needs {module}: pip install 'poleval[{extra}]'") from None
