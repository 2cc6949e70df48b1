"""The report: one page of HTML, or a folder of pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import UsageError
from ..file_writing import write_file, write_folder
from ..output import write_bytes
from ..terminal_text import talk
from . import options
from .session import earlier, filters, load, root_of, select, style

if TYPE_CHECKING:
    from ..history.vintages import Revision
    from ..model.programme import Programme
    from ..report.page import Page, Since

_LARGEST = 25 * 2**20
"""Bytes of a file that a browser still opens at once."""
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE|DIR",
        help="A .html file with everything in it, or a folder of pages; else standard output.",
        show_default=False,
    ),
]
Since_ = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="REV|DATE",
        help="Say what changed since this revision of git, day or folder.",
        show_default=False,
    ),
]


def report(
    what: options.What = None,
    goal: options.Goal = None,
    tag: options.Tag = None,
    kind: options.OfKind = None,
    result_type: options.OfResultType = None,
    indicators: options.Indicators = None,
    as_of: options.AsOf = None,
    since: Since_ = None,
    lang: Annotated[
        options.Language | None,
        typer.Option("--lang", help="Only this language; else both, that of the locale first.", show_default=False),
    ] = None,
    era: options.Era = False,
    output: Output = None,
    open_: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Write it anew at each change, until Ctrl-C.")] = False,
    today: options.Today = None,
) -> None:
    """One page for those who do not use a terminal: figures, targets, charts, sources, in two languages."""
    day = options.day(today)
    if (open_ or watch) and (output is None or str(output) == "-"):
        raise UsageError(f"{'--open' if open_ else '--watch'} needs a file; name it with --output FILE")
    from ..report.page import page

    wanted = filters(goal, tag, kind, result_type)
    locale = options.language(None)
    languages = [lang] if lang else sorted(options.Language, key=lambda one: one.value != locale)

    def written() -> None:
        programme = select(load(indicators, as_of), what, wanted)
        found = _since(programme, indicators, since, day) if since is not None else None
        known = _histories(programme, root_of(indicators, is_said=False)) if as_of is None else {}
        pages = [page(programme, day, style(one, era), since=found, histories=known) for one in languages]
        _write(pages, programme, output)

    if watch and output is not None:
        from ..report.watch import watched

        go_on = watched(root_of(indicators, is_said=False), written, output)
        if open_:
            _open(output)
        go_on()
        return
    written()
    if open_ and output is not None:
        _open(output)


def _since(programme: Programme, named: Path | None, since: str, day: date) -> Since:
    from ..history.difference import difference
    from ..report.page import Since

    state = earlier(named, since)
    ids = {one.id for one in programme.indicators}
    then = state.programme.where(lambda _, one: one.id in ids or one.id not in programme.origins)
    return Since(state.name, difference(then, programme, day, day))


def _histories(programme: Programme, root: Path) -> Mapping[str, Sequence[Revision]]:
    """How figures were revised, where the dataset lies in git."""
    from ..history.git import GitError
    from ..history.vintages import histories

    try:
        return histories(root, programme)
    except GitError:
        return {}


def _write(pages: Sequence[Page], programme: Programme, output: Path | None) -> None:
    from ..report.render import as_file, as_folder, size_of

    is_folder = output is not None and str(output) != "-" and output.suffix.lower() not in (".html", ".htm")
    if is_folder and output is not None:
        write_folder(output, as_folder(pages, programme))
        return
    if (size := size_of(programme, len(pages))) > _LARGEST:
        about = f"the page would have about {size // 2**20} MiB, which no browser opens with pleasure"
        raise UsageError(f"{about}; select some indicators, or one language (--lang), or write a folder (-o DIR)")
    made = as_file(pages, programme).encode()
    if output is None or str(output) == "-":
        write_bytes(made)
    else:
        write_file(output, made)


def _open(output: Path) -> None:
    import webbrowser

    page = output if output.is_file() else output / "index.html"
    if not webbrowser.open(page.absolute().as_uri()):
        talk(f"poleval: there is no browser to open {page} with")
