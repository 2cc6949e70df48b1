"""The JSON Schema, printed or written."""

from __future__ import annotations

from .options import Output
from .session import write_data


def schema(output: Output = None) -> None:
    """The JSON Schema of the files, for editors and other validators."""
    from ..reading.json_schema import to_text

    write_data(to_text().encode(), output)
