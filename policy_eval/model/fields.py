"""The leaf values of an indicator file: what each may be, and what to say where it is not.

Each type is a plain Python type with a validator whose message is written for the
person who maintains the file, and the matching piece of JSON Schema.
"""

from __future__ import annotations

import contextlib
import math
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Annotated, Final, NamedTuple

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from ..errors import BRIEF, brief
from ..hints import on_digits, on_number
from .decimals import digits, is_too_long
from .periods import EARLIEST, LATEST, Period, parse_period, parse_single


def found(value: object) -> str:
    """What a file has in a place, for a sentence."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return f"'{str(value).lower()}'"
    if isinstance(value, str):
        return f"the text '{brief(value)}'" if value.strip() else "an empty text"
    if isinstance(value, float) and not abs(value) < math.inf:
        return "infinity, or a number that is too large" if abs(value) == math.inf else "NaN"
    if isinstance(value, (int, float)):
        return f"the number {brief(value)}"
    return "a list" if isinstance(value, list) else "a mapping"


class Expects(NamedTuple):
    """Beside a type, what a message says is expected there."""

    words: str


def short(kind: type, *keys: str) -> Callable[[object], object]:
    """What makes of a value of `kind` the mapping that it is short for, with the value at each of `keys`."""
    return lambda value: dict.fromkeys(keys, value) if isinstance(value, kind) else value


def as_bound(value: object) -> object:
    """The same for a bound, which may be missing."""
    return None if value is None else as_value(value)


def as_value(value: object) -> object:
    """A mapping as it is; what is none, as the value of one."""
    return value if isinstance(value, dict) else {"value": value}


_EXACT: Final = 10**15
_LEAST, _MOST = 1e-100, 1e100
"""Ratios of figures between these are finite and not zero."""


def _figure(value: object) -> float:
    # First what nearly every value is: what is written in 15 characters has no more digits than that.
    if type(value) is float and _LEAST < abs(value) < _MOST and len(repr(value)) <= 15:
        return value
    if type(value) is int and -_EXACT < value < _EXACT:
        return float(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        if isinstance(value, str) and is_too_long(value):
            raise _too_long(value)
        words = {"found": found(value), "advice": on_number(value) if isinstance(value, str) else ""}
        raise PydanticCustomError("figure", "expected a number, found {found}{advice}", words)
    if not abs(value) < math.inf:
        raise PydanticCustomError("figure", "expected a finite number, found {found}", {"found": found(value)})
    if value and not _LEAST < abs(value) < _MOST:
        message = "expected a number of a size between 1e-100 and 1e100, found {found}"
        raise PydanticCustomError("figure", message, {"found": brief(value)})
    if isinstance(value, int) and is_too_long(str(value)):
        raise _too_long(str(value))
    return value + 0.0  # -0.0 becomes 0.0


def _too_long(text: str) -> PydanticCustomError:
    message = "{found} has more digits than a number can carry exactly (15, often 17); the nearest is {nearest}"
    return PydanticCustomError("figure", message, {"found": brief(text), "nearest": digits(float(text))})


def _year(value: object) -> int:
    if type(value) is int and EARLIEST <= value <= LATEST:
        return value
    advice = on_digits(value)
    words = {"found": found(value), "advice": advice}
    raise PydanticCustomError("year", "expected a year such as 2025, found {found}{advice}", words)


def _single(value: object) -> Period:
    if type(value) is int or isinstance(value, str):
        try:
            return parse_single(value)
        except ValueError as error:
            raise PydanticCustomError("period", "{words}", {"words": str(error)}) from None
    message = "expected a period such as 2025 or 2025-04, found {found}"
    raise PydanticCustomError("period", message, {"found": found(value)})


def _month_number(value: object) -> int:
    if type(value) is int and 1 <= value <= 12:
        return value
    message = "expected the number of a month, 1 to 12, found {found}"
    raise PydanticCustomError("month_number", message, {"found": found(value)})


def _word(value: object) -> str:
    if isinstance(value, str) and value.strip():
        return value
    advice = "; put it in quotes" if isinstance(value, (int, float)) else ""
    raise PydanticCustomError("word", "expected text, found {found}{advice}", {"found": found(value), "advice": advice})


def _name(value: object) -> str:
    name = str(value) if type(value) is int else value
    if isinstance(name, str) and re.fullmatch(r"[^\W_][\w.-]{0,39}", name) and not re.search("[０-９]", name):
        return name
    message = "expected a number or a short name without spaces, found {found}{advice}"
    raise PydanticCustomError("name", message, {"found": found(value), "advice": on_digits(value)})


def _licence(value: object) -> str:
    if isinstance(value, str) and re.fullmatch(_LICENCE, value):
        return value
    message = "expected the short name of a licence, such as CC-BY-4.0, found {found}"
    raise PydanticCustomError("licence", message, {"found": found(value)})


def _id(value: object) -> str:
    if isinstance(value, str) and re.fullmatch(_KEBAB, value):
        return value
    message = "expected an id of small letters, digits and hyphens (water-quality), found {found}"
    if isinstance(value, str) and value.isdecimal():
        message = "an id needs a letter, so that nobody takes it for the number of a sub-field; found {found}"
    raise PydanticCustomError("id", message + "{advice}", {"found": found(value), "advice": _id_of(value)})


def _id_of(value: object) -> str:
    """`; write my-id` for a text of which an id can be made."""
    plain = re.sub("[^a-z0-9]+", "-", unicodedata.normalize("NFKC", str(value)[:BRIEF]).casefold()).strip("-")
    return (
        f"; write {plain}"
        if isinstance(value, str) and value.isascii() and value.isprintable() and re.fullmatch(_KEBAB, plain)
        else ""
    )


def _range(value: object) -> tuple[float, float]:
    if not isinstance(value, list) or len(value) != 2:
        raise PydanticCustomError(
            "range", "expected two numbers, [lowest, highest], found {found}", {"found": found(value)}
        )
    low, high = map(_figure, value)
    if low >= high:
        raise PydanticCustomError("range", "the first number of a range must be the smaller one")
    return low, high


def _month(value: object) -> str:
    if isinstance(value, str) and re.fullmatch(_MONTH, value, re.ASCII):
        return value
    raise PydanticCustomError("month", "expected a month such as 2024-08, found {found}", {"found": found(value)})


def _day(value: object) -> date:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value, re.ASCII):
        with contextlib.suppress(ValueError):
            return date.fromisoformat(value)
    raise PydanticCustomError("day", "expected a day such as 2027-03-31, found {found}", {"found": found(value)})


def _months(value: object) -> int:
    if type(value) is int and 0 <= value <= _MOST_MONTHS:
        return value
    message = "expected a number of months from 0 to 1200, found {found}"
    raise PydanticCustomError("months", message, {"found": found(value)})


def _ordinal(value: object) -> int:
    if type(value) is int and value > 0:
        return value
    message = "expected the number of a target in the list, from 1, found {found}"
    raise PydanticCustomError("ordinal", message, {"found": found(value)})


_KEBAB: Final = "(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*"
_MOST_MONTHS: Final = 1200
_LICENCE: Final = "[A-Za-z0-9._-]+"  # as Data Packages want it
# What JSON Schema has of these rules, in the regular expressions that every validator knows.
_YEAR: Final = "(1[0-9]{3}|2[01][0-9]{2}|2200)"
_MONTH: Final = f"{_YEAR}-(0[1-9]|1[0-2])"
_PART: Final = f"{_YEAR}-(H[12]|Q[1-4]|0[1-9]|1[0-2])"
_SPAN: Final = rf"{_YEAR}\.\.{_YEAR}|{_PART}\.\.{_PART}"
PERIOD_KEY: Final = f"^({_YEAR}|{_PART}|{_SPAN})$"
SINGLE_KEY: Final = f"^({_YEAR}|{_PART})$"
_YEARS: Final = {"minimum": EARLIEST, "maximum": LATEST}
_FIGURE: Final = {"type": "number", "exclusiveMinimum": -_MOST, "exclusiveMaximum": _MOST}
_MARKS: Final = r"\s!-,/:-@\[-^`{-~\u2000-\u206f\u3001-\u3004\uff01-\uff19"  # all ASCII ones but - . _


def _text(pattern: str, message: str) -> WithJsonSchema:
    """Text of this pattern; `message` is what an editor says of other text."""
    return WithJsonSchema({"type": "string", "pattern": pattern, "patternErrorMessage": message})


def _period(pattern: str, message: str) -> WithJsonSchema:
    """A year, or the text of another period of this pattern."""
    return WithJsonSchema(
        {"type": ["integer", "string"], **_YEARS, "pattern": f"^{pattern}$", "patternErrorMessage": message}
    )


Figure = Annotated[float, PlainValidator(_figure), WithJsonSchema(_FIGURE)]
Year = Annotated[int, PlainValidator(_year), WithJsonSchema({"type": "integer", **_YEARS})]
Month = Annotated[str, PlainValidator(_month), _text(f"^{_MONTH}$", "Write a month such as 2024-08")]
Day = Annotated[
    date,
    PlainValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
]
Ordinal = Annotated[int, PlainValidator(_ordinal), WithJsonSchema({"type": "integer", "minimum": 1})]
Months = Annotated[
    int, PlainValidator(_months), WithJsonSchema({"type": "integer", "minimum": 0, "maximum": _MOST_MONTHS})
]
Word = Annotated[str, PlainValidator(_word), _text(r"\S", "Write some text")]
Id = Annotated[
    str, PlainValidator(_id), _text(f"^{_KEBAB}$", "Write an id of small letters, digits and hyphens (water-quality)")
]
LicenceName = Annotated[
    str, PlainValidator(_licence), _text(f"^{_LICENCE}$", "Write the short name of a licence, such as CC-BY-4.0")
]
Name = Annotated[
    str,
    PlainValidator(_name),
    WithJsonSchema(
        {
            "type": ["integer", "string"],
            "minimum": 0,
            "pattern": f"^[^{_MARKS}_.-][^{_MARKS}]{{0,39}}$",
            "patternErrorMessage": "Write a number or a short name without spaces",
        }
    ),
]
Span = Annotated[
    Period,
    PlainValidator(parse_period),
    _period(f"({_PART}|{_SPAN})", "Write a year (2021), a quarter (2021-Q1), a month (2021-04) or a span (2021..2023)"),
]
Single = Annotated[
    Period,
    PlainValidator(_single),
    _period(_PART, "Write a year (2025), a quarter (2025-Q1) or a month (2025-04)"),
]
MonthNumber = Annotated[
    int, PlainValidator(_month_number), WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 12})
]
Range = Annotated[
    tuple[float, float],
    PlainValidator(_range),
    WithJsonSchema({"type": "array", "items": _FIGURE, "minItems": 2, "maxItems": 2}),
]
