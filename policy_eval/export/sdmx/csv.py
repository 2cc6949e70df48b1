"""All figures as SDMX-CSV, version 2.0 or 1.0.

The standard: https://github.com/sdmx-twg/sdmx-csv. A fiscal year is `2021-04-01/P1Y`;
parts are dimensions; a status is a code of CL_OBS_STATUS. What SDMX has no place for
stands in attributes, so that the figures come back.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from ...tables.spreadsheet_text import is_formula
from ..csv import to_csv
from .cube import AGENCY, ATTRIBUTES, FLOW, VERSION, dimensions_of, time_period

if TYPE_CHECKING:
    import pandas as pd

    from ...model.programme import Programme
    from ...wording.style import Style

_FLOW = f"{AGENCY}:{FLOW}({VERSION})"
_FRONT = {
    "2.0": {"STRUCTURE": "dataflow", "STRUCTURE_ID": _FLOW, "ACTION": "I"},
    "1.0": {"DATAFLOW": _FLOW},
}


def write(programme: Programme, _: date, style: Style, version: str = "2.0") -> bytes:
    """A row per figure: the dimensions, OBS_VALUE, and the attributes, in the language of the style."""
    observations = programme.observations(style.lang)
    every = [(indicator, period) for _, indicator in programme.every_series() for period in indicator.periods]
    columns: dict[str, pd.Series[Any] | list[str] | str] = {
        **_FRONT[version],
        "FREQ": observations["freq"],
        "INDICATOR": observations["indicator"],
    }
    for one in dimensions_of(programme):
        columns[one.code] = [one.code_of(indicator) for indicator, _ in every]
    columns["TIME_PERIOD"] = [time_period(period, indicator.calendar) for indicator, period in every]
    columns["OBS_VALUE"] = observations["value"]
    columns |= {name: observations[column] for name, column in ATTRIBUTES.items()}
    return to_csv(observations[[]].assign(**columns), newline="\r\n", guard=_is_run).encode()


def _is_run(text: str) -> bool:
    """Whether a spreadsheet may run the text; a number, though it begins with a sign, is none that does."""
    return is_formula(text) and not text.removeprefix("-").replace(".", "", 1).replace("e-", "", 1).isdigit()
