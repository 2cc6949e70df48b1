"""Why a value is not a normal one or is missing: as a comment, and in lines that paper shows too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...model.indicator import Indicator
from ...model.observation import Observation
from ...model.sub_field import SubField
from ...wording.statements import why
from ...wording.style import Style

_LONGEST: Final = 1_000
"""Characters of a line; the comment has it whole."""


def reason(indicator: Indicator, observation: Observation, style: Style) -> str:
    """What there is to know of a value, or why there is none."""
    missing = indicator.value(observation) is None and not observation.is_range
    status = style.word(observation.status or "no-value") if missing else ""
    return style.semicolon.join(filter(None, (status, why(indicator, observation, style))))


def remarks(sub_field: SubField, style: Style) -> Iterator[str]:
    """`un-staff 2023-12: pending; to be published`, in one line where several periods have the same reason."""
    for indicator in (one for whole in sub_field.indicators for one in whole.series):
        periods: dict[str, list[str]] = {}
        for period in indicator.periods:
            observation = indicator.observations[period]
            if _is_special(indicator, observation):
                name = style.period(period, indicator.basis)
                periods.setdefault(reason(indicator, observation, style), []).append(name)
        for words, names in periods.items():
            line = f"{indicator.name} {style.listed(names)}{style.colon}{words}"
            yield line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _is_special(indicator: Indicator, observation: Observation) -> bool:
    missing = indicator.value(observation) is None and not observation.is_range
    is_normal = not (observation.status and observation.status.flag) and not missing
    return not is_normal or observation.note is not None
