"""Which targets of two states of a series are the same ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .target import Target


def paired_targets(old: Sequence[Target], new: Sequence[Target]) -> list[tuple[int | None, int | None]]:
    """The places of the same target in two lists: alike ones, those that ask the same, then the likeliest."""
    left, right = dict(enumerate(old)), dict(enumerate(new))
    found: list[tuple[int | None, int | None]] = []
    rules: tuple[Callable[[Target], object], ...] = (
        lambda one: one,
        asked,
        lambda one: (one.source, one.bound, one.by),
        lambda one: (one.bound, one.by),
        lambda one: (one.source, one.bound),
        lambda one: one.bound,
        lambda _: None,
    )
    for rule in rules:
        for at, target in [*left.items()]:
            same = next((place for place, other in right.items() if rule(other) == rule(target)), None)
            if same is not None:
                found.append((at, same))
                del left[at], right[same]
    return [*found, *((at, None) for at in left), *((None, place) for place in right)]


def asked(one: Target) -> object:
    """What a target asks for, whatever sets it."""
    return one.bound, one.figures, one.of_previous, one.of_baseline, one.by, one.from_, one.until
