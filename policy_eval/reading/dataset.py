"""A directory of YAML files → a Programme, or every problem in it."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from ..errors import InvalidDataset, PolevalError, brief, cause
from ..file_writing import journal
from ..model.origin import Keys, Origin
from ..model.programme import Programme
from ..model.sub_field import About, SubField
from .indicator_file import IndicatorFile, read_file

SUFFIXES: Final = (".yaml", ".yml")
_PATIENCE: Final = 50

Steps = Callable[[Sequence[Path]], Iterable[Path]]
"""What goes through the files one by one, and may say how far it has come."""
Read = Callable[[Path, bytes | None], IndicatorFile]
"""What reads a file, or what stands for its contents."""


def load_programme(
    root: Path,
    files: Sequence[Path] | None = None,
    contents: Mapping[Path, bytes] | None = None,
    steps: Steps = iter,
    read: Read = read_file,
) -> Programme:
    """The dataset in `root` (a folder, or one file), or in just these `files` of it.

    `contents` stand for what their files hold, or for files that are not there (yet, or any
    more). Raises `InvalidDataset` with every problem of every file, and `PolevalError` where there is
    no file to read.
    """
    contents = contents or {}
    paths = find_files(root) if files is None else files
    parts = [read(path, contents.get(path)) for path in steps([*dict.fromkeys([*paths, *contents])])]
    _find_repeated(parts)
    problems = {problem for part in parts for problem in part.problems}
    if any(not problem.warning for problem in problems):
        raise InvalidDataset(problems)
    about = next((part.value for part in parts if isinstance(part.value, About)), None)
    sub_fields = sorted((part.value for part in parts if isinstance(part.value, SubField)), key=_order)
    if about and (about.indicators or about.goals):
        sub_fields.insert(0, about.whole)
    sub_fields = [sub_field.part_of(about) for sub_field in sub_fields]
    origins = {
        indicator.id: Origin(str(part.path), index, extent)
        for part in parts
        if part.value
        for index, (indicator, extent) in enumerate(zip(part.value.indicators, part.extents, strict=True))
    }
    texts = {str(part.path): part.text for part in parts if part.path in contents}
    return Programme(str(root), about, tuple(sub_fields), origins, tuple(sorted(problems)), texts=texts)


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
        if _is_torn(root):
            raise PolevalError(f"{root}: a change to its files was interrupted; poleval validate {root} finishes it")
        with os.scandir(root) as entries:
            names = sorted(entry.name for entry in entries if _is_indicator_file(entry))
    except OSError as error:
        raise PolevalError(f"{root}: {cause(error)}") from None
    if not names:
        raise PolevalError(f"{root}: no indicator files (*.yaml) in this folder")
    return _each_once(root / name for name in names)


def _is_torn(folder: Path) -> bool:
    """Whether only a part of a change to several files is there: one that is under way takes a moment."""
    for _ in range(_PATIENCE):
        if not journal.is_open(folder):
            return False
        time.sleep(0.02)
    return True


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


def _order(sub_field: SubField) -> tuple[bool, int, str]:
    name = sub_field.sub_field
    return not name.isdecimal(), int(name) if name.isdecimal() else 0, name


def _folded(what: str, name: str) -> str:
    return name.casefold() if what == "sub_field" else name  # an id in capitals is refused as it is


def _find_repeated(parts: list[IndicatorFile]) -> None:
    """Names that must be unique in the dataset and are not."""
    first: dict[tuple[str, str], tuple[IndicatorFile, str, Keys]] = {}
    for part in parts:
        for what, name, keys in part.names:
            other, its_name, its_keys = first.setdefault((what, _folded(what, name)), (part, name, keys))
            if (other, its_keys) != (part, keys) and not part.has_enough_errors():
                first_use = other.place(its_keys)
                place = f"in line {first_use.line}" if other is part else f"at {first_use.place}"
                how = "is already used" if name == its_name else "differs only by case from the one"
                part.add(keys, f"the {what} '{brief(name)}' {how} {place}")
