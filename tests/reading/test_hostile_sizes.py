"""Files that are made to exhaust the program: refused in their place, within a moment and some memory."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from policy_eval import InvalidDataset, load
from policy_eval.errors import MAX_SHOWN

from ..running import Poleval

resource = pytest.importorskip("resource", reason="there are no limits for processes here")

HEAD = "sub_field: 1\ntitle: T\nindicators:\n"
RIVERS = f"{HEAD}- id: rivers\n  title: T\n  unit: km\n  direction: none\n  observations:\n"
MEMORY = 2 * 2**30
SECONDS = 60
PROGRAM = """
import resource, sys, yaml
from policy_eval.reading import yaml_values as reader
if sys.argv.pop(1) == "pure":
    reader.LOADER = yaml.SafeLoader
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv.pop(1)),) * 2)
from policy_eval.__main__ import main
main()
"""
DEEP = "is nested more than 32 levels deep"
SHAPE = "expected a mapping with 'sub_field', 'title' and 'indicators', found "


def numbered(line: str) -> str:
    return "".join(line.format(number) for number in range(100_000))


FILES: dict[str, tuple[Callable[[], str], str, str]] = {
    "open brackets": (lambda: "[" * 100_000, "1:", DEEP),
    "open braces": (lambda: "{" * 100_000, "1:", DEEP),
    "keys in braces": (lambda: "{a: " * 100_000, "1:129", DEEP),
    "closed brackets": (lambda: "[" * 100_000 + "]" * 100_000, "1:", DEEP),
    "brackets in a value": (lambda: RIVERS + "    2021: " + "[" * 100_000, "9:", DEEP),
    "dashes and spaces": (lambda: "- " * 100_000, "1:65", DEEP),
    "question marks": (lambda: "? " * 100_000, "1:33", DEEP),
    "dashes": (lambda: "-" * 100_000, "1:1", f"{SHAPE}the text '---"),
    "colons": (lambda: ": " * 100_000, "1:1", "this does not fit what stands before it"),
    "commas": (lambda: "[" + "," * 1_000_000, "1:2", "a value or a closing bracket is missing here"),
    "NULs": (lambda: "\0" * 8_000_000, "1:1", "the control character U+0000 is not allowed"),
    "tabs": (lambda: "\t" * 8_000_000, "1:1", "indent with spaces, not tabs"),
    "and signs": (lambda: "&" * 1_000_000, "1:1", "text that starts with & needs quotes around it"),
    "documents": (lambda: "---\n" * 1_000_000, "2:1", "a second document starts here"),
    "100,000 tags": (lambda: numbered("%TAG !a{}! x\n") + "---\n" + RIVERS, "1:1", "tags (%TAG) are not supported"),
    "100,000 tags of a Mac": (lambda: "#\r" + numbered("%TAG !a{}! x\r"), "1:3", "tags (%TAG) are not supported"),
    "20 MB of text": (lambda: "title: " + "x" * 20_000_000, "1:8388609", "is larger than 8 MiB; split it"),
    "300,000 items in a line": (
        lambda: RIVERS + "    2021: [" + "1," * 300_000 + "]",
        "9:2012",
        "indicators[0].observations.2021: is a list of more than 1,000 items; no more are read",
    ),
    "300,000 items and no more": (lambda: "[" + "1," * 300_000 + "]", "1:2002", "a list of more than 1,000 items"),
    "300,000 goals": (lambda: "goals: [" + "{id: 1}," * 300_000, "1:800009", "a list of more than 100,000 items"),
    "9,000 goals": (lambda: "goals: [" + "{id: 1}," * 9_000 + "]", "1:8", "goals: is a list of more than 1,000 items"),
    "300,000 targets": (
        lambda: RIVERS + "    2021: 1\n  targets: [" + "{}," * 300_000,
        "10:3013",
        "indicators[0].targets: is a list of more than 1,000 items; no more are read",
    ),
    "100,000 years": (
        lambda: RIVERS + numbered("    {}: 1\n"),
        "1009:5",
        "indicators[0].observations: is a mapping of more than 1,000 keys; no more are read",
    ),
    "100,000 keys": (lambda: numbered("k{}: 1\n"), "1001:1", "is a mapping of more than 1,000 keys"),
    "100,000 anchors": (lambda: RIVERS + numbered("    {}: &a 1\n"), "9:8", "anchors (&a) are not supported"),
    "one year 400,000 times": (lambda: RIVERS + "    2021: 1\n" * 400_000, "10:5", "duplicate key; the first one is"),
    "20,000 lost units": (
        lambda: HEAD + "- {id: a, title: T, unit: , direction: none, observations: {}}\n" * 20_000,
        "4:27",
        "indicators[0].unit: expected text, or ja and en with a text each, found nothing",
    ),
    "1.6 million empty items": (lambda: HEAD + "- {}\n" * 1_600_000, "100004:3", "a list of more than 100,000 items"),
    "100,000 empty items": (lambda: HEAD + "- {}\n" * 100_000, "4:3", "indicators[0].direction: this key is required"),
}
QUICK_IN_PYTHON = ("open brackets", "closed brackets", "dashes", "NULs", "tabs", "documents", "20 MB of text")


def validate(path: Path, parser: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", PROGRAM, parser, str(MEMORY), "validate", str(path)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=SECONDS, check=False)


@pytest.mark.parametrize(
    ("name", "parser"),
    [
        *((name, "libyaml") for name in FILES),
        *((name, "pure") for name in QUICK_IN_PYTHON),
        *(pytest.param(name, "pure", marks=pytest.mark.slow) for name in FILES if name not in QUICK_IN_PYTHON),
    ],
)
def test_a_hostile_file_is_refused_in_its_place(tmp_path: Path, name: str, parser: str) -> None:
    text, place, words = FILES[name]
    path = tmp_path / "a.yaml"
    path.write_text(text(), encoding="utf-8")
    ended = validate(path, parser)
    first, *rest = ended.stderr.splitlines()
    assert (ended.returncode, ended.stdout) == (2, "")
    assert first.startswith(f"{path}:{place}")
    assert words in first
    assert rest[-1].startswith("poleval: error: ")
    assert len(rest) <= MAX_SHOWN + 1
    assert "Traceback" not in ended.stderr
    assert "internal error" not in ended.stderr
    assert max(map(len, ended.stderr.splitlines())) < 400


def test_keys_and_items_without_end_in_each_other_are_too_many_problems(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    keys = ",".join(f"k{n}" for n in range(990))
    path.write_text(RIVERS + "    2021: 1\n  targets:\n" + f"  - {{{keys}}}\n" * 90, encoding="utf-8")
    with pytest.raises(InvalidDataset, match=r"4:3: indicators\[0\]: there are 89,100 problems from here on$"):
        load(path)


def test_of_many_problems_in_a_file_a_hundred_are_shown_and_the_rest_counted(tmp_path: Path, poleval: Poleval) -> None:
    (tmp_path / "a.yaml").write_text(HEAD + "- 5\n" * 250, encoding="utf-8")
    (tmp_path / "b.yaml").write_text("- 5\n", encoding="utf-8")
    lines = poleval("validate", str(tmp_path)).err.splitlines()
    assert lines[99:] == [
        f"{tmp_path}/a.yaml:103:3: indicators[99]: expected a mapping, found the number 5",
        f"{tmp_path}/a.yaml: and 150 more",
        f"{tmp_path}/b.yaml:1:1: {SHAPE}a list",
        "poleval: error: 251 problems in 2 files",
    ]


def test_after_a_thousand_problems_in_a_file_nobody_looks_for_more(tmp_path: Path, poleval: Poleval) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(HEAD + "- 5\n" * 3000, encoding="utf-8")
    *_, more, total = poleval("validate", str(path)).err.splitlines()
    assert (more, total) == (f"{path}: and at least 900 more", "poleval: error: at least 1000 problems in 1 file")


@pytest.mark.parametrize("number", [99, 100, 101, 1000, 1001])
def test_a_problem_has_its_place_in_a_list_of_any_length(tmp_path: Path, number: int) -> None:
    path = tmp_path / "a.yaml"
    good = "".join(
        f"- {{id: i{n}, title: T, unit: km, direction: none, observations: {{2021: 1}}}}\n" for n in range(number)
    )
    path.write_text(HEAD + good, encoding="utf-8")
    assert [indicator.id for indicator in load(path).indicators] == [f"i{n}" for n in range(number)]
    path.write_text(f"{HEAD}{good}- {{id: i0}}\n", encoding="utf-8")
    with pytest.raises(InvalidDataset) as caught:
        load(path)
    assert len(caught.value.problems) == 5
    assert {(problem.line, problem.column) for problem in caught.value.problems} == {(number + 4, 3), (number + 4, 8)}


def test_of_many_warnings_a_hundred_are_shown_and_all_are_counted(tmp_path: Path, poleval: Poleval) -> None:
    path = tmp_path / "a.yaml"
    years = "".join(f"    {year}: {{value: 5, numerator: 1, denominator: 3}}\n" for year in range(1850, 1980))
    path.write_text(RIVERS + years, encoding="utf-8")
    code, out, err = poleval("validate", str(path))
    assert (code, out) == (0, "1 file with 1 indicator: valid, with 130 warnings\n")
    assert err.splitlines()[100:] == [f"{path}: and 30 more"]


def test_twenty_thousand_warnings_take_a_moment(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    observations = "{2021: {value: 9, numerator: 1, denominator: 3}}"
    item = f"- {{id: i%d, title: T, unit: km, direction: none, observations: {observations}}}\n"
    path.write_text(HEAD + "".join(item % number for number in range(20_000)), encoding="utf-8")
    ended = validate(path, "libyaml")
    assert (ended.returncode, len(ended.stderr.splitlines())) == (0, 101)
    assert ended.stdout == "1 file with 20000 indicators: valid, with 20000 warnings\n"
