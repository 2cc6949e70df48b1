"""The ratchet: only what has become worse fails."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from policy_eval.__main__ import run

DATASET = """\
sub_field: 1
title: Ports
indicators:
  - id: wait
    title: Wait
    unit: hours
    direction: decrease
    targets: [{{at_most: 10}}]
    observations: {wait}
  - id: speed
    title: Speed
    unit: knots
    direction: increase
    targets: [{{at_least: 5}}]
    observations: {speed}
"""


def write(folder: Path, wait: str, speed: str = "{2022: 6}") -> None:
    folder.mkdir(exist_ok=True)
    (folder / "a.yaml").write_text(DATASET.format(wait=wait, speed=speed), encoding="utf-8")


def git(folder: Path, *arguments: str) -> None:
    settings = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    program = shutil.which("git") or "git"
    subprocess.run([program, "-C", str(folder), *settings, *arguments], check=True, capture_output=True)


@pytest.fixture(params=["folder", "revision"])
def earlier(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """What to give to --since, for a dataset whose wait was missed at 11 hours."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    write(tmp_path / "indicators", "{2022: 11}")
    if request.param == "folder":
        shutil.copytree("indicators", "before")
        return "before"
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "before")
    return "HEAD"


@pytest.mark.parametrize(
    ("wait", "speed", "code", "words"),
    [
        ("{2022: 11}", "{2022: 6}", 0, "known: missed: wait"),
        ("{2022: 11, 2023: 11}", "{2022: 6}", 0, "known: missed: wait"),
        ("{2022: 11.5}", "{2022: 6}", 1, "error: missed: wait"),
        ("{2022: 11, 2023: 12}", "{2022: 6}", 1, "error: missed: wait"),
        ("{2022: 11}", "{2022: 4}", 1, "error: missed: speed"),
        ("{2022: 10.5}", "{2022: 6}", 0, "improved: wait"),
        ("{2022: 9}", "{2022: 6}", 0, "improved: wait"),
    ],
    ids=["unchanged", "unchanged in a new period", "grown", "grown in a new period", "new", "smaller", "met"],
)
def test_only_what_has_become_worse_fails(
    earlier: str, wait: str, speed: str, code: int, words: str, capfd: pytest.CaptureFixture[str]
) -> None:
    write(Path("indicators"), wait, speed)
    assert run(["check", "--since", earlier]) == code
    assert words in capfd.readouterr().out


