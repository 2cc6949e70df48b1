"""Changes from the year before, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from ..judging.changes import change
from ..model.breakdowns import name_of
from ..model.codes import Direction
from ..model.status import Status
from .figures import percent, signed

if TYPE_CHECKING:
    import pandas as pd

    from ..model.indicator import Indicator
    from ..model.periods import Period
    from ..model.programme import Programme
    from .style import Style


_FORECASTS: Final = {status.value: f" {status.flag}" for status in Status if not status.is_observed}


class Move(NamedTuple):
    """A change from the year before; `flag` marks one into a forecast, `is_better` is None where neither way is."""

    change: float
    relative: float | None
    flag: str
    is_better: bool | None

    @property
    def verdict(self) -> str:
        """The key of the word for what it means, and the name of its style; nothing where it means nothing."""
        return "" if self.is_better is None else "better" if self.is_better else "worse"

    @property
    def words(self) -> str:
        """`+38`, `-2.04 f`."""
        return signed(self.change) + self.flag

    @property
    def all_words(self) -> str:
        """`+38 (+4.1%)`."""
        relative = percent(self.relative)
        return signed(self.change) + (f" ({relative})" if relative else "") + self.flag

    def told(self, style: Style, *, briefly: bool = True) -> str:
        """`+38 better`, `+38 (+4.1%) better`, `-14 悪化`."""
        words = self.words if briefly else self.all_words
        return f"{words} {style.word(self.verdict)}" if self.verdict else words


Moves = Mapping[tuple[str, str], Move]
"""By name of the series and label of the period."""


def move_of(moves: Moves, indicator: Indicator, period: Period | None) -> Move | None:
    """The change of an indicator into a period; None where there is none."""
    return moves.get((indicator.name, period.label(indicator.basis))) if period else None


def moves_of(changes: pd.DataFrame) -> Moves:
    """The changes by name of the series and label of the period.

    `changes` is the frame of that name, of which indicator, breakdown, period, change,
    change_pct, status and direction are read.
    """
    known = changes[changes["change"].notna()]
    names = ("indicator", "breakdown", "period", "change", "change_pct", "status", "direction")
    return {
        (name_of(indicator, breakdown), period): Move(
            change, relative, _flag(status), Direction(direction).is_better(change)
        )
        for indicator, breakdown, period, change, relative, status, direction in zip(
            *(known[name] for name in names), strict=True
        )
    }


def moves_in(programme: Programme) -> Moves:
    """The same without a frame."""
    return {
        (one.name, period.label(one.basis)): Move(
            found.difference,
            found.percent,
            _flag(observation.status),
            one.direction.is_better(found.difference),
        )
        for _, one in programme.every_series()
        for period, observation in one.observations.items()
        if (found := change(one, period)) is not None
    }


def _flag(status: str | None) -> str:
    return _FORECASTS.get(status or "", "")
