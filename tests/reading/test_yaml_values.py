"""One YAML file → plain values with their places."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from policy_eval.reading.located import read_located
from policy_eval.reading.text_files import Unreadable
from policy_eval.reading.values import Irregular, read_values
from policy_eval.reading.yaml_scalars import resolve

from .places import places_in

PATH = Path("x.yaml")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *((word, None) for word in ("", "~", "null", "Null", "NULL")),
        *((word, True) for word in ("true", "True", "TRUE")),
        *((word, False) for word in ("false", "False", "FALSE")),
        *((word, word) for word in ("no", "yes", "on", "off", "y", "n", "No", "YES", "nULL", "tRUE", "none")),
        ("0", 0),
        ("-0", 0),
        ("012", 12),
        ("-012", -12),
        ("08", 8),
        ("+1", 1),
        ("-39", -39),
        ("0o14", 12),
        ("0x1F", 31),
        ("0x1f", 31),
        ("-1.5e3", -1500.0),
        (".5", 0.5),
        ("-.5", -0.5),
        ("1.", 1.0),
        ("1e3", 1000.0),
        ("1E+3", 1000.0),
        ("012.5", 12.5),
        ("1e400", math.inf),
        (".inf", math.inf),
        ("+.INF", math.inf),
        ("-.Inf", -math.inf),
        *(
            (text, text)
            for text in (
                *("12:30", "1:30:00", "2024-08", "2024-08-31", "2021..2023", "1_000", "1,000", "1 000", "50%", "１２"),
                *("+", "-", ".", "..", "+-1", "1-", "1e", "e1", "1.2.3", "--1", "0b1", "0o8", "0O14", "-0o14", "0X1F"),
                *("inf", "nan", ".Nan", "-.nan", ".infinity", "0x", "0o", "<<", "=", "−39", "△39", "1e5.0"),
            )
        ),
    ],
)
def test_a_plain_word_is_what_yaml_1_2_says(text: str, value: object) -> None:
    assert resolve(text) == value
    assert type(resolve(text)) is type(value)


@pytest.mark.parametrize("text", [".nan", ".NaN", ".NAN"])
def test_not_a_number_is_a_float(text: str) -> None:
    value = resolve(text)
    assert isinstance(value, float)
    assert math.isnan(value)


@pytest.mark.parametrize("text", ["9" * 5000, "-" + "9" * 5000, "0x" + "f" * 5000, "0o" + "7" * 5000, "1e" + "9" * 50])
def test_a_number_of_thousands_of_digits_is_no_integer(text: str) -> None:
    assert not isinstance(resolve(text), int)


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("# nothing\n", None),
        ("---\n", None),
        ("--- 5\n...\n", 5),
        ("a: \"5\"\nb: '5'\nc: 5\nd: |\n  5\ne: >\n  5\n", {"a": "5", "b": "5", "c": 5, "d": "5\n", "e": "5\n"}),
        ("a:\nb: \n? c\n", {"a": None, "b": None, "c": None}),
        ("{2021: 1, '2021': 2}", {2021: 1, "2021": 2}),
        ("a:\r\n  - 1\r\n  - x y\r\n", {"a": [1, "x y"]}),
        ("[1, [2, {a: [3]}]]", [1, [2, {"a": [3]}]]),
        ("a: x#y # z\n", {"a": "x#y"}),
        ("title: no\n", {"title": "no"}),
        (
            "a: '?b'\nc: [\"-\", '#', -1, d#e]\nf: '\"#'\ng: '[?x, -, ]#'\n",
            {"a": "?b", "c": ["-", "#", -1, "d#e"], "f": '"#', "g": "[?x, -, ]#"},
        ),
    ],
)
def test_a_regular_text_is_read_alike_at_both_speeds(text: str, value: object) -> None:
    located = read_located(PATH, text)
    assert read_values(PATH, text) == located.value == value
    assert not located.problems


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    "text",
    [
        *("a: &x 1", "a: *x", "a: !!str 1", "a: !x 1", "! a", "<<: {a: 1}", "a: 1\na: 2", "a: 1\n---\n", "---\n---\n"),
        *(
            "? [a]\n: 1",
            "{a: 1}: 2",
            "*x : 1",
            "&x a: 1",
            "true: 1",
            "~: 1",
            "1.5: 1",
            "{1: a, 0x1: b}",
            "a: {b: &x []}",
            "{?a: b}",
            "[?a]",
            "[-]",
            "[1, -, 2]",
            'a: "b"#c',
            "a: [b,#c\n d]",
            "a: {b: c}#d",
        ),
    ],
)
def test_what_the_fast_reader_gives_up_on_the_other_one_puts_into_words(text: str) -> None:
    with pytest.raises(Irregular):
        read_values(PATH, text)
    assert read_located(PATH, text).problems


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("text", ["a: >#b\n  c", "a: |2-#b\n  c"])
def test_a_comment_needs_a_space_behind_the_sign_of_a_long_text_too(text: str) -> None:
    with pytest.raises((Irregular, Unreadable)):  # PyYAML's own parser says so itself
        read_values(PATH, text)


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("text", ["[" * 33 + "]" * 33, "{a: " * 33 + "}" * 33, "- " * 33 + "a", "[" * 25_000])
def test_33_levels_are_too_deep_and_32_are_not(text: str) -> None:
    with pytest.raises((Irregular, Unreadable)):  # some versions of libyaml have a limit of their own
        read_values(PATH, text)
    with pytest.raises(Unreadable, match="is nested more than 32 levels deep"):
        read_located(PATH, text)
    shallower = "[" * 32 + "]" * 32
    assert read_values(PATH, shallower) == read_located(PATH, shallower).value


@pytest.mark.usefixtures("parser")
def test_every_key_and_value_has_its_place() -> None:
    located = read_located(PATH, "title: {ja: 川, en: x}\nindicators:\n  - id: a\n    observations:\n      2021:  5\n")
    observations = ("indicators", 0, "observations")
    keys = {
        ("title",): (1, 1),
        ("title", "ja"): (1, 9),
        ("title", "en"): (1, 16),
        ("indicators",): (2, 1),
        ("indicators", 0, "id"): (3, 5),
        observations: (4, 5),
        (*observations, 2021): (5, 7),
    }
    values = {
        (): (1, 1),
        ("title",): (1, 8),
        ("title", "ja"): (1, 13),
        ("title", "en"): (1, 20),
        ("indicators",): (3, 3),
        ("indicators", 0): (3, 5),
        ("indicators", 0, "id"): (3, 9),
        observations: (5, 7),
        (*observations, 2021): (5, 14),
    }
    assert {one: located.place(one, of_key=True) for one in keys} == keys
    assert {one: located.place(one) for one in values} == values
    assert located.place(("indicators", 0, "unit")) == (3, 5)
    assert located.place(("indicators", 0, "id"), of_key=True) == (3, 5)
    assert located.said((*observations, 2021)) == "indicators[0].observations.2021"
    assert located.said(("goals", 2, "missing")) == "goals[2].missing"


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), max_size=20)
# Of the words, PyYAML's writer leaves some unquoted that YAML 1.1 and 1.2 read differently from each other.
PLAIN = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.floats(allow_nan=False),
    WORDS.filter(lambda word: resolve(word) == word),
)
KEYS = st.one_of(st.integers(0, 3000), WORDS.filter(lambda word: resolve(word) == word and word != "<<"))
DATA = st.recursive(PLAIN, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4))


@settings(deadline=None)
@given(DATA, st.booleans())
def test_what_a_yaml_writer_writes_is_read_back(data: Any, flow: bool) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, default_flow_style=flow, width=10_000)
    located = read_located(PATH, text)
    assert read_values(PATH, text) == located.value == data
    assert not located.problems


@settings(deadline=None)
@given(DATA)
def test_every_part_of_what_was_read_has_a_place_inside_the_text(data: Any) -> None:
    lines = yaml.safe_dump(data, allow_unicode=True).split("\n")

    def check(value: Any, keys: tuple[object, ...]) -> None:
        assert located.has(keys)
        line, column = located.place(keys)
        assert column <= len(lines[line - 1]) + 1
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value if type(value) is list else ()):
            check(inner, (*keys, key))

    located = read_located(PATH, "\n".join(lines))
    check(data, ())


ITEMS = st.lists(st.dictionaries(KEYS, DATA, max_size=3), max_size=4)


@settings(deadline=None)
@given(ITEMS, DATA, st.booleans())
def test_places_are_those_of_the_nodes(items: Any, more: Any, flow: bool) -> None:
    text = yaml.safe_dump({"indicators": items, "more": more}, default_flow_style=flow, allow_unicode=True)
    located = read_located(PATH, text)
    keys, values = places_in(text)
    assert {one: located.place(one, of_key=True) for one in keys} == keys
    assert {one: located.place(one) for one in values} == values


SCRAPS = [*"ab15~%#'\"|>{}[],\\\t", ": ", "\n", "\n  ", "- ", "? ", "&x ", "*x", "!t ", "<<", "\n---\n", "\n...\n"]


def outcome(read: Callable[[Path, str], Any], text: str) -> Any:
    try:
        return read(PATH, text)
    except Irregular:
        return "irregular"
    except Unreadable as error:
        return str(error)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(SCRAPS), max_size=12).map("".join))
def test_both_speeds_find_the_same_values_or_the_same_fault(text: str) -> None:
    fast, slow = outcome(read_values, text), outcome(read_located, text)
    if isinstance(slow, str):
        assert fast in (slow, "irregular")
    else:
        assert fast == ("irregular" if slow.problems else slow.value)
