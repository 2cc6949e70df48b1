"""A synthetic dataset of any size and shape, the same at every run: `generate.py FOLDER --indicators N --shape S`.

A tenth of the indicators has a deadline, a fifth of those two targets; another tenth
has a standing target. A fifth are percentages, of which a third give numerator and
denominator. One observation in twenty has a status and a note. So it is of the shape
`plain`, and in files of 500; the others differ in what their names say.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from random import Random
from typing import Annotated, Final

import typer


class Shape(StrEnum):
    """What the dataset has much of."""

    PLAIN = "plain"
    FINDINGS = "findings"
    """A deadline for every indicator, in the past, and a note in two languages on a quarter of the observations."""
    PARTS = "parts"
    """Three parts of every indicator, with as many observations."""
    MONTHS = "months"
    """Months instead of years."""
    ONE_FILE = "one-file"
    MANY_FILES = "many-files"
    """A file for each indicator."""


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


def write(folder: Path, indicators: int, observations: int, shape: Shape) -> None:
    """Files of at most 500 indicators each, if the shape does not ask for others."""
    folder.mkdir(parents=True, exist_ok=True)
    random = Random(0)  # noqa: S311  # made to be repeated, not to be secret
    per_file = {Shape.ONE_FILE: indicators, Shape.MANY_FILES: 1}.get(shape, PER_FILE)
    for number, first in enumerate(range(0, indicators, per_file), 1):
        lines = [
            f"sub_field: {number}",
            f"title: {{ja: 個別分野{number}, en: Sub-field {number}}}",
            f"divisions: {{ja: [企画{number}課], en: [Planning Division {number}]}}",
            "goals:",
            *(f"  - {{id: {goal}, ja: 目標{goal}, en: Goal {goal}}}" for goal in (1, 2, 3)),
            "indicators:",
        ]
        for index in range(first, min(first + per_file, indicators)):
            lines += _indicator(index, observations, random, shape)
        (folder / f"{number:05}-sub-field.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _indicator(index: int, observations: int, random: Random, shape: Shape) -> Iterator[str]:
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
    yield f"    basis: {BASES[index % 2 if shape is Shape.MONTHS else index % len(BASES)]}"
    yield f"    direction: {'increase' if grows else 'decrease'}"
    if shape is Shape.FINDINGS:
        hard = values[-1] * (1.2 if grows else 0.8)
        yield f"    targets: [{{{'at_least' if grows else 'at_most'}: {hard:.1f}, by: {LAST_YEAR}}}]"
    else:
        yield from _targets(index, first, values, shape, grows=grows)
    yield "    source:"
    yield f"      ref: {{ja: 参考{index % 9}, en: Table {index % 9}}}"
    yield "      publisher: {ja: 統計課, en: Statistics Division}"
    if index % 50 == 0:
        yield "    note: {ja: 年度途中の見直しを含む, en: with revisions during the year}"
    yield "    observations:"
    if index % 100 == 3 and shape is not Shape.MONTHS:
        yield f"      {first - 3}..{first - 1}: {round(3 * base, 1)}"
    noted = 0.25 if shape is Shape.FINDINGS else 0.05
    for year, value in enumerate(values, first):
        told = _observation(value, random, noted, is_ratio=is_ratio, is_last=year == LAST_YEAR)
        yield f"      {_period(year, shape)}: {told}"
    if shape is Shape.PARTS:
        yield "    breakdowns:"
        for part in ("one", "two", "three"):
            figures = ", ".join(f"{year}: {value / 3:.1f}" for year, value in enumerate(values, first))
            yield f"      - {{of: {{kind: {part}}}, observations: {{{figures}}}}}"


def _period(year: int, shape: Shape) -> str:
    """The year, or as many months before the last December."""
    if shape is not Shape.MONTHS:
        return str(year)
    month = 12 * LAST_YEAR + 11 - (LAST_YEAR - year)
    return f"{month // 12}-{month % 12 + 1:02}"


def _targets(index: int, first: int, values: list[float], shape: Shape, *, grows: bool) -> Iterator[str]:
    bound, hard, easy = ("at_least", 1.1, 0.8) if grows else ("at_most", 0.9, 1.25)
    if index % 10 == 0:
        start, by = (_period(year, shape) for year in (first, LAST_YEAR + 7))
        yield f"    baseline: {{period: {start}, value: {values[0]}}}"
        yield "    targets:"
        yield f"      - {{{bound}: {values[-1] * hard:.1f}, by: {by}, source: {{ja: 中期目標, en: goals}}}}"
        if index % 50 == 0:
            yield f"      - {{between: [0, {values[-1] * 2:.1f}], from: {start}}}"
    elif index % 10 == 5:
        yield f"    targets: [{{{bound}: {values[-1] * (hard if index % 100 == 5 else easy):.1f}}}]"


def _observation(value: float, random: Random, noted: float, *, is_ratio: bool, is_last: bool) -> str:
    if is_ratio:
        return f"{{numerator: {4 * value:.1f}, denominator: 400}}"
    if random.random() < noted:
        if is_last:
            return "{status: pending, note: {ja: 公表予定, en: to be published}}"
        return f"{{value: {value}, status: {random.choice(STATUSES)}, note: {{ja: 速報による, en: early reports}}}}"
    return str(value)


def main(
    folder: Path,
    indicators: Annotated[int, typer.Option(min=1)] = 10_000,
    observations: Annotated[int, typer.Option(min=1, max=200)] = 10,
    shape: Annotated[Shape, typer.Option()] = Shape.PLAIN,
) -> None:
    """Write a synthetic dataset into FOLDER."""
    write(folder, indicators, observations, shape)


if __name__ == "__main__":
    typer.run(main)
