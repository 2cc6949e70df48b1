"""Arithmetic on decimal figures."""

from __future__ import annotations

from decimal import Decimal


def difference(left: float, right: float) -> float:
    """`left - right` of two decimal figures, exactly: 10.37 - 10 is 0.37, not 0.3699…."""
    return float(Decimal(f"{left:.15g}") - Decimal(f"{right:.15g}")) + 0.0  # never -0.0


def ratio(numerator: float | None, denominator: float | None, *, is_percentage: bool) -> float | None:
    """Numerator by denominator, times 100 for percentages; None where one is missing or the denominator is zero.

    It has the digits that a decimal figure has: 1.1 of 2 is 55, not 55.00000000000001.
    """
    if numerator is None or not denominator:
        return None
    return float(f"{numerator * (100 if is_percentage else 1) / denominator:.15g}")


def is_percent_sign(unit: str) -> bool:
    """Whether a unit says that figures are percentages."""
    return unit.strip() in ("%", "％")
