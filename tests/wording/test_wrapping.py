"""Text in lines: no line too wide, no character lost, nothing broken that belongs together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_eval.wording.wrapping import bounded, width_of, wrapped

TEXT = st.text(st.sampled_from("abc 12.,/\\()（）「」、。ーっ日本語ｶﾅé—=-\u3000"), max_size=120)


@given(TEXT, st.integers(4, 60))
def test_wrapping_loses_nothing_but_spaces_where_lines_end(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(TEXT, st.integers(4, 60))
def test_no_line_of_a_cell_is_wider_than_its_column(text: str, width: int) -> None:
    lines = bounded(text, width)
    assert all(width_of(line) <= width for line in lines)
    assert len(lines) <= 8
    if not lines or not lines[-1].endswith("…"):
        assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("国連関係機関に勤務する職員数。次に", 28, ["国連関係機関に勤務する職員", "数。次に"]),
        ("職員（専門職以上）の数", 12, ["職員（専門職", "以上）の数"]),
        ("pace substantial (R = 1.34)", 20, ["pace substantial", "(R = 1.34)"]),
        (
            "file: indicators/06-united-nations.yaml: wrong",
            12,
            ["file:", "indicators/06-united-nations.yaml:", "wrong"],
        ),
        ("ISTCの支援を受けたscientistsの数", 12, ["ISTCの支援を", "受けた", "scientistsの", "数"]),
        ("well-kept words", 9, ["well-kept", "words"]),
    ],
)
def test_what_belongs_together_stays_on_a_line(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines


def test_a_cell_of_many_lines_ends_in_an_ellipsis() -> None:
    assert bounded("日/" * 100_000, 12) == ["日/日/日/日/"] * 7 + ["日/日/日/日…"]
    assert bounded("x" * 100_000, 10)[-1] == "xxxxxxxxx…"
