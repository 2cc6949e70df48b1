"""What a gate can find: each kind with its severity, what it means and how it ends."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Severity(StrEnum):
    """An error fails the gate; a warning fails it only if the gate is strict; a note and the rest are told.

    A known miss is one that is no worse than in an earlier state of the dataset.
    """

    ERROR = "error"
    WARNING = "warning"
    WAIVED = "waived"
    KNOWN = "known"
    NOTE = "note"


class Kind(StrEnum):
    """What can be found, the gravest first. The names are stable.

    `ja` is its Japanese name, `severity` that of a kind which the user has not moved,
    `meaning` says when it is found, `remedy` how it ends.
    """

    ja: str
    severity: Severity
    meaning: str
    remedy: str

    def __new__(cls, word: str, ja: str, severity: Severity, meaning: str, remedy: str) -> Self:
        member = str.__new__(cls, word)
        member._value_ = word
        member.ja, member.severity, member.meaning, member.remedy = ja, severity, meaning, remedy
        return member

    MISSED = (
        "missed",
        "未達成",
        Severity.ERROR,
        "The latest value of a standing target, or the value of a deadline's own period, does not meet the bound.",
        "It ends with a better value, or for a time with a waiver in the indicator's file.",
    )
    WAIVER_EXCEEDED = (
        "waiver-exceeded",
        "容認した値の超過",
        Severity.ERROR,
        "The value is worse than the one that a waiver accepts.",
        "It ends with a better value, or with a waiver that accepts the new one and says why.",
    )
    WAIVER_LAPSED = (
        "waiver-lapsed",
        "容認の期限切れ",
        Severity.ERROR,
        "The last day of a waiver has passed and the miss that it accepted is still there.",
        "It ends with a better value, or with a later `until` that somebody answers for.",
    )
    OVERDUE = (
        "overdue",
        "期限経過",
        Severity.WARNING,
        "The period of a deadline has ended, its own value is not known, and the latest one does not meet the bound.",
        "It ends when the value of the deadline's period is recorded: then the target is met or missed.",
    )
    NO_DATA = (
        "no-data",
        "データなし",
        Severity.WARNING,
        "A target has no value to judge it by.",
        "It ends when a value is recorded, or when the target is taken out.",
    )
    FUTURE = (
        "future",
        "未到来の期間の実績値",
        Severity.WARNING,
        "A figure is given as observed although its period has not begun; nothing is judged by it.",
        "It ends when the year is put right, or the figure is called a `forecast`.",
    )
    BEYOND_LIMIT = (
        "beyond-limit",
        "限界値の超過",
        Severity.WARNING,
        "A figure lies behind the natural limit of its indicator, where none can be; nothing is judged by it.",
        "It ends when the figure is put right, or the `limit`.",
    )
    UNJUDGED = (
        "unjudged",
        "判定されない実績値",
        Severity.WARNING,
        "A span of years is later than the latest single year of an indicator with targets, which are judged by years.",
        "It ends when the single years are recorded, or the indicator has only spans.",
    )
    SLOW = (
        "slow",
        "進捗の遅れ",
        Severity.WARNING,
        "A deadline is still open, but at the pace since the baseline it will not be met: R is below 0.60.",
        "It ends with a faster pace or at the deadline.",
    )
    BEHIND = (
        "behind",
        "経路からの遅れ",
        Severity.WARNING,
        "A deadline is still open, but the latest value is on the wrong side of the path that was published to it.",
        "It ends with a value on the path, or at the deadline.",
    )
    STALE = (
        "stale",
        "公表予定時期の経過",
        Severity.WARNING,
        "A value is `pending` although the month in which it was `expected`, or the day set by `freshness`, is over.",
        "It ends when the value is recorded, or a later month is given.",
    )
    OUTDATED = (
        "outdated",
        "更新の遅れ",
        Severity.WARNING,
        "The latest figure is too old: by `freshness`, that of the period after it should be there.",
        "It ends when the next figure is recorded, or why there is none: `pending` and `expected`, `not-applicable`.",
    )
    LOOSENED = (
        "loosened",
        "目標の緩和",
        Severity.WARNING,
        "With `--since`: no target asks any more for what one asked in the earlier state.",
        "It ends when the target is put back, or the earlier state is one that has the new target.",
    )
    WAIVER_OPEN = (
        "waiver-open",
        "期限のない容認",
        Severity.WARNING,
        "A waiver has no `until`: nobody will be reminded of it.",
        "It ends when a last day is given.",
    )
    WAIVER_UNUSED = (
        "waiver-unused",
        "対象のない容認",
        Severity.WARNING,
        "A waiver accepts a miss that is not there: the target is met in its period, or the period has no value.",
        "It ends when the waiver is taken out.",
    )
    REVISED = (
        "revised",
        "数値の改定",
        Severity.NOTE,
        "With `--since`: a figure is another one than in the earlier state, or it is gone.",
        "It ends when the earlier state is one that has the new figure.",
    )
