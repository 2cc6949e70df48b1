"""The options of `import`: what is said of a table beyond the table itself."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from ..model.codes import Direction, MetricKind
from ..model.periods import Basis
from ..terminal_text import can_show

_EXAMPLE: Final = "件名=title" if can_show("件名") else "Name=title"


class Totals(StrEnum):
    """What becomes of a row that adds up the others."""

    KEEP = "keep"
    SKIP = "skip"


File = Annotated[
    Path,
    typer.Argument(
        metavar="FILE",
        help="A table: .csv, .tsv, .xlsx, .xls, .ods, .xlsb, .parquet, .json, a Data Package; - for standard input.",
        show_default=False,
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="DIR", help="Make a new folder of files.", show_default=False),
]
Into = Annotated[
    Path | None,
    typer.Option("--into", metavar="DIR", help="Add the figures to the files that are there.", show_default=False),
]
Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="HEADING=MEANING",
        help=f"What a column holds, such as {_EXAMPLE}, A=title or Rank=ignore.",
        show_default=False,
    ),
]
Dimension = Annotated[
    list[str] | None,
    typer.Option(
        "--dimension",
        metavar="NAME",
        help="A column of categories, or what the categories of the headings are.",
        show_default=False,
    ),
]
Sheet = Annotated[
    str | None, typer.Option("--sheet", metavar="NAME", help="Which sheet of a workbook.", show_default=False)
]
Table = Annotated[
    int | None, typer.Option("--table", metavar="N", help="Which of several tables.", min=1, show_default=False)
]
AllTables = Annotated[bool, typer.Option("--all-tables", help="All of several tables.")]
Rows = Annotated[
    str | None,
    typer.Option("--rows", metavar="FIRST:LAST", help="The rows to read, such as 3:20.", show_default=False),
]
Skip = Annotated[
    list[str] | None,
    typer.Option(
        "--skip", metavar="ROWS|COLUMNS", help="What to leave out, such as 7, 3:5, F or F:H.", show_default=False
    ),
]
Encoding = Annotated[
    str | None,
    typer.Option("--encoding", metavar="NAME", help="Of a text file; else it is found out.", show_default=False),
]
Decimal = Annotated[
    str | None, typer.Option("--decimal", metavar="SIGN", help="The decimal sign, . or ,", show_default=False)
]
Thousands = Annotated[
    str | None,
    typer.Option("--thousands", metavar="SIGN", help="What stands between thousands, . or ,", show_default=False),
]
SubField = Annotated[
    str | None,
    typer.Option(
        "--sub-field", metavar="NAME", help="The sub-field of rows that name none; else 1.", show_default=False
    ),
]
Title = Annotated[
    str | None, typer.Option("--title", metavar="TEXT", help="The title of the sub-field.", show_default=False)
]
IndicatorTitle = Annotated[
    str | None,
    typer.Option(
        "--indicator-title", metavar="TEXT", help="What is measured, where no column says it.", show_default=False
    ),
]
Unit = Annotated[
    str | None, typer.Option("--unit", metavar="TEXT", help="The unit where no row names one.", show_default=False)
]
Kind = Annotated[MetricKind | None, typer.Option("--kind", help="The kind where no row names one.", show_default=False)]
Tag = Annotated[
    list[str] | None, typer.Option("--tag", metavar="TAG", help="A tag for all indicators.", show_default=False)
]
TheDirection = Annotated[
    Direction | None,
    typer.Option("--direction", help="The direction of indicators whose row names none.", show_default=False),
]
TheBasis = Annotated[
    Basis | None,
    typer.Option("--basis", help="What a bare year such as 2021 stands for; else a fiscal year.", show_default=False),
]
TheTotals = Annotated[
    Totals | None,
    typer.Option(
        "--totals", help="Whether rows that add up others, such as Total, are indicators.", show_default=False
    ),
]
Round = Annotated[
    int | None,
    typer.Option("--round", metavar="N", help="Round figures to N decimals.", min=0, max=15, show_default=False),
]
Revise = Annotated[bool, typer.Option("--revise", help="Let the table replace figures of --into.")]
SkipUnknown = Annotated[bool, typer.Option("--skip-unknown", help="Leave out rows that no indicator of --into has.")]
AddNew = Annotated[bool, typer.Option("--add-new", help="Make new indicators of rows that no indicator of --into has.")]
LedgerFile = Annotated[
    Path | None,
    typer.Option("--ledger", metavar="FILE", help="Write what became of each cell, as CSV.", show_default=False),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")]
