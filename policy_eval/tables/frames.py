"""Programme and assessments → tidy DataFrames.

Text columns have dtype object in every version of pandas and hold str, or None for what
is missing; figures are float64 with NaN. Rows keep the order of the dataset; within an
indicator they are in order of time, a span after its last year.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from ..judging.assess import Assessment
from ..model.decimals import difference
from ..model.indicator import Indicator, Lang, Status, SubField, Text
from ..model.periods import Period, label
from ..model.programme import Programme
from .columns import ASSESSMENTS, FIGURES, FIXED, INDICATORS, OBSERVATIONS

Floats = np.ndarray[Any, np.dtype[np.float64]]


def observations(programme: Programme, lang: Lang = "en") -> pd.DataFrame:
    """One row per indicator and period, with the columns `OBSERVATIONS`.

    `sub_field, indicator, title, unit, result_type, kind, basis, period`: text.
    `period` is its label (`FY2023`, `2023`, `2023-12`, `FY2021..FY2023`), `year` (int64)
    the year, the last one of a span. `value, numerator, denominator`: float64 in
    `unit`; a missing `value` has its reason in `status`. `obs_status` is SDMX's code
    for it. `note, source, publisher`: text in `lang`.
    """
    fixed: list[tuple[object, ...]] = []
    varying: list[tuple[object, ...]] = []
    for sub_field, indicator in programme:
        fixed.append(_fixed(sub_field, indicator, lang))
        varying.extend(_varying(indicator, lang))
    columns = dict.fromkeys(OBSERVATIONS)
    index = _index(programme)
    for name, values in zip(FIXED, _columns(fixed, len(FIXED)), strict=True):
        columns[name] = np.array(values, dtype=object)[index]
    changing = [name for name in OBSERVATIONS if name not in FIXED]
    for name, values in zip(changing, _columns(varying, len(changing)), strict=True):
        columns[name] = values
    return _frame(columns)


def changes(programme: Programme, lang: Lang = "en") -> pd.DataFrame:
    """The observations with `previous`, `change` and `change_pct` (float64).

    `previous` is the value of the year before, and missing where either year has none,
    for a span, and across a `break`. `change` is in `unit` (points for percentages).
    `change_pct`, in percent of `previous`, is missing for percentages and where
    `previous` is not above zero.
    """
    frame = observations(programme, lang)
    index = _index(programme)
    percentage = np.array([indicator.is_percentage for indicator in programme.indicators], dtype=bool)[index]
    spans = frame["period"].str.contains("..", regex=False).to_numpy(bool)
    values, years = frame["value"].to_numpy(), frame["year"].to_numpy()
    previous = np.full(len(frame), np.nan)
    single = np.flatnonzero(~spans)
    here, before = single[1:], single[:-1]
    follows = (index[here] == index[before]) & (years[here] == years[before] + 1)
    follows &= (frame["status"].to_numpy(object) != Status.BREAK.value)[here] & ~np.isnan(values[here])
    previous[here[follows]] = values[before[follows]]
    frame["previous"] = previous
    frame["change"] = exact_difference(values, previous)
    relative = ~percentage & (previous > 0)
    frame["change_pct"] = np.where(relative, frame["change"] / np.where(relative, previous, 1) * 100, np.nan)
    return frame


def assessments(programme: Programme, today: date, lang: Lang = "en") -> pd.DataFrame:
    """One row per indicator and target, and one for each indicator without a target.

    Columns `ASSESSMENTS`. `value`, `baseline`, `target` (the lower end of `between`,
    whose upper one is `target_upper`) and `gap` are float64 in `unit`, `gap_pct` in
    percent of the target, `needed_per_year` and `observed_per_year` in `unit` a year,
    `pace_ratio` without a unit. `bound` is `at_least`, `at_most` or `between`;
    `target_period` the deadline, missing for a standing target. `waived`: bool.
    Definitions and their source: `policy_eval.assess`.
    """
    rows = [_judged(sub_field, assessment, lang) for sub_field, assessment in programme.judged(today)]
    return _frame(dict(zip(ASSESSMENTS, _columns(rows, len(ASSESSMENTS)), strict=True)))


def indicators(programme: Programme, lang: Lang = "en") -> pd.DataFrame:
    """One row per indicator: what is said of it that does not change with time. Columns `INDICATORS`.

    `limit` and `baseline` are float64 in `unit`, all else is text; `basis` says what a
    year stands for, `baseline_period` is the label of one.
    """
    rows = [_described(sub_field, indicator, lang) for sub_field, indicator in programme]
    return _frame(dict(zip(INDICATORS, _columns(rows, len(INDICATORS)), strict=True)))


def exact_difference(left: Floats, right: Floats) -> Floats:
    """`assess.difference` of two columns: 87.9 - 84.2 is 3.7, without binary noise."""
    result = left - right
    todo = np.isfinite(result)
    # Figures of few decimals are whole numbers times a power of ten, which subtract exactly.
    for decimals in range(7):
        if not todo.any():
            break
        scale = 10.0**decimals
        whole, other = np.rint(left * scale), np.rint(right * scale)
        exact = todo & (np.abs(whole) < 1e15) & (np.abs(other) < 1e15)
        exact &= (whole / scale == left) & (other / scale == right)
        result[exact] = (whole - other)[exact] / scale + 0.0
        todo &= ~exact
    result[todo] = [difference(*pair) for pair in zip(left[todo].tolist(), right[todo].tolist(), strict=True)]
    return result


def _index(programme: Programme) -> np.ndarray[Any, np.dtype[np.intp]]:
    """For each observation the number of its indicator."""
    counts = np.array([len(indicator.observations) for indicator in programme.indicators], dtype=np.intp)
    return np.repeat(np.arange(len(counts)), counts)


def _fixed(sub_field: SubField, indicator: Indicator, lang: Lang) -> tuple[object, ...]:
    source = indicator.source or sub_field.source
    return (
        sub_field.sub_field,
        indicator.id,
        indicator.title.words(lang),
        indicator.unit.words(lang),
        indicator.result_type and indicator.result_type.value,
        indicator.kind.value,
        indicator.basis.value,
        source and _words(source.ref, lang),
        source and _words(source.publisher, lang),
    )


def _described(sub_field: SubField, indicator: Indicator, lang: Lang) -> tuple[object, ...]:
    number, name, title, unit, result_type, kind, basis, ref, publisher = _fixed(sub_field, indicator, lang)
    baseline, source = indicator.baseline, indicator.source or sub_field.source
    return (
        number,
        sub_field.title.words(lang),
        name,
        title,
        unit,
        indicator.direction.value,
        result_type,
        kind,
        basis,
        indicator.goal,
        indicator.limit,
        baseline and label(Period(baseline.period, baseline.period), indicator.basis),
        baseline and baseline.value,
        ref,
        publisher,
        source and source.url,
        _words(indicator.description, lang),
        _words(indicator.note, lang),
    )


def _words(text: Text | None, lang: Lang) -> str | None:
    return text.words(lang) if text else None


def _varying(indicator: Indicator, lang: Lang) -> Iterable[tuple[object, ...]]:
    for period in indicator.periods:
        observation = indicator.observations[period]
        value, status = indicator.value(observation), observation.status
        if status is None and value is not None:
            status = Status.NORMAL
        yield (
            label(period, indicator.basis),
            period.last,
            value,
            status and status.value,
            # A cell left empty without a word is, in SDMX's terms, a missing value.
            status.code if status else Status.PENDING.code,
            observation.numerator,
            observation.denominator,
            _words(observation.note, lang),
        )


def _judged(sub_field: SubField, assessment: Assessment, lang: Lang) -> tuple[object, ...]:
    indicator, target = assessment.indicator, assessment.target
    baseline, basis = indicator.baseline, indicator.basis
    low, high = target.limits if target else (None, None)
    return (
        sub_field.sub_field,
        indicator.id,
        indicator.title.words(lang),
        indicator.unit.words(lang),
        indicator.direction.value,
        assessment.period and label(assessment.period, basis),
        assessment.value,
        baseline and label(Period(baseline.period, baseline.period), basis),
        baseline and baseline.value,
        target and target.bound,
        high if target and target.bound == "at_most" else low,
        high if target and target.between else None,
        label(Period(target.by, target.by), basis) if target and target.by is not None else None,
        assessment.gap,
        assessment.gap_pct,
        assessment.needed_per_year,
        assessment.observed_per_year,
        assessment.pace_ratio,
        assessment.pace.value,
        assessment.compliance.value,
        assessment.waived,
        _reason(assessment, lang),
    )


def _reason(assessment: Assessment, lang: Lang) -> str | None:
    """The reason of a waiver, else why there is no pace."""
    if assessment.waiver is not None and assessment.waived:
        return assessment.waiver.waiver.reason.words(lang)
    return assessment.reason and assessment.reason.value


def _columns(rows: Sequence[tuple[object, ...]], width: int) -> Iterable[Sequence[object]]:
    return zip(*rows, strict=True) if rows else [()] * width


def _frame(columns: dict[str, Any]) -> pd.DataFrame:
    # A Series, because pandas 3 makes another type out of an array of text, but not of one of None.
    typed = {name: np.array(values, dtype=_dtype(name)) for name, values in columns.items()}
    return pd.DataFrame({name: pd.Series(values, dtype=values.dtype) for name, values in typed.items()})


def _dtype(name: str) -> str:
    if name in FIGURES:
        return "float64"
    return {"year": "int64", "waived": "bool"}.get(name, "object")
