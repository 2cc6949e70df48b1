"""What the parts of a well-formed file must have to do with each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..errors import brief, listed
from .codes import Direction
from .decimals import decimal, digits, stands_for
from .indicator import Indicator
from .observation import Observation
from .origin import Fault, Keys
from .periods import FREQUENCIES, Period
from .status import Status
from .sums import sum_faults
from .target import Target, Waiver


def faults(indicator: Indicator) -> Iterator[Fault]:
    """Every rule that this indicator breaks by itself, or one of its parts."""
    yield from _series_faults(indicator)
    seen: dict[frozenset[tuple[str, str]], int] = {}
    for index, part in enumerate(indicator.parts):
        if seen.setdefault(frozenset(part.part.items()), index) != index:
            yield Fault((*part.place, "of"), f"the part {part.breakdown} is there twice")
        if indicator.observations and part.observations and part.per_year != indicator.per_year:
            words = [FREQUENCIES[one.per_year].word for one in (part, indicator)]
            message = f"a part has a figure a {words[0]}, but the whole has one a {words[1]}"
            yield Fault((*part.place, "observations"), message)
        yield from (fault._replace(keys=(*part.place, *fault.keys)) for fault in _series_faults(part))
    if indicator.aggregate:
        yield from sum_faults(indicator)


def _series_faults(indicator: Indicator) -> Iterator[Fault]:
    yield from _frequency_faults(indicator)
    for period, observation in indicator.observations.items():
        for fault in () if observation.is_bare else _observation_faults(indicator, observation):
            yield fault._replace(keys=("observations", period.key, *fault.keys))
    if indicator.limit is not None or indicator.scale:
        for period, observation in indicator.observations.items():
            yield from _limit_faults(indicator, period, observation)
            yield from _scale_faults(indicator, period, observation)
    yield from _baseline_faults(indicator)
    yield from _target_faults(indicator)
    yield from _waiver_faults(indicator)


def goal_fault(indicator: Indicator, goals: Sequence[str]) -> Iterator[Fault]:
    """The goal of an indicator is one of those that its file lists."""
    if indicator.goal is not None and indicator.goal not in goals:
        known = f"this file lists only {brief(listed(goals, 'and'))}" if goals else "this file lists no goals"
        yield Fault(("goal",), f"there is no goal {indicator.goal}; {known}")


def _frequency_faults(indicator: Indicator) -> Iterator[Fault]:
    """One indicator has one frequency: years do not stand among quarters, nor does a deadline in years end them."""
    per_year, word, is_end = indicator.per_year, FREQUENCIES[indicator.per_year].word, indicator.basis.is_end
    for period in indicator.observations:
        if is_end and period.per_year > 1:
            message = f"a series by {indicator.basis} has years only, no {period.frequency}; write basis: calendar-year"
            yield Fault(("observations", period.key), message)
        elif period.per_year != per_year and not period.is_span:
            message = (
                f"{period} is a {period.frequency}, but the figures are by {word}; one indicator has one frequency"
            )
            yield Fault(("observations", period.key), message)
    if not indicator.observations:
        return
    for keys, period in _named_periods(indicator):
        if period.per_year != per_year and not period.is_span:
            advice = f"; write {period.parts(per_year).ends[keys[-1] != 'from']}" if per_year > period.per_year else ""
            yield Fault(keys, f"{period} is a {period.frequency}, but the figures are by {word}{advice}")


def _named_periods(indicator: Indicator) -> Iterator[tuple[Keys, Period]]:
    """The periods that are named beside the figures."""
    if indicator.baseline:
        yield ("baseline", "period"), indicator.baseline.period
    for index, target in enumerate(indicator.targets):
        for key, period in (("by", target.by), ("from", target.from_), ("until", target.until)):
            if period is not None:
                yield ("targets", index, key), period
        for period in target.path:
            yield ("targets", index, "path", period.key), period
    for index, waiver in enumerate(indicator.waivers):
        yield ("waivers", index, "period"), waiver.period


def _observation_faults(indicator: Indicator, observation: Observation) -> Iterator[Fault]:
    status = observation.status
    has_value = observation.has_figure
    if status and status.has_no_value and has_value:
        yield Fault(("status",), f"the status '{status}' says that there is no value, yet there is one")
    if status and not status.may_lack_value and not has_value:
        yield Fault(("status",), f"the status '{status}' speaks of a value, yet there is none")
    if status not in (None, Status.NORMAL, Status.PROVISIONAL) and observation.note is None:
        yield Fault(("status",), f"the status '{status}' has no note that says why", warning=True)
    if observation.expected is not None and status is not Status.PENDING:
        yield Fault(("expected",), "only a value with the status 'pending' is expected; leave this key out")
    yield from _ratio_faults(indicator, observation)
    yield from _range_faults(indicator, observation)


def _ratio_faults(indicator: Indicator, observation: Observation) -> Iterator[Fault]:
    numerator, denominator = observation.numerator, observation.denominator
    if numerator is None and denominator is not None and observation.value is not None and not indicator.is_percentage:
        if observation.value > denominator:
            message = f"a count of {digits(observation.value)} out of {digits(denominator)}"
            yield Fault(("denominator",), f"{message} is more than there are")
    elif (numerator is None) != (denominator is None):
        given, other = ("denominator", "numerator") if numerator is None else ("numerator", "denominator")
        yield Fault((given,), f"'{given}' needs '{other}' beside it")
    elif denominator == 0:
        yield Fault(("denominator",), "the denominator is zero")
    elif numerator is not None and denominator is not None and observation.value is not None:
        computed = decimal(numerator) * decimal(indicator.times) / decimal(denominator)
        if not stands_for(decimal(observation.value), computed):
            ratio = f"{float(computed):.10g} (numerator by denominator)"
            message = f"{digits(observation.value)} is neither {ratio} rounded nor cut off"
            yield Fault(("value",), message, warning=True)


def _range_faults(indicator: Indicator, observation: Observation) -> Iterator[Fault]:
    low, high, value = observation.low, observation.high, indicator.value(observation)
    if low is not None and high is not None and low >= high:
        yield Fault(("high",), f"the range from {digits(low)} to {digits(high)} does not go up")
    elif value is not None and low is not None and value < low:
        yield Fault(("low",), f"the margin begins at {digits(low)}, above the value, {digits(value)}")
    elif value is not None and high is not None and value > high:
        yield Fault(("high",), f"the margin ends at {digits(high)}, below the value, {digits(value)}")


def _scale_faults(indicator: Indicator, period: Period, observation: Observation) -> Iterator[Fault]:
    value = indicator.value(observation)
    if indicator.scale and value is not None and value not in indicator.scale:
        steps = listed([digits(step) for step in sorted(indicator.scale)], "and")
        yield Fault(("observations", period.key), f"{digits(value)} is no step of the scale, which has {steps}")


def _limit_faults(indicator: Indicator, period: Period, observation: Observation) -> Iterator[Fault]:
    value = indicator.value(observation)
    if value is not None and indicator.limit is not None and indicator.is_beyond_limit(value):
        message = f"{digits(value)} lies beyond the limit, {digits(indicator.limit)}"
        yield Fault(("observations", period.key), message, warning=True)


def _baseline_faults(indicator: Indicator) -> Iterator[Fault]:
    baseline = indicator.baseline
    if baseline is None:
        return
    observation = indicator.observations.get(baseline.period)
    observed = indicator.value(observation) if observation else None
    if observation is None or observed is None or observed == baseline.value:
        return
    if observation.value is not None or not stands_for(decimal(baseline.value), decimal(observed)):
        message = (
            f"the baseline of {baseline.period} is {digits(baseline.value)}, but the observation is {digits(observed)}"
        )
        yield Fault(("baseline", "value"), message)


def _target_faults(indicator: Indicator) -> Iterator[Fault]:
    baseline, direction = indicator.baseline, indicator.direction
    for index, target in enumerate(indicator.targets):
        if baseline and target.by is not None and not _is_after(target.by, baseline.period):
            message = f"the deadline {target.by} is not after the baseline of {baseline.period}"
            yield Fault(("targets", index, "by"), message)
        against = {"at_least": Direction.DECREASE, "at_most": Direction.INCREASE}.get(target.bound)
        if against is direction:
            message = f"'{target.bound}' goes against the direction '{direction}'"
            yield Fault(("targets", index, target.bound), message, warning=True)
        if target.of_baseline is not None and baseline is None:
            yield Fault(("targets", index, target.bound), "'of_baseline' needs the 'baseline' that it is of")
        for period in target.path:
            if period.per_year == indicator.per_year and baseline and period <= baseline.period:
                message = f"the path begins in {period}, not after the baseline of {baseline.period}"
                yield Fault(("targets", index, "path", period.key), message)


def _is_after(one: Period, other: Period) -> bool:
    """Whether one period is later; where they are of two frequencies, that is refused already."""
    return one.per_year != other.per_year or one > other


def _meets(indicator: Indicator, target: Target, waiver: Waiver) -> bool:
    """Whether what is accepted is no miss at all; what is asked of a year before that is not known can be missed."""
    asked = indicator.asked_in(target, waiver.period)
    return asked is not None and not asked.distance(waiver.accepted)


def _waiver_faults(indicator: Indicator) -> Iterator[Fault]:
    count = len(indicator.targets)
    seen: set[tuple[Period, int]] = set()
    for index, waiver in enumerate(indicator.waivers):
        if waiver.target is None and count > 1:
            yield Fault(("waivers", index), f"'target' must say which of the {count} targets, from 1")
        elif (waiver.target or 1) > count:
            known = f"there {'is' if count == 1 else 'are'} only {count}" if count else "the indicator has none"
            yield Fault(("waivers", index, "target"), f"there is no target {waiver.target or 1}; {known}")
        elif _meets(indicator, indicator.targets[(waiver.target or 1) - 1], waiver):
            message = f"{digits(waiver.accepted)} meets the target, so there is nothing to accept"
            yield Fault(("waivers", index, "accepted"), message)
        if (waiver.period, waiver.target or 1) in seen:
            yield Fault(("waivers", index, "period"), f"a second waiver for {waiver.period}")
        seen.add((waiver.period, waiver.target or 1))
