"""Lines that more than one view is made of."""

from __future__ import annotations

from ..model.programme import Programme
from ..wording.style import Style
from .table import Cell


def title(programme: Programme, style: Style) -> list[Cell]:
    """The programme's own line: title, ministry, month of publication."""
    about = programme.about
    if about is None:
        return []
    parts = [style.text(about.title), style.text(about.ministry), style.month(about.published or "")]
    return [Cell((", " if style.lang == "en" else "　").join(filter(None, parts)), "title")]


def fact(name: str, text: str, style: Style) -> list[Cell]:
    """`  source: Table 1`, or nothing where there is nothing to say."""
    return [Cell(f"  {name}{style.colon}{text}")] if text else []


def dim(line: str) -> list[Cell]:
    """A line under a table, apart from it; nothing for none."""
    return [Cell(""), Cell(line, "dim")] if line else []


def remark(key: str, number: int, style: Style) -> list[Cell]:
    """A line under a table that counts what it leaves out; nothing for none."""
    return dim(style.word(key).format(number)) if number else []
