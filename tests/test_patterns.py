"""No regular expression of the program, where it begins at a place, tries every way through a text made for it."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from typing import Any

import pytest

import policy_eval

SEEDS = [
    *("a", " ", "0", "1,", ",", '"', "\\", "-", "a ", " a", "a,", "字", "\u3000", "(", "[", "{", "\n", "\\\n", "\\\n "),
    *(
        'a="',
        "#",
        " #",
        "&",
        "1 000",
        "年",
        "〜",
        "0..",
        "年1",
        "(1",
        "\t",
        "\r\n",
        "1e",
        "*",
        "[1]",
        '"a""',
        ": ",
        "=",
    ),
]
LENGTH = 5_000
PATIENCE = 2.0
"""Seconds of this process: in proportion to its length, a text takes a thousandth of it."""


def expressions() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Those that modules of the program have compiled, by module and name."""
    seen = set()
    for module in pkgutil.walk_packages(policy_eval.__path__, "policy_eval."):
        if not module.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(module.name)).items():
                for one in _in(value):
                    if one not in seen and isinstance(one.pattern, str):
                        seen.add(one)
                        yield f"{module.name}.{name}", one


def _in(value: Any) -> Iterator[re.Pattern[str]]:
    several = value.values() if isinstance(value, dict) else value if isinstance(value, (tuple, list)) else [value]
    yield from (one for one in several if isinstance(one, re.Pattern))


EXPRESSIONS = dict(expressions())


@pytest.mark.parametrize("name", EXPRESSIONS)
def test_an_expression_takes_no_longer_than_the_length_of_a_text_asks_for(name: str) -> None:
    pattern = EXPRESSIONS[name]
    for seed in SEEDS:
        body = seed * (LENGTH // len(seed))
        for text in (body, f"{body}!", f'"{body}', f"a{body}\x00", f"{{{body}"):
            start = time.process_time()
            pattern.match(text)
            pattern.fullmatch(text)
            assert time.process_time() - start < PATIENCE, (seed, text[-1])


def test_there_are_expressions_to_look_at() -> None:
    assert len(EXPRESSIONS) > 80
