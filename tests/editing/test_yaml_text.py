"""Values as YAML text, and back."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policy_eval.editing.yaml_text import written
from policy_eval.reading.values import read_values
from policy_eval.terminal_text import spelt_out

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
NUMBERS = st.integers(-(10**15), 10**15) | st.floats(allow_nan=False)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (961, "961"),
        (961.0, "961"),
        (-0.0, "0"),
        (961.5, "961.5"),
        (0.1, "0.1"),
        (-39, "-39"),
        (2660000.0, "2660000"),
        (1.2e15, "1200000000000000"),
        (0.00000123456789012345, "0.00000123456789012345"),
        (1e20, "1.0e+20"),
        (9687067196821008.0, "9687067196821008.0"),
        (-1.5e-30, "-1.5e-30"),
        (math.inf, ".inf"),
        ("公表予定", "公表予定"),
        ("to be published", "to be published"),
        ("2027-06", "2027-06"),
        ("2021..2023", "2021..2023"),
        ("Japan's share", "Japan's share"),
        ("", "''"),
        ("no", "'no'"),
        ("null", "'null'"),
        ("012", "'012'"),
        ("1e5", "'1e5'"),
        ("2024-08-31", "'2024-08-31'"),
        ("12:30", "'12:30'"),
        ("<<", "'<<'"),
        ("- not a list", "'- not a list'"),
        ("a, b", "'a, b'"),
        ("key: value", "'key: value'"),
        ("one #1", "'one #1'"),
        (" around ", "' around '"),
        ("it's [that]", "'it''s [that]'"),
        ("two\nlines", '"two\\nlines"'),
        ('an escape\x1b, a "quote" and a \\', '"an escape\\x1b, a \\"quote\\" and a \\\\"'),
        ("\ufeff\u2028", '"\\ufeff\\u2028"'),
        ({"value": 5.0, "note": {"ja": "約", "en": "about"}}, "{value: 5, note: {ja: 約, en: about}}"),
        ([18, 20.5], "[18, 20.5]"),
        ({}, "{}"),
    ],
)
def test_a_value_is_written_plainly_where_that_says_the_same_to_every_reader(value: object, text: str) -> None:
    assert written(value) == text


@pytest.mark.usefixtures("parser")
@given(
    st.recursive(
        st.none() | st.booleans() | NUMBERS | TEXT,
        lambda inner: st.lists(inner) | st.dictionaries(TEXT.filter(lambda key: key != "<<"), inner),
        max_leaves=8,
    )
)
def test_every_value_is_read_back_as_it_was_written(value: object) -> None:
    text = written(value)
    assert text == spelt_out(text)
    assert read_values(Path(), f"[{text}]\n") == [value]
    assert yaml.safe_load(f"[{text}]\n") == [value]


@given(TEXT)
def test_a_text_on_a_line_of_its_own_is_read_back_too(text: str) -> None:
    assert read_values(Path(), f"note: {written(text)}\n") == {"note": text}


def test_what_no_file_can_hold_is_refused() -> None:
    with pytest.raises(TypeError, match="object is no value of a file"):
        written([object()])
