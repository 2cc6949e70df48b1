"""The columns of the frames, by which every export names them."""

from __future__ import annotations

from typing import Final

_FIGURES: Final = (
    "sub_field",
    "indicator",
    "title",
    "unit",
    "result_type",
    "kind",
    "basis",
    "period",
    "year",
    "value",
    "status",
    "obs_status",
    "numerator",
    "denominator",
    "note",
    "source",
    "publisher",
)
_MORE: Final = ("breakdown", "low", "high", "freq", "start", "end", "direction", "sub_field_title")
CHANGE: Final = ("previous", "change", "change_pct")
"""What is computed of two figures."""
OBSERVATIONS: Final = (*_FIGURES, *_MORE)
CHANGES: Final = (*_FIGURES, *CHANGE, *_MORE)
ASSESSMENTS: Final = (
    "sub_field",
    "indicator",
    "title",
    "unit",
    "direction",
    "period",
    "value",
    "baseline_period",
    "baseline",
    "bound",
    "target",
    "target_upper",
    "target_period",
    "gap",
    "gap_pct",
    "needed_per_year",
    "observed_per_year",
    "pace_ratio",
    "pace",
    "compliance",
    "waived",
    "reason",
    "breakdown",
    "achieved_pct",
    "distance_pct",
    "path",
    "path_gap",
    "projected",
    "reached",
    "rating",
    "due",
)
INDICATORS: Final = (
    "sub_field",
    "sub_field_title",
    "indicator",
    "title",
    "unit",
    "direction",
    "result_type",
    "kind",
    "basis",
    "goal",
    "limit",
    "baseline_period",
    "baseline",
    "source",
    "publisher",
    "url",
    "description",
    "note",
)
GOALS: Final = (
    "sub_field",
    "sub_field_title",
    "goal",
    "level",
    "period",
    "title",
    "verdict",
    "source",
    "publisher",
    "follows",
    "followed_by",
    "indicators",
)
BREAKDOWNS: Final = ("indicator", "breakdown", "dimension", "category", "dimension_title", "category_title")
FIGURES: Final = frozenset(
    (
        "value",
        "low",
        "high",
        "numerator",
        "denominator",
        "limit",
        "previous",
        "change",
        "change_pct",
        "baseline",
        "target",
        "target_upper",
        "gap",
        "gap_pct",
        "needed_per_year",
        "observed_per_year",
        "pace_ratio",
        "achieved_pct",
        "distance_pct",
        "path",
        "path_gap",
        "projected",
    )
)
"""The columns of numbers, dtype float64."""
DATES: Final = frozenset(("start", "end", "due"))
"""The columns of days, dtype object: datetime.date."""
FIXED: Final = (*_FIGURES[:7], "source", "publisher", "breakdown", "direction", "sub_field_title")
"""The columns of the observations that do not change with time."""