def test_a_new_indicator_that_misses_fails(earlier: str, capfd: pytest.CaptureFixture[str]) -> None:
    more = Path("indicators/b.yaml")
    more.write_text(DATASET.format(wait="{2022: 9}", speed="{2022: 4}").replace("id: ", "id: new-"), encoding="utf-8")
    more.write_text(more.read_text(encoding="utf-8").replace("sub_field: 1", "sub_field: 2"), encoding="utf-8")
    assert run(["check", "--since", earlier]) == 1
    assert "error: missed: new-speed" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        ("{2022: 11}", []),
        ("{2021: 9, 2022: 11}", []),
        ("{2022: 10.5}", ["FY2022: 10.5 hours, before 11 hours"]),
        ("{2022: 11.00000001}", ["FY2022: 11.00000001 hours, before 11 hours"]),
        ("{2022: {value: 11, status: estimated, note: n}}", []),
        (
            "{2022: {value: 11, status: forecast, note: n}}",
            ["FY2022: 11 hours (forecast), before 11 hours"],
        ),
        ("{2023: 9}", ["FY2022: no value, before 11 hours"]),
        ("{2022: {status: pending, note: n}}", ["FY2022: no value, before 11 hours"]),
    ],
)
def test_a_figure_that_was_another_one_is_told(
    earlier: str, wait: str, words: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    write(Path("indicators"), wait)
    run(["check", "--since", earlier, "--select", "revised"])
    assert re.findall("note: revised: wait (.*)", capfd.readouterr().out) == words


@pytest.mark.parametrize(
    ("wait", "targets", "unit", "improved"),
    [
        ("{2022: 10.5}", "[{at_most: 10}]", "hours", True),
        ("{2022: 11, 2023: 9}", "[{at_most: 9}]", "hours", True),
        ("{2022: 11}", "[{at_most: 60}]", "hours", False),
        ("{2021: 9, 2022: 11}", "[{at_most: 10, until: 2021}]", "hours", False),
        ("{2021: 9, 2022: {status: pending, note: n}}", "[{at_most: 10}]", "hours", False),
        ("{2022: {value: 11, status: forecast, note: n}}", "[{at_most: 10}]", "hours", False),
        ("{2022: 10.5}", "[{at_most: 10}]", "days", False),
    ],
)
def test_only_a_better_figure_of_the_same_thing_is_an_improvement(
    earlier: str, wait: str, targets: str, unit: str, improved: bool, capfd: pytest.CaptureFixture[str]
) -> None:
    text = DATASET.format(wait=wait, speed="{2022: 6}").replace("[{at_most: 10}]", targets)
    Path("indicators/a.yaml").write_text(text.replace("unit: hours", f"unit: {unit}"), encoding="utf-8")
    run(["check", "--since", earlier])
    assert ("improved: wait" in capfd.readouterr().out) is improved


@pytest.mark.parametrize("earlier", ["revision"], indirect=True)
def test_a_miss_in_another_unit_is_a_new_one(earlier: str) -> None:
    text = Path("indicators/a.yaml").read_text(encoding="utf-8")
    Path("indicators/a.yaml").write_text(text.replace("unit: hours", "unit: days"), encoding="utf-8")
    assert run(["check", "--since", earlier]) == 1


@pytest.mark.parametrize(
    ("targets", "words"),
    [
        ("[{at_most: 10}]", []),
        ("[{at_most: 9}]", []),
        ("[{at_least: 0}, {between: [2, 10]}]", []),
        ("[{at_most: 60}, {at_most: 10}]", []),
        ("[{at_most: 10.1}]", ["at most 10 hours"]),
        ("[{at_least: 10}]", ["at most 10 hours"]),
        ("[{at_most: 10, by: 2030}]", ["at most 10 hours"]),
        ("[{at_most: 10, until: 2030}]", ["at most 10 hours"]),
        ("[]", ["at most 10 hours"]),
    ],
)
def test_a_target_that_is_no_longer_asked_for_is_told(
    earlier: str, targets: str, words: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    file = Path("indicators/a.yaml")
    file.write_text(file.read_text(encoding="utf-8").replace("[{at_most: 10}]", targets), encoding="utf-8")
    run(["check", "--since", earlier, "--select", "loosened"])
    assert re.findall("warning: loosened: wait: no longer asked for: (.*)", capfd.readouterr().out) == words


LAPSED = "[{at_most: 10}]\n    waivers: [{period: 2022, accepted: 11, until: 2024-03-31, reason: r}]"


@pytest.mark.parametrize(("day", "code"), [("2024-03-31", 0), ("2024-04-01", 1)])
def test_a_waiver_lapses_though_the_miss_was_there_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, day: str, code: int
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("before", "indicators"):
        write(tmp_path / folder, "{2022: 11}")
        file = tmp_path / folder / "a.yaml"
        file.write_text(file.read_text(encoding="utf-8").replace("[{at_most: 10}]", LAPSED), encoding="utf-8")
    assert run(["check", "--since", "before", "--today", day]) == code


def test_targets_in_another_order_are_the_same(earlier: str, tmp_path: Path) -> None:
    file = tmp_path / "indicators" / "a.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("[{at_most: 10}]", "[{at_least: 1}, {at_most: 10}]"), encoding="utf-8")
    assert run(["check", "--since", earlier]) == 0


def test_an_indicator_in_another_sub_field_is_not_gone(earlier: str, capfd: pytest.CaptureFixture[str]) -> None:
    file = Path("indicators/a.yaml")
    text = file.read_text(encoding="utf-8")
    start, end = text.index("  - id: wait"), text.index("  - id: speed")
    file.write_text(text[:start] + text[end:], encoding="utf-8")
    other = f"sub_field: 2\ntitle: Other\nindicators:\n{text[start:end]}"
    Path("indicators/b.yaml").write_text(other, encoding="utf-8")
    assert run(["check", "1", "--since", earlier]) == 0
    assert "loosened" not in capfd.readouterr().out


def test_a_unit_of_another_size_is_another_target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "before", "{2022: 11}")
    write(tmp_path / "indicators", "{2022: 0.011}")
    file = tmp_path / "indicators" / "a.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("unit: hours", "unit: thousand hours"), encoding="utf-8")
    assert run(["check", "--since", "before", "--error", "loosened"]) == 1


@pytest.mark.parametrize(("what", "found"), [([], True), (["1"], True), (["speed"], False)])
def test_an_indicator_that_is_gone_takes_no_target_with_it_unsaid(
    earlier: str, what: list[str], found: bool, capfd: pytest.CaptureFixture[str]
) -> None:
    file = Path("indicators/a.yaml")
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index("  - id: wait")] + text[text.index("  - id: speed") :], encoding="utf-8")
    assert run(["check", *what, "--since", earlier, "--strict"]) == found
    said = capfd.readouterr().out
    assert ("warning: loosened: wait: no longer asked for: at most 10 hours" in said) is found
    assert ("note: revised: wait FY2022: no value, before 11 hours" in said) is found


@pytest.mark.parametrize("since", ["no-such-revision", "--output=x", "HEAD:elsewhere", "rev:before"])
@pytest.mark.usefixtures("earlier")
def test_what_is_neither_a_folder_nor_a_revision_is_named(since: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["check", f"--since={since}"]) == 2
    error = capfd.readouterr().err
    assert error.startswith(f"poleval: error: --since {since}: ")
    assert error.count("\n") == 1


@pytest.mark.parametrize("earlier", ["revision"], indirect=True)
def test_a_folder_that_was_not_yet_there_is_named(earlier: str, capfd: pytest.CaptureFixture[str]) -> None:
    Path("indicators").rename("elsewhere")
    assert run(["check", "--since", earlier, "-d", "elsewhere"]) == 2
    assert capfd.readouterr().err.startswith("poleval: error: --since HEAD: ")


