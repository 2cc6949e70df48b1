"""All figures as SDMX-CSV, version 2.0 or 1.0.

The standard: https://github.com/sdmx-twg/sdmx-csv. A fiscal year is `2021-04-01/P1Y`;
parts are dimensions; a status is a code of CL_OBS_STATUS. What SDMX has no place for
stands in attributes, so that the figures come back.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from ...model.decimals import digits
from ...model.status import MISSING_CODE
from ...tables.spreadsheet_text import MARK, is_formula, marked
from .cube import AGENCY, ATTRIBUTES, FLOW, VERSION, Dimension, dimensions_of, frequency, time_period

if TYPE_CHECKING:
    from ...model.indicator import Indicator
    from ...model.periods import Period
    from ...model.programme import Programme
    from ...model.sub_field import SubField
    from ...model.texts import Text
    from ...wording.style import Style

VERSIONS: Final = ("2.0", "1.0")


def write(programme: Programme, _: date, style: Style, version: str = VERSIONS[0]) -> bytes:
    """A row per figure: the dimensions, OBS_VALUE, and the attributes, in the language of the style."""
    dimensions = dimensions_of(programme)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    names = ("FREQ", "INDICATOR", *(one.code for one in dimensions), "TIME_PERIOD", "OBS_VALUE", *ATTRIBUTES)
    flow = f"{AGENCY}:{FLOW}({VERSION})"
    head, front = (
        (("DATAFLOW",), (flow,))
        if version == "1.0"
        else (("STRUCTURE", "STRUCTURE_ID", "ACTION"), ("dataflow", flow, "I"))
    )
    writer.writerow((*head, *names))
    for row in _rows(programme, dimensions, style):
        writer.writerow((*front, *row))
    return out.getvalue().encode()


def _rows(programme: Programme, dimensions: Sequence[Dimension], style: Style) -> Iterator[Sequence[str]]:
    for sub_field, indicator in programme.every_series():
        codes = [one.code_of(indicator) for one in dimensions]
        for period in indicator.periods:
            value = indicator.value(indicator.observations[period])
            place = (frequency(period), indicator.id, *codes, time_period(period, indicator.calendar))
            attributes = map(_safe, _attributes(sub_field, indicator, period, style))
            yield *place, "" if value is None else digits(value), *attributes


def _attributes(sub_field: SubField, indicator: Indicator, period: Period, style: Style) -> Sequence[str]:
    """What `ATTRIBUTES` name."""
    observation = indicator.observations[period]
    status, source = indicator.status(observation), sub_field.source_of(indicator)
    numbers = (observation.low, observation.high, observation.numerator, observation.denominator)
    return (
        status.code if status else MISSING_CODE,
        _words(indicator.unit, style),
        status.value if status else "",
        indicator.basis.value,
        period.label(indicator.basis),
        *("" if number is None else digits(number) for number in numbers),
        _words(observation.note, style),
        _words(indicator.title, style),
        indicator.direction.value,
        indicator.kind.value,
        indicator.result_type.value if indicator.result_type else "",
        sub_field.sub_field,
        _words(sub_field.title, style),
        _words(source.ref if source else None, style),
        _words(source.publisher if source else None, style),
        indicator.breakdown,
    )


def _words(text: Text | None, style: Style) -> str:
    return text.words(style.lang) if text else ""


def _safe(words: str) -> str:
    """Text that a spreadsheet would run has an invisible mark before it."""
    return marked(words, is_formula, MARK) if not _is_number(words) else words


def _is_number(words: str) -> bool:
    return words.removeprefix("-").replace(".", "", 1).replace("e-", "", 1).isdigit()
