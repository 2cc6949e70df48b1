"""Series → the observations that they add to a dataset, and where both contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ..editing.record import is_open
from ..editing.splice import Plain
from ..editing.yaml_text import written
from ..errors import Problem
from ..model.decimals import ratio
from ..model.indicator import NO_VALUE, Indicator, Observation, Status, Text
from ..model.periods import Period, in_time, label
from ..model.programme import Programme
from .matching import Index, says
from .new_files import simplest
from .series import Observation as Read
from .series import Series, Table


@dataclass(frozen=True, slots=True)
class Change:
    """An observation to write: what the file has now (None for nothing), and what it is to have."""

    indicator: Indicator
    period: Period
    before: Observation | None
    after: Plain

    @property
    def label(self) -> str:
        return f"{self.indicator.id} {label(self.period, self.indicator.basis)}"

    @property
    def words(self) -> str:
        """`nothing -> 968`, `pending -> 968`."""
        before = _words(self.indicator.value(self.before), self.before.status) if self.before else "nothing"
        return f"{before} -> {written(self.after)}"


@dataclass(slots=True)
class Merge:
    """What a table changes in a dataset; with problems, nothing is to be written."""

    changes: list[Change] = field(default_factory=list)
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)


def merge(programme: Programme, table: Table, *, revise: bool = False) -> Merge:
    """The observations of a table against those of a dataset.

    A new observation is added, and one without a value is filled. A figure or a word
    that contradicts the file is a problem, or with `revise` a change.
    """
    result = Merge()
    index = Index(programme)
    rows: dict[str, Series] = {}
    for series in table.series:
        indicator = index.match(series)
        first = rows.setdefault(indicator.id, series) if indicator else series
        faults = list(_contradictions(indicator, series)) if indicator else [index.why_not(series)]
        if first is not series:
            faults.append(f"row {first.row + 1} has the same indicator")
        result.problems += [_problem(table, series, fault) for fault in faults]
        if indicator is not None and not faults:
            _compare(result, table, series, indicator, revise=revise)
    return result


def _compare(result: Merge, table: Table, series: Series, indicator: Indicator, *, revise: bool) -> None:
    for period in sorted(series.observations, key=in_time):
        read, old = series.observations[period], indicator.observations.get(period)
        differences = list(_differences(indicator, old, read)) if old else []
        if not read or (old and not differences):
            result.unchanged += 1
            continue
        change = Change(indicator, period, old, simplest(_merged(indicator, old, read)))
        if revise or (is_open(old) and (old is None or _value(indicator, read) is not None)):
            result.changes.append(change)
        else:
            words = f"{change.label}: {'; '.join(differences)}; --revise takes the table's"
            result.problems.append(_problem(table, series, words))


def _contradictions(indicator: Indicator, series: Series) -> Iterator[str]:
    """What no revision of figures can mend."""
    unit = series.texts.get("unit")
    if unit is not None and not says(indicator.unit, unit):
        yield f"{indicator.id}: the unit is '{unit}' in the table and '{indicator.unit.words('en')}' in the file"
    if series.basis not in (None, indicator.basis):
        yield f"{indicator.id}: the table has its {series.basis}, the file counts by {indicator.basis}"


def _problem(table: Table, series: Series, message: str) -> Problem:
    return Problem(str(table.layout.grid.path), series.row + 1, 1, "", message)


def _value(indicator: Indicator, read: Read) -> float | None:
    computed = ratio(read.get("numerator"), read.get("denominator"), is_percentage=indicator.is_percentage)
    return read.get("value", computed)


def _differences(indicator: Indicator, old: Observation, read: Read) -> Iterator[str]:
    """What the table says otherwise than the file; what it does not say is no difference."""
    now, before = _value(indicator, read), indicator.value(old)
    status = read.get("status")
    if now != before and (now is not None or status is not None):
        yield f"{_words(now, status)} in the table, {_words(before, old.status)} in the file"
        return
    if status is not None and status != (old.status or (Status.NORMAL if before is not None else None)):
        yield f"the status '{status}' in the table, '{old.status or Status.NORMAL}' in the file"
    parts = ("numerator", old.numerator), ("denominator", old.denominator)
    for (key, part), new in zip(parts, (read.get("numerator"), read.get("denominator")), strict=True):
        if new not in (None, part):
            yield f"the {key} {_words(new, None)} in the table, {_words(part, None)} in the file"
    if "note" in read and not says(old.note, read["note"]):
        yield "another note in the table than in the file" if old.note else "a note in the table, none in the file"


def _words(value: object, status: object) -> str:
    return f"{value:.15g}" if isinstance(value, float) else str(status or "nothing")


_PARTS: Final = frozenset(("value", "numerator", "denominator"))


def _merged(indicator: Indicator, old: Observation | None, read: Read) -> Mapping[str, object]:
    """What the table says, and what the file says besides."""
    said: dict[str, object] = {**read}
    if old is None:
        return said
    kept: Mapping[str, object] = {
        "value": old.value,
        "status": old.status and old.status.value,
        "note": _plain(old.note),
        "numerator": old.numerator,
        "denominator": old.denominator,
        "expected": old.expected,
    }
    gone: set[str] = set()
    if _value(indicator, read) == indicator.value(old):
        said.pop("value", None)
    elif _PARTS & read.keys() or "status" in read:
        gone |= _PARTS
    if old.status in NO_VALUE and _PARTS & read.keys():
        gone |= {"status", "note", "expected"}
    if "status" in read and read["status"] != Status.PENDING:
        gone.add("expected")
    if "note" in read and says(old.note, read["note"]) and "note" not in gone:
        del said["note"]
    return {**{key: part for key, part in kept.items() if part is not None and key not in gone}, **said}


def _plain(note: Text | None) -> object:
    if note is None or note.ja == note.en:
        return note and note.ja
    return {key: words for key, words in (("ja", note.ja), ("en", note.en)) if words}


def by_file(programme: Programme, changes: Sequence[Change]) -> dict[Path, dict[int, dict[Period, Plain]]]:
    """The observations to write, by file, index of the indicator, and period."""
    files: dict[Path, dict[int, dict[Period, Plain]]] = {}
    for change in changes:
        origin = programme.origins[change.indicator.id]
        files.setdefault(Path(origin.path), {}).setdefault(origin.index, {})[change.period] = change.after
    return files
