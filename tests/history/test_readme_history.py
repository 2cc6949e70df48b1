"""What the README shows of histories is what happens in one."""

from __future__ import annotations

import os
import re
import shlex

import pytest
import yaml

from policy_eval.__main__ import run

from ..running import ROOT
from .story import Story

README = ROOT / "README.md"
BLOCKS = re.findall(
    r"^```text\n\$ poleval ((?:diff|log) .*)\n((?:.*\n)*?)```$", README.read_text("utf-8"), re.MULTILINE
)


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_a_block_shows_what_its_command_prints(
    number: int, story: Story, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert story.day == 9
    command, expected = BLOCKS[number]
    run(shlex.split(command))
    printed = capfd.readouterr().out
    if os.environ.get("POLEVAL_UPDATE_GOLDEN"):
        text = README.read_text(encoding="utf-8")
        old, new = (f"```text\n$ poleval {command}\n{shown}```" for shown in (expected, printed))
        README.write_text(text.replace(old, new), encoding="utf-8")
    assert printed == expected


def commands(job: str) -> list[str]:
    """The lines of a job that call poleval."""
    return re.findall(r"- (?:run: )?(poleval diff .*)$", job, re.MULTILINE)


@pytest.mark.parametrize("name", ["what changed", "what-changed"])
def test_the_jobs_that_comment_a_change_do_so(name: str, own_story: Story, capfd: pytest.CaptureFixture[str]) -> None:
    jobs = re.findall(r"^```yaml\n(.*?)^```$", README.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    job = next(block for block in jobs if block.startswith(("name: " + name, name + ":")))
    assert yaml.safe_load(job)
    own_story.git("update-ref", "refs/remotes/origin/main", "v3")
    known = {"$BASE": "main", "$CI_MERGE_REQUEST_DIFF_BASE_SHA": "v3"}
    found = commands(job)
    for command in found:
        for variable, value in known.items():
            command = command.replace(variable, value)  # noqa: PLW2901
        assert run(shlex.split(command)[1:]) == 0
    assert len(found) == (2 if name == "what changed" else 1)
    assert (own_story.top / "diff.md").read_text(encoding="utf-8").startswith("## poleval diff: ")
    assert ("::notice" in capfd.readouterr().out) is (name == "what changed")
