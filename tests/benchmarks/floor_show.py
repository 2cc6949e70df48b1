"""What `poleval show` is measured against: its table as the simplest script of the same libraries prints it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import typer
import yaml
from rich.console import Console
from rich.table import Table

BARS = "▁▂▃▄▅▆▇█"
COLUMNS = ("id", "value", "unit", "period", "change", "target", "by", "gap", "status", "trend", "kind", "title")


def english(words: Any) -> str:
    return words["en"] if isinstance(words, dict) else str(words)


def read(folder: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """One row per indicator, one row per observation."""
    indicators, observations = [], []
    for path in sorted(folder.glob("*.yaml")):
        document = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        for indicator in document["indicators"]:
            record = {"sub_field": english(document["title"]), "kind": "reference", **indicator}
            target = indicator.get("targets", [{}])[0]
            record |= {"bound": target.get("at_least", target.get("at_most")), "by": target.get("by")}
            record |= {"is_least": "at_least" in target}
            indicators.append(record)
            for period, figures in indicator["observations"].items():
                value = figures.get("value") if isinstance(figures, dict) else figures
                if isinstance(figures, dict) and "numerator" in figures:
                    value = figures["numerator"] / figures["denominator"] * 100
                observations.append({"id": indicator["id"], "period": str(period), "value": value})
    return pd.DataFrame(indicators).set_index("id", drop=False), pd.DataFrame(observations)


def figure(value: Any) -> str:
    return "" if pd.isna(value) else f"{value:,.12g}"


def trend(values: list[Any]) -> str:
    known = [value for value in values if pd.notna(value)]
    low, height = min(known), max(known) - min(known)
    return "".join(BARS[round((value - low) / height * 7)] if height else BARS[0] for value in known)


def status(row: Any) -> str:
    if pd.isna(row.bound):
        return "no-target"
    if (row.gap >= 0) if row.is_least else (row.gap <= 0):
        return "met"
    if pd.isna(row.by):
        return "missed"
    return "overdue" if int(str(row.by)[:4]) < date.today().year else "pending"


def cells(row: Any) -> list[str]:
    figures = [
        figure(row.change),
        figure(row.bound),
        "" if pd.isna(row.by) else str(row.by).removesuffix(".0"),
        figure(row.gap),
    ]
    words = [status(row), row.trend, row.kind, english(row.title)]
    return [row.id, figure(row.value), english(row.unit), row.period, *figures, *words]


def show(folder: Path) -> None:
    indicators, observations = read(folder)
    observations["change"] = observations.groupby("id")["value"].diff()
    latest = observations.dropna(subset="value").groupby("id").last()
    table = indicators.join(latest)
    table["trend"] = observations.groupby("id")["value"].agg(list).map(trend)
    table["gap"] = table["value"] - table["bound"]
    console = Console(width=None if Console().is_terminal else 300)
    grid = Table(*COLUMNS)
    for name, group in table.groupby("sub_field", sort=False):
        grid.add_section()
        grid.add_row(str(name))
        for row in group.itertuples():
            grid.add_row(*cells(row))
    console.print(grid)


if __name__ == "__main__":
    typer.run(show)
