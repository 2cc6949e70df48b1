"""Tables of data (Parquet, the JSON of `export`, a Data Package) → sheets, as if somebody had written them down."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from ...errors import PolevalError, brief, cause
from ...extras import required
from ..sheet import OBSERVATIONS, Sheet, cell_of
from .delimited import sheet_of


def parquet_sheet(path: str, data: bytes) -> Sheet:
    """The one table of a Parquet file."""
    parquet = required("pyarrow.parquet", "reading a Parquet file")
    arrow = required("pyarrow", "reading a Parquet file")
    try:
        table = parquet.read_table(io.BytesIO(data))
        columns = {name: table.column(at).to_pylist() for at, name in enumerate(table.column_names)}
    except arrow.ArrowException:
        raise PolevalError(f"{path}: is not a Parquet file that can be read") from None
    return _sheet(path, [*columns], zip(*columns.values(), strict=True))


def parsed(path: str, data: bytes) -> object:
    """What a JSON file holds."""
    try:
        return json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise PolevalError(f"{path}: is not JSON that can be read") from None


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """The pairs as a mapping. Raises PolevalError for a key that comes twice, of which one value would be lost."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for key, _ in pairs if sum(key == other for other, _ in pairs) > 1)
        raise PolevalError(f"a record has '{brief(twice)}' twice; keep one")
    return found


def is_package(found: object) -> bool:
    """Whether a JSON file is the description of a Data Package."""
    return isinstance(found, dict) and "resources" in found


def json_sheet(path: str, records: object) -> Sheet:
    """The records of a JSON file: a list of objects, as `export --format json` writes it."""
    if not isinstance(records, list) or not all(isinstance(one, dict) for one in records):
        raise PolevalError(f"{path}: is not a list of records, as poleval export --format json writes it")
    names = list(dict.fromkeys(name for record in records for name in record))
    return _sheet(path, names, ([record.get(name) for name in names] for record in records))


def package_sheets(path: Path, about: Any, encoding: str | None) -> Iterator[Sheet]:
    """The tables of a Data Package: that of observations where there is one, else all."""
    try:
        resources = {str(one["name"]): str(one["path"]) for one in about["resources"]}
    except (KeyError, TypeError):
        raise PolevalError(f"{path}: is not a Data Package with tables in files") from None
    wanted = {OBSERVATIONS: resources[OBSERVATIONS]} if OBSERVATIONS in resources else resources
    for name, file in wanted.items():
        place = path.parent / file
        if place.resolve().parent != path.parent.resolve():
            raise PolevalError(f"{path}: '{file}' is not beside it, and is not read")
        try:
            sheet = sheet_of(str(place), place.read_bytes(), encoding)
        except OSError as error:
            raise PolevalError(f"{place}: cannot be read: {cause(error)}") from None
        if len(wanted) > 1:
            sheet.name = name
        yield sheet


def _sheet(path: str, names: Sequence[str], rows: Iterable[Sequence[object]]) -> Sheet:
    lines = [names, *([cell_of(value) for value in row] for row in rows)]
    return Sheet(path, "", {row: line for row, line in enumerate(lines) if any(cell is not None for cell in line)})
