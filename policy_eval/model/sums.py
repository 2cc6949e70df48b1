"""Whether the figures of wholes are the sums of those of their parts, where the files say that they are to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..errors import listed
from .decimals import decimal, digits, stands_for, total
from .indicator import Indicator
from .origin import Fault
from .periods import Period


def sum_faults(indicator: Indicator) -> Iterator[Fault]:
    """Spans that are not the sum of their periods, and dimensions whose parts are more than the whole."""
    for one in indicator.series:
        yield from _span_faults(one)
    yield from _part_faults(indicator)


def _span_faults(one: Indicator) -> Iterator[Fault]:
    values = _values(one)
    for span, value in values.items():
        within = [Period(number, number, span.per_year) for number in range(span.first, span.last + 1)]
        if span.is_span and all(period in values for period in within):
            added = total(values[period] for period in within)
            if not stands_for(decimal(value), decimal(added)):
                terms = listed([digits(values[period]) for period in within], "and")
                message = f"{digits(value)} is not the sum of {terms}, which is {digits(added)}"
                yield Fault((*one.place, "observations", span.key), message, warning=True)


def _part_faults(indicator: Indicator) -> Iterator[Fault]:
    """Parts along one dimension, all else alike, that add up to more than the whole."""
    wholes = _values(indicator)
    for dimension in dict.fromkeys(name for part in indicator.parts for name in part.part):
        along = [_values(part) for part in indicator.parts if [*part.part] == [dimension]]
        for period, whole in wholes.items():
            known = [values[period] for values in along if period in values]
            if known and (added := total(known)) > whole:
                terms = listed([digits(value) for value in known], "and")
                message = f"{digits(whole)} is less than the parts by {dimension}, {terms}, which are {digits(added)}"
                yield Fault(("observations", period.key), message, warning=True)


def _values(one: Indicator) -> Mapping[Period, float]:
    values = {period: one.value(observation) for period, observation in one.observations.items()}
    return {period: value for period, value in values.items() if value is not None}
