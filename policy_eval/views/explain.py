"""`explain`: how each figure of one indicator came about."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence

from ..account import PROGRESS_MEASURE, Record, account
from ..assess import Assessment
from ..formats.values import number, plain
from ..model import Indicator, SubField
from ..pace import PACE_ALONE, PACE_TO_TARGET
from .details import source_of, verdict
from .style import Style, figure
from .table import Cell, Column, Group, Table, row


def explanation(sub_field: SubField, indicator: Indicator, assessments: Sequence[Assessment], style: Style) -> Table:
    """Each computed figure with its formula and what was put in, then the judgements."""
    several = len(indicator.targets) > 1
    lines = [
        row(
            record.figure,
            record.period,
            *([str(record.target or "")] if several else []),
            record.formula,
            with_inputs(record),
            f"= {_exact(record.result)}",
        )
        for record in account(indicator, assessments)
    ]
    columns = (
        Column(style.word("figure")),
        Column(style.word("period")),
        *([Column(style.word("target"), right=True)] if several else []),
        Column(style.word("formula"), rank=1),
        Column(style.word("inputs")),
        Column(style.word("result")),
    )
    before = [Cell(f"{indicator.id}  {style.text(indicator.title)}", "title")]
    if source := source_of(sub_field, indicator, style):
        before.append(Cell(f"  {style.word('source')}: {source}"))
    numbered = (f"{number} " if several else "" for number in range(1, len(assessments) + 1))
    after = [Cell(""), *(Cell(n + verdict(a, style)) for n, a in zip(numbered, assessments, strict=True))]
    after += [Cell(text, "dim") for text in _classes(assessments)]
    return Table(columns, [Group("", lines)] if lines else [], before=before, after=after)


def as_json(records: Iterator[Record]) -> str:
    """The records as a list of objects with the fields of `Record` as keys."""
    rows = [
        record._replace(
            inputs={name: plain(value) for name, value in record.inputs.items()}, result=plain(record.result)
        )._asdict()
        for record in records
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_csv(records: Iterator[Record]) -> str:
    """The records with the fields of `Record` as columns; the inputs are `name=value; …`."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(Record._fields)
    for record in records:
        inputs = "; ".join(f"{name}={number(value)}" for name, value in record.inputs.items())
        writer.writerow(record._replace(inputs=inputs, result=number(record.result)))  # type: ignore[arg-type]  # as text
    return buffer.getvalue()


def with_inputs(record: Record) -> str:
    """The formula with the inputs put in for their names."""
    names = "|".join(sorted(map(re.escape, record.inputs), key=len, reverse=True))
    return re.sub(rf"\b({names})\b", lambda match: _input(match[0], record.inputs[match[0]]), record.formula)


def _input(name: str, value: float) -> str:
    text = f"{value:.0f}" if name.endswith("year") else _exact(value)
    return f"({text})" if value < 0 else text


def _exact(value: float) -> str:
    """A figure for checking by hand: eight significant digits where it has more than four decimals."""
    short = figure(value)
    return short if float(short.replace(",", "")) == value else f"{value:,.8g}"


def _classes(assessments: Sequence[Assessment]) -> Iterator[str]:
    """The thresholds that a pace was held against, where there is one."""
    judged = [assessment for assessment in assessments if assessment.pace_ratio is not None]
    if not judged:
        return
    if any(assessment.target for assessment in judged):
        classes = [f"{pace} from R = {least:g}" for least, pace in PACE_TO_TARGET]
    else:
        classes = [f"{pace} from {least:.1%} a year" for least, pace in PACE_ALONE]
    yield f"Pace: {', '.join(classes)}, else deterioration."
    yield f"Source: {PROGRESS_MEASURE}."
