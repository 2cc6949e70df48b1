"""Changes from the year before, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..judging.changes import change
from .figures import percent, signed

if TYPE_CHECKING:
    from ..model.indicator import Indicator
    from ..model.periods import Period
    from .style import Style


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


def move_into(indicator: Indicator, period: Period | None) -> Move | None:
    """The change of an indicator into a period; None where there is none."""
    observation = indicator.observations.get(period) if period else None
    found = change(indicator, period) if period and observation else None
    if found is None or observation is None:
        return None
    flag = f" {observation.status.flag}" if observation.status and not observation.is_observed else ""
    return Move(found.difference, found.percent, flag, indicator.direction.is_better(found.difference))
