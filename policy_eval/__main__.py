"""The program: runs the command line and ends with its exit code, never with a traceback."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from . import __version__
from .errors import InvalidDataset, PolevalError, count
from .talk import talk
from .write import write_text

INTERRUPTED = 130


def run(arguments: Sequence[str]) -> int:
    """The exit code of `poleval` with these arguments; what went wrong is said on standard error."""
    try:
        if list(arguments) in (["--version"], ["-V"]):
            # Asked for by every script that probes its tools: answered without Typer.
            write_text(f"poleval {__version__}\n")
            return 0
        from .cli import COMMANDS, app

        named = [name for name in COMMANDS if name in arguments[:1]]
        program = app(named or COMMANDS)
        return int(program(args=list(arguments), prog_name="poleval", standalone_mode=False) or 0)
    except KeyboardInterrupt:
        return INTERRUPTED
    except SystemExit as ended:
        # A reader of the help who has gone is no error; Typer takes it for one.
        return 0 if isinstance(ended.__context__, BrokenPipeError) else int(ended.code or 0)
    except Exception as error:  # noqa: BLE001  # a traceback in front of a user is a bug
        return _report(error)


def _report(error: Exception) -> int:
    # Ctrl-C under another name: Typer's in some versions, pydantic's while it builds its schemas.
    if type(error).__name__ == "Abort" or "KeyboardInterrupt" in str(error):
        return INTERRUPTED
    if isinstance(error, InvalidDataset):
        for problem in error.problems:
            talk(str(problem))
        errors = [problem for problem in error.problems if not problem.warning]
        files = {problem.path for problem in errors}
        talk(f"poleval: error: {count(len(errors), 'problem')} in {count(len(files), 'file')}")
    elif words := _words(error):
        talk(f"poleval: error: {words}")
    return 2


def _words(error: Exception) -> str:
    if isinstance(error, PolevalError):
        return str(error)
    if isinstance(error, OSError):
        return f"{error.filename}: {error.strerror}" if error.filename else str(error.strerror or error)
    # Typer's own errors know how to put themselves, under different base classes in different versions.
    if hasattr(error, "format_message"):
        return str(error.format_message()).replace("Value error, ", "")
    if os.environ.get("POLEVAL_DEBUG"):
        raise error
    return f"internal error, {type(error).__name__}: {error} (POLEVAL_DEBUG=1 shows where)"


def main() -> NoReturn:
    """The console script: ends the process at once, without tearing pandas down first."""
    # Nothing that a command builds up is garbage before it ends: looking for it is a tenth of its time.
    gc.disable()
    # Nor has another package's plugin a part in reading the files; pydantic would look through all that is installed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    code = INTERRUPTED
    with contextlib.suppress(KeyboardInterrupt):
        code = run(sys.argv[1:])
        code = _flushed(code)
    os._exit(code)


def _flushed(code: int) -> int:
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except OSError:
        return code or 2
    return code


if __name__ == "__main__":
    main()
