"""What is read line by line has the values and places that the parser of all YAML gives it."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_eval.model.origin import Extent
from policy_eval.reading.regular import Other, read_regular
from policy_eval.reading.text_files import Unreadable
from policy_eval.reading.values import Irregular, read_values
from policy_eval.reading.yaml_values import read_parsed

from ..running import ROOT

HERE = Path("a.yaml")
FILES = sorted((*ROOT.glob("indicators/*.yaml"), *ROOT.glob("tests/data/**/*.yaml")))
TEXTS = [path.read_text(encoding="utf-8", errors="replace") for path in FILES]
REGULAR = sorted(ROOT.glob("indicators/*.yaml"))


def by_parser(text: str) -> object:
    """Values and extents, or that the file has none."""
    extents: list[Extent] = []
    try:
        return repr(read_parsed(HERE, text, extents)), extents
    except (Irregular, Unreadable):
        return None


def by_lines(text: str) -> object:
    """The same; what is not of the regular form is as the parser has it."""
    extents: list[Extent] = []
    try:
        return repr(read_regular(text, extents)), extents
    except Other:
        return by_parser(text)


def is_regular(text: str) -> bool:
    try:
        read_regular(text)
    except Other:
        return False
    return True


@pytest.mark.parametrize("path", REGULAR, ids=lambda path: path.name)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_every_bundled_file_is_of_the_regular_form(path: Path, end: str) -> None:
    text = path.read_text(encoding="utf-8").replace("\n", end)
    assert is_regular(text)
    assert by_lines(text) == by_parser(text)


CASES = {
    "a: 1\n": True,
    "a: 1": True,
    "a:\n- b\n- c: 1\n  d: 2\ne: 3\n": True,
    "a:\n  - b # c\n  -   c: 1\n      d: 2\n\n# e\n": True,
    "a:\n  # b\n  c:\n\n    d: {e: [1, {f: x}], g: 'h', i: \"j\"}\n": True,
    "a: >-\n  b\n  c: # d\n\ne: 1\n": True,
    'a: "b\\\n  c\\\n  d"\ne: "#"\n': True,
    "a: http://b/c#d\nb: [http://c/d, 12:30]\n": True,
    "a: ~\nb: null\nc: -1\nd: .5\ne: -.5\nf: 1e3\ng: yes\nh: <<\n": True,
    "indicators:\n  - id: a\n    b: 1\n  # c\n\n  - id: b\n": True,
    "a: 1\r\nb:\r\n  - c: >-\r\n      d\r\n      e\r\n": True,
    "indicators: [{id: a}]\n": False,
    "indicators:\n  - {id: a}\n": False,
    "a: 1\nb: 2\r\n": False,
    "a: b\n  c\n": False,
    "a: b: c\n": False,
    "a: 'b''c'\n": False,
    "a: {b: 1,c: 2}\n": False,
    "a: {b: 1, b: 2}\n": False,
    "a: 1\na: 2\n": False,
    "a: &b 1\n": False,
    "a: *b\n": False,
    "a: !b c\n": False,
    "a: |\n  b\n": False,
    "a: >-\n  b\n\n  c\n": False,
    "a: >-\n  b\n   c\n": False,
    "a: >-\n\u3000b\n": False,
    "a:\n  b: >-\n  \u00a0c\n": False,
    "a: >-\n  b\n\u3000c: 1\n": False,
    "---\na: 1\n": False,
    "- a\n": False,
    "a:\n\tb: 1\n": False,
    "a: b\u2028c\n": False,
    "1.5: a\n": False,
    "<<: a\n": False,
    "": False,
}


@pytest.mark.parametrize("text", CASES, ids=repr)
def test_of_what_is_read_line_by_line_nothing_is_read_otherwise(text: str) -> None:
    assert is_regular(text) is CASES[text]
    assert by_lines(text) == by_parser(text)


def test_what_is_read_twice_shares_no_mapping() -> None:
    text = "a: {b: {c: 1}, d: [1]}\n"
    first = read_values(HERE, text)
    first["a"]["b"]["c"] = 2
    first["a"]["d"].append(2)
    assert read_values(HERE, text) == {"a": {"b": {"c": 1}, "d": [1]}}


@pytest.mark.parametrize("text", ["a:\n  b:\n" + "  - 1\n" * 1001, "".join(f"a{one}: 1\n" for one in range(1001))])
def test_what_is_too_long_is_left_to_the_parser(text: str) -> None:
    assert not is_regular(text)


@pytest.mark.parametrize(
    "text",
    [
        'a: "\\\n' + "      b\\\n" * 10_000 + '      \\"c"\n',
        'a: "\\\n' + "      \\\n" * 10_000 + 'x" # c\n',
        "a: " + "b: " * 30_000 + "\n",
        "a: {" + "b: c, " * 30_000 + "\n",
        "a: [" + "[1, " * 30_000 + "\n",
        "a: b" + " #" * 50_000 + "\n",
        "a: b" + ":c" * 50_000 + ": \n",
        "a: '" + "b" * 100_000 + "\n",
        "a: >-\n" + "  b\n" * 30_000 + "   c\n",
        "a:\n" + " " * 100_000 + "b: 1\n",
        "".join(f"{' ' * depth}a:\n" for depth in range(400)),
    ],
    ids=lambda text: text[:12],
)
def test_nothing_takes_longer_than_its_length_asks_for(text: str) -> None:
    """A second is a hundred times what it takes; an expression that tries every way would take years."""
    start = time.process_time()
    is_regular(text)
    assert time.process_time() - start < 10


PIECES = [
    *":-#{}[],'\"\\&*!|>%@`?~=<. \n\r\t0aé字\x85\u2028\ufeff_+",
    *(": ", " #", "- ", ", ", "\n\n", "\r\n", "  ", "---", "...", ">-", '"\\\n', '"\\ \n', "''", "\\n", "null"),
    *("<<: ", "&a ", "*a", "!t ", "? ", "key: v\n", "  - ", "{a: b}", "[a, b]", "{a: [1, {b: c}]}", "# c\n"),
]


@given(st.integers(0, 2**32))
def test_a_file_with_accidents_is_read_as_the_parser_reads_it(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # drawing every place by hypothesis takes longer than the reading
    for _ in range(20):
        text = spoilt(chance)
        assert by_lines(text) == by_parser(text), repr(text)


def spoilt(chance: random.Random) -> str:
    """A part of a file of ours in which a few places were written over, moved, doubled or left out."""
    lines = chance.choice(TEXTS).split("\n")
    start = chance.randrange(len(lines))
    lines = lines[start : start + chance.randrange(2, 40)]
    for _ in range(chance.randrange(1, 4)):
        at = chance.randrange(len(lines))
        line = lines[at]
        place = chance.randrange(len(line) + 1)
        lines[at : at + 1] = chance.choice(
            (
                [line[:place] + chance.choice(PIECES) + line[place:]],
                [line[:place] + chance.choice(PIECES) + line[place + chance.randrange(1, 8) :]],
                [" " * chance.randrange(1, 5) + line],
                [line.removeprefix(" " * chance.randrange(1, 5))],
                [line, line],
                [""],
            )
        )
    return chance.choice(("\n", "\n", "\n", "\r\n")).join(lines) + chance.choice(("", "\n"))
