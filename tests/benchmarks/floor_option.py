"""The least that any command of Typer takes: one with one option, which does nothing and ends as poleval does."""

from __future__ import annotations

import gc
import os

gc.disable()

import typer  # noqa: E402


def main(option: bool = False) -> None:
    pass


app = typer.Typer()
app.command()(main)
app(args=[], standalone_mode=False)
os._exit(0)
