"""The columns that say of what a row is: id, title, and the unit of its figures."""

from __future__ import annotations

from typing import Final

from ..model.indicator import Indicator
from ..wording.statements import part_name
from ..wording.style import Style
from .table import Cell, Column

_NAME_RANK: Final = 6
_TITLE: Final = 30
_UNIT: Final = 10


def names(style: Style, *, ids: bool = False) -> tuple[Column, Column]:
    """A column for the id and one for the title, which wraps; where only one has room it is the title, or the `ids`."""
    return (
        Column("ID", rank=0 if ids else _NAME_RANK),
        Column(style.word("indicator"), rank=_NAME_RANK if ids else 0, wraps=_TITLE),
    )


def named(indicator: Indicator, style: Style) -> tuple[Cell, Cell]:
    """The id and the title of an indicator; of a part, its name as well."""
    title = style.text(indicator.title)
    return Cell(indicator.name), Cell(style.colon.join(filter(None, (title, part_name(indicator, style)))))


def unit(style: Style) -> Column:
    """A column for units, which no table of figures is without."""
    return Column(style.word("unit"), wraps=_UNIT)


def unit_of(indicator: Indicator, style: Style) -> str:
    """The unit; nothing where each figure has a percent sign."""
    return "" if indicator.is_percentage else style.text(indicator.unit)
