"""One value of a frame as data: exact, and the same in every format."""

from __future__ import annotations

import json
import math
from datetime import date
from typing import Any

from ..model.decimals import digits


def json_value(value: Any) -> Any:
    """A cell of a frame as a value of JSON."""
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, float):
        return value
    if math.isnan(value):
        return None
    exact = float(digits(value))
    return int(exact) if exact.is_integer() and abs(exact) < 1e16 else exact


def cell_text(value: Any) -> str:
    """A cell of a frame as text: nothing for what is missing."""
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return "" if math.isnan(value) else digits(value)
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def json_text(value: Any) -> str:
    """A document of JSON; a path that is no UTF-8 has half a surrogate pair in it, which JSON can only spell out."""
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8", "backslashreplace").decode()
