"""The series of several tables → one for each indicator and part; what is asked of them all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from ..model.decimals import decimal
from .cells import looks_like_figure
from .ledger import Fate
from .options import Saying
from .series import Figures, Key, Series
from .sheet import place, text
from .units import said_unit
from .vocabulary import TOTALS, plain

_NUMBERED: Final = re.compile(
    r"^(?:表|table|図)? ?[0-9０-９.-]*[ 　:：]*|[(（](?:続き?|continued|cont\.?)[)）]", re.IGNORECASE
)
"""What numbers a table, or says that it goes on."""


def join(figures: Figures, saying: Saying) -> None:
    """One series for each key; figures that contradict each other, and totals that nobody chose, are problems."""
    by_key: dict[Key, Series] = {}
    for series in figures.series:
        first = by_key.setdefault(series.key, series)
        if first is not series:
            _add(figures, first, series)
    figures.series = [one for one in by_key.values() if not _is_left_out(figures, one, saying)]
    if saying.decimals is not None:
        _round(figures.series, saying.decimals)


def _add(figures: Figures, first: Series, more: Series) -> None:
    if first.table is more.table:
        title = more.texts.get("title", "").strip()
        message = (
            f"'{title}' is the title of another column with this unit; give each its own, or leave one out by --skip"
        )
        figures.problems.append(more.problem(message))
        return
    captions = _caption(first), _caption(more)
    if all(captions) and captions[0] != captions[1]:
        message = f"this title is in the tables '{captions[0]}' and '{captions[1]}'; read each by --table"
        figures.problems.append(more.problem(message))
        return
    if more.basis is not None and first.basis not in (None, more.basis):
        figures.problems.append(more.problem(f"the years are {more.basis} here, and {first.basis} in another table"))
    first.basis = first.basis or more.basis
    for period, observation in more.observations.items():
        if first.observations.setdefault(period, observation) != observation:
            own, other = first.cells.get(period, (first.row, 0)), more.cells.get(period, (more.row, 0))
            message = f"another figure for {period} than in {first.sheet.named(place(*own))}"
            figures.problems.append(more.sheet.problem(*other, f"{message}; make both alike, or choose with --table"))
        first.cells.setdefault(period, more.cells.get(period, (more.row, 0)))
    for period, value in more.targets.items():
        if first.targets.setdefault(period, value) != value:
            figures.problems.append(more.problem(f"another target for {period} than in a table before"))
    for meaning, words in more.texts.items():
        first.texts.setdefault(meaning, words)


def _caption(series: Series) -> str:
    """What stands above the table of a series, without its number and without what says that it goes on."""
    head = series.table.headings
    for row in (head.row - 1, head.row - 2):
        filled = [text(cell).strip() for _, cell in head.sheet.filled(row)]
        if len(filled) == 1 and not said_unit(filled[0]) and not looks_like_figure(filled[0]):
            return _NUMBERED.sub("", filled[0]).strip()
    return ""


def _is_left_out(figures: Figures, series: Series, saying: Saying) -> bool:
    """Whether a series is but the sum of others, and is not to be read; a problem where nobody says so."""
    title = plain(series.texts.get("title", ""))
    if title.replace(" ", "") not in TOTALS or "indicator" in series.texts or saying.totals == "keep":
        return False
    if saying.totals is None:
        options = "--totals keep reads it as an indicator, --totals skip leaves it out"
        figures.problems.append(series.problem(f"'{series.texts['title'].strip()}' adds up other rows; {options}"))
        return True
    ledger = next(one for one in figures.ledgers if one.sheet.name == series.sheet.name)
    for row, column in series.cells.values():
        ledger.mark(row, column, Fate.LEFT_OUT, "a total (--totals skip)")
    return True


def _round(series: Sequence[Series], decimals: int) -> None:
    """Figures of fewer decimals, halves away from zero, because somebody asked for it."""
    for one in series:
        for observation in one.observations.values():
            for key in ("value", "low", "high"):
                if key in observation:
                    observation[key] = _rounded(observation[key], decimals)


def _rounded(value: float, decimals: int) -> float:
    return float(decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)) + 0.0
