"""Series → the observations that they add to a dataset, and where both contradict each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import partial
from pathlib import Path

from ..editing.observations import Merged, Plain, Said, as_plain, figure_of, in_brief, is_open, merged
from ..editing.splice import spliced
from ..editing.yaml_text import written
from ..errors import Problem
from ..model.indicator import Indicator
from ..model.observation import Observation
from ..model.origin import Keys
from ..model.periods import Period, in_time
from ..model.programme import Programme
from ..model.status import Status
from .matching import Index, says
from .series import FigureRead, Figures, Series
from .sheet import place


@dataclass(frozen=True, slots=True)
class Edit:
    """An observation to write: what the file has now (None for nothing), and what becomes of it."""

    indicator: Indicator
    period: Period
    before: Observation | None
    after: Merged

    @property
    def label(self) -> str:
        return f"{self.indicator.name} {self.period.label(self.indicator.basis)}"

    @property
    def words(self) -> str:
        """`nothing -> 968`, `pending -> 968; still there: note 'to be published'`."""
        before = _in_brief(figure_of(self.indicator, {}, self.before), self.before.status) if self.before else "nothing"
        return "; ".join((f"{before} -> {written(self.after.plain)}", *self.after.remarks))


@dataclass(slots=True)
class Merge:
    """What a table changes in a dataset; with problems, nothing is to be written."""

    edits: list[Edit] = field(default_factory=list)
    unchanged: int = 0
    skipped: list[str] = field(default_factory=list)
    new: list[Series] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Unknown(Enum):
    """What becomes of rows that belong to no indicator."""

    REFUSE = auto()
    SKIP = auto()
    ADD = auto()


def merge(programme: Programme, table: Figures, *, revise: bool = False, unknown: Unknown = Unknown.REFUSE) -> Merge:
    """The observations of a table against those of a dataset.

    A new observation is added, and one without a value is filled. A figure or a word
    that contradicts the file is a problem, or with `revise` a change.
    """
    result = Merge()
    index = Index(programme)
    rows: dict[str, Series] = {}
    for series in table.series:
        indicator = index.match(series)
        if indicator is None and unknown is Unknown.ADD and index.is_new(series):
            result.new.append(series)
            continue
        if indicator is None and unknown is Unknown.SKIP:
            result.skipped.append(f"{series.sheet.named(place(series.row, 0))} {index.why_not(series)}; left out")
            continue
        first = rows.setdefault(indicator.name, series) if indicator else series
        faults = list(_contradictions(indicator, series)) if indicator else [index.why_not(series)]
        if first is not series:
            faults.append(f"row {first.row + 1} has the same indicator")
        result.problems += [series.problem(fault) for fault in faults]
        if indicator is not None and not faults:
            _compare(result, series, indicator, revise=revise)
    return result


def _compare(result: Merge, series: Series, indicator: Indicator, *, revise: bool) -> None:
    for period in sorted(series.observations, key=in_time):
        read, old = series.observations[period], indicator.observations.get(period)
        differences = list(_differences(indicator, old, read)) if old else []
        if not read or (old and not differences):
            result.unchanged += 1
            continue
        if indicator.derive and differences:
            label, sources = f"{indicator.name} {period.label(indicator.basis)}", indicator.derive.sources
            words = f"{label}: {'; '.join(differences)}; it is derived from {sources}, which are to be changed"
            result.problems.append(series.problem(words))
            continue
        change = Edit(indicator, period, old, merged(indicator, old, _news(old, read)))
        if revise or (is_open(old) and (old is None or figure_of(indicator, read, None) is not None)):
            result.edits.append(change)
        else:
            words = f"{change.label}: {'; '.join(differences)}; --revise takes the table's"
            result.problems.append(series.problem(words))


def _contradictions(indicator: Indicator, series: Series) -> Iterator[str]:
    """What no revision of figures can mend."""
    unit = series.texts.get("unit")
    if unit is not None and not says(indicator.unit, unit):
        yield f"{indicator.id}: the unit is '{unit}' in the table and '{indicator.unit.words('en')}' in the file"
    known = {(target.by, bound) for target in indicator.targets for bound in target.bounds}
    paths = {pair for target in indicator.targets for pair in (target.path or {}).items()}
    if others := [period for period, bound in series.targets.items() if (period, bound) not in known | paths]:
        yield f"{indicator.id}: a target for {others[0]} that the file does not have; targets are written by hand"
    if series.basis not in (None, indicator.basis):
        yield f"{indicator.id}: the table has its {series.basis}, the file counts by {indicator.basis}"


def _differences(indicator: Indicator, old: Observation, read: FigureRead) -> Iterator[str]:
    """What the table says otherwise than the file; what it does not say is no difference."""
    now, before = figure_of(indicator, read, None), figure_of(indicator, {}, old)
    status = read.get("status")
    if now != before and (now is not None or status is not None):
        yield f"{_in_brief(now, status)} in the table, {_in_brief(before, old.status)} in the file"
        return
    if status is not None and status != indicator.status(old):
        yield f"the status '{status}' in the table, '{old.status or Status.NORMAL}' in the file"
    said, there = as_plain(old), dict(read)
    for key in ("numerator", "denominator", "low", "high"):
        part, new = said.get(key), there.get(key)
        if new not in (None, part):
            yield f"the {key} {_in_brief(new, None)} in the table, {_in_brief(part, None)} in the file"
    if "note" in read and not says(old.note, read["note"]):
        yield "another note in the table than in the file" if old.note else "a note in the table, none in the file"


def _in_brief(value: object, status: object) -> str:
    return in_brief(value, None) if isinstance(value, (float, tuple)) else str(status or "nothing")


def _news(old: Observation | None, read: FigureRead) -> Said:
    """What a table says, but for a note that the file has in one of its languages."""
    return {
        key: word for key, word in read.items() if key != "note" or not says(old.note if old else None, read["note"])
    }


def by_file(programme: Programme, edits: Sequence[Edit]) -> dict[Path, Callable[[str], str]]:
    """What becomes of the text of each file by these observations."""
    files: dict[Path, dict[Keys, dict[Period, Plain]]] = {}
    for edit in edits:
        origin = programme.origins[edit.indicator.id]
        place = (origin.index, *edit.indicator.place)
        files.setdefault(Path(origin.path), {}).setdefault(place, {})[edit.period] = edit.after.plain
    return {path: partial(spliced, edits=figures) for path, figures in files.items()}
