"""What is shown, held against what was once read and found good.

Each file in golden/ is a command line and what it prints. To write them anew after a
change that was meant: POLEVAL_UPDATE_GOLDEN=1 pytest tests/test_golden.py, and read
the difference.
"""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pytest

from policy_eval.__main__ import run

HERE = Path(__file__).parent
GOLDEN = sorted((HERE / "golden").glob("*.txt"))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_command_prints_what_it_printed_when_it_was_last_read(
    path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    command, _, expected = path.read_text(encoding="utf-8").partition("\n")
    settings = [
        word for word in shlex.split(command.removeprefix("$ ")) if "=" in word and word.split("=")[0].isupper()
    ]
    arguments = shlex.split(command.partition(" poleval ")[2])
    monkeypatch.chdir(HERE.parent)
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    for setting in settings:
        monkeypatch.setenv(*setting.split("=", 1))
    run(arguments)
    printed = capfd.readouterr().out
    if os.environ.get("POLEVAL_UPDATE_GOLDEN"):
        path.write_text(f"{command}\n{printed}", encoding="utf-8")
    assert printed == expected


def test_there_are_golden_files_to_compare_with() -> None:
    assert len(GOLDEN) > 20
