"""How the numbers of a table are written: what is the decimal sign, what stands between thousands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from ..model.decimals import is_too_long

_SPACES: Final = "\u0020\u00a0\u2009\u202f\u2007\u3000"
_APOSTROPHES: Final = "'\u2019"
_GROUPED: Final = re.compile(
    rf"[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+(?=[.,]|$)|[0-9]{{1,3}}(?:[{_APOSTROPHES}][0-9]{{3}})+(?=[.,]|$)"
)
_BETWEEN: Final = re.compile(f"[{_SPACES}{_APOSTROPHES}]")
_SHAPE: Final = re.compile(r"[0-9]*(?:[.,][0-9]+)*[.,]?(?:[eE][-+]?[0-9]+)?")
_MANY: Final = {
    sign: re.compile(rf"[0-9]{{1,3}}(?:\{sign}[0-9]{{3}}){{2,}}|[0-9]{{1,2}}(?:\{sign}[0-9]{{2}})+\{sign}[0-9]{{3}}")
    for sign in ",."
}
_PLAIN: Final = re.compile(r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")
_NAMES: Final = {",": "a comma", ".": "a point"}


class NumberStyle(NamedTuple):
    """The decimal sign, `.` or `,`; the other one stands between thousands. Spaces and apostrophes may, always."""

    decimal: str = "."

    @property
    def thousands(self) -> str:
        """What else may stand between thousands."""
        return "," if self.decimal == "." else "."

    def value(self, digits: str) -> float | None:
        """The number that unsigned digits are; None for anything else, and for one that no float holds exactly."""
        plain = ungrouped(digits)
        if plain is None:
            return None
        whole, sign, rest = plain.partition(self.decimal)
        if self.thousands in rest:
            return None
        if self.thousands in whole:
            if not (
                _MANY[self.thousands].fullmatch(whole)
                or re.fullmatch(rf"[1-9][0-9]{{0,2}}\{self.thousands}[0-9]{{3}}", whole)
            ):
                return None
            whole = whole.replace(self.thousands, "")
        number = f"{whole}.{rest}" if sign else whole
        if not _PLAIN.fullmatch(number) or is_too_long(number):
            return None
        value = float(number)
        return None if value == float("inf") else value


POINT: Final = NumberStyle()


def ungrouped(digits: str) -> str | None:
    """The digits without spaces or apostrophes between thousands; None where these stand anywhere else."""
    grouped = _GROUPED.match(digits)
    plain = _BETWEEN.sub("", grouped[0]) + digits[grouped.end() :] if grouped else digits
    return plain if plain and _SHAPE.fullmatch(plain) else None


def evidence(digits: str) -> str:
    """The decimal sign that a number shows by itself; `?,` or `?.` where one sign before three digits may be either."""
    plain = ungrouped(digits) or ""
    plain = re.split("[eE]", plain)[0]
    points, commas = plain.count("."), plain.count(",")
    if points and commas:
        return max(".,", key=plain.rfind)
    for sign, other in ((",", "."), (".", ",")):
        if sign not in plain:
            continue
        if _MANY[sign].fullmatch(plain):
            return other
        whole, _, rest = plain.rpartition(sign)
        if _GROUPED.match(digits) or len(rest) != 3 or len(whole) > 3 or whole[:1] in ("", "0"):
            return sign
        return f"?{sign}"
    return ""


class Evidence(NamedTuple):
    """What numbers show: for each decimal sign the first number that needs it, and those that may be either."""

    signs: dict[str, tuple[str, object]]
    either: dict[str, tuple[str, object]]


def collected(numbers: Iterable[tuple[str, object]]) -> Evidence:
    """The evidence of numbers with their places."""
    found = Evidence({}, {})
    for digits, where in numbers:
        if shown := evidence(digits):
            (found.either if shown.startswith("?") else found.signs).setdefault(shown[-1], (digits, where))
    return found


def style_of(
    found: Evidence, *, decimal: str | None, separator: str, is_japanese: bool
) -> NumberStyle | tuple[str, object]:
    """How the numbers of a table are written; in words, with a place, why that is not known.

    What the command line says counts first, then what any number of the file shows. A
    file with commas between its cells has none as decimal signs, and Japanese has none
    at all.
    """
    if decimal:
        return NumberStyle(decimal)
    if len(found.signs) > 1:
        (one, _), (other, where) = found.signs["."], found.signs[","]
        return (
            f"'{other}' has a comma as decimal sign, and '{one}' a point; --decimal . or --decimal , says which holds",
            where,
        )
    if "," in found.signs and (is_japanese or separator == ",") and (is_japanese or "," in found.either):
        digits, where = found.signs[","]
        message = (
            f"'{digits}' has a comma that is not before three digits, where commas stand between thousands; "
            "--decimal , takes all commas for decimal signs"
        )
        return message, where
    if found.signs:
        return NumberStyle(next(iter(found.signs)))
    for sign, (digits, where) in found.either.items():
        is_said = separator == "," or is_japanese
        if not is_said:
            other = "thousands" if sign == "," else "decimals"
            message = (
                f"'{digits}' may have {_NAMES[sign]} before decimals or between thousands, and no number says which; "
                f"name the decimal sign: --decimal . ({other} then) or --decimal ,"
            )
            return message, where
    return NumberStyle()
