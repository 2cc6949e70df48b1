"""One figure into its file, and whether it may go there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from pydantic import TypeAdapter, ValidationError

from ..errors import UsageError
from ..hints import flagged, nearest
from ..model.fields import Figure
from ..model.indicator import Indicator
from ..model.observation import Observation
from ..model.period_labels import period_for
from ..model.periods import Period
from ..model.programme import Programme
from ..reading.source_lines import locate_keys
from ..reading.yaml_scalars import resolve
from .observations import PARTS, Merged, Said, figure_of, in_brief, is_open, merged
from .splice import spliced
from .transaction import Edits, edit

_FIGURE: Final[TypeAdapter[float]] = TypeAdapter(Figure)
_LINE_BREAK: Final = re.compile(r"\r\n|\n|\r")


class Recorded(NamedTuple):
    """What was written, or would be: lines of a file from `line` on; line 0 where nothing had to be."""

    indicator: Indicator
    period: Period
    observation: Observation
    path: str
    line: int = 0
    old: Sequence[str] = ()
    new: Sequence[str] = ()
    remarks: Sequence[str] = ()
    warnings: Sequence[str] = ()


def typed_figure(text: str) -> float | None:
    """A figure as it is typed; None for `null`. Raises UsageError with advice."""
    if not text.strip():
        raise UsageError("the figure is empty; is it a variable that was not set? write null for none")
    value = resolve(text.strip())
    if value is None:
        return None
    try:
        return _FIGURE.validate_python(value)
    except ValidationError as error:
        if found := flagged(text):
            raise UsageError(f"'{text}' is not a number; write {found[0]} --status {found[1]}") from None
        raise UsageError(error.errors(include_url=False)[0]["msg"]) from None


def record(root: Path, name: str, period: str, said: Said, *, revise: bool = False, dry_run: bool = False) -> Recorded:
    """Put an observation into its file, or replace it, if the dataset is valid then.

    Raises UsageError for an unknown indicator, a period that is none or of another
    basis, and a figure that is there and not to be revised, and what `transaction.edit`
    raises. Nothing is written then.
    """
    planned: list[tuple[Period, Merged]] = []

    def plan(programme: Programme) -> Edits:
        indicator = _find(programme, name)
        origin = programme.origins[indicator.id]
        when = period_for(period, indicator)
        new = merged(indicator, indicator.observations.get(when), said)
        planned.append((when, new))
        if when in indicator.observations and new.plain == merged(indicator, indicator.observations[when], {}).plain:
            return {}
        _may_write(programme, indicator, when, said, revise=revise)
        figures = {(origin.index, *indicator.place): {when: new.plain}}
        return {Path(origin.path): partial(spliced, edits=figures)}

    done = edit(root, plan, dry_run=dry_run)
    when, new = planned[0]
    indicator = _find(done.after, name)
    path = done.after.origins[indicator.id].path
    if not done.texts:
        return Recorded(indicator, when, indicator.observations[when], path)
    (texts,) = done.texts.values()
    lines, warnings = _difference(*texts), _new_warnings(done.before, done.after)
    return Recorded(indicator, when, indicator.observations[when], path, *lines, [*new.remarks], warnings)


def _find(programme: Programme, name: str) -> Indicator:
    known = {one.name: one for _, one in programme.every_series()}
    if name in known:
        indicator = known[name]
        if indicator.derive:
            raise UsageError(f"'{name}' is derived from {indicator.derive.sources}; record those")
        return indicator
    raise UsageError(f"there is no indicator '{name}'{nearest(name, [*known])}")


def _may_write(programme: Programme, indicator: Indicator, when: Period, said: Said, *, revise: bool) -> None:
    """Raises UsageError where nothing is said of the figure, or what is said revises one unasked."""
    old = indicator.observations.get(when)
    if old is None and not said.keys() & {*PARTS, "status"}:
        raise UsageError("name the VALUE, or a --status: pending, not-applicable or suppressed")
    if old is None or revise or is_open(old) or _is_same(indicator, old, said):
        return
    place = "{}:{}:{}".format(
        *locate_keys(programme, [(indicator.id, (*indicator.place, "observations", when.key))])[0]
    )
    there = in_brief(figure_of(indicator, {}, old), old.status)
    new = in_brief(figure_of(indicator, said, old), said.get("status"))
    name = when.label(indicator.basis)
    raise UsageError(f"{place}: '{indicator.name}' is {there} in {name} already; --revise replaces it by {new}")


def _is_same(indicator: Indicator, old: Observation, said: Said) -> bool:
    figure = figure_of(indicator, {}, old)
    if figure != figure_of(indicator, said, old):
        return False
    return figure is not None or said.get("status", old.status) == old.status


def _difference(old: str, new: str) -> tuple[int, list[str], list[str]]:
    """The number of the first line that differs, and the lines that do."""
    before, after = (_LINE_BREAK.split(text) for text in (old, new))
    pairs = enumerate(zip(before, after, strict=False))
    same = next((index for index, (one, other) in pairs if one != other), min(len(before), len(after)))
    before, after = before[same:], after[same:]
    while before and after and before[-1] == after[-1]:
        del before[-1], after[-1]
    return same + 1, before, after


def _new_warnings(before: Programme, after: Programme) -> list[str]:
    known = {(problem.path, problem.key, problem.message) for problem in before.warnings}
    return [str(problem) for problem in after.warnings if (problem.path, problem.key, problem.message) not in known]
