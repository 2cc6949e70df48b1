"""A foreign table into new files, or into those that are there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InvalidDataset, PolevalError, UsageError
from ..file_writing import write_file, write_folder
from ..output import require_output, write_text
from ..terminal_text import said as translated
from ..terminal_text import spelt_out
from . import import_options as given
from . import options

if TYPE_CHECKING:
    from ..importing.draft_lines import Defaults
    from ..importing.merge import Unknown
    from ..importing.series import Figures


def import_(
    file: given.File,
    output: given.Output = None,
    into: given.Into = None,
    mapping: given.Map = None,
    dimension: given.Dimension = None,
    sheet: given.Sheet = None,
    table: given.Table = None,
    all_tables: given.AllTables = False,
    rows: given.Rows = None,
    skip: given.Skip = None,
    encoding: given.Encoding = None,
    decimal: given.Decimal = None,
    thousands: given.Thousands = None,
    indicator_title: given.IndicatorTitle = None,
    unit: given.Unit = None,
    sub_field: given.SubField = None,
    title: given.Title = None,
    direction: given.TheDirection = None,
    basis: given.TheBasis = None,
    kind: given.Kind = None,
    tag: given.Tag = None,
    totals: given.TheTotals = None,
    decimals: given.Round = None,
    revise: given.Revise = False,
    skip_unknown: given.SkipUnknown = False,
    add_new: given.AddNew = False,
    ledger: given.LedgerFile = None,
    dry_run: given.DryRun = False,
) -> None:
    """A spreadsheet's figures into indicator files: new ones, or those that are there."""
    require_output()
    if (output is None) == (into is None):
        raise UsageError("name a new folder with --output DIR, or a dataset with --into DIR")
    if table is not None and all_tables:
        raise UsageError("--table takes one table, --all-tables takes all")
    for_new = {"--sub-field": sub_field, "--title": title, "--direction": direction, "--kind": kind, "--tag": tag}
    for_old = {"--revise": revise, "--skip-unknown": skip_unknown, "--add-new": add_new}
    if skip_unknown and add_new:
        raise UsageError("--skip-unknown leaves out what --add-new adds; give one of them")
    if into is None or not add_new:
        _refuse_out_of_place(for_old if into is None else for_new, is_new=into is None)
    from ..importing.draft_lines import Defaults
    from ..importing.files.read import read_sheets
    from ..importing.merge import Unknown
    from ..importing.options import Saying, mapping_of, rows_of, skipped
    from ..importing.reader import read_figures
    from ..importing.summary import taken

    words = options.words
    skipped_rows, skipped_columns = skipped(skip or ())
    saying = Saying(
        mapping=mapping_of(words(pair, "--map") for pair in mapping or ()),
        dimensions=[words(name, "--dimension") for name in dimension or ()],
        title=indicator_title and words(indicator_title, "--indicator-title"),
        unit=unit and words(unit, "--unit"),
        basis=basis,
        decimal=_decimal_sign(decimal, thousands),
        rows=rows_of(rows) if rows else None,
        skipped_rows=skipped_rows,
        skipped_columns=skipped_columns,
        totals=totals and totals.value,
        decimals=decimals,
    )
    sheets = read_sheets(file, sheet and words(sheet, "--sheet"), encoding and options.codec(encoding))
    figures = read_figures(sheets, saying, table=table, all_tables=all_tables)
    if ledger is not None:
        _write_ledger(figures, ledger)
    _say(taken(figures))
    if figures.problems:
        raise InvalidDataset(figures.problems)
    if not figures.series:
        raise PolevalError(f"{figures.path}: there are no rows under the headings")
    said = Defaults(
        sub_field and words(sub_field, "--sub-field"),
        title and words(title, "--title"),
        direction and direction.value,
        basis and basis.value,
        kind and kind.value,
        [words(one, "--tag") for one in tag or ()],
    )
    if into is not None:
        unknown = Unknown.SKIP if skip_unknown else Unknown.ADD if add_new else Unknown.REFUSE
        _into(figures, into, said, unknown, revise=revise, dry_run=dry_run)
    elif output is not None:
        _new(figures, output, said, dry_run=dry_run)


def _refuse_out_of_place(unwanted: Mapping[str, object], *, is_new: bool) -> None:
    """Raises UsageError for an option that is for the other one of `--output` and `--into`."""
    for option, value in unwanted.items():
        if value:
            why = "goes with --into" if is_new else "is for new indicators, of --output or --add-new"
            raise UsageError(f"{option} {why}")


def _decimal_sign(decimal: str | None, thousands: str | None) -> str | None:
    """The decimal sign, as it is named or as that between thousands leaves it."""
    others = {",": ".", ".": ","}
    for option, sign in (("--decimal", decimal), ("--thousands", thousands)):
        if sign is not None and sign not in others and not (option == "--thousands" and sign in (" ", "'")):
            raise UsageError(f"{option} {sign}: it is . or ,")
    implied = others.get(thousands or "")
    if decimal is not None and implied not in (None, decimal):
        raise UsageError(f"--decimal {decimal} and --thousands {thousands} are the same sign")
    return decimal or implied


def _say(lines: Iterable[str]) -> None:
    """What was found or done, in the language of the user."""
    _print(line[: len(line) - len(line.lstrip())] + translated(line.strip()) for line in lines)


def _print(lines: Iterable[str]) -> None:
    write_text("".join(f"{spelt_out(line)}\n" for line in lines))


def _write_ledger(figures: Figures, path: Path) -> None:
    from ..importing.ledger import as_csv

    text = as_csv(figures.ledgers)
    if str(path) == "-":
        write_text(text)
    else:
        write_file(path, text.encode())


def _new(figures: Figures, folder: Path, said: Defaults, *, dry_run: bool) -> None:
    from ..importing.checked import hold
    from ..importing.fiscal_year import fiscal_year_of
    from ..importing.new_files import drafts
    from ..importing.summary import made
    from ..reading import json_schema as schema

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise PolevalError(f"{folder}: is there already; --into {folder} adds the figures to it")
    new = drafts(figures.series, said, fiscal_year_of(figures.shifts))
    hold(new.files, folder)
    if not folder.parent.is_dir():
        raise PolevalError(f"{folder}: cannot be written: No such file or directory")
    if dry_run:
        _print(line for name, text in new.files.items() for line in ("", f"{folder / name}", *text.splitlines()))
        return
    files: Mapping[str, str] = {**new.files, schema.FILE: schema.to_text()}
    write_folder(folder, {name: text.encode() for name, text in files.items()})
    _say(made(figures, new, str(folder)))


def _into(figures: Figures, root: Path, said: Defaults, unknown: Unknown, *, revise: bool, dry_run: bool) -> None:
    from ..editing.preview import preview
    from ..editing.transaction import Edits, edit, in_turn
    from ..importing.additions import Additions, additions
    from ..importing.merge import Merge, by_file, merge
    from ..importing.summary import changed
    from ..model.programme import Programme

    result, new = Merge(), Additions()

    def plan(programme: Programme) -> Edits:
        nonlocal result, new
        result = merge(programme, figures, revise=revise, unknown=unknown)
        new = additions(programme, result.new, said)
        if problems := [*result.problems, *new.problems]:
            raise InvalidDataset(problems)
        return in_turn(by_file(programme, result.edits), new.edits)

    done = edit(root, plan, dry_run=dry_run)
    if dry_run:
        for path, texts in done.texts.items():
            before, after = (text.splitlines() for text in texts)
            _print(preview(before, after, str(path)))
    _say(changed(result, new, dry_run=dry_run))
