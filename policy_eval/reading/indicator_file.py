"""One indicator file → its part of a dataset, or every problem in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ..errors import MAX_PROBLEMS, Problem, listed
from ..hints import closest, on_colon, on_quotes
from ..model import consistency as rules
from ..model.derive import derived
from ..model.fields import found
from ..model.goals import goal_faults, names_in
from ..model.origin import Extent, Keys
from ..model.sub_field import PROGRAMME_WIDE, About, SubField
from ..model.texts import changed
from . import messages
from .survivors import mappings, survivors
from .text_files import Unreadable, decode, read_text
from .validation import shaped
from .values import Irregular, read_values
from .yaml_scalars import MAX_ENTRIES

if TYPE_CHECKING:
    from .located import Located

ABOUT_NAMES: Final = ("programme.yaml", "programme.yml")

_NEEDED: Final = {About: ["title"], SubField: ["sub_field", "title", "indicators"]}


@dataclass(slots=True)
class IndicatorFile:
    """What came of one file."""

    path: Path
    text: str = ""
    value: About | SubField | None = None
    problems: list[Problem] = field(default_factory=list)
    names: list[tuple[str, str, Keys]] = field(default_factory=list)
    extents: list[Extent] = field(default_factory=list)
    located: Located | None = None
    is_listed: bool = False
    """Whether each item of `indicators` is a mapping whose extent is known."""
    errors: int = 0
    lines: list[str] | None = None

    def add(self, keys: Keys, message: str, *, warning: bool = False, of_key: bool = False) -> None:
        """Note a problem at the place of `keys`."""
        located = self._located()
        if not located.has(keys) and _is_implied(keys):
            keys = keys[:-1]
        line, column = located.place(keys, of_key=of_key)
        if keys and message.endswith(("found nothing", "found an empty text")):
            message += on_quotes(self._line(line)[column - 1 :])
        path = located.said(keys)
        self.problems.append(Problem(str(self.path), line, column, path, message, warning))
        self.errors += not warning

    def place(self, keys: Keys) -> Problem:
        """A problem at the place of `keys` that is none, for its place."""
        return Problem(str(self.path), *self._located().place(keys), "", "")

    def at(self, path: Path) -> IndicatorFile:
        """The same file under this path, for a dataset of its own."""
        problems = [replace(problem, path=str(path)) for problem in self.problems]
        return replace(self, path=path, problems=problems, located=None)

    def has_enough_errors(self) -> bool:
        """Whether more errors have been found than anybody wants to read."""
        return self.errors >= MAX_PROBLEMS

    def _located(self) -> Located:
        if self.located is None:
            from .located import Located, read_located

            if self.is_listed:
                self.located = Located(self.path, self.text, self.extents)
            else:
                self.located = read_located(self.path, self.text)
        return self.located

    def _line(self, number: int) -> str:
        if self.lines is None:
            self.lines = self.text.splitlines()
        return self.lines[number - 1] if number <= len(self.lines) else ""


def _is_implied(keys: Keys) -> bool:
    """Whether a file may leave the last key out: 5 stands for {value: 5}, a text for {ja: …, en: …}."""
    is_figure = keys[-3:-2] == ("observations",) or keys[-2:-1] in (("at_least",), ("at_most",))
    return keys[-1:] in (("ja",), ("en",)) or (is_figure and keys[-1] == "value")


def read_file(path: Path, data: bytes | None) -> IndicatorFile:
    part = IndicatorFile(path)
    try:
        part.text = read_text(path) if data is None else decode(path, data)
        try:
            raw = read_values(path, part.text, part.extents)
            items = raw.get("indicators") if isinstance(raw, dict) else None
            part.is_listed = isinstance(items, list) and len(items) == len(part.extents)
        except Irregular:
            from .located import read_located

            part.located = read_located(path, part.text)
            raw = part.located.value
            part.problems += part.located.problems
    except Unreadable as error:
        part.problems += error.problems
        return part
    cls = About if path.name.lower() in ABOUT_NAMES else SubField
    if isinstance(raw, dict):
        _validate(part, raw, cls)
    elif raw is not None or not part.problems:
        needs = listed([f"'{key}'" for key in _NEEDED[cls]], "and")
        part.add((), f"expected a mapping with {needs}, found {found(raw)}{on_colon(raw)}")
    return part


def _validate(part: IndicatorFile, raw: dict[Any, Any], cls: type[About | SubField]) -> None:
    for key, items in raw.items():
        if key != "indicators" and isinstance(items, list) and len(items) > MAX_ENTRIES:
            part.add((key,), f"is a list of more than {MAX_ENTRIES:,} items")
            return
    part.names += _names(raw, cls)
    lost = part.located.lost if part.located else set()
    around_lost = {keys[:length] for keys in lost for length in range(len(keys) + 1)}
    faulty = [*lost]
    part.value, details = shaped(raw, cls)
    faulty += [detail["loc"] for detail in details]
    for keys, text, of_key in messages.in_words(details, cls):
        if keys not in around_lost and lost.isdisjoint(keys[:length] for length in range(len(keys))):
            part.add(keys, text, of_key=of_key)
    is_whole = part.value is not None and not faulty
    indicators = enumerate(part.value.indicators) if part.value and is_whole else survivors(raw, faulty)
    goals = _goals(raw, part, faulty)
    for index, indicator in indicators:
        if part.has_enough_errors():
            return
        goal_fault = () if goals is None else rules.goal_fault(indicator, goals)
        for fault in (*rules.faults(indicator), *goal_fault):
            part.add(("indicators", index, *fault.keys), fault.message, warning=fault.warning)
    if is_whole and part.value and any(indicator.derive for indicator in part.value.indicators):
        _derive(part, part.value)


def _derive(part: IndicatorFile, value: About | SubField) -> None:
    found = derived(value.indicators)
    for index, fault in found.faults:
        part.add(("indicators", index, *fault.keys), fault.message, warning=fault.warning)
    part.value = changed(value, indicators=found.indicators)


def _goals(raw: dict[Any, Any], part: IndicatorFile, faulty: Iterable[Keys]) -> list[str] | None:
    """The ids of the goals; None where something is the matter with them, and be it the spelling of their key."""
    if any(closest(key, ["goals"]) for key in {keys[0] for keys in faulty}):
        return None
    goals = [(index, str(goal["id"]), names_in(goal.get("follows"))) for index, goal in mappings(raw.get("goals"))]
    for fault in goal_faults(goals):
        part.add(fault.keys, fault.message)
    return [*dict.fromkeys(name for _, name, _ in goals)]


def _names(raw: dict[Any, Any], cls: type) -> Iterator[tuple[str, str, Keys]]:
    """What must be unique in the dataset: the sub-field and the ids, each with its place."""
    if cls is About:
        yield "sub_field", PROGRAMME_WIDE, ()
    elif type(name := raw.get("sub_field")) in (str, int):
        yield "sub_field", str(name), ("sub_field",)
    for index, plain in mappings(raw.get("indicators")):
        if isinstance(name := plain.get("id"), str):
            yield "id", name, ("indicators", index, "id")
