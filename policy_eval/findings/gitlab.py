"""What `check` found, as JUnit XML for GitLab, which reads the `file` of a test case though the schema has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import junit

if TYPE_CHECKING:
    from .reporting import Reporting


def write(reporting: Reporting) -> str:
    """The same as `junit`, with the path from the root of the repository at each case."""
    return junit.write(reporting, with_files=True)
