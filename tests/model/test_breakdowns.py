"""The names of parts, there and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_eval.model.breakdowns import label_of, part_of

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=6) | st.text(
    st.sampled_from('ab,="{} '), min_size=1, max_size=6
)


@given(st.dictionaries(WORDS, WORDS, min_size=1, max_size=3))
def test_every_part_is_read_back_from_its_label(part: dict[str, str]) -> None:
    assert part_of(label_of(part)) == part


@pytest.mark.parametrize(
    ("label", "part"),
    [
        ("sex=women", {"sex": "women"}),
        ("sex=women,age=15-24", {"sex": "women", "age": "15-24"}),
        ('"a, b"="c=""d"""', {"a, b": 'c="d"'}),
        ("sex", None),
        ("sex=", None),
        ("=women", None),
        ("sex=women,", None),
        ("sex=women age=15", None),
        ("", None),
    ],
)
def test_a_label_names_a_part_or_none(label: str, part: dict[str, str] | None) -> None:
    assert part_of(label) == part
