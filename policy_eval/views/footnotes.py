"""Values with what there is to know of them in notes under the table."""

from __future__ import annotations

from ..model.indicator import Indicator
from ..model.periods import Period
from ..wording.statements import figure_text, why
from ..wording.style import Style
from .table import Cell


class Footnotes:
    """Numbers for notes, the same number for the same words."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def mark(self, note: str) -> str:
        """` [1]` for a note, nothing for none."""
        return f" [{self._numbers.setdefault(note, len(self._numbers) + 1)}]" if note else ""

    def cells(self) -> list[Cell]:
        """The notes, as lines to put under a table."""
        lines = [Cell(f"[{number}] {note}") for note, number in self._numbers.items()]
        return [Cell(""), *lines] if lines else []


def value_with_note(indicator: Indicator, period: Period, style: Style, notes: Footnotes) -> str:
    observation = indicator.observations.get(period)
    if observation is None:
        return ""
    words = figure_text(indicator, observation, style) or style.word(observation.status or "-")
    was = style.revised.get((indicator.name, period))
    told = (why(indicator, observation, style), f"{style.word('revised')}{style.colon}{was}" if was else "")
    return words + notes.mark(style.semicolon.join(filter(None, told)))
