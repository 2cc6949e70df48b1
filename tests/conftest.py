"""Fixtures that more than one module needs."""

from __future__ import annotations

import pytest
import yaml

from policy_eval import reader


@pytest.fixture(params=["libyaml", "pure Python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of the two parsers of PyYAML in turn."""
    if request.param == "pure Python":
        monkeypatch.setattr(reader, "_Loader", yaml.SafeLoader)
