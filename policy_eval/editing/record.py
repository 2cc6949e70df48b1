"""One figure into its file: what becomes of an observation, and whether it may."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from pydantic import TypeAdapter, ValidationError

from ..errors import PolevalError, UsageError, nearest
from ..model.fields import Figure
from ..model.indicator import NO_VALUE, Indicator, Observation, Status
from ..model.period_labels import read_label
from ..model.periods import Basis, Period, label, parse_period
from ..model.programme import Programme
from ..reading.dataset import load_programme
from ..reading.source_lines import locate_keys
from ..reading.text_files import read_text
from ..reading.yaml_values import read_values, resolve
from .lock import locked
from .splice import Plain, spliced
from .transaction import apply, checked, folder_of

Given = Mapping[str, object]
"""What is said of an observation, by the keys that a file has: only what was said."""

_ORDER: Final = ("value", "numerator", "denominator", "status", "note", "expected")
_BASES: Final = {
    Basis.FISCAL_YEAR: "a fiscal year",
    Basis.CALENDAR_YEAR: "a calendar year",
    Basis.YEAR_END: "the end of a year",
}
_FIGURE: Final[TypeAdapter[float]] = TypeAdapter(Figure)
_BREAK: Final = re.compile(r"\r\n|\n|\r")


class Change(NamedTuple):
    """What was written, or would be: lines of a file from `line` on; line 0 where nothing had to be."""

    indicator: Indicator
    period: Period
    observation: Observation
    path: str
    line: int = 0
    old: Sequence[str] = ()
    new: Sequence[str] = ()
    warnings: Sequence[str] = ()


def number(text: str) -> float | None:
    """A figure as it is typed; None for `null`. Raises UsageError with advice."""
    value = resolve(text.strip())
    if value is None:
        return None
    try:
        return _FIGURE.validate_python(value)
    except ValidationError as error:
        raise UsageError(error.errors(include_url=False)[0]["msg"]) from None


def record(root: Path, name: str, period: str, given: Given, *, revise: bool = False, dry_run: bool = False) -> Change:
    """Put an observation into its file, or replace it, if the dataset is valid then.

    Raises UsageError for an unknown indicator, a period that is none or of another
    basis, and a figure that is there and not to be revised; InvalidDataset for a
    dataset that is not valid, WouldBeInvalid for one that would not be; PolevalError
    where the file cannot be edited or written. Nothing is written then.
    """
    with locked(folder_of(root)):
        before = load_programme(root)
        indicator = _find(before, name)
        when = _period(period, indicator)
        origin = before.origins[name]
        path = Path(origin.path)
        text = read_text(path)
        observations = read_values(path, text)["indicators"][origin.index]["observations"]
        key = next((key for key in observations if parse_period(key) == when), None)
        if key is None and not given.keys() & {"value", "numerator", "denominator", "status"}:
            raise UsageError("name the VALUE, or a --status: pending, not-applicable or suppressed")
        new = _merged(indicator, when, observations.get(key), given)
        if key is not None and new == observations[key]:
            return Change(indicator, when, indicator.observations[when], origin.path)
        if not revise and _revises(indicator, when, given):
            place = "{}:{}:{}".format(*locate_keys(before, [(name, ("observations", key))])[0])
            raise UsageError(f"{place}: {_refusal(indicator, when, given)}")
        try:
            result = spliced(text, {origin.index: {when: new}})
        except PolevalError as error:
            raise PolevalError(f"{path}: {error}") from None
        after = (checked if dry_run else apply)(root, {path: result})
        observation = _find(after, name).observations[when]
        return Change(
            indicator, when, observation, origin.path, *_difference(text, result), _new_warnings(before, after)
        )


def _find(programme: Programme, name: str) -> Indicator:
    for indicator in programme.indicators:
        if indicator.id == name:
            return indicator
    raise UsageError(f"there is no indicator '{name}'{nearest(name, [*programme.origins])}")


def _period(text: str, indicator: Indicator) -> Period:
    found = read_label(text)
    if found is None:
        raise UsageError(f"'{text}' is not a period; write 2023, FY2023, 2023-12, R5 or 2021..2023")
    period, basis = found
    if basis not in (None, indicator.basis):
        own = label(period, indicator.basis)
        raise UsageError(
            f"{text} is {_BASES[basis]}, but a year of '{indicator.id}' is {_BASES[indicator.basis]}; write {own}"
        )
    return period


def _figure_of(indicator: Indicator, given: Given, old: Observation | None) -> float | None:
    """The figure that there is to be; that which is there, where none is given."""
    if given.get("status") in NO_VALUE or given.keys() & {"value", "numerator", "denominator"}:
        parts: dict[str, Any] = {key: given.get(key) for key in ("value", "numerator", "denominator")}
        return indicator.value(Observation(**parts))
    return indicator.value(old) if old else None


def is_open(old: Observation | None) -> bool:
    """Whether nobody has said yet what the figure is."""
    return old is None or (old.value is None and old.numerator is None and old.status in (None, Status.PENDING))


def _is_same(indicator: Indicator, old: Observation, given: Given) -> bool:
    figure = indicator.value(old)
    if figure != _figure_of(indicator, given, old):
        return False
    return figure is not None or given.get("status", old.status) == old.status


def _revises(indicator: Indicator, period: Period, given: Given) -> bool:
    old = indicator.observations.get(period)
    return old is not None and not is_open(old) and not _is_same(indicator, old, given)


def _merged(indicator: Indicator, period: Period, raw: Any, given: Given) -> Plain:
    """The observation as the file is to have it."""
    old = indicator.observations.get(period)
    plain = raw if isinstance(raw, dict) else {"value": raw}
    kept = {key: value for key, value in plain.items() if value is not None}
    figure = _figure_of(indicator, given, old)
    if old is None or (indicator.value(old) is None and figure is not None):
        kept = {}  # it said why there is no figure
    elif not is_open(old) and not _is_same(indicator, old, given):
        kept = {key: value for key, value in kept.items() if key == "note" or (key == "status" and figure is not None)}
    elif figure is not None and "value" not in kept and "numerator" in kept and "numerator" not in given:
        given = {key: value for key, value in given.items() if key != "value"}
    merged = {key: value for key, value in {**kept, **given}.items() if value is not None}
    if merged.keys() <= {"value"}:
        only = merged.get("value")
        return only if isinstance(only, (int, float)) else None
    return {key: merged[key] for key in _ORDER if key in merged}


def _refusal(indicator: Indicator, period: Period, given: Given) -> str:
    old = indicator.observations[period]
    there = _said(indicator.value(old), old.status)
    new = _said(_figure_of(indicator, given, old), given.get("status"))
    name = label(period, indicator.basis)
    return f"'{indicator.id}' is {there} in {name} already; --revise replaces it by {new}"


def _said(figure: float | None, status: object) -> str:
    return f"{figure:.15g}" if figure is not None else str(status or "null")


def _difference(old: str, new: str) -> tuple[int, list[str], list[str]]:
    """The number of the first line that differs, and the lines that do."""
    before, after = (_BREAK.split(text) for text in (old, new))
    same = next(index for index, (one, other) in enumerate(zip(before, after, strict=False)) if one != other)
    before, after = before[same:], after[same:]
    while before and after and before[-1] == after[-1]:
        del before[-1], after[-1]
    return same + 1, before, after


def _new_warnings(before: Programme, after: Programme) -> list[str]:
    known = {(problem.path, problem.key, problem.message) for problem in before.warnings}
    return [str(problem) for problem in after.warnings if (problem.path, problem.key, problem.message) not in known]
