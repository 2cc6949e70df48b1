"""The preview of an edit is a difference that leads from the old text to the new one."""

from __future__ import annotations

import re
from difflib import unified_diff

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_eval.editing.preview import preview

LINES = st.lists(st.sampled_from([*"abcdef", "", "- id: a", "- id: b", "- id: c"]), max_size=30)


def applied(old: list[str], told: list[str]) -> list[str]:
    """What a difference makes of the old text; every line that it names has to be there."""
    new, at = list[str](), 0
    for line in told[2:]:
        hunk = re.fullmatch(r"@@ -(\d+)(?:,(\d+))? \+\d+(?:,\d+)? @@", line)
        if hunk:
            start = int(hunk[1]) - (hunk[2] != "0")
            new += old[at:start]
            at = start
        elif line[0] in " -":
            assert old[at] == line[1:]
            new += [line[1:]] if line[0] == " " else []
            at += 1
        else:
            new.append(line[1:])
    return new + old[at:]


@given(LINES, LINES)
def test_a_preview_leads_from_one_text_to_the_other(old: list[str], new: list[str]) -> None:
    told = [*preview(old, new, "x")]
    assert applied(old, told) == new
    assert bool(told) is (old != new)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a\nb\nc\nd\ne", "a\nb\nX\nd\ne"),
        ("a\nb\nc", "a\nb\nc\nd"),
        ("a", "b"),
        ("", "a\nb"),
        ("a\nb\nc\nd\ne\nf\ng\nh", "A\nb\nc\nd\ne\nf\ng\nH"),
        ("a\nb\nc\nd", "a\nB\nc\nD"),
    ],
)
def test_it_is_written_as_the_standard_library_writes_it(before: str, after: str) -> None:
    old, new = before.splitlines(), after.splitlines()
    assert [*preview(old, new, "x")] == [*unified_diff(old, new, "x", "x", lineterm="", n=1)]
