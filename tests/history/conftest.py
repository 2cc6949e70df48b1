"""The repository with a history, made once."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from .story import Story, told


@pytest.fixture(scope="session")
def _story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    return told(tmp_path_factory.mktemp("history") / "repository")


@pytest.fixture
def story(_story: Story, monkeypatch: pytest.MonkeyPatch) -> Story:
    """The repository, in which one stands; nobody may change it."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.chdir(_story.top)
    return _story


@pytest.fixture
def own_story(_story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Story:
    """A copy of it to change."""
    shutil.copytree(_story.top, tmp_path / "own", symlinks=True)
    own = object.__new__(Story)
    own.top, own.folder, own.day = tmp_path / "own", tmp_path / "own" / "indicators", 10
    monkeypatch.chdir(own.top)
    return own
