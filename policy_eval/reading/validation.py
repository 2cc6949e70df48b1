"""Plain values → the model, or pydantic's findings: no more of them than anybody wants to read.

pydantic collects every error of a value at once, in memory outside Python's control:
8 MiB of `- {}` are eight million errors, and the end of the process. So a long list of
indicators is looked at piece by piece, and only until there are errors enough.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from ..errors import MAX_PROBLEMS
from ..model.indicator import Indicator
from ..model.sub_field import About, SubField

Details = list[Mapping[str, Any]]

OWN: Final = "x-"
"""What the keys begin with that are the user's: they are kept, and never judged."""
_PIECE: Final = 100
_MANY: Final = 10 * MAX_PROBLEMS
_WHOLE: Final[dict[type, TypeAdapter[Any]]] = {cls: TypeAdapter(cls) for cls in (About, SubField)}
_INDICATOR: Final = TypeAdapter(Indicator)
_INDICATORS: Final = TypeAdapter(tuple[Indicator, ...])


def shaped(given: dict[Any, Any], cls: type[About | SubField]) -> tuple[Any, Details]:
    """The `cls` that `given` describes, and no findings; or None, and pydantic's findings."""
    raw = without_own_keys(given)
    items = raw.get("indicators")
    if not isinstance(items, list) or len(items) <= _PIECE:
        try:
            return _WHOLE[cls].validate_python(raw), []
        except ValidationError as error:
            return None, _details(error) or _too_many(error, 0)
    made: list[Indicator] = []
    details: Details = []
    for start in range(0, len(items), _PIECE):
        try:
            made += _INDICATORS.validate_python(items[start : start + _PIECE])
        except ValidationError as error:
            found = _details(error)
            details += [_moved(detail, start) for detail in found] or _too_many(error, start)
            if len(details) >= MAX_PROBLEMS or not found:
                break
    try:
        value = _WHOLE[cls].validate_python({**raw, "indicators": made})
    except ValidationError as error:
        details = _details(error) + details
    return (None if details else value), details


def without_own_keys(raw: dict[Any, Any]) -> dict[Any, Any]:
    """The same without the keys that begin with `x-`, of the file, its goals and its indicators.

    An indicator that is derived needs no observations.
    """
    for key in ("goals", "indicators"):
        items = raw.get(key)
        if isinstance(items, list) and any(isinstance(item, dict) and _is_special(item) for item in items):
            raw = {**raw, key: [_plain(item) if isinstance(item, dict) else item for item in items]}
    return _plain(raw) if _is_special(raw) else raw


def _is_special(raw: dict[Any, Any]) -> bool:
    return "derive" in raw or any(_is_own(key) for key in raw)


def _is_own(key: object) -> bool:
    return isinstance(key, str) and key.startswith(OWN)


def _plain(raw: dict[Any, Any]) -> dict[Any, Any]:
    plain = {key: value for key, value in raw.items() if not _is_own(key)}
    return {"observations": {}, **plain} if "derive" in plain else plain


def _details(error: ValidationError) -> Details:
    # Each of them takes a kilobyte.
    return [*error.errors(include_url=False)] if error.error_count() <= _MANY else []


def _moved(detail: Mapping[str, Any], start: int) -> Mapping[str, Any]:
    index, *keys = detail["loc"]
    return {**detail, "loc": ("indicators", start + index, *keys)}


def _too_many(error: ValidationError, start: int) -> Details:
    fault = f"there are {error.error_count():,} problems from here on"
    return [{"type": "value_error", "loc": ("indicators", start), "input": None, "ctx": {"error": fault}}]


def as_indicator(plain: dict[Any, Any]) -> Indicator | None:
    """The indicator that `plain` describes, if it describes one."""
    try:
        return _INDICATOR.validate_python(plain)
    except ValidationError:
        return None
