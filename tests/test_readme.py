"""What the README shows is what happens.

After a change that was meant: POLEVAL_UPDATE_GOLDEN=1 pytest tests/test_readme.py, and
read the difference.
"""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

import policy_eval
from policy_eval.__main__ import run
from policy_eval.commands import app as cli

from .documents import TABLES, renewed

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def shown(block: str, capfd: pytest.CaptureFixture[str]) -> str:
    """A console block with the output of its commands, as a terminal shows both streams."""
    parts = []
    for command in re.findall(r"^\$ poleval (.*)$", block, re.MULTILINE):
        run(shlex.split(command))
        out, err = capfd.readouterr()
        parts.append(f"$ poleval {command}\n{out}{err}")
    return "\n".join(parts)


@pytest.mark.parametrize("number", range(len(blocks("console"))))
def test_a_console_block_shows_what_its_commands_print(
    number: int, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    block = blocks("console")[number]
    expected = shown(block, capfd)
    if os.environ.get("POLEVAL_UPDATE_GOLDEN"):
        text = README.read_text(encoding="utf-8")
        README.write_text(text.replace(f"```console\n{block}```", f"```console\n{expected}```"), encoding="utf-8")
    assert blocks("console")[number] == expected


def test_the_python_block_does_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    examples = doctest.DocTestParser().get_doctest("".join(blocks("python")), {}, "README.md", None, 0)
    assert examples.examples
    assert doctest.DocTestRunner().run(examples).failed == 0


def test_the_eight_lines_of_yaml_are_eight_and_make_a_dataset(tmp_path: Path) -> None:
    example = next(block for block in blocks("yaml") if block.startswith("sub_field"))
    assert len(example.splitlines()) == 8
    (tmp_path / "ports.yaml").write_text(example, encoding="utf-8")
    assert [indicator.id for indicator in policy_eval.load(tmp_path).indicators] == ["berth-wait"]


def committed(folder: Path) -> None:
    """Make a repository of a folder, with a branch `main`."""
    git = [shutil.which("git") or "git", "-C", str(folder), "-c", "user.name=t", "-c", "user.email=t@example.org"]
    for arguments in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-q", "-m", "state"]):
        subprocess.run([*git, "-c", "commit.gpgsign=false", *arguments], check=True)


def test_the_ci_examples_do_what_they_say(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    job = next(block for block in blocks("yaml") if block.startswith("name:"))
    steps = [step.get("run", "") for step in yaml.safe_load(job)["jobs"]["targets"]["steps"]]
    steps += yaml.safe_load(next(block for block in blocks("yaml") if block.startswith("targets:")))["targets"][
        "script"
    ]
    summary = tmp_path / "summary.md"
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("POLEVAL_INDICATORS", str(ROOT / "indicators"))
    commands = [step.replace("$GITHUB_STEP_SUMMARY", str(summary)).split()[1:] for step in steps if "poleval " in step]
    monkeypatch.chdir(tmp_path)
    assert [run(command) for command in commands] == [0, 1, 1]
    assert summary.read_text(encoding="utf-8").count("istc-overhead-ratio") == 1
    assert "istc-overhead-ratio" in (tmp_path / "report.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["name: report", "pages:"])
def test_the_jobs_that_publish_the_report_make_a_site(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = next(block for block in blocks("yaml") if block.startswith(name))
    assert yaml.safe_load(job)
    shutil.copytree(ROOT / "indicators", tmp_path / "indicators")
    monkeypatch.chdir(tmp_path)
    (command,) = re.findall(r"- (?:run: )?poleval (.*)$", job, re.MULTILINE)
    assert run(shlex.split(command)) == 0
    assert (tmp_path / "public" / "index.html").is_file()


def test_two_commands_set_up_all() -> None:
    show, test = (block.strip() for block in blocks("sh"))
    for command, end in ((show, ".venv/bin/poleval show"), (test, ".venv/bin/python -m pytest")):
        assert command.startswith("python3 -m venv .venv && .venv/bin/pip install -q ")
        assert command.endswith(f" && {end}")
        assert "\n" not in command


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_the_readme_names_every_command(command: str) -> None:
    assert f"| `poleval {command}" in README.read_text(encoding="utf-8")


COMMANDS = re.findall(r"^\| [^|]+ \| `poleval ([^`]+)`", README.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_in_the_table_works(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    if not command.startswith(("init", "import figures.xlsx -o")):
        shutil.copytree(ROOT / "indicators", "indicators")
    if command.startswith(("diff", "log")) or "--as-of" in command:
        committed(tmp_path)
    if command.startswith("import"):
        assert run(["export", "-d", str(ROOT / "indicators"), "-o", command.split()[1]]) == 0
    assert run(shlex.split(command)) == (1 if command == "check" else 0)


def test_the_waiver_in_the_readme_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = (ROOT / "indicators" / "11-science-technology.yaml").read_text(encoding="utf-8")
    waiver = next(block for block in blocks("yaml") if block.startswith("waivers:"))
    indented = "".join(f"    {line}\n" for line in waiver.splitlines())
    before, anchor, after = source.partition("    source: {ref: {ja: 参考, en: Reference table}")
    assert anchor
    text = before + indented + anchor + after
    (tmp_path / "11.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(["check", "-d", ".", "--today", "2027-03-31"]) == 0
    assert run(["check", "-d", ".", "--today", "2027-04-01"]) == 1
    (tmp_path / "11.yaml").write_text(
        (before + indented + anchor + after).replace("value: 10.37", "value: 10.5"), "utf-8"
    )
    assert run(["check", "-d", ".", "--today", "2027-03-31"]) == 1


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_the_readme_is_that_of_the_program(name: str) -> None:
    text = README.read_text(encoding="utf-8")
    expected = renewed(text, name)
    assert f"<!-- {name} -->" in text
    if os.environ.get("POLEVAL_UPDATE_GOLDEN"):
        README.write_text(expected, encoding="utf-8")
    assert README.read_text(encoding="utf-8") == expected
