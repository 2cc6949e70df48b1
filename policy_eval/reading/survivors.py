"""What is left of a faulty file, so that the rules can be held against the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from ..model.indicator import Indicator
from ..model.origin import Keys
from .validation import as_indicator, without_own_keys

_BLANK: Final = {"id": "x", "title": "x", "unit": "x", "direction": "none", "observations": {}}


def survivors(raw: dict[Any, Any], faulty: Iterable[Keys]) -> Iterator[tuple[int, Indicator]]:
    """The indicators without their malformed parts, so that the rules can be held against the rest."""
    malformed: dict[object, set[Keys]] = {}
    for keys in faulty:
        if keys[0] == "indicators" and len(keys) > 2:
            malformed.setdefault(keys[1], set()).add(keys[2:4] if keys[2] == "observations" else keys[2:3])
            if keys[2] == "targets":  # which ones the waivers are for, nobody knows any more
                malformed[keys[1]].add(("waivers",))
    for index, plain in mappings(without_own_keys(raw).get("indicators")):
        rest = _without({**_BLANK, **plain}, malformed.get(index, set()))
        if survivor := as_indicator(rest):  # else what is left hangs together too little
            yield index, survivor


def _without(plain: dict[Any, Any], malformed: set[Keys]) -> dict[Any, Any]:
    rest = {key: value for key, value in plain.items() if (key,) not in malformed}
    observations = rest.get("observations", {})
    if isinstance(observations, dict):
        rest["observations"] = {
            period: observation
            for period, observation in observations.items()
            if ("observations", period) not in malformed
            # Without a unit, nobody knows whether ratios are percentages.
            and ("unit" in rest or not (isinstance(observation, dict) and "numerator" in observation))
        }
    return {**_BLANK, **rest}


def mappings(items: object) -> Iterator[tuple[int, dict[Any, Any]]]:
    """The mappings of a list, with their places in it."""
    for index, item in enumerate(items if isinstance(items, list) else ()):
        if isinstance(item, dict):
            yield index, item
