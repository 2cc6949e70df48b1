"""Values as YAML: flow text on one line, which readers of YAML 1.1 and 1.2 take for the same value."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

import yaml

from ..model.decimals import digits
from ..reading.yaml_scalars import resolve
from ..terminal_text import spelt_out

# On the safe side: what starts with a letter or digit and has no sign that could end it.
_PLAIN: Final = re.compile(r"(?:\w|[^\x00-\x7f\s])(?:[^,\[\]{}:#?\s]| (?! ))*")
_RESOLVER: Final[Any] = yaml.resolver.Resolver()
_WHOLE: Final = 2**53
"""Up to here a float and the whole number with its digits are equal."""
_TEXT: Final = "tag:yaml.org,2002:str"


def written(value: object) -> str:
    """A value as YAML flow text on one line that our reader reads back as exactly that value.

    Raises TypeError for what no file holds: neither text, number, truth value, list nor mapping.
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return _number(value)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{written(key)}: {written(inner)}' for key, inner in value.items())}}}"
    if isinstance(value, Sequence):
        return f"[{', '.join(map(written, value))}]"
    raise TypeError(f"{type(value).__name__} is no value of a file")


def _number(value: float) -> str:
    if isinstance(value, int):
        return str(int(value))
    if not math.isfinite(value):
        return ".nan" if math.isnan(value) else ".inf" if value > 0 else "-.inf"
    exact = digits(value)
    if value == 0 or 1e-7 <= abs(value) < _WHOLE:
        return f"{Decimal(exact):f}".removeprefix("-" if value == 0 else "")
    # YAML 1.1 takes 1e+20 for text.
    if "." in exact:
        return exact
    return exact.replace("e", ".0e") if "e" in exact else f"{exact}.0"


def _text(text: str) -> str:
    if spelt_out(text) != text:
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{spelt_out(escaped)}"'
    if _PLAIN.fullmatch(text) and text == text.strip() and _is_text(text):
        return text
    return "'{}'".format(text.replace("'", "''"))


def _is_text(text: str) -> bool:
    return resolve(text) == text and _RESOLVER.resolve(yaml.ScalarNode, text, (True, False)) == _TEXT
