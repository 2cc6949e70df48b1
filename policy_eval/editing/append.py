"""Indicators added to the text of a file, behind those that are there."""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import PolevalError
from ..reading.yaml_values import read_nodes
from . import yaml_nodes as nodes
from .reread import MARK, break_at, hold, values_of


def appended(text: str, items: Sequence[str]) -> str:
    """`text` of a file with these lines, the first of an indicator begins with `- `, at the end of its list.

    Raises PolevalError where the list is written in brackets and holds something, and
    where the result would not read as the old values with these indicators behind them.
    """
    body = text.removeprefix(MARK)
    wanted = values_of(body)
    if not isinstance(wanted, dict) or not isinstance(wanted.get("indicators"), list):
        raise PolevalError("there is no list of indicators in this file; write indicators: [] into it")
    wanted["indicators"] = [*wanted["indicators"], *values_of("\n".join(items))]
    node = nodes.child(read_nodes(body), "indicators")
    if not node.flow_style:
        at = end = nodes.tail(body, nodes.end(body, node)).end()
        indent, before = " " * node.start_mark.column, 2
    elif not node.value:
        at, end = nodes.before_blanks(body, node.start_mark.index), node.end_mark.index
        indent, before = "  ", 1
    else:
        raise PolevalError("its indicators stand in brackets; write each in lines of its own, beginning with -")
    new_line = break_at(body, at)
    lines = new_line.join(f"{indent}{line}" if line else "" for line in items)
    result = f"{body[:at]}{new_line * before}{lines}{body[end:]}"
    hold(result, wanted)
    return text[: len(text) - len(body)] + result
