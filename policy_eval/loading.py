"""A directory of YAML files → a Programme, or every problem in it."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from . import messages, rules
from .errors import InvalidDataset, PolevalError, Problem, brief, closest, listed
from .model import About, Indicator, SubField
from .programme import PROGRAMME_WIDE, Origin, Programme
from .reader import Extent, Irregular, Keys, Located, Unreadable, decode, read_located, read_text, read_values
from .values import found

ABOUT_NAMES: Final = ("programme.yaml", "programme.yml")
SUFFIXES: Final = (".yaml", ".yml")

_ADAPTERS: Final[dict[type, TypeAdapter[Any]]] = {cls: TypeAdapter(cls) for cls in (About, SubField, Indicator)}
_NEEDED: Final = {About: ["title"], SubField: ["sub_field", "title", "indicators"]}
_BLANK: Final = {"id": "x", "title": "x", "unit": "x", "direction": "none", "observations": {}}


Steps = Callable[[Sequence[Path]], Iterable[Path]]
"""What goes through the files one by one, and may say how far it has come."""


def load_programme(
    root: Path, files: Sequence[Path] | None = None, texts: Mapping[Path, str] | None = None, steps: Steps = iter
) -> Programme:
    """The dataset in `root` (a folder, or one file), or in just these `files` of it.

    `texts` stand for what their files hold, or for files that are not there yet. Raises
    `InvalidDataset` with every problem of every file, and `PolevalError` where there is
    no file to read.
    """
    texts = texts or {}
    paths = find_files(root) if files is None else files
    parts = [_read_part(path, texts.get(path)) for path in steps([*dict.fromkeys([*paths, *texts])])]
    problems = {problem for part in parts for problem in part.problems}
    problems.update(_repeated(parts))
    if any(not problem.warning for problem in problems):
        raise InvalidDataset(problems)
    about = next((part.value for part in parts if isinstance(part.value, About)), None)
    sub_fields = sorted((part.value for part in parts if isinstance(part.value, SubField)), key=_order)
    if about and about.indicators:
        sub_fields.insert(
            0, SubField(PROGRAMME_WIDE, about.title, about.indicators, source=about.source, note=about.note)
        )
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
    datasets = {path: find_files(path) for path in paths if path.is_dir()}
    known = {file for files in datasets.values() for file in files}
    single = [path for path in dict.fromkeys(paths) if not path.is_dir() and path not in known]
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
    """The indicator files of a folder, sorted by name; hidden files are none. Raises PolevalError."""
    try:
        if not root.is_dir():
            root.stat()
            return [root]
        names = sorted(entry.name for entry in os.scandir(root) if _is_indicator_file(entry))
    except OSError as error:
        raise PolevalError(f"{root}: {error.strerror}") from None
    if not names:
        raise PolevalError(f"{root}: no indicator files (*.yaml) in this folder")
    return [root / name for name in names]


def _is_indicator_file(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith(".") or not entry.name.lower().endswith(SUFFIXES):
        return False
    try:
        return stat.S_ISREG(entry.stat().st_mode)
    except OSError:  # a dangling or looping link: opening it will say why
        return True


@dataclass(slots=True)
class _Part:
    """What came of one file."""

    path: Path
    text: str = ""
    value: About | SubField | None = None
    problems: list[Problem] = field(default_factory=list)
    names: list[tuple[str, str, Keys]] = field(default_factory=list)
    extents: list[Extent] = field(default_factory=list)
    located: Located | None = None

    def problem(self, keys: Keys, message: str, *, warning: bool = False, of_key: bool = False) -> Problem:
        """A problem at the place of `keys`."""
        if self.located is None:
            self.located = read_located(self.path, self.text)
        if keys not in self.located.values and _is_implied(keys):
            keys = keys[:-1]
        line, column = self.located.place(keys, of_key=of_key)
        return Problem(str(self.path), line, column, self.located.path(keys), message, warning)


def _is_implied(keys: Keys) -> bool:
    """Whether a file may leave the last key out: 5 stands for {value: 5}, a text for {ja: …, en: …}."""
    return keys[-1:] in (("ja",), ("en",)) or (keys[-3:-2] == ("observations",) and keys[-1] == "value")


def _read_part(path: Path, text: str | None) -> _Part:
    part = _Part(path)
    try:
        part.text = read_text(path) if text is None else decode(path, text.encode())
        try:
            raw = read_values(path, part.text, part.extents)
        except Irregular:
            part.located = read_located(path, part.text)
            raw = part.located.value
            part.problems += part.located.problems
    except Unreadable as error:
        part.problems.append(error.problem)
        return part
    cls = About if path.name in ABOUT_NAMES else SubField
    if isinstance(raw, dict):
        _validate(part, raw, cls)
    elif raw is not None or not part.problems:
        needs = listed([f"'{key}'" for key in _NEEDED[cls]], "and")
        part.problems.append(part.problem((), f"expected a mapping with {needs}, found {found(raw)}"))
    return part


def _validate(part: _Part, raw: dict[Any, Any], cls: type[About | SubField]) -> None:
    part.names += _names(raw, cls)
    lost = part.located.lost if part.located else set()
    around_lost = {keys[:length] for keys in lost for length in range(len(keys) + 1)}
    faulty = [*lost]
    try:
        part.value = _ADAPTERS[cls].validate_python(raw)
    except ValidationError as error:
        details = error.errors(include_url=False)
        faulty += [detail["loc"] for detail in details]
        for keys, text, of_key in messages.explain(details, cls):
            if keys not in around_lost and lost.isdisjoint(keys[:length] for length in range(len(keys))):
                part.problems.append(part.problem(keys, text, of_key=of_key))
    indicators = enumerate(part.value.indicators) if part.value and not faulty else _survivors(raw, faulty)
    goals = _goals(raw, part, faulty)
    for index, indicator in indicators:
        goal_fault = () if goals is None else rules.goal_fault(indicator, goals)
        for fault in (*rules.faults(indicator), *goal_fault):
            problem = part.problem(("indicators", index, *fault.keys), fault.message, warning=fault.warning)
            part.problems.append(problem)


def _goals(raw: dict[Any, Any], part: _Part, faulty: Iterable[Keys]) -> list[str] | None:
    """The ids of the goals; None where something is the matter with them, and be it the spelling of their key."""
    if any(closest(key, ["goals"]) for key in {keys[0] for keys in faulty}):
        return None
    goals: dict[str, int] = {}
    for index, goal in _mappings(raw.get("goals")):
        if goals.setdefault(str(goal["id"]), index) != index:
            part.problems.append(part.problem(("goals", index, "id"), f"the goal '{goal['id']}' is listed twice"))
    return list(goals)


def _survivors(raw: dict[Any, Any], faulty: Iterable[Keys]) -> Iterator[tuple[int, Indicator]]:
    """The indicators without their malformed parts, so that the rules can be held against the rest."""
    malformed: dict[object, set[Keys]] = {}
    for keys in faulty:
        if keys[0] == "indicators" and len(keys) > 2:
            malformed.setdefault(keys[1], set()).add(keys[2:4] if keys[2] == "observations" else keys[2:3])
    for index, plain in _mappings(raw.get("indicators")):
        rest = _without({**_BLANK, **plain}, malformed.get(index, set()))
        try:
            yield index, _ADAPTERS[Indicator].validate_python(rest)
        except ValidationError:  # what is left hangs together too little
            continue


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


def _repeated(parts: list[_Part]) -> Iterator[Problem]:
    """Names that must be unique in the dataset and are not."""
    first: dict[tuple[str, str], tuple[_Part, Keys]] = {}
    for part in parts:
        for what, name, keys in part.names:
            other, its_keys = first.setdefault((what, name), (part, keys))
            if (other, its_keys) != (part, keys):
                first_use = other.problem(its_keys, "")
                place = f"in line {first_use.line}" if other is part else f"at {first_use.place}"
                yield part.problem(keys, f"the {what} '{brief(name)}' is already used {place}")
