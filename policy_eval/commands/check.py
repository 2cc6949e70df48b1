"""The gate: what is judged, what is written where, and with which exit code it ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from .. import __version__
from ..errors import UsageError, count, listed
from ..hints import nearest
from ..output import write_text
from ..terminal_text import talk
from . import options
from .session import ExitCode, earlier, filters, load, selection, style

if TYPE_CHECKING:
    from datetime import date

    from ..findings.reporting import Reporting
    from ..judging.assess import Asked
    from ..judging.finding_kinds import Kind
    from ..judging.gate import Report
    from ..model.codes import Lang
    from ..model.programme import Programme

_TEXT: Final = options.FindingFormat("text")
Strict = Annotated[bool, typer.Option("--strict", help="Let warnings fail as well.")]
Since = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="PATH|REV",
        help="Fail only on what is worse than in this folder or git revision.",
        show_default=False,
    ),
]
OnePeriod = Annotated[
    str | None,
    typer.Option(
        "--period", metavar="PERIOD", help="Judge standing targets in this period (FY2022).", show_default=False
    ),
]
AllPeriods = Annotated[bool, typer.Option("--all-periods", help="Judge standing targets in every period.")]
Waive = Annotated[
    list[str] | None,
    typer.Option(
        "--waive",
        metavar="ID",
        autocompletion=options.indicators,
        help="Accept the misses of an indicator for this run.",
        show_default=False,
    ),
]
Outputs = Annotated[
    list[str] | None,
    typer.Option(
        "--output",
        "-o",
        metavar="[FORMAT=]FILE",
        help="Write to a file; may be given several times.",
        show_default=False,
    ),
]


def _of_kind(name: str, meaning: str) -> Any:
    return typer.Option(name, metavar="KIND", autocompletion=options.kinds, help=meaning, show_default=False)


Explain = Annotated[str | None, _of_kind("--explain", "Say what a kind of finding means and how to end it.")]
Select = Annotated[list[str] | None, _of_kind("--select", "Report only this kind of finding.")]
Ignore = Annotated[list[str] | None, _of_kind("--ignore", "Report nothing of this kind.")]
Warn = Annotated[list[str] | None, _of_kind("--warn", "Let this kind only warn.")]
Error = Annotated[list[str] | None, _of_kind("--error", "Let this kind fail the gate.")]


def check(
    what: options.What = None,
    goal: options.Goal = None,
    tag: options.Tag = None,
    kind: options.OfKind = None,
    result_type: options.OfResultType = None,
    indicators: options.Indicators = None,
    as_of: options.AsOf = None,
    strict: Strict = False,
    since: Since = None,
    period: OnePeriod = None,
    all_periods: AllPeriods = False,
    waive: Waive = None,
    select_: Select = None,
    ignore: Ignore = None,
    warn: Warn = None,
    error: Error = None,
    explain: Explain = None,
    lang: options.Lang_ = None,
    era: options.Era = False,
    format_: Annotated[options.FindingFormat, typer.Option("--format", "-f", help="How to write it.")] = _TEXT,
    output: Outputs = None,
    today: options.Today = None,
) -> None:
    """The gate for CI: exit code 1 if a target is missed, 2 if that cannot be judged."""
    if explain is not None:
        write_text(_explained(explain, options.language(lang)))
        return
    from ..judging import gate
    from .check_outputs import deliver, outputs

    day = options.day(today)
    wanted = outputs(output or [], format_)
    programme = load(indicators, as_of)
    if programme.warnings:
        talk(f"poleval: {count(len(programme.warnings), 'warning')} on the files; poleval validate shows them")
    meant = selection(programme, what, filters(goal, tag, kind, result_type))
    chosen = meant.of(programme)
    if meant.found:
        named = listed([indicator.id for indicator in chosen.indicators], "and")
        talk(f"poleval: {listed(meant.found, 'and')} is no name; judged is what says it: {named}")
    errors, warnings = _moved(error, warn)
    policy = gate.Policy(
        today=day,
        asked=_asked(period, all_periods),
        accepted=_known_ids(chosen, waive or []),
        kinds=_reported(select_, ignore),
        errors=(gate.ERRORS | errors) - warnings,
        notes=gate.NOTES - errors - warnings,
        strict=strict,
    )
    report = gate.check(chosen, policy)
    if period is not None and not report.standing:
        raise UsageError(f"nothing to judge in {period}: no standing target in the selection has a value there")
    if not report.judged:
        raise UsageError(f"nothing to judge: no target in the selection ({count(len(chosen.indicators), 'indicator')})")
    if since is not None:
        from ..judging.ratchet import ratchet

        then = earlier(indicators, since).programme
        report = ratchet(report, programme, then.where(meant.at_first(programme)), policy)
    deliver(_reporting(report, programme, day, lang, era), wanted)
    raise typer.Exit(ExitCode.FAILED if report.has_failed else ExitCode.OK)


def _explained(word: str, lang: Lang) -> str:
    kind = _kind(word)
    if lang == "en":
        return f"{kind} ({kind.severity})\n{kind.meaning}\n{kind.remedy}\n"
    from ..wording.code_words import code_word
    from ..wording.translation import translation

    of = translation(lang).of
    severity = code_word(kind.severity, lang)
    return f"{kind} {kind.ja}（{severity}）\n{of(kind.meaning)}\n{of(kind.remedy)}\n"


def _kind(word: str) -> Kind:
    from ..judging.finding_kinds import Kind

    kinds = {kind.value: kind for kind in Kind}
    if word in kinds:
        return kinds[word]
    known = nearest(word, list(kinds)) or f"; the kinds are {', '.join(kinds)}"
    raise UsageError(f"there is no kind of finding '{word}'{known}")


def _all(words: list[str] | None) -> list[Kind]:
    """The kinds in words that may be lists themselves: `--select missed,overdue`."""
    return [_kind(word.strip()) for listed in words or () for word in listed.split(",")]


def _moved(error: list[str] | None, warn: list[str] | None) -> tuple[set[Kind], set[Kind]]:
    errors, warnings = set(_all(error)), set(_all(warn))
    for kind in errors & warnings:
        raise UsageError(f"--error {kind} and --warn {kind} exclude each other")
    return errors, warnings


def _reported(select_: list[str] | None, ignore: list[str] | None) -> set[Kind]:
    from ..judging.finding_kinds import Kind

    kinds = set(_all(select_) or Kind) - set(_all(ignore))
    if not kinds:
        raise UsageError("--select and --ignore leave no kind of finding to report")
    return kinds


def _asked(period: str | None, every: bool) -> Asked | None:
    from ..judging.assess import Asked
    from ..model.period_labels import given_period

    if period is not None and every:
        raise UsageError("--period and --all-periods exclude each other")
    if period is not None:
        return Asked(*given_period(period))
    return Asked() if every else None


def _known_ids(programme: Programme, ids: Sequence[str]) -> Sequence[str]:
    known = [indicator.id for indicator in programme.indicators]
    for name in ids:
        if name not in known:
            raise UsageError(f"--waive {name}: there is no such indicator in the selection{nearest(name, known)}")
    return ids


def _reporting(report: Report, programme: Programme, day: date, lang: options.Language | None, era: bool) -> Reporting:
    from ..findings.reporting import Reporting, places_of

    return Reporting(report, places_of(report, programme), style(lang, era), day, programme, __version__)
