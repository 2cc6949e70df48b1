"""Objects of the model as a file would have them: mappings, lists, texts and numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from ..model.periods import Period
from ..model.target import Bound
from ..tables.cell_text import json_value


def plain(value: Any) -> Any:
    """What a value says, without what it does not say; keys are those of the files."""
    if isinstance(value, (Period, Enum, date)):
        return _key(value)
    if isinstance(value, Bound) and value.of_previous is None and value.of_baseline is None:
        return json_value(value.value)
    if is_dataclass(value) and not isinstance(value, type):
        found = ((one.name.rstrip("_"), getattr(value, one.name)) for one in fields(value) if one.init)
        return {name: plain(part) for name, part in found if part is not None and part not in ((), {}, [])}
    if isinstance(value, Mapping):
        return {_key(key): plain(part) for key, part in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(part) for part in value]
    return json_value(value)


def _key(value: Any) -> Any:
    if isinstance(value, Period):
        return str(value.key)
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else json_value(value)