@pytest.mark.parametrize("earlier", ["revision"], indirect=True)
def test_files_of_then_that_cannot_be_read_are_no_pass(earlier: str, capfd: pytest.CaptureFixture[str]) -> None:
    Path("indicators/a.yaml").write_text("title: 5\n", encoding="utf-8")
    git(Path.cwd(), "commit", "-qam", "broken")
    write(Path("indicators"), "{2022: 11}")
    assert run(["check", "--since", earlier]) == 2
    said = capfd.readouterr().err
    assert re.search(r"the files of [0-9a-f]{8} \([0-9-]{10}\) cannot be read: indicators/a.yaml:1:1:", said)


@pytest.mark.parametrize(
    ("observations", "code"),
    [("{2021: 15, 2022: 11}", 0), ("{2021: 16, 2022: 11}", 1), ("{2021: 15, 2022: 11.5}", 1)],
    ids=["unchanged", "an earlier period grown", "the latest period grown"],
)
def test_with_every_period_each_is_compared_with_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, observations: str, code: int
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "before", "{2021: 15, 2022: 11}")
    write(tmp_path / "indicators", observations)
    assert run(["check", "--all-periods", "--since", "before"]) == code


MISSES = {
    "a range that is worse than the value": ("{2022: 11}", "{2022: {low: 13, high: 14}}", 1),
    "a worse range": ("{2022: {low: 11, high: 12}}", "{2022: {low: 12, high: 14}}", 1),
    "a range that may be worse": ("{2022: 11}", "{2022: {low: 10.5, high: 12}}", 1),
    "the same range": ("{2022: {low: 11, high: 12}}", "{2022: {low: 11, high: 12}}", 0),
    "a better range": ("{2022: {low: 12, high: 14}}", "{2022: {low: 11, high: 12}}", 0),
    "a value at the better end of the range": ("{2022: {low: 11, high: 12}}", "{2022: 11}", 0),
    "no upper end any more": ("{2022: {low: 11, high: 12}}", "{2022: {low: 11}}", 1),
}


@pytest.mark.parametrize("name", MISSES)
def test_a_missed_range_is_known_only_if_it_can_be_no_worse(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    then, now, code = MISSES[name]
    write(tmp_path / "then", then)
    write(tmp_path / "now", now)
    assert run(["check", "-d", str(tmp_path / "now"), "--since", str(tmp_path / "then")]) == code
    out = capfd.readouterr().out
    assert ("improved: wait" in out) is (code == 0 and then != now)
    assert ("revised: wait" in out) is (then != now)
    assert ": , " not in out


TARGETS = {
    "an expired target taken out": (
        "[{at_most: 5, until: 2021}, {at_most: 20, from: 2022}]",
        "[{at_most: 20, from: 2022}]",
    ),
    "a target taken out before another": ("[{at_most: 5}, {at_most: 20}]", "[{at_most: 20}]"),
}


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_that_was_met_is_not_taken_for_one_that_was_missed(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    then, now = TARGETS[name]
    for folder, figures, targets in (("then", "{2021: 15, 2022: 15}", then), ("now", "{2021: 15, 2022: 25}", now)):
        write(tmp_path / folder, figures)
        path = tmp_path / folder / "a.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("[{at_most: 10}]", targets), encoding="utf-8")
    assert run(["check", "-d", "now", "--since", "then"]) == 1


def test_a_target_put_before_a_missed_one_is_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    for folder, targets in (("then", "[{at_most: 10}]"), ("now", "[{at_most: 14}, {at_most: 10}]")):
        write(tmp_path / folder, "{2022: 15}")
        path = tmp_path / folder / "a.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("[{at_most: 10}]", targets), encoding="utf-8")
    assert run(["check", "-d", str(tmp_path / "now"), "--since", str(tmp_path / "then")]) == 1
    out = capfd.readouterr().out
    assert "known: missed: wait FY2022: 15 hours against at most 10 hours" in out
    assert "error: missed: wait FY2022: 15 hours against at most 14 hours" in out


@pytest.mark.parametrize("asked", [["--tag", "x"], ["Slowness"]], ids=" ".join)
def test_what_is_asked_for_by_a_word_that_is_new_was_there_before(
    asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "then", "{2022: 15}")
    write(tmp_path / "now", "{2022: 15}")
    path = tmp_path / "now" / "a.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("title: Wait", "title: Slowness\n    tags: [x]"), "utf-8")
    assert run(["check", "-d", "now", "--since", "then", *asked]) == 0


def test_a_part_is_the_same_in_whatever_order_its_dimensions_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder, of in (("then", "{sex: women, age: old}"), ("now", "{age: old, sex: women}")):
        write(tmp_path / folder, "{2022: 9}")
        path = tmp_path / folder / "a.yaml"
        part = f"    breakdowns: [{{of: {of}, observations: {{2022: 15}}, targets: [{{at_most: 10}}]}}]\n"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("  - id: speed", f"{part}  - id: speed"), encoding="utf-8")
    assert run(["check", "-d", "now", "--since", "then"]) == 0
    assert run(["diff", "then", "now", "-d", "now", "--exit-code"]) == 0
