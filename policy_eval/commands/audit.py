"""What can be evaluated: counts, and what each goal and indicator lacks; a gate on the counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import UsageError
from ..hints import nearest
from ..terminal_text import talk
from . import options
from .options import Format, Indicators, Lang_, Output, Today, View, What
from .session import ExitCode, load, select, style, write_data, write_tables

if TYPE_CHECKING:
    from ..judging.audit import Count
    from ..model.programme import Programme

FailUnder = Annotated[
    list[str] | None,
    typer.Option(
        "--fail-under",
        metavar="NAME=N[%]",
        help="Exit code 1 if fewer have it: goals=50%, goals-with-outcome=5.",
        show_default=False,
    ),
]


def audit(
    what: What = None,
    indicators: Indicators = None,
    fail_under: FailUnder = None,
    lang: Lang_ = None,
    format_: Format = View.TABLE,
    output: Output = None,
    today: Today = None,
) -> None:
    """What cannot be evaluated, of whole sub-fields: what goals and indicators lack."""
    from ..judging.audit import audit as audited_of
    from ..judging.audit import counts as counts_of
    from ..tables.cell_text import json_text
    from ..views.audit import FIELDS, audit_rows, audit_views, count_rows
    from ..views.rows import as_csv

    day, programme, how = options.day(today), load(indicators), style(lang, era=False)
    named = _sub_fields(programme, what)
    audited = [one for one in audited_of(programme, day) if one.sub_field.sub_field in named]
    counts = [*counts_of(audited)]
    low = [line for words in fail_under or () if (line := _shortfall(words, counts))]
    if format_ is View.CSV:
        rows = ({**one, "lacks": "; ".join(one["lacks"])} for one in audit_rows(audited, how))
        write_data(as_csv(FIELDS, rows).encode(), output)
    elif format_ is View.JSON:
        document = {"counts": [*count_rows(counts)], "subjects": [*audit_rows(audited, how)]}
        write_data(json_text(document).encode(), output)
    else:
        write_tables(audit_views(programme, audited, counts, how), format_, output)
    for line in low:
        talk(f"poleval: {line}")
    raise typer.Exit(ExitCode.FAILED if low else ExitCode.OK)


def _sub_fields(programme: Programme, what: list[str] | None) -> set[str]:
    """The sub-fields that are named, those without an indicator too, and those around what is named."""
    known = {sub_field.sub_field for sub_field in programme.sub_fields}
    if not what:
        return known
    others = [word for word in what if word not in known]
    around = select(programme, others).sub_fields if others else ()
    return (known & {*what}) | {sub_field.sub_field for sub_field in around}


def _shortfall(words: str, counts: Sequence[Count]) -> str:
    """What is said where a count is under its threshold. Raises UsageError for what is no threshold."""
    match = re.fullmatch(r"\s*([a-z-]+)\s*=\s*([0-9]+(?:\.[0-9]+)?)\s*(%?)\s*", words, re.ASCII)
    known = {count.name: count for count in counts}
    if match is None:
        raise UsageError(f"--fail-under {words}: write a name and a number or percentage, such as goals=50%")
    name, least, sign = match.groups()
    if name not in known:
        raise UsageError(f"--fail-under {words}: nothing is counted as '{name}'{nearest(name, [*known])}")
    count = known[name]
    # Nothing of nothing is no shortfall; the share is not worked out, so that none is rounded onto its threshold.
    have, wanted = (count.number * 100, float(least) * count.total) if sign else (count.number, float(least))
    return f"{name}: {count.number} of {count.total}, fewer than {least}{sign}" if have < wanted else ""
