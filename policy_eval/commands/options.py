"""The options that several commands share, and how their words become values."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TypeAlias

import typer

from ..export.formats import FORMATS as EXPORTS
from ..findings.formats import FORMATS as FINDINGS
from ..model.codes import MetricKind, ResultType, Sorting
from ..terminal_text import can_show, language_of_locale

if TYPE_CHECKING:
    from ..model.codes import Lang


class Language(StrEnum):
    """The languages of headings, statuses, titles, units and notes."""

    JA = "ja"
    EN = "en"


class View(StrEnum):
    """The formats of what is shown."""

    TABLE = "table"
    MARKDOWN = "markdown"
    CSV = "csv"
    JSON = "json"


if TYPE_CHECKING:
    ExportFormat: TypeAlias = str
    FindingFormat: TypeAlias = str
else:  # Typer offers the words of an enum
    ExportFormat = StrEnum("ExportFormat", {name.upper(): name for name in EXPORTS})
    FindingFormat = StrEnum("FindingFormat", {name.upper(): name for name in FINDINGS})


class Frame(StrEnum):
    """The frames that can be exported."""

    OBSERVATIONS = "observations"
    CHANGES = "changes"
    ASSESSMENTS = "assessments"
    GOALS = "goals"


class Layout(StrEnum):
    """A row per figure, or a row per indicator."""

    LONG = "long"
    WIDE = "wide"


class Reader(StrEnum):
    """Who is to open an export."""

    EXCEL = "excel"
    DATA = "data"


def ids(context: typer.Context, incomplete: str) -> list[str]:
    """The sub-fields and indicator ids that start so, for a shell's completion; none of a broken dataset."""
    from ..errors import PolevalError
    from ..reading.dataset import load_programme
    from ..reading.default_dataset import find_dataset

    try:
        programme = load_programme(find_dataset(context.params.get("indicators")).root)
    except PolevalError:
        return []
    names = [sub_field.sub_field for sub_field in programme.sub_fields]
    return [name for name in (*names, *programme.origins) if name.startswith(incomplete)]


def indicators(context: typer.Context, incomplete: str) -> list[str]:
    """The ids of indicators that start so, for a shell's completion."""
    return [name for name in ids(context, incomplete) if re.search("[a-z]", name)]


def kinds(incomplete: str) -> list[str]:
    """The kinds of finding that start so, for a shell's completion; also behind a comma."""
    from ..judging.finding_kinds import Kind

    before, comma, last = incomplete.rpartition(",")
    return [f"{before}{comma}{kind}" for kind in Kind if kind.startswith(last)]


def statuses(incomplete: str) -> list[str]:
    """The statuses of a figure that start so, for a shell's completion."""
    from ..model.status import Status

    return [status.value for status in Status if status.startswith(incomplete)]


def compliances(incomplete: str) -> list[str]:
    """The statuses of a target that start so, for a shell's completion."""
    from ..judging.assess import Compliance

    return [status.value for status in Compliance if status.startswith(incomplete)]


What = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="WHAT",
        help="Sub-fields, ids, globs over ids, or words of a title or tag; all indicators unless given.",
        autocompletion=ids,
        show_default=False,
    ),
]
Status = Annotated[
    list[str] | None,
    typer.Option(
        "--status",
        metavar="STATUS",
        autocompletion=compliances,
        help="Only with a target that is met, missed, overdue, pending or no-data; or with no-target.",
        show_default=False,
    ),
]
Goal = Annotated[
    list[str] | None,
    typer.Option("--goal", metavar="ID", help="Only indicators that serve this goal.", show_default=False),
]
Tag = Annotated[
    list[str] | None, typer.Option("--tag", metavar="TAG", help="Only indicators with this tag.", show_default=False)
]
OfKind = Annotated[MetricKind | None, typer.Option("--kind", help="Only indicators of this kind.", show_default=False)]
OfResultType = Annotated[
    ResultType | None,
    typer.Option("--result-type", help="Only indicators of this place in the chain of results.", show_default=False),
]
Sort = Annotated[
    Sorting | None,
    typer.Option("--sort", help="Largest value or change first, worst gap or status.", show_default=False),
]
Indicators = Annotated[
    Path | None,
    typer.Option(
        "--indicators",
        "-d",
        metavar="DIR",
        help="The folder of indicator files; else $POLEVAL_INDICATORS, ./indicators or the bundled evaluation.",
        show_default=False,
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="REV|DATE",
        help="The dataset as it stood in a revision of git, at the end of a day, or in another folder.",
        show_default=False,
    ),
]
Lang_ = Annotated[
    Language | None,
    typer.Option("--lang", help="The language to speak; else that of the locale.", show_default=False),
]
_ERAS: Final = "令和5年度, FY2023/R5" if can_show("令和") else "FY2023/R5"
Era = Annotated[bool, typer.Option("--era", help=f"Name years by era: {_ERAS}.")]
Format = Annotated[View, typer.Option("--format", "-f", help="How to write it.")]
Today = Annotated[
    str | None,
    typer.Option("--today", metavar="YYYY-MM-DD", help="Judge as of this day; else today.", show_default=False),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Write to this file; else to the terminal.", show_default=False
    ),
]


def day(text: str | None, option: str = "--today") -> date:
    """The day of judgement. Raises BadParameter."""
    if text is None:
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"'{text}' is not a day such as 2024-08-31", param_hint=option) from None


def words(given: str, option: str) -> str:
    """Text of the command line; as UTF-8 where the locale could not read it. Raises BadParameter."""
    if not re.search("[\udc80-\udcff]", given):
        return given
    try:
        return os.fsencode(given).decode()
    except UnicodeDecodeError:
        raise typer.BadParameter(
            "this is not text in the encoding of the locale, nor in UTF-8", param_hint=option
        ) from None


def language(chosen: Language | None, environ: Mapping[str, str] = os.environ) -> Lang:
    """The language to speak: as chosen, else that of the locale if it can be shown, else English."""
    if chosen is not None:
        return "ja" if chosen is Language.JA else "en"
    return language_of_locale(environ)


def codec(encoding: str | None) -> str:
    """The name of a text encoding, as Python spells it. Raises BadParameter."""
    try:
        name = codecs.lookup(encoding or "utf-8").name
        "".encode(name)
    except LookupError:
        raise typer.BadParameter(
            f"there is no text encoding '{encoding}'; utf-8, cp932 and euc_jp are some", param_hint="--encoding"
        ) from None
    return name
