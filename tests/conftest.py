"""Fixtures that more than one module needs."""

from __future__ import annotations

import pytest
import yaml

from policy_eval import reader
from policy_eval.__main__ import run

from .running import Outcome, Poleval


@pytest.fixture(params=["libyaml", "pure Python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of the two parsers of PyYAML in turn."""
    if request.param == "pure Python":
        monkeypatch.setattr(reader, "_Loader", yaml.SafeLoader)


@pytest.fixture
def poleval(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Poleval:
    """The program, in an environment that says nothing."""
    for name in ("COLUMNS", "FORCE_COLOR", "NO_COLOR", "POLEVAL_INDICATORS", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: str) -> Outcome:
        code = run(arguments)
        return Outcome(code, *capfd.readouterr())

    return call
