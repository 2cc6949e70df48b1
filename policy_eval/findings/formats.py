"""The formats that findings are written in. A name here and a module of that name make a format.

The options of the command and the tests of hostile text and of equal bytes go through
this list.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .reporting import Reporting

FORMATS: Final = ("text", "json", "github", "gitlab", "junit", "markdown", "sarif")
"""All but `text` are to be written as UTF-8."""


def written(reporting: Reporting, name: str) -> str:
    """The report in the format of that name. Only the format that is wanted is loaded."""
    text: str = import_module(f".{name}", __package__).write(reporting)
    return text
