"""What `poleval import` of a long CSV is measured against: reading its rows, and writing the same YAML."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

indicators: dict[str, list[str]] = {}
with Path(sys.argv[1]).open(encoding="utf-8", newline="") as file:
    for row in csv.DictReader(file):
        lines = indicators.setdefault(row["indicator"], [])
        if not lines:
            lines += [f"  - id: {row['indicator']}", f"    title: {row['title']}", f"    unit: {row['unit']}"]
            lines += ["    direction: none", "    observations:"]
        lines.append(f"      {row['period'].removeprefix('FY')}: {row['value']}")
text = "\n\n".join("\n".join(lines) for lines in indicators.values())
Path(sys.argv[1]).with_suffix(".yaml").write_text(f"sub_field: 1\ntitle: T\nindicators:\n{text}\n", encoding="utf-8")
