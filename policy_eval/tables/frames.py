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
from ..judging.changes import change
from ..judging.freshness import to_come
from ..model.breakdowns import Dimension
from ..model.codes import Lang
from ..model.goals import Goal, followers
from ..model.indicator import Indicator
from ..model.periods import FREQUENCIES
from ..model.programme import Programme
from ..model.status import MISSING_CODE
from ..model.sub_field import SubField
from ..model.texts import Text
from .columns import ASSESSMENTS, BREAKDOWNS, CHANGE, CHANGES, FIGURES, FIXED, GOALS, INDICATORS, OBSERVATIONS


def observations(programme: Programme, lang: Lang = "en") -> pd.DataFrame:
    """One row per indicator, part and period, with the columns `OBSERVATIONS`.

    `sub_field, indicator, title, unit, result_type, kind, basis, period`: text.
    `period` is its label (`FY2023`, `2023`, `2023-12`, `FY2021..FY2023`), `year` (int64)
    the year, the last one of a span. `value, numerator, denominator`: float64 in
    `unit`; a missing `value` has its reason in `status`. `obs_status` is SDMX's code
    for it. `note, source, publisher`: text in `lang`. `low, high`: float64, the ends of a
    range whose value is not known, or a margin beside a value. `breakdown`: the part that
    the figure is of (`sex=women`); None for the whole. `freq`: SDMX's letter (A, S, Q, M).
    `start, end`: the first and the last day of the period (datetime.date).
    """
    fixed: list[tuple[object, ...]] = []
    varying: list[tuple[object, ...]] = []
    for sub_field, indicator in programme.every_series():
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

    `previous` is the value of the year before, `change` is in `unit` (points for
    percentages), `change_pct` in percent of `previous`. They are missing where
    `judging.changes` says that there is no change.
    """
    frame = observations(programme, lang)
    nothing = (np.nan, np.nan, np.nan)
    moves = [
        (found.previous, found.difference, np.nan if found.percent is None else found.percent) if found else nothing
        for _, indicator in programme.every_series()
        for found in (change(indicator, period) for period in indicator.periods)
    ]
    for name, values in zip(CHANGE, _columns(moves, len(CHANGE)), strict=True):
        frame[name] = np.array(values, dtype="float64")
    return frame[list(CHANGES)]


def assessments(programme: Programme, today: date, lang: Lang = "en") -> pd.DataFrame:
    """One row per indicator, part and target, and one for each that has no target.

    Columns `ASSESSMENTS`. `value`, `baseline`, `target` (the lower end of `between`,
    whose upper one is `target_upper`) and `gap` are float64 in `unit`, `gap_pct` in
    percent of the target, `needed_per_year` and `observed_per_year` in `unit` a year,
    `pace_ratio` without a unit. `bound` is `at_least`, `at_most` or `between`;
    `target_period` the deadline, missing for a standing target. `waived`: bool.
    Definitions and their source: `policy_eval.assess`.
    """
    rows = [_judged(programme, *pair, today, lang) for pair in programme.judged(today)]
    return _frame(dict(zip(ASSESSMENTS, _columns(rows, len(ASSESSMENTS)), strict=True)))


def series(programme: Programme, lang: Lang = "en") -> pd.DataFrame:
    """One row per indicator and part: what of the observations does not change with time. Columns `FIXED`, text."""
    rows = [_fixed(sub_field, indicator, lang) for sub_field, indicator in programme.every_series()]
    return _frame(dict(zip(FIXED, _columns(rows, len(FIXED)), strict=True)))


def indicators(programme: Programme, lang: Lang = "en") -> pd.DataFrame:
    """One row per indicator: what is said of it that does not change with time. Columns `INDICATORS`.

    `limit` and `baseline` are float64 in `unit`, all else is text; `basis` says what a
    year stands for, `baseline_period` is the label of one.
    """
    rows = [_described(sub_field, indicator, lang) for sub_field, indicator in programme]
    return _frame(dict(zip(INDICATORS, _columns(rows, len(INDICATORS)), strict=True)))


def goals(programme: Programme, lang: Lang = "en") -> pd.DataFrame:
    """One row per goal, with the columns `GOALS`, all of them text.

    `level` is `policy` or `mid-term`, `period` the years in which it is to be reached,
    `verdict` what the evaluation says became of it, as `source` has it.
    `follows`, `followed_by` and `indicators` are ids with spaces between them; None for none.
    """
    rows = [_goal(sub_field, goal, lang) for sub_field in programme.sub_fields for goal in sub_field.goals]
    return _frame(dict(zip(GOALS, _columns(rows, len(GOALS)), strict=True)))


def breakdowns(programme: Programme, lang: Lang = "en") -> pd.DataFrame:
    """One row per part of an indicator and dimension: which category it is, and what both are called.

    Columns `BREAKDOWNS`, all of them text; the titles are None where the files have none.
    """
    rows = []
    for _, part in programme.every_series():
        for name, category in part.part.items():
            known = part.dimensions.get(name, Dimension())
            titles = _words(known.title, lang), _words(known.categories.get(category), lang)
            rows.append((part.id, part.breakdown, name, category, *titles))
    return _frame(dict(zip(BREAKDOWNS, _columns(rows, len(BREAKDOWNS)), strict=True)))


def _goal(sub_field: SubField, goal: Goal, lang: Lang) -> tuple[object, ...]:
    serving = [indicator.id for indicator in sub_field.indicators if indicator.goal == goal.id]
    return (
        sub_field.sub_field,
        sub_field.title.words(lang),
        goal.id,
        goal.level.value,
        goal.period and str(goal.period),
        goal.text.words(lang) or None,
        _words(goal.verdict, lang),
        goal.source and _words(goal.source.ref, lang),
        goal.source and _words(goal.source.publisher, lang),
        " ".join(goal.follows) or None,
        " ".join(later.id for later in followers(sub_field.goals, goal)) or None,
        " ".join(serving) or None,
    )


def _index(programme: Programme) -> np.ndarray[Any, np.dtype[np.intp]]:
    """For each observation the number of its series."""
    counts = np.array([len(one.observations) for _, one in programme.every_series()], dtype=np.intp)
    return np.repeat(np.arange(len(counts)), counts)


def _fixed(sub_field: SubField, indicator: Indicator, lang: Lang) -> tuple[object, ...]:
    source = sub_field.source_of(indicator)
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
        indicator.breakdown or None,
        indicator.direction.value,
        sub_field.title.words(lang),
    )


def _described(sub_field: SubField, indicator: Indicator, lang: Lang) -> tuple[object, ...]:
    number, name, title, unit, result_type, kind, basis, ref, publisher, *_ = _fixed(sub_field, indicator, lang)
    baseline, source = indicator.baseline, sub_field.source_of(indicator)
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
        baseline and baseline.period.label(indicator.basis),
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
    calendar = indicator.calendar
    for period in indicator.periods:
        observation = indicator.observations[period]
        status = indicator.status(observation)
        yield (
            period.label(indicator.basis),
            period.year,
            indicator.value(observation),
            status and status.value,
            status.code if status else MISSING_CODE,
            observation.numerator,
            observation.denominator,
            _words(observation.note, lang),
            observation.low,
            observation.high,
            FREQUENCIES[period.per_year].code,
            period.start(calendar),
            period.end(calendar),
        )


def _judged(
    programme: Programme, sub_field: SubField, assessment: Assessment, today: date, lang: Lang
) -> tuple[object, ...]:
    indicator, target = assessment.indicator, assessment.target
    baseline, basis = indicator.baseline, indicator.basis
    freshness = programme.freshness_of(sub_field, indicator)
    first, second = target.figures if target else (None, None)
    return (
        sub_field.sub_field,
        indicator.id,
        indicator.title.words(lang),
        indicator.unit.words(lang),
        indicator.direction.value,
        assessment.period and assessment.period.label(basis),
        assessment.value,
        baseline and baseline.period.label(basis),
        baseline and baseline.value,
        target and target.bound,
        first,
        second,
        target.by.label(basis) if target and target.by else None,
        assessment.gap,
        assessment.gap_pct,
        assessment.needed_per_year,
        assessment.observed_per_year,
        assessment.pace_ratio,
        assessment.pace.value,
        assessment.compliance.value,
        assessment.waived,
        _reason(assessment, lang),
        indicator.breakdown or None,
        assessment.achieved_pct,
        assessment.distance_pct,
        assessment.path,
        assessment.path_gap,
        assessment.projected,
        assessment.reached and assessment.reached.label(basis),
        _words(assessment.rating, lang),
        min((day for _, day in to_come(indicator, freshness, today)), default=None),
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
