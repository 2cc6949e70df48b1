"""Every figure of an indicator that was computed, with formula, inputs and source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from ..model.decimals import digits
from ..model.indicator import Derive, Indicator
from ..model.periods import Basis, Period
from .assess import Assessment
from .changes import change

PROGRESS_MEASURE: Final = "the progress measure of Statistics Canada's data hub and Open SDG, after Eurostat's"
_BY_PROGRESS_MEASURE: Final = frozenset(("cagr_observed", "cagr_required", "pace_ratio", "threshold_scale"))


class Calculation(NamedTuple):
    """One computed figure: `result` is `formula` with `inputs` put in for their names.

    `when` is None where nothing was observed. `target` is the number of the target it
    belongs to, from 1; 0 where it belongs to none. `breakdown` is the part of a whole that it
    is of. `source` says where the formula is
    from, where it is not plain arithmetic.
    """

    figure: str
    when: Period | None
    basis: Basis
    target: int
    formula: str
    inputs: Mapping[str, float]
    result: float
    source: str = ""
    breakdown: str = ""

    @property
    def period(self) -> str:
        """The name of the period, as in every export."""
        return self.when.label(self.basis) if self.when else ""


def calculations(indicator: Indicator, assessments: Sequence[Assessment]) -> Iterator[Calculation]:
    """What was computed of an indicator: ratios and changes by period, then each target's figures."""
    return (one._replace(breakdown=indicator.breakdown) for one in _computed(indicator, assessments))


def _computed(indicator: Indicator, assessments: Sequence[Assessment]) -> Iterator[Calculation]:
    for period in indicator.periods:
        yield from _ratio(indicator, period)
        yield from _change(indicator, period)
    for number, assessment in enumerate(assessments, start=1):
        for step in assessment.steps:
            source = PROGRESS_MEASURE if step.figure in _BY_PROGRESS_MEASURE else ""
            target = number if assessment.target else 0
            yield Calculation(
                step.figure, assessment.period, indicator.basis, target, step.formula, step.inputs, step.result, source
            )


def _ratio(indicator: Indicator, period: Period) -> Iterator[Calculation]:
    observation = indicator.observations[period]
    numerator, denominator, value = observation.numerator, observation.denominator, indicator.value(observation)
    names = indicator.derive.inputs if indicator.derive else ("numerator", "denominator")
    if observation.value is None and numerator is not None and denominator is not None and value is not None:
        formula = " / ".join(names) + (f" * {digits(indicator.times)}" if indicator.times != 1 else "")
        inputs = dict(zip(names, (numerator, denominator), strict=True))
        yield Calculation("value", period, indicator.basis, 0, formula, inputs, value)
    elif indicator.derive and indicator.derive.ratio is None and value is not None:
        yield from _sum(indicator, indicator.derive, period, value)


def _sum(indicator: Indicator, derive: Derive, period: Period, value: float) -> Iterator[Calculation]:
    """A sum or a difference of other indicators; nothing where the figure is a published one."""
    found = [(one, one.observations.get(period)) for one in indicator.inputs]
    inputs = {one.id: part for one, seen in found if seen and (part := one.value(seen)) is not None}
    if len(inputs) == len(derive.inputs):
        formula = (" - " if derive.difference else " + ").join(derive.inputs)
        yield Calculation("value", period, indicator.basis, 0, formula, inputs, value)


def _change(indicator: Indicator, period: Period) -> Iterator[Calculation]:
    found = change(indicator, period)
    if found is None:
        return
    inputs = {"value": found.value, "previous": found.previous}
    yield Calculation("change", period, indicator.basis, 0, "value - previous", inputs, found.difference)
    if found.percent is not None:
        inputs = {"change": found.difference, "previous": found.previous}
        yield Calculation("change_pct", period, indicator.basis, 0, "change / previous * 100", inputs, found.percent)
