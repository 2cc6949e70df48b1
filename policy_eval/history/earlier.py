"""The ratchet: what has become worse since an earlier state of the dataset."""

from __future__ import annotations

import subprocess
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ..errors import InvalidDataset, PolevalError
from ..judging.assess import MISSES, Assessment
from ..judging.gate import Finding, Policy, Report, Severity, check
from ..judging.waivers import distance
from ..model.periods import Period
from ..model.programme import Programme
from ..output import scratch
from ..reading.dataset import load_programme

Key = tuple[str, str, int | None, int, Period | None]


def load_earlier(root: Path, since: str) -> Programme:
    """The dataset as it was: in another folder (or file), or in a git revision of `root`.

    Raises PolevalError where there is neither, or nothing that can be read.
    """
    if Path(since).exists():
        return load_programme(Path(since))
    place = root.resolve()
    folder, name = (place, "") if place.is_dir() else (place.parent, place.name)
    # Resolved first, so that a revision can be neither an option nor a path.
    revision = _git(folder, since, "rev-parse", "--verify", "--end-of-options", f"{since}^{{commit}}")
    top = Path(_git(folder, since, "rev-parse", "--show-toplevel"))
    inside = _git(folder, since, "rev-parse", "--show-prefix") + name
    with scratch(Path(tempfile.gettempdir())) as earlier:
        archive = earlier / "archive.zip"
        _git(top, since, "archive", f"--output={archive}", revision, "--", inside or ".")
        zipfile.ZipFile(archive).extractall(earlier)
        archive.unlink()
        try:
            return load_programme(earlier / inside)
        except InvalidDataset as error:
            first = str(error.problems[0]).removeprefix(f"{earlier}/{inside}")
            raise PolevalError(f"--since {since}: the files of then cannot be read: {first}") from None


def _git(folder: Path, since: str, *arguments: str) -> str:
    command = ["git", "-C", str(folder), *arguments]
    try:
        result = subprocess.run(command, capture_output=True, check=True)  # noqa: S603  # arguments, no shell
        return result.stdout.decode(errors="replace").strip()
    except FileNotFoundError:
        raise PolevalError(f"--since {since}: there is no such folder, and no git to ask for a revision") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip().splitlines()
        reason = said[-1].removeprefix("fatal: ") if said else "git failed"
        raise PolevalError(f"--since {since}: neither a folder nor a revision of {folder}: {reason}") from None


def ratchet(report: Report, earlier: Programme, policy: Policy) -> Report:
    """The report with every miss that is no worse than before made known, and the improvements."""
    # Periods that were asked for are compared each with itself; else the latest with the latest.
    by_period = policy.at is not None
    before = {_key(assessment, by_period): assessment for assessment in check(earlier, policy).assessments}
    findings = tuple(
        replace(finding, severity=Severity.KNOWN) if _is_known(finding, before, by_period) else finding
        for finding in report.findings
    )
    improved = tuple(
        (assessment, was)
        for assessment in report.assessments
        if (was := before.get(_key(assessment, by_period))) is not None and _miss(assessment) < _miss(was)
    )
    order = list(Severity)
    return replace(report, findings=tuple(sorted(findings, key=lambda f: order.index(f.severity))), improved=improved)


def _is_known(finding: Finding, before: Mapping[Key, Assessment], by_period: bool) -> bool:
    assessment = finding.assessment
    if assessment is None or assessment.compliance not in MISSES or finding.severity is Severity.WAIVED:
        return False
    was = before.get(_key(assessment, by_period))
    return was is not None and was.compliance in MISSES and _miss(assessment) <= _miss(was)


def _miss(assessment: Assessment) -> float:
    """How far a miss lies from its target; 0 for what is no miss."""
    if assessment.compliance not in MISSES or assessment.target is None or assessment.value is None:
        return 0.0
    return distance(assessment.value, assessment.target)


def _key(assessment: Assessment, by_period: bool) -> Key:
    """One target of one indicator, though its bound may have moved; of a standing one, one period where that counts."""
    target = assessment.target
    bound, by = (target.bound, target.by) if target else ("", None)
    period = assessment.period if by_period and by is None else None
    return assessment.indicator.id, bound, by, assessment.number, period
