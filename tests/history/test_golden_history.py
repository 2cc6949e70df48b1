"""What is said of the history of a repository, held against what was once read and found good.

Each file in golden/ is a command line and what it prints in that repository. To write them anew after a
change that was meant: POLEVAL_UPDATE_GOLDEN=1 pytest tests/history/test_golden_history.py, and read the difference.
"""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pytest

from policy_eval.__main__ import run

from .story import Story

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.txt"))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_command_says_what_it_said_when_it_was_last_read(
    path: Path, story: Story, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    assert story.top.is_dir()
    command, _, expected = path.read_text(encoding="utf-8").partition("\n")
    run(shlex.split(command.removeprefix("$ poleval ")))
    printed, said = capfd.readouterr()
    if os.environ.get("POLEVAL_UPDATE_GOLDEN"):
        path.write_text(f"{command}\n{printed}", encoding="utf-8", newline="")
    assert (printed, said) == (expected, "")
