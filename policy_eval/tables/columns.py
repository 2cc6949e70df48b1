"""The columns of the frames, by which every export names them."""

from __future__ import annotations

from typing import Final

OBSERVATIONS: Final = (
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
CHANGES: Final = (*OBSERVATIONS, "previous", "change", "change_pct")
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
FIGURES: Final = frozenset(
    (
        "value",
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
    )
)
"""The columns of numbers, dtype float64."""
FIXED: Final = (*OBSERVATIONS[:7], "source", "publisher")
"""The columns of the observations that do not change with time."""
