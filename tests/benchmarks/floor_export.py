"""What `poleval export` is measured against: CSafeLoader → DataFrame → to_csv."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

rows = []
for path in sorted(Path(sys.argv[1]).glob("*.yaml")):
    sub_field = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    for indicator in sub_field["indicators"]:
        source = indicator.get("source", {})
        for period, observation in indicator["observations"].items():
            figures: dict[str, Any] = observation if isinstance(observation, dict) else {"value": observation}
            rows.append(
                {
                    "sub_field": sub_field.get("sub_field", "programme"),
                    "indicator": indicator["id"],
                    "title": indicator["title"]["en"],
                    "unit": indicator["unit"]["en"] if isinstance(indicator["unit"], dict) else indicator["unit"],
                    "result_type": indicator.get("result_type"),
                    "kind": indicator.get("kind"),
                    "basis": indicator.get("basis"),
                    "period": period,
                    "value": figures.get("value"),
                    "status": figures.get("status", "normal"),
                    "numerator": figures.get("numerator"),
                    "denominator": figures.get("denominator"),
                    "note": figures.get("note", {}).get("en"),
                    "source": source.get("ref", {}).get("en"),
                    "publisher": source.get("publisher", {}).get("en"),
                }
            )
pd.DataFrame(rows).to_csv(sys.stdout, index=False)
