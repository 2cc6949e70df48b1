"""Fixtures that more than one module needs."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import HealthCheck, settings

from policy_eval.__main__ import run
from policy_eval.reading import yaml_values as reader

from .running import Outcome, Poleval, Warm

if TYPE_CHECKING:
    from .spreadsheets import Convert

SYSTEMS = {"en": 1033, "ja": 1041}
"""The languages of systems, by the numbers that LibreOffice has for them."""

# How fast a machine makes up examples is no property of the program.
settings.register_profile(
    "poleval",
    deadline=None,
    max_examples=int(os.environ.get("POLEVAL_EXAMPLES", "50")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("poleval")


# A shell lets what it starts in the background ignore Ctrl-C, and so would the programs that the tests stop.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGTERM, signal.SIG_DFL)


@pytest.fixture(params=["libyaml", "pure Python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of the two parsers of PyYAML in turn."""
    if request.param == "pure Python":
        monkeypatch.setattr(reader, "LOADER", yaml.SafeLoader)


@pytest.fixture
def poleval(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Poleval:
    """The program, in an environment that says nothing."""
    for name in ("COLUMNS", "FORCE_COLOR", "NO_COLOR", "POLEVAL_INDICATORS", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: str) -> Outcome:
        code = run(arguments)
        return Outcome(code, *capfd.readouterr())

    return call


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Warm]]:
    """Programs that have begun, one for each environment that is asked for."""
    if not hasattr(os, "fork"):
        pytest.skip("needs a system that can fork")
    servers: dict[tuple[tuple[str, str], ...], Warm] = {}

    def of(**environ: str) -> Warm:
        key = tuple(sorted(environ.items()))
        if key not in servers:
            servers[key] = Warm(environ, tmp_path_factory.mktemp("warm"))
        return servers[key]

    yield of
    for server in servers.values():
        server.end()


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """LibreOffice without a window and with a profile of its own; without it, the test is skipped."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("soffice (LibreOffice) is not installed")
    profile = tmp_path_factory.mktemp("libreoffice").as_uri()

    def convert(data: bytes, suffix: str, to: str, lang: str = "en") -> bytes:
        source = tmp_path_factory.mktemp("in") / f"file.{suffix}"
        target = tmp_path_factory.mktemp("out")
        source.write_bytes(data)
        options = ["--headless", f"-env:UserInstallation={profile}", "--convert-to", to, "--outdir", str(target)]
        if suffix == "csv":  # separated by commas, in UTF-8; formulas, numbers and dates are looked for in every cell
            options.append(f"--infilter=Text - txt - csv (StarCalc):44,34,76,1,,{SYSTEMS[lang]},false,true,false")
        subprocess.run([program, *options, str(source)], check=True, capture_output=True, timeout=180)
        (made,) = Path(target).iterdir()
        return made.read_bytes()

    return convert
