"""A synthetic dataset of any size, the same at every run: `generate.py FOLDER --indicators N --observations M`.

A tenth of the indicators has a deadline, a fifth of those two targets; another tenth
has a standing target. A fifth are percentages, of which a third give numerator and
denominator. One observation in twenty has a status and a note.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Annotated, Final

import typer

LAST_YEAR: Final = 2023
PER_FILE: Final = 500
UNITS: Final = (
    "{ja: 人, en: persons}",
    "{ja: 百万円, en: million yen}",
    '"%"',
    "{ja: か国, en: countries}",
    "{ja: 回, en: times}",
)
BASES: Final = ("fiscal-year", "calendar-year", "year-end")
RESULT_TYPES: Final = ("input", "activity", "output", "outcome", "impact")
STATUSES: Final = ("estimated", "provisional", "definition-differs", "break")


def write(folder: Path, indicators: int, observations: int) -> None:
    """Files of at most 500 indicators each."""
    folder.mkdir(parents=True, exist_ok=True)
    random = Random(0)  # noqa: S311  # made to be repeated, not to be secret
    for number, first in enumerate(range(0, indicators, PER_FILE), 1):
        lines = [
            f"sub_field: {number}",
            f"title: {{ja: 個別分野{number}, en: Sub-field {number}}}",
            f"divisions: {{ja: [企画{number}課], en: [Planning Division {number}]}}",
            "goals:",
            *(f"  - {{id: {goal}, ja: 目標{goal}, en: Goal {goal}}}" for goal in (1, 2, 3)),
            "indicators:",
        ]
        for index in range(first, min(first + PER_FILE, indicators)):
            lines += _indicator(index, observations, random)
        (folder / f"{number:03}-sub-field.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _indicator(index: int, observations: int, random: Random) -> Iterator[str]:
    grows, unit, base = index % 4 != 1, UNITS[index // 2 % len(UNITS)], round(random.uniform(20, 60), 1)
    is_ratio = unit == UNITS[2] and index % 3 == 2
    pace = (1 + random.uniform(-0.01, 0.03)) ** (1 if grows else -1)
    values = [round(base * pace**year * random.uniform(0.99, 1.01), 1) for year in range(observations)]
    first = LAST_YEAR - observations + 1
    yield f"  - id: metric-{index:06}"
    yield f"    title: {{ja: 指標{index}の実績, en: Result of measure {index}}}"
    yield f"    kind: {'supplementary' if index % 3 == 2 else 'reference'}"
    yield f"    goal: {index % 3 + 1}"
    yield f"    result_type: {RESULT_TYPES[index % len(RESULT_TYPES)]}"
    yield f"    unit: {unit}"
    yield f"    basis: {BASES[index % len(BASES)]}"
    yield f"    direction: {'increase' if grows else 'decrease'}"
    yield from _targets(index, first, values, grows=grows)
    yield "    source:"
    yield f"      ref: {{ja: 参考{index % 9}, en: Table {index % 9}}}"
    yield "      publisher: {ja: 統計課, en: Statistics Division}"
    if index % 50 == 0:
        yield "    note: {ja: 年度途中の見直しを含む, en: with revisions during the year}"
    yield "    observations:"
    if index % 100 == 3:
        yield f"      {first - 3}..{first - 1}: {round(3 * base, 1)}"
    for year, value in enumerate(values, first):
        yield f"      {year}: {_observation(value, random, is_ratio=is_ratio, is_last=year == LAST_YEAR)}"


def _targets(index: int, first: int, values: list[float], *, grows: bool) -> Iterator[str]:
    bound, hard, easy = ("at_least", 1.1, 0.8) if grows else ("at_most", 0.9, 1.25)
    if index % 10 == 0:
        yield f"    baseline: {{period: {first}, value: {values[0]}}}"
        yield "    targets:"
        yield f"      - {{{bound}: {values[-1] * hard:.1f}, by: {LAST_YEAR + 7}, source: {{ja: 中期目標, en: goals}}}}"
        if index % 50 == 0:
            yield f"      - {{between: [0, {values[-1] * 2:.1f}], from: {first}}}"
    elif index % 10 == 5:
        yield f"    targets: [{{{bound}: {values[-1] * (hard if index % 100 == 5 else easy):.1f}}}]"


def _observation(value: float, random: Random, *, is_ratio: bool, is_last: bool) -> str:
    if is_ratio:
        return f"{{numerator: {4 * value:.1f}, denominator: 400}}"
    if random.random() < 0.05:
        if is_last:
            return "{status: pending, note: {ja: 公表予定, en: to be published}}"
        return f"{{value: {value}, status: {random.choice(STATUSES)}, note: {{ja: 速報による, en: early reports}}}}"
    return str(value)


def main(
    folder: Path,
    indicators: Annotated[int, typer.Option(min=1)] = 10_000,
    observations: Annotated[int, typer.Option(min=1, max=200)] = 10,
) -> None:
    """Write a synthetic dataset into FOLDER."""
    write(folder, indicators, observations)


if __name__ == "__main__":
    typer.run(main)
