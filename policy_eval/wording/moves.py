"""Changes from the year before, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from ..model.breakdowns import name_of
from ..model.status import Status
from .figures import percent, signed

if TYPE_CHECKING:
    import pandas as pd


_FORECASTS: Final = {status.value: f" {status.flag}" for status in Status if not status.is_observed}


class Move(NamedTuple):
    """A change from the year before; `flag` marks one into a forecast."""

    change: float
    relative: float
    flag: str

    @property
    def words(self) -> str:
        """`+38`, `-2.04 f`."""
        return signed(self.change) + self.flag

    @property
    def all_words(self) -> str:
        """`+38 (+4.1%)`."""
        relative = percent(self.relative)
        return signed(self.change) + (f" ({relative})" if relative else "") + self.flag


Moves = Mapping[tuple[str, str], Move]
"""By name of the series and label of the period."""


def moves_of(changes: pd.DataFrame) -> Moves:
    """The changes by name of the series and label of the period.

    `changes` is the frame of that name, of which indicator, breakdown, period, change,
    change_pct and status are read.
    """
    known = changes[changes["change"].notna()]
    columns = (known[name] for name in ("indicator", "breakdown", "period", "change", "change_pct", "status"))
    return {
        (name_of(indicator, breakdown), period): Move(change, relative, _flag(status))
        for indicator, breakdown, period, change, relative, status in zip(*columns, strict=True)
    }


def _flag(status: str | None) -> str:
    return _FORECASTS.get(status or "", "")
