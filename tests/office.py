"""LibreOffice, for tests of what a spreadsheet makes of a file."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

_SOFFICE: Final = shutil.which("soffice") or shutil.which("libreoffice")

needs_office = pytest.mark.skipif(_SOFFICE is None, reason="LibreOffice is not installed")

LANGUAGES: Final = {"en": 1033, "ja": 1041}
"""The numbers of the systems' languages."""


def convert(path: Path, to: str, folder: Path, lang: str = "en") -> Path:
    """The file as LibreOffice opens it and saves it in the format `to`.

    A CSV is opened as on a system in `lang`, as UTF-8, with dates, numbers and formulas
    looked for in every cell.
    """
    assert _SOFFICE is not None
    options = f"--infilter=Text - txt - csv (StarCalc):44,34,76,1,,{LANGUAGES[lang]},false,true,false"
    command = [
        _SOFFICE,
        "--headless",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *([options] if path.suffix == ".csv" else []),
        *("--convert-to", to, "--outdir", str(folder / lang), str(path)),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder / lang / f"{path.stem}.{to.partition(':')[0]}"
