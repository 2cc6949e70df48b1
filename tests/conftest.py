"""Fixtures that more than one module needs."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import HealthCheck, settings

from policy_eval import reader
from policy_eval.__main__ import run

from .running import Outcome, Poleval

# How fast a machine makes up examples is no property of the program.
settings.register_profile(
    "poleval", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.load_profile("poleval")


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
