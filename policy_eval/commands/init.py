"""The command `init`: a commented dataset to start from."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from ..errors import UsageError, cause
from ..file_writing import write_folder
from ..output import require_output, write_text
from ..reading.default_dataset import FOLDER
from ..terminal_text import spelt_out
from . import options
from .options import Lang_

if TYPE_CHECKING:
    from ..model.codes import Lang

_NEXT: Final = {
    "en": {
        "show": "look at it",
        "check": "hold the figures against the targets",
        "record answer-time 2025 7.5": "put in a new figure",
    },
    "ja": {
        "show": "表で見る",
        "check": "目標と照らし合わせる",
        "record answer-time 2025 7.5": "新しい数値を書き込む",
    },
}


def starter(lang: Lang) -> Mapping[str, bytes]:
    """The files of a new dataset, by name, with comments in this language."""
    folder = Path(__file__).parents[1] / "templates" / lang
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.yaml"))}


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make; it may be there if it is empty.")],
    lang: Lang_ = None,
) -> None:
    """A commented dataset to start from, with examples to replace."""
    from ..reading import json_schema as schema

    require_output()
    try:
        if folder.exists() and not folder.is_dir():
            raise UsageError(f"{folder}: this is a file; name a new folder")
        if folder.is_dir() and any(folder.iterdir()):
            raise UsageError(f"{folder}: this folder is not empty; name a new one")
    except OSError as error:
        raise UsageError(f"{folder}: {cause(error)}") from None
    speech = options.language(lang)
    files = {**starter(speech), schema.FILE: schema.to_text().encode()}
    write_folder(folder, files)
    made = [str(folder / name) for name in files]
    where = "" if folder == Path(FOLDER) else f" -d {shlex.quote(str(folder))}"
    commands = {f"poleval {command}{where}": words for command, words in _NEXT[speech].items()}
    width = max(map(len, commands))
    lines = [*made, "", *(f"{command:{width}}  # {words}" for command, words in commands.items())]
    write_text("".join(f"{spelt_out(line)}\n" for line in lines))
