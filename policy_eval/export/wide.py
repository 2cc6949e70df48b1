"""The observations with a row per indicator and a column per period."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ..model.decimals import digits
from ..model.periods import Basis, Period, in_time
from ..tables.frames import series

if TYPE_CHECKING:
    from ..model.observation import Observation
    from ..model.programme import Programme
    from ..wording.style import Style


def wide(programme: Programme, style: Style, *, reasons: bool = False, in_words: bool = False) -> pd.DataFrame:
    """One row per indicator and part, also where it has no observation, and one column per period, in order of time.

    Columns: `columns.FIXED`, then the values by label: float64, or
    with `reasons` objects that hold in words why a value is missing. With `in_words`
    the columns are named as people of the style's language write periods, and with `style.era` by era.
    """
    columns: dict[str, dict[str, float | str | None]] = {}
    times: dict[str, tuple[tuple[int, int], str]] = {}
    for _, indicator in programme.every_series():
        for period, observation in indicator.observations.items():
            # A December and the end of a year share a name, and so a column.
            label = period.label(indicator.basis)
            name = _heading(period, indicator.basis, style, in_words=in_words or style.era) or label
            time = in_time(period), label
            times[name] = max(times.get(name, time), time)
            value = indicator.value(observation)
            cell = _reason(observation, style) if reasons and value is None else value
            columns.setdefault(name, {})[indicator.name] = cell
    frame = series(programme, style.lang)
    ids = [indicator.name for _, indicator in programme.every_series()]
    for name in sorted(columns, key=times.__getitem__):
        cells = [columns[name].get(one) for one in ids]
        is_figures = not any(isinstance(cell, str) for cell in cells)
        frame[name] = pd.Series(cells, dtype="float64" if is_figures else object)
    return frame


def _heading(period: Period, basis: Basis, style: Style, *, in_words: bool) -> str:
    """The name of a period in words; none for a total at year's end in English, where it would be that of the years."""
    is_vague = style.lang == "en" and period.is_span and basis is Basis.YEAR_END
    return style.period(period, basis) if in_words and not is_vague else ""


def _reason(observation: Observation, style: Style) -> str:
    """`pending (to be published)`, `未公表（公表予定）`; a range in words, with all of its digits."""
    if observation.is_range:
        ends = (observation.low, observation.high)
        return style.between(*("" if end is None else digits(end) for end in ends))
    return style.word(observation.status or "no-value") + style.bracketed(style.text(observation.note))
