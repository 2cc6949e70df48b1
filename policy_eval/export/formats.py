"""The formats that figures are exported in. An entry here and a module of its own make a format.

The options of the command, its help, the README and the tests of hostile text and of
equal bytes go through this list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, Final, NamedTuple


class ExportFormat(NamedTuple):
    """A format: its name, what people call it, and the ending of a file's name that asks for it.

    The function `write` of its `module` takes a frame and gives bytes. If it `holds_all`
    tables, it takes a programme, the day of judgement and a style; if it `is_folder`,
    it gives the files of a folder by name. What `is_binary` is nothing for a terminal.
    """

    name: str
    title: str
    suffix: str = ""
    module: str = ""
    holds_all: bool = False
    is_folder: bool = False
    is_binary: bool = False

    @property
    def write(self) -> Callable[..., Any]:
        """What writes it. Only the format that is wanted is loaded."""
        writer: Callable[..., Any] = import_module(f".{self.module or self.name}", __package__).write
        return writer


_LISTED: Final = (
    ExportFormat("csv", "CSV", ".csv"),
    ExportFormat("json", "JSON", ".json"),
    ExportFormat("markdown", "Markdown", ".md"),
    ExportFormat("parquet", "Parquet", ".parquet", is_binary=True),
    ExportFormat("xlsx", "XLSX", ".xlsx", "workbook", holds_all=True, is_binary=True),
    ExportFormat("datapackage", "a Data Package", holds_all=True, is_folder=True),
    ExportFormat("sdmx-csv", "SDMX-CSV", module="sdmx.csv", holds_all=True),
    ExportFormat("sdmx-structure", "SDMX-ML", ".xml", "sdmx.structure", holds_all=True),
)
FORMATS: Final[Mapping[str, ExportFormat]] = {format_.name: format_ for format_ in _LISTED}


def format_of(suffix: str) -> str | None:
    """The name of the format that the ending of a file's name asks for."""
    return next((format_.name for format_ in _LISTED if suffix and format_.suffix == suffix), None)
