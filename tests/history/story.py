"""A repository with a history: everything that can become of figures, targets, files and indicators."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

PORTS: Final = """\
sub_field: 1
title: {ja: 港湾, en: Ports}
indicators:
  - id: wait
    title: {ja: 待ち時間, en: Waiting time}
    unit: {ja: 時間, en: hours}
    direction: decrease
    targets: [{at_most: 10}]
    observations: {2019: 14, 2020: 13, 2021: 12.5, 2022: 11}
  - id: speed
    title: {ja: 速度, en: Speed}
    unit: {ja: ノット, en: knots}
    direction: increase
    baseline: {period: 2020, value: 5}
    targets: [{at_least: 8, by: 2023}]
    observations: {2020: 5, 2021: 6, 2022: 7}
"""
CARE: Final = """\
sub_field: 2
title: {ja: 医療, en: Care}
indicators:
  - id: beds
    title: {ja: 病床, en: Beds}
    unit: {ja: 床, en: beds}
    direction: none
    observations: {2020: 100, 2021: 110, 2022: 120}
  - id: visits
    title: {ja: 訪問, en: Visits}
    unit: {ja: 件, en: visits}
    direction: increase
    targets: [{at_least: 50}]
    observations: {2021: 40, 2022: 45}
    waivers: [{period: 2022, accepted: 45, until: 2024-03-31, reason: {ja: 工事, en: building works}}]
"""
STEPS: Final = (
    ("figures of a new year", "ports.yaml", "2022: 11}", "2022: 11, 2023: 9}"),
    ("revised figures", "ports.yaml", "2020: 13, 2021: 12.5", "2020: 13.5, 2021: 12"),
    ("a target moved", "ports.yaml", "at_least: 8, by: 2023", "at_least: 7, by: 2023"),
    ("an indicator under another id", "care.yaml", "id: beds", "id: hospital-beds"),
    ("another unit", "ports.yaml", "{ja: ノット, en: knots}", "{ja: キロ毎時, en: km/h}"),
    ("another title", "care.yaml", "en: Visits", "en: Visits at home"),
)
"""Each commit with the file that it changes: what it takes out, and what it puts there."""


class Story:
    """A repository whose commits have the tags v0, v1, …; the last state is v9."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self.day = 0
        top.mkdir()
        self.git("init", "-q", "-b", "main", "--object-format=sha1")
        self.folder = top / "indicators"
        self.folder.mkdir()

    def git(self, *arguments: str, at: Path | None = None) -> str:
        day = f"2024-01-{self.day + 1:02}T12:00:00+09:00"
        settings = ["-c", "commit.gpgsign=false", "-c", "tag.gpgsign=false", "-c", "protocol.file.allow=always"]
        environ = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | {
            **{f"GIT_{who}_NAME": "Ann Example" for who in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{who}_EMAIL": "ann@example.org" for who in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{who}_DATE": day for who in ("AUTHOR", "COMMITTER")},
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
        }
        command = [shutil.which("git") or "git", "-C", str(at or self.top), *settings, *arguments]
        return subprocess.run(command, check=True, capture_output=True, env=environ, encoding="utf-8").stdout

    def commit(self, subject: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", subject)
        self.git("tag", f"v{self.day}")
        self.day += 1

    def commit_at(self, time: str) -> None:
        """A commit by a clock that shows this."""
        command = [shutil.which("git") or "git", "-C", str(self.top), "-c", "commit.gpgsign=false"]
        dates = {f"GIT_{who}_DATE": time for who in ("AUTHOR", "COMMITTER")}
        people = {f"GIT_{who}_{key}": "ann@example.org" for who in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")}
        subprocess.run([*command, "commit", "-qam", time], check=True, env=os.environ | dates | people)

    def replace(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, old
        path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def told(top: Path) -> Story:
    """The whole story: v0 is the beginning, v1 to v6 the steps, v7 a file renamed, v8 an indicator gone, v9 a merge."""
    story = Story(top)
    for name, text in (("ports.yaml", PORTS), ("care.yaml", CARE)):
        (story.folder / name).write_text(text, encoding="utf-8", newline="\n")
    story.commit("the beginning")
    for subject, name, old, new in STEPS:
        story.replace(name, old, new)
        story.commit(subject)
    story.git("mv", "indicators/ports.yaml", "indicators/harbour.yaml")
    story.commit("a file under another name")
    text = (story.folder / "care.yaml").read_text(encoding="utf-8")
    start, end = text.index("  - id: hospital-beds"), text.index("  - id: visits")
    (story.folder / "care.yaml").write_text(text[:start] + text[end:], encoding="utf-8", newline="\n")
    story.commit("an indicator gone")
    story.git("checkout", "-q", "-b", "side")
    story.replace("care.yaml", "2022: 45}", "2022: 45, 2023: 55}")
    story.git("commit", "-q", "-am", "figures on a branch")
    story.git("checkout", "-q", "main")
    story.git("merge", "-q", "--no-ff", "-m", "a branch merged", "side")
    story.git("tag", "v9")
    return story


def tags() -> Iterator[str]:
    yield from (f"v{number}" for number in range(10))
