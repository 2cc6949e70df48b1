"""Where a part of an indicator stands, found without reading the whole file again."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from policy_eval import load
from policy_eval.model.origin import Extent, Keys
from policy_eval.reading.item_places import find_places
from policy_eval.reading.source_lines import locate_keys
from policy_eval.reading.text_files import Unreadable, decode
from policy_eval.reading.values import Irregular, read_values

from ..running import BUNDLED, HARBOUR, ROOT
from .places import places_in

PATH = Path("x.yaml")
VALID = ROOT / "tests" / "data" / "valid"
CORPUS = [
    path for folder in (BUNDLED, HARBOUR, VALID, VALID / "ministry") for path in sorted(Path(folder).glob("[!.]*.y*ml"))
]


def compare(text: str) -> int:
    """Holds each indicator read alone against the whole file; how many there were."""
    extents: list[Extent] = []
    value = read_values(PATH, text, extents)
    _, values = places_in(text)
    indicators = value["indicators"]
    assert len(extents) == len(indicators)
    for index, extent in enumerate(extents):
        known = {keys[2:]: place for keys, place in values.items() if keys[:2] == ("indicators", index)}
        assert find_places(text, extent, known) == known
        for keys, place in known.items():
            assert find_places(text, extent, [keys]) == {keys: place}
            assert find_places(text, extent, [(*keys, "nowhere", 1)]) == {(*keys, "nowhere", 1): place}
        assert extent[:2] == known[()]
    return len(extents)


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_an_indicator_read_alone_has_the_places_of_the_whole_file(path: Path) -> None:
    plain = decode(PATH, re.sub(b"\r\n", b"\n", path.read_bytes()))
    for newline, marks in itertools.product(("\n", "\r\n", "\r"), range(3)):
        text = "\ufeff" * marks + plain.replace("\n", newline)
        compare(decode(PATH, text.encode()))


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_so_it_has_in_every_style(path: Path) -> None:
    values = read_values(PATH, decode(PATH, path.read_bytes()))
    for flow, width in itertools.product((True, False, None), (20, 80, 10_000)):
        text = yaml.safe_dump(values, default_flow_style=flow, width=width, allow_unicode=width == 80, sort_keys=False)
        assert compare(text) == len(values["indicators"])


STYLES = [
    "indicators: [{a: 1}, {b: 2, c: 3}]\n",
    "indicators: [{a: 1},{b: 2\n,c: 3},\n{d: 4}] # end\n",
    '{"indicators":[{"a":1},{"b":{"c":[2,3]}}],"x":1}',
    "indicators:\n- a: 1\n- b: 2\n",
    "indicators:\n-\n  a: 1\n-   # why\n\n      b: 2\n      c:\n      - 3\nx: y\n",
    "indicators:\n    - ? a\n      : 1\n      ? b\n    - {}\n    - c:\n",
    "indicators:\n  - a: |\n      one\n\n\n  - b: >+\n      two\n\n  # aside\n  - c: x\n      y\n",
    "--- # start\nindicators:\n  - a: 漢字 # é\n    b: '𝄞'\n  - c: \U0001f600\n...\n",
    "x: \u2028\nindicators:\n  - a: '1\u2028  2'\n  - b: \x85\n",
    "? indicators\n: - a: 1\n  - b: 2\n",
    "indicators:\n  - a: {indicators: [{b: 1}]}\n  - indicators:\n      - c: 2\ngoals: [{id: 1}]\n",
    '"indicators": [\r\n  {a: 1,\r\n   b: 2}, {c: 3}\r\n  ]',
    "indicators: []\n",
]


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("text", STYLES)
def test_so_it_has_however_the_list_is_written(text: str) -> None:
    compare(text)


SCRAPS = [
    *"ab1#'\"|>{}[],\t漢\ufeff\x85\u2028",
    *(
        ": ",
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        "\n  - ",
        "\n- ",
        "\n    ",
        "\n      ",
        "? ",
        "a: 1",
        "b: {c: 2}",
        "d:",
        " # x",
    ),
    *("{a: 1}, ", "{a: 1,\n b: 2}", "|\n      a", "\nindicators:\n"),
]


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(["indicators:", "indicators:\n  - ", "indicators: [{", "goals: []\nindicators:\n-\ta: "]),
    st.lists(st.sampled_from(SCRAPS), max_size=12).map("".join),
    st.sampled_from(["", "}]", "\nx: y\n", "\n# x"]),
)
def test_so_it_has_in_any_text_that_is_regular(head: str, middle: str, tail: str) -> None:
    text = head + middle + tail
    try:
        value = read_values(PATH, text)
    except (Irregular, Unreadable):
        return
    items = value.get("indicators") if isinstance(value, dict) else None
    if isinstance(items, list) and all(isinstance(item, dict) for item in items):
        compare(text)


SCALARS = st.integers(-9, 9999) | st.text(st.sampled_from("ab :#-,'\"{}[]\n漢é\u2028"), max_size=30)
NAMES = st.sampled_from(["id", "title", "observations", "indicators", "a b", "漢"]) | st.integers(2000, 2003)
ITEMS = st.dictionaries(
    NAMES,
    st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3)),
    max_size=4,
)


@settings(deadline=None)
@given(
    st.lists(ITEMS, max_size=4),
    st.sampled_from([True, False, None]),
    st.integers(2, 9),
    st.integers(10, 100),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
)
def test_so_it_has_in_all_that_a_yaml_writer_writes(
    items: list[Any], flow: bool | None, indent: int, width: int, newline: str, unicode: bool
) -> None:
    plain = {"title": "T", "indicators": items, "goals": [{"id": 1}]}
    text = yaml.safe_dump(
        plain, default_flow_style=flow, indent=indent, width=width, line_break=newline, allow_unicode=unicode
    )
    assert compare(text) == len(items)


def test_the_place_of_every_part_of_an_indicator_can_be_looked_up(tmp_path: Path) -> None:
    rest = "title: T, unit: km, direction: none, observations: {2021: 1}"
    rivers, lakes = tmp_path / "a.yaml", tmp_path / "b.yml"
    rivers.write_text(f"sub_field: 1\ntitle: T\nindicators: [{{id: rivers, {rest}}}]\n", encoding="utf-8")
    lakes.write_text(f"sub_field: 2\ntitle: T\nindicators:\n  - {{id: lakes, {rest}}}\n", encoding="utf-8")
    programme = load(tmp_path)
    keys: list[Keys] = [(), ("observations", 2021), ("observations", 2021, "value"), ("targets", 0)]
    places = [(4, 5), (4, 75), (4, 75), (4, 5)]
    assert locate_keys(programme, [("lakes", inner) for inner in keys]) == [(str(lakes), *place) for place in places]
    assert locate_keys(programme, [("rivers", ("unit",)), ("lakes", ("unit",))]) == [
        (str(rivers), 3, 43),
        (str(lakes), 4, 33),
    ]
