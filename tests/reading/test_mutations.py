"""Valid files, damaged at random: what comes is a dataset that every command can show, or a list of problems."""

from __future__ import annotations

import contextlib
import io
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy_eval.__main__ import run

from ..running import BUNDLED, HARBOUR, ROOT, Outcome

FOLDERS = [
    ROOT / "tests" / "data" / "valid",
    ROOT / "tests" / "data" / "valid" / "ministry",
    Path(HARBOUR),
    Path(BUNDLED),
]
FILES = [
    path.read_bytes() for folder in FOLDERS for path in sorted(folder.iterdir()) if path.suffix in (".yaml", ".yml")
]
ALWAYS = [["show", "--today", "2026-01-01"], ["gaps", "--all"], ["check", "--today", "2026-01-01"], ["export"]]
SOMETIMES = [
    *(
        ["show", "--lang", "ja", "--era"],
        ["show", "-f", "json"],
        ["show", "-f", "markdown"],
        ["changes", "--lang", "en"],
    ),
    *(["gaps", "--all", "-f", "json"], ["check", "--format", "sarif"], ["check", "--format", "junit"], ["show", "*-*"]),
    *(["export", "--layout", "wide", "--lang", "en", "--reasons"], ["export", "--table", "changes", "-f", "json"]),
    *(["export", "--table", "assessments", "-f", "markdown"], ["check", "--format", "markdown", "--strict"]),
    *(["show", "1"], ["explain", "rivers"], ["explain", "un-staff"], ["export", "-o", "{}/book.xlsx"]),
]
TOKENS = [
    *"0123456789-+.:,#&*!|>'\"%@`{}[]?~<=\\ \n\t\r\0\x1b\x85\u2028\u3000\ufeff：１令約−漢é",
    *(": ", "- ", "? ", "<<: ", "&a ", "*a", "!!str ", "---\n", "...\n", "\n  ", "null", "true", "no", "~", "{}", "[]"),
    *(".inf", ".nan", "1e400", "1e99", "1e-99", "9" * 400, "0x1F", "012", "2021", "2021..2023", "2200", "1800", "-0.0"),
    *("status: break\n", "status: pending", "value: 5", "basis: year-end", "%", '"%"', "numerator: 1, denominator: 3"),
]
RAW = [token.encode() for token in TOKENS] + [b"\xff", b"\x80", b"\xed\xa0\x80", b"\xe6\xb0", b"\x93\xfa", b"\xfe\xff"]

Cut = Callable[[bytes], Sequence[bytes]]
CUTS: list[Cut] = [
    lambda data: [data[at : at + 1] for at in range(len(data))],
    lambda data: [char.encode("utf-8", "surrogateescape") for char in data.decode("utf-8", "surrogateescape")],
    lambda data: data.splitlines(keepends=True),
    lambda data: [word + b" " for word in data.split(b" ")],
]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A valid file after one to five accidents."""
    data = draw(st.sampled_from(FILES))
    for _ in range(draw(st.sampled_from([1, 1, 1, 2, 3, 5]))):
        parts = [*draw(st.sampled_from(CUTS))(data)]
        first, second, third = sorted(draw(st.integers(0, len(parts))) for _ in range(3))
        second = min(second, first + draw(st.sampled_from([1, 1, 1, 1, 2, 5, 500])))
        before, touched, between, after = parts[:first], parts[first:second], parts[second:third], parts[third:]
        token = draw(st.sampled_from(RAW))
        other = draw(st.sampled_from(FILES))
        at = draw(st.integers(0, len(other)))
        parts = draw(
            st.sampled_from(
                [
                    [*before, *between, *after],
                    [*before, token, *touched, *between, *after],
                    [*before, token, *between, *after],
                    [*before, *touched, *touched, *between, *after],
                    [*before, *between, *touched, *after],
                    [*before, other[at:]],
                    [*before, other[at : at + 200], *after],
                ]
            )
        )
        data = b"".join(parts)
    return data


def outcome(*arguments: str) -> Outcome:
    """What poleval does, in this process."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(arguments)
    return Outcome(code, *(stream.buffer.getvalue().decode() for stream in (out, err)))


def look_at(folder: Path, data: bytes, extra: list[str]) -> str:
    """What became of the file: `loads` or `refused`."""
    path = folder / "a.yaml"
    path.write_bytes(data)
    code, out, err = outcome("validate", str(path))
    lines = err.splitlines()
    assert all(line.startswith((f"{path}:", "poleval: error: ")) for line in lines)
    if code:
        assert (code, out) == (2, "")
        assert lines[-1].startswith("poleval: error: ")
        assert len(lines) > 1
        return "refused"
    for arguments in [*ALWAYS, extra]:
        code, out, err = outcome(*(word.format(folder) for word in arguments), "-d", str(path))
        assert code in (0, 1, 2)
        assert "Traceback" not in err
        assert out or "-o" in arguments or err.startswith("poleval: ")
    return "loads"


@pytest.fixture(autouse=True)
def _errors_have_their_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLEVAL_DEBUG", "1")


CASES = (damaged(), st.sampled_from(SOMETIMES))


@settings(max_examples=200)
@given(*CASES)
def test_a_damaged_file_is_a_dataset_or_a_list_of_problems(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, extra: list[str]
) -> None:
    look_at(tmp_path_factory.getbasetemp(), data, extra)


@pytest.mark.slow
def test_ten_thousand_damaged_files_are_datasets_or_lists_of_problems(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outcomes: Counter[str] = Counter()

    @settings(max_examples=10_000)
    @given(*CASES)
    def look(data: bytes, extra: list[str]) -> None:
        outcomes[look_at(tmp_path, data, extra)] += 1

    look()
    with capsys.disabled():
        print(f"\n{outcomes}")  # noqa: T201
    assert min(outcomes["loads"], outcomes["refused"]) > 500
