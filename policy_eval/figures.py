"""Arithmetic on decimal figures."""

from __future__ import annotations

from decimal import Decimal


def difference(left: float, right: float) -> float:
    """`left - right` of two decimal figures, exactly: 10.37 - 10 is 0.37, not 0.3699…."""
    return float(Decimal(f"{left:.15g}") - Decimal(f"{right:.15g}")) + 0.0  # never -0.0
