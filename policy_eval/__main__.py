"""The program: runs the command line and ends with its exit code, never with a traceback."""

from __future__ import annotations

import contextlib
import gc
import io
import os
import signal
import sys
from collections.abc import Sequence
from itertools import pairwise
from types import FrameType
from typing import NoReturn

from . import __version__
from .errors import SIGNALS, InvalidDataset, PolevalError, cause, digest, total
from .extras import keep_out
from .output import CLOSED, write_text
from .terminal_text import Speech, can_show, language_of_locale, said, talk

INTERRUPTED = 128 + signal.SIGINT
_SWALLOWING = ("importlib.", "pydantic._internal.", "pydantic.plugin.", "pydantic.dataclasses")


def run(arguments: Sequence[str], signals: Sequence[int] = ()) -> int:
    """The exit code of `poleval` with these arguments; what went wrong is said on standard error.

    An exception after one of the `signals` has come is the end that it asked for,
    whatever a library has made of it.
    """
    try:
        if list(arguments) in (["--version"], ["-V"]):
            # Asked for by every script that probes its tools: answered without Typer.
            write_text(f"poleval {__version__}\n")
            return 0
        if sys.stdout is None and _asks_for_help(arguments):
            raise PolevalError(CLOSED)  # noqa: TRY301  # Typer would say nothing, and that all is well
        lang = _language(arguments)
        _speak(lang)
        from .commands.app import COMMANDS, command_line

        named = [name for name in COMMANDS if name in arguments[:1]]
        program = command_line(named or COMMANDS)
        if lang != "en" and _asks_for_help(arguments):
            from .wording.translation import localised

            localised(program, lang)
        return int(program.main(args=list(arguments), prog_name="poleval", standalone_mode=False) or 0)
    except KeyboardInterrupt:
        return INTERRUPTED
    except SystemExit as ended:
        # A reader of the help who has gone is no error; Typer takes it for one.
        return 0 if isinstance(ended.__context__, BrokenPipeError) else int(ended.code or 0)
    except Exception as error:  # noqa: BLE001  # a traceback in front of a user is a bug
        return INTERRUPTED if signals or _is_interruption(error) else _report(error)


def _asks_for_help(arguments: Sequence[str]) -> bool:
    return not arguments or bool({"-h", "--help"} & {*arguments})


def _language(arguments: Sequence[str]) -> str:
    """The language to speak from the first word on: that of --lang, else of the locale."""
    named = [after for word, after in pairwise(arguments) if word == "--lang"]
    named += [word.partition("=")[2] for word in arguments if word.startswith("--lang=")]
    lang = named[-1] if named and named[-1] in ("ja", "en") else language_of_locale()
    return lang if can_show("指標", sys.stderr) and can_show("指標") else "en"


def _speak(lang: str) -> None:
    """Translate all that is said, and what Typer says, which asks gettext."""
    Speech.translate = staticmethod(str)
    if lang == "en":
        return
    import gettext

    from .wording.translation import said_in

    Speech.translate = staticmethod(said_in(lang))
    gettext.gettext = said


def _report(error: Exception) -> int:
    if isinstance(error, InvalidDataset):
        for line in digest(error.problems):
            talk(line)
        talk(f"poleval: error: {total(error.problems)}")
    elif sentence := _sentence(error):
        talk(f"poleval: error: {sentence}")
    return 2


def _is_interruption(error: BaseException | None) -> bool:
    """Whether Ctrl-C is what another exception was raised for."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


def _sentence(error: Exception) -> str:
    if isinstance(error, PolevalError):
        return str(error)
    if isinstance(error, OSError):
        return f"{error.filename}: {cause(error)}" if error.filename else cause(error)
    if isinstance(error, (MemoryError, ImportError)) and not os.environ.get("POLEVAL_DEBUG"):
        # Libraries say so at length, and of the wrong cause.
        return "there is too little memory, or a library is not installed whole (POLEVAL_DEBUG=1 shows which)"
    # Typer's own errors know how to put themselves, under different base classes in different versions.
    if hasattr(error, "format_message"):
        # With pydantic, Typer says twice that the value is wrong.
        return str(error.format_message()).replace(": Value error, ", ": ", 1)
    if os.environ.get("POLEVAL_DEBUG"):
        raise error
    return f"internal error, {type(error).__name__}: {error} (POLEVAL_DEBUG=1 shows where)"


def main() -> NoReturn:
    """The console script: ends the process at once, without tearing pandas down first."""
    # Nothing that a command builds up is garbage before it ends: looking for it is a tenth of its time.
    gc.disable()
    stopped = _stoppable()
    # Nor has another package's plugin a part in reading the files; pydantic would look through all that is installed.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # NumPy's threads, which are not needed: half of its start-up
    keep_out("pyarrow")  # which pandas would load where it is installed, for nothing
    code = INTERRUPTED
    with contextlib.suppress(KeyboardInterrupt):
        _let_all_characters_pass()
        code = run(sys.argv[1:], stopped)
        code = _flushed(code)
    os._exit(128 + stopped[0] if stopped else code)


def _stoppable() -> list[int]:
    """Ends on a signal as on Ctrl-C, so that no temporary file stays; the signals that came, whoever caught them."""
    came: list[int] = []

    def stop(number: int, frame: FrameType | None) -> NoReturn:
        came.append(number)
        if _is_in_a_library(frame):
            os._exit(128 + number)
        raise KeyboardInterrupt

    for number in SIGNALS:
        if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):  # and not ignored, as under nohup
            signal.signal(number, stop)
    return came


def _let_all_characters_pass() -> None:
    """The help is printed by others: what a terminal lacks is spelt out there too."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _is_in_a_library(frame: FrameType | None) -> bool:
    """Whether a module is being imported, or pydantic builds a class.

    There an exception would be swallowed or become another, and nothing is to be cleaned up.
    """
    while frame is not None:
        module, file = frame.f_globals.get("__name__", ""), frame.f_code.co_filename
        if module.startswith(_SWALLOWING) or file.startswith("<frozen imp"):
            return True
        frame = frame.f_back
    return False


def _flushed(code: int) -> int:
    """The exit code, which says whether the data arrived; what was said on standard error is only talk."""
    with contextlib.suppress(OSError):
        if sys.stderr is not None:
            sys.stderr.flush()
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        return code or 2
    return code


if __name__ == "__main__":
    main()
