"""The tables of the README that are made of the program's own lists.

Each stands between two marks, `<!-- name -->` and `<!-- /name -->`. To write them anew:
POLEVAL_UPDATE_GOLDEN=1 pytest tests/test_readme.py
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import zip_longest
from typing import Final

from policy_eval.export.formats import FORMATS
from policy_eval.judging.finding_kinds import Kind
from policy_eval.model.status import Status
from policy_eval.tables.columns import ASSESSMENTS, CHANGES, OBSERVATIONS
from policy_eval.wording.words import word


def table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [list(headings), ["---"] * len(list(headings)), *map(list, rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def kinds() -> str:
    return table(["Kind", "", "Found when"], ([f"`{kind}`", kind.severity.value, kind.meaning] for kind in Kind))


def statuses() -> str:
    said = [[f"`{status}`", status.code, word(status, "ja")] for status in Status]
    half = (len(said) + 1) // 2
    rows = zip_longest(said[:half], said[half:], fillvalue=["", "", ""])
    return table(["Status", "SDMX", "", "Status", "SDMX", ""], ([*one, *other] for one, other in rows))


def formats() -> str:
    def option(name: str) -> str:
        one = FORMATS[name]
        return f"`-o DIR --format {name}`" if one.is_folder else f"`-o FILE{one.suffix}` or `--format {name}`"

    holds = {True: "all tables", False: "one table"}
    rows = ([one.title.removeprefix("a "), option(name), holds[one.holds_all]] for name, one in FORMATS.items())
    return table(["Format", "Asked for by", "Holds"], rows)


def frames() -> str:
    def listed(columns: Iterable[str]) -> str:
        return ", ".join(f"`{column}`" for column in columns)

    rows = [
        ["observations", listed(OBSERVATIONS)],
        ["changes", f"the same, and {listed(CHANGES[len(OBSERVATIONS) :])}"],
        ["assessments", listed(ASSESSMENTS)],
    ]
    return table(["Frame", "Columns"], rows)


TABLES: Final[Mapping[str, Callable[[], str]]] = {
    "kinds": kinds,
    "statuses": statuses,
    "formats": formats,
    "frames": frames,
}


def renewed(text: str, name: str) -> str:
    """The text with the table of that name as the program has it."""
    start, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    return re.sub(f"(?<={start}).*?(?={end})", lambda _: TABLES[name](), text, flags=re.DOTALL)
