"""What becomes of each case of YAML's own test suite (github.com/yaml/yaml-test-suite), as `yaml-suite.txt` keeps it.

`POLEVAL_YAML_SUITE=FOLDER pytest tests/reading/test_yaml_suite.py` holds a checkout of it against that table,
and with `POLEVAL_UPDATE_GOLDEN=1` writes it anew.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from policy_eval.reading.text_files import Unreadable, decode
from policy_eval.reading.values import Irregular, read_values

TABLE: Final = Path(__file__).parents[1] / "data" / "yaml-suite.txt"
SUITE: Final = os.environ.get("POLEVAL_YAML_SUITE", "")
_SIGNS: Final = (("␣", " "), ("»", "\t"), ("—", ""), ("←", "\r"), ("⇔", "\ufeff"), ("↵", ""), ("∎\n", ""), ("∎", ""))
"""What the suite writes for what cannot be seen."""


def cases() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(Path(SUITE, "src").glob("*.yaml")):
        several = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        for number, case in enumerate(several):
            yield path.stem + (f":{number:02}" if len(several) > 1 else ""), case


def outcome(case: dict[str, Any]) -> str:
    text = case["yaml"]
    for sign, meant in _SIGNS:
        text = text.replace(sign, meant)
    try:
        value = read_values(Path("x"), decode(Path("x"), text.encode()))
    except (Irregular, Unreadable):
        return "no YAML, refused" if case.get("fail") else "YAML, refused"
    if case.get("fail"):
        return "no YAML, read"
    if "json" not in case:
        return "YAML, read; the suite has no value"
    return "YAML, read right" if [comparable(value)] == (documents(case["json"]) or [None]) else "YAML, read otherwise"


def comparable(value: Any) -> Any:
    """As JSON has it, where 1.0 is 1 and keys are text."""
    if isinstance(value, dict):
        return {"" if key is None else str(key): comparable(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [comparable(inner) for inner in value]
    return int(value) if isinstance(value, float) and value == int(value) else value


def documents(text: str) -> list[Any]:
    decoder, found, text = json.JSONDecoder(), [], text.strip()
    while text:
        value, end = decoder.raw_decode(text)
        found.append(comparable(value))
        text = text[end:].strip()
    return found


@pytest.mark.skipif(not SUITE, reason="the suite is somebody else's; POLEVAL_YAML_SUITE names a checkout")
def test_every_case_has_the_outcome_that_is_kept() -> None:
    told = "".join(f"{name} {outcome(case)}\n" for name, case in cases())
    if os.environ.get("POLEVAL_UPDATE_GOLDEN"):
        TABLE.write_text(told, encoding="utf-8", newline="\n")
    assert told == TABLE.read_text(encoding="utf-8")


def test_the_kept_table_has_nothing_read_otherwise_but_white_space_at_the_very_end() -> None:
    kept = dict(line.split(" ", 1) for line in TABLE.read_text(encoding="utf-8").splitlines())
    assert [name for name, what in kept.items() if what == "YAML, read otherwise"] == ["L24T:01"]
    assert Counter(kept.values())["no YAML, read"] == 5
