"""How a spreadsheet shows a number: as many decimals as the figure has, and what stands around it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ...model.decimals import decimal
from ...model.indicator import Indicator
from ...wording.figures import figure


@dataclass(frozen=True, slots=True)
class Form:
    """Thousands separators, a number of decimals, a sign where it is wanted, and words around it.

    Numbers too small or too large for that are shown with an exponent.
    """

    decimals: int = 0
    before: str = ""
    after: str = ""
    signed: bool = False

    def code(self, value: float = 1) -> str:
        """The format code for `value`: `#,##0.0"%"`."""
        digits = _digits(value) if _is_extreme(value) else self.decimals
        body = ("0" if _is_extreme(value) else "#,##0") + (f".{'0' * digits}" if digits else "")
        body = f"{_quoted(self.before)}{body}{'E+00' if _is_extreme(value) else ''}{_quoted(self.after)}"
        return f"+{body};-{body};{body}" if self.signed else body

    def shown(self, value: float) -> str:
        """The text that a cell with this format shows."""
        plain = f"{value:.{_digits(value)}E}" if _is_extreme(value) else f"{value:,.{self.decimals}f}"
        sign = "+" if self.signed and value > 0 else ""
        return f"{self.before}{sign}{plain}{self.after}"


def values_form(indicator: Indicator) -> Form:
    """The format that all values of an indicator are shown in, and its targets: none loses a digit that it has.

    Ratios that are computed have as many decimals as elsewhere, and more where they
    would look equal to a target.
    """
    bounds = [bound for target in indicator.targets for bound in target.bounds]
    figures = [decimals(bound) for bound in bounds]
    for observation in indicator.observations.values():
        value = indicator.value(observation)
        if value is not None:
            figures.append(rounded(value, bounds) if observation.value is None else decimals(value))
    return Form(max(figures, default=0), after="%" if indicator.is_percentage else "")


def flagged(form: Form, mark: str) -> Form:
    """The same with the letter of a value that is not a normal one behind it: `3,030,000 e`."""
    return replace(form, after=form.after + mark)


def difference_form(value: float) -> Form:
    """The format of a change or a gap: `+38`, `-39`, `0`."""
    return Form(rounded(value), signed=True)


def decimals(value: float) -> int:
    """The decimals that a figure has; 0 for one that is shown with an exponent."""
    return 0 if _is_extreme(value) else max(0, -_exponent(value))


def rounded(value: float, against: Iterable[float] = ()) -> int:
    """The decimals that a computed figure is shown with in every table."""
    if _is_extreme(value):
        return 0
    return max(len(figure(value, bound).partition(".")[2]) for bound in (None, *against))


def _is_extreme(value: float) -> bool:
    return bool(value) and not 1e-9 <= abs(value) < 1e18


def _exponent(value: float) -> int:
    return int(decimal(value).normalize().as_tuple().exponent)


def _digits(value: float) -> int:
    return len(decimal(value).normalize().as_tuple().digits) - 1


def _quoted(words: str) -> str:
    return f'"{words}"' if words else ""
