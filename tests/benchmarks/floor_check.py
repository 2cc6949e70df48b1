"""What `poleval check` is measured against: CSafeLoader → DataFrame, change and gap computed, nothing printed."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
import yaml

rows = []
for path in sorted(Path(sys.argv[1]).glob("*.yaml")):
    for indicator in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["indicators"]:
        target = indicator.get("targets", [{}])[0]
        for period, observation in indicator["observations"].items():
            figures = observation if isinstance(observation, dict) else {"value": observation}
            value = figures.get("value")
            if "numerator" in figures:
                value = figures["numerator"] / figures["denominator"]
            rows.append(
                {
                    "id": indicator["id"],
                    "period": period,
                    "value": value,
                    "target": target.get("at_least", target.get("at_most")),
                }
            )
frame = pd.DataFrame(rows)
frame["change"] = frame.groupby("id")["value"].diff()
frame["gap"] = frame["value"] - frame["target"]
