"""A directory of YAML files → a Programme, or every problem in it."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from ..errors import MAX_PROBLEMS, InvalidDataset, PolevalError, Problem, brief, listed
from ..hints import closest, on_colon, on_quotes
from ..model import consistency as rules
from ..model.fields import found
from ..model.indicator import About, Indicator, SubField
from ..model.origin import Extent, Keys, Origin
from ..model.programme import PROGRAMME_WIDE, Programme
from . import messages
from .text_files import Unreadable, decode, read_text
from .validation import as_indicator, shaped
from .yaml_values import MAX_ENTRIES, Irregular, Located, read_located, read_values

ABOUT_NAMES: Final = ("programme.yaml", "programme.yml")
SUFFIXES: Final = (".yaml", ".yml")

_NEEDED: Final = {About: ["title"], SubField: ["sub_field", "title", "indicators"]}
_BLANK: Final = {"id": "x", "title": "x", "unit": "x", "direction": "none", "observations": {}}


Steps = Callable[[Sequence[Path]], Iterable[Path]]
"""What goes through the files one by one, and may say how far it has come."""


def load_programme(
    root: Path, files: Sequence[Path] | None = None, contents: Mapping[Path, bytes] | None = None, steps: Steps = iter
) -> Programme:
    """The dataset in `root` (a folder, or one file), or in just these `files` of it.

    `contents` stand for what their files hold, or for files that are not there (yet, or any
    more). Raises
    `InvalidDataset` with every problem of every file, and `PolevalError` where there is
    no file to read.
    """
    contents = contents or {}
    paths = find_files(root) if files is None else files
    parts = [_read_file(path, contents.get(path)) for path in steps([*dict.fromkeys([*paths, *contents])])]
    _find_repeated(parts)
    problems = {problem for part in parts for problem in part.problems}
    if any(not problem.warning for problem in problems):
        raise InvalidDataset(problems)
    about = next((part.value for part in parts if isinstance(part.value, About)), None)
    sub_fields = sorted((part.value for part in parts if isinstance(part.value, SubField)), key=_order)
    if about and about.indicators:
        sub_fields.insert(
            0, SubField(PROGRAMME_WIDE, about.title, about.indicators, source=about.source, note=about.note)
        )
    if about and about.fiscal_year:
        sub_fields = [sub_field.in_fiscal_year(about.fiscal_year) for sub_field in sub_fields]
    origins = {
        indicator.id: Origin(str(part.path), index, extent)
        for part in parts
        if part.value
        for index, (indicator, extent) in enumerate(zip(part.value.indicators, part.extents, strict=True))
    }
    return Programme(str(root), about, tuple(sub_fields), origins, tuple(sorted(problems)))


def validate_paths(paths: Sequence[Path], steps: Steps = iter) -> tuple[int, list[Programme]]:
    """How many files, and the datasets, in these folders and files; single files make one dataset.

    Raises `InvalidDataset` with the problems of all of them.
    """
    datasets = {path: find_files(path) for path in _each_once(path for path in paths if path.is_dir())}
    known = dict.fromkeys(file for files in datasets.values() for file in files)
    named = (path for path in paths if not path.is_dir())
    single = [path for path in _each_once([*known, *named]) if path not in known]
    if single:
        datasets[single[0].parent] = [*datasets.get(single[0].parent, []), *single]
    programmes, problems = [], []
    for root, files in datasets.items():
        try:
            programmes.append(load_programme(root, files, steps=steps))
        except InvalidDataset as error:
            problems += error.problems
    if problems:
        raise InvalidDataset(problems)
    return sum(map(len, datasets.values())), programmes


def find_files(root: Path) -> list[Path]:
    """The indicator files of a folder, sorted by name, each once; hidden files are none. Raises PolevalError."""
    try:
        if not root.is_dir():
            root.stat()
            return [root]
        with os.scandir(root) as entries:
            names = sorted(entry.name for entry in entries if _is_indicator_file(entry))
    except OSError as error:
        raise PolevalError(f"{root}: {error.strerror}") from None
    if not names:
        raise PolevalError(f"{root}: no indicator files (*.yaml) in this folder")
    return _each_once(root / name for name in names)


def is_indicator_name(name: str) -> bool:
    """Whether a file of this name holds indicators."""
    return not name.startswith(".") and name.lower().endswith(SUFFIXES)


def _is_indicator_file(entry: os.DirEntry[str]) -> bool:
    if not is_indicator_name(entry.name):
        return False
    try:
        return stat.S_ISREG(entry.stat().st_mode)
    except OSError:  # a dangling or looping link: opening it will say why
        return True


def _each_once(paths: Iterable[Path]) -> list[Path]:
    """The paths without those that lead to a file for the second time, by a link or another spelling."""
    once: dict[object, Path] = {}
    for path in paths:
        try:
            found = path.stat()
        except OSError:
            once.setdefault(path, path)
        else:
            once.setdefault((found.st_dev, found.st_ino) if found.st_ino else path, path)
    return [*once.values()]


@dataclass(slots=True)
class _File:
    """What came of one file."""

    path: Path
    text: str = ""
    value: About | SubField | None = None
    problems: list[Problem] = field(default_factory=list)
    names: list[tuple[str, str, Keys]] = field(default_factory=list)
    extents: list[Extent] = field(default_factory=list)
    located: Located | None = None
    errors: int = 0
    lines: list[str] | None = None

    def add(self, keys: Keys, message: str, *, warning: bool = False, of_key: bool = False) -> None:
        """Note a problem at the place of `keys`."""
        if self.located is None:
            self.located = read_located(self.path, self.text)
        if keys not in self.located.values and _is_implied(keys):
            keys = keys[:-1]
        line, column = self.located.place(keys, of_key=of_key)
        if keys and message.endswith(("found nothing", "found an empty text")):
            message += on_quotes(self._line(line)[column - 1 :])
        path = self.located.path(keys)
        self.problems.append(Problem(str(self.path), line, column, path, message, warning))
        self.errors += not warning

    def place(self, keys: Keys) -> Problem:
        """A problem at the place of `keys` that is none, for its place."""
        if self.located is None:
            self.located = read_located(self.path, self.text)
        return Problem(str(self.path), *self.located.place(keys), "", "")

    def has_enough_errors(self) -> bool:
        """Whether more errors have been found than anybody wants to read."""
        return self.errors >= MAX_PROBLEMS

    def _line(self, number: int) -> str:
        if self.lines is None:
            self.lines = self.text.splitlines()
        return self.lines[number - 1] if number <= len(self.lines) else ""


def _is_implied(keys: Keys) -> bool:
    """Whether a file may leave the last key out: 5 stands for {value: 5}, a text for {ja: …, en: …}."""
    return keys[-1:] in (("ja",), ("en",)) or (keys[-3:-2] == ("observations",) and keys[-1] == "value")


def _read_file(path: Path, data: bytes | None) -> _File:
    part = _File(path)
    try:
        part.text = read_text(path) if data is None else decode(path, data)
        try:
            raw = read_values(path, part.text, part.extents)
        except Irregular:
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


def _validate(part: _File, raw: dict[Any, Any], cls: type[About | SubField]) -> None:
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
    indicators = enumerate(part.value.indicators) if part.value and not faulty else _survivors(raw, faulty)
    goals = _goals(raw, part, faulty)
    for index, indicator in indicators:
        if part.has_enough_errors():
            return
        goal_fault = () if goals is None else rules.goal_fault(indicator, goals)
        for fault in (*rules.faults(indicator), *goal_fault):
            part.add(("indicators", index, *fault.keys), fault.message, warning=fault.warning)


def _goals(raw: dict[Any, Any], part: _File, faulty: Iterable[Keys]) -> list[str] | None:
    """The ids of the goals; None where something is the matter with them, and be it the spelling of their key."""
    if any(closest(key, ["goals"]) for key in {keys[0] for keys in faulty}):
        return None
    goals: dict[str, int] = {}
    for index, goal in _mappings(raw.get("goals")):
        if goals.setdefault(str(goal["id"]), index) != index:
            part.add(("goals", index, "id"), f"the goal '{goal['id']}' is listed twice")
    return list(goals)


def _survivors(raw: dict[Any, Any], faulty: Iterable[Keys]) -> Iterator[tuple[int, Indicator]]:
    """The indicators without their malformed parts, so that the rules can be held against the rest."""
    malformed: dict[object, set[Keys]] = {}
    for keys in faulty:
        if keys[0] == "indicators" and len(keys) > 2:
            malformed.setdefault(keys[1], set()).add(keys[2:4] if keys[2] == "observations" else keys[2:3])
    for index, plain in _mappings(raw.get("indicators")):
        rest = _without({**_BLANK, **plain}, malformed.get(index, set()))
        if survivor := as_indicator(rest):  # else what is left hangs together too little
            yield index, survivor


def _without(plain: dict[Any, Any], malformed: set[Keys]) -> dict[Any, Any]:
    rest = {key: value for key, value in plain.items() if (key,) not in malformed}
    observations = rest.get("observations", {})
    if isinstance(observations, dict):
        rest["observations"] = {
            period: observation
            for period, observation in observations.items()
            if ("observations", period) not in malformed
            # Without a unit, nobody knows whether ratios are percentages.
            and ("unit" in rest or not (isinstance(observation, dict) and "numerator" in observation))
        }
    return {**_BLANK, **rest}


def _order(sub_field: SubField) -> tuple[bool, int, str]:
    name = sub_field.sub_field
    return not name.isdecimal(), int(name) if name.isdecimal() else 0, name


def _names(raw: dict[Any, Any], cls: type) -> Iterator[tuple[str, str, Keys]]:
    """What must be unique in the dataset: the sub-field and the ids, each with its place."""
    if cls is About:
        yield "sub_field", PROGRAMME_WIDE, ()
    elif type(name := raw.get("sub_field")) in (str, int):
        yield "sub_field", str(name), ("sub_field",)
    for index, plain in _mappings(raw.get("indicators")):
        if isinstance(name := plain.get("id"), str):
            yield "id", name, ("indicators", index, "id")


def _mappings(items: object) -> Iterator[tuple[int, dict[Any, Any]]]:
    for index, item in enumerate(items if isinstance(items, list) else ()):
        if isinstance(item, dict):
            yield index, item


def _folded(what: str, name: str) -> str:
    return name.casefold() if what == "sub_field" else name  # an id in capitals is refused as it is


def _find_repeated(parts: list[_File]) -> None:
    """Names that must be unique in the dataset and are not."""
    first: dict[tuple[str, str], tuple[_File, str, Keys]] = {}
    for part in parts:
        for what, name, keys in part.names:
            other, its_name, its_keys = first.setdefault((what, _folded(what, name)), (part, name, keys))
            if (other, its_keys) != (part, keys) and not part.has_enough_errors():
                first_use = other.place(its_keys)
                place = f"in line {first_use.line}" if other is part else f"at {first_use.place}"
                how = "is already used" if name == its_name else "differs only by case from the one"
                part.add(keys, f"the {what} '{brief(name)}' {how} {place}")
