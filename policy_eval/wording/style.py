"""The one place that turns a figure, a period or a bound into what is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ..judging.assess import Assessment
from ..model.codes import Lang
from ..model.indicator import Indicator, Target
from ..model.periods import Basis, Period, era
from ..model.texts import Text
from ..terminal_text import visible
from .figures import figure_of
from .words import word

_JA_SUFFIX: Final = {Basis.FISCAL_YEAR: "年度", Basis.CALENDAR_YEAR: "年", Basis.YEAR_END: "年末"}
_JA_BOUND: Final = {"at_least": "以上", "at_most": "以下"}


@dataclass(frozen=True, slots=True)
class Style:
    """How to show things: in which language, whether years come by era, and in which characters."""

    lang: Lang = "en"
    era: bool = False
    ascii_only: bool = False

    @property
    def comma(self) -> str:
        """What stands between the parts of a line."""
        return "、" if self.lang == "ja" else ", "

    @property
    def semicolon(self) -> str:
        """What stands between parts that may have commas of their own."""
        return "、" if self.lang == "ja" else "; "

    @property
    def colon(self) -> str:
        """What stands behind the name of a fact."""
        return "：" if self.lang == "ja" else ": "

    def bracketed(self, words: str) -> str:
        """An aside behind a word, in brackets; nothing for none."""
        if not words:
            return ""
        return f"（{words}）" if self.lang == "ja" else f" ({words})"

    def listed(self, parts: Iterable[str]) -> str:
        """The parts that say something, with commas."""
        return self.comma.join(filter(None, parts))

    def word(self, key: str) -> str:
        """The word for a code or for the `key` of a phrase, in the language of this style."""
        return word(key, self.lang)

    def text(self, text: Text | None) -> str:
        """Words of a file, made harmless."""
        return visible(text.words(self.lang)) if text else ""

    def period(self, period: Period, basis: Basis) -> str:
        """`FY2023`, `2023-12`, `FY2021-23`; `2023年度`, `2023年末`, `2021～2023年度`, `令和5年度`."""
        years = self._years(period)
        if self.lang == "ja":
            return years + _JA_SUFFIX[basis]
        prefix = "FY" if basis is Basis.FISCAL_YEAR else ""
        suffix = "-12" if basis is Basis.YEAR_END and not period.is_span else ""
        eras = f"/{self._eras(period)}" if self.era else ""
        return f"{prefix}{years}{suffix}{eras}"

    def year(self, year: int, basis: Basis) -> str:
        """The name of a single year."""
        return self.period(Period.of(year), basis)

    def bare(self, period: Period) -> str:
        """The name of a period without its basis, for a column that several bases share."""
        years = self._years(period)
        if self.lang == "ja":
            return f"{years}年"
        return f"{years}/{self._eras(period)}" if self.era else years

    def _years(self, period: Period) -> str:
        if self.era and self.lang == "ja":
            return self._eras(period)
        first, last = str(period.first), str(period.last)
        if not period.is_span:
            return first
        if self.lang == "ja":
            return f"{first}～{last}"
        # 2003-12 is a December.
        is_short = first[:2] == last[:2] and int(last[2:]) > 12
        return f"{first}-{last[2:] if is_short else last}"

    def _eras(self, period: Period) -> str:
        first, last = era(period.first, self.lang), era(period.last, self.lang)
        if not period.is_span:
            return first
        same, dash = (2, "～") if self.lang == "ja" else (1, "-")
        return f"{first}{dash}{last[same:] if first[:same] == last[:same] else last}"

    def amount(self, text: str, indicator: Indicator) -> str:
        """A figure with its unit: `961 persons`, `961人`, `87.7%`."""
        unit = self.text(indicator.unit)
        if not text or not unit:
            return text
        return f"{text}{unit}" if indicator.is_percentage or self.lang == "ja" else f"{text} {unit}"

    def points(self, text: str, indicator: Indicator) -> str:
        """A difference with its unit; between percentages it is in points."""
        if indicator.is_percentage:
            return f"{text}ポイント" if self.lang == "ja" else f"{text} points"
        return self.amount(text, indicator)

    def around(self, target: Target) -> tuple[str, str]:
        """What stands before and behind the (lower) bound of a target: `>= ` and nothing, nothing and `以上`."""
        if target.between:
            return "", "～" if self.lang == "ja" else " to "
        if self.lang == "ja":
            return "", _JA_BOUND[target.bound]
        return ">= " if target.bound == "at_least" else "<= ", ""

    def bound(self, target: Target, indicator: Indicator) -> str:
        """What a target demands, briefly: `>= 1,000`, `<= 10`, `10 to 20`; `1,000以上`."""
        before, after = self.around(target)
        first, second = target.figures
        return f"{before}{figure_of(indicator, first)}{after}{figure_of(indicator, second)}"

    def demand(self, target: Target, indicator: Indicator) -> str:
        """A target in words: `at least 1,000 persons by 2025-12`, `2025年末までに1,000人以上`."""
        first, second = target.figures
        by = self.year(target.by, indicator.basis) if target.by is not None else ""
        last = self.amount(figure_of(indicator, first if second is None else second), indicator)
        if self.lang == "ja":
            words = f"{figure_of(indicator, first)}～{last}" if target.between else last + _JA_BOUND[target.bound]
            return f"{by}までに{words}" if by else words
        words = f"between {figure_of(indicator, first)} and" if target.between else target.bound.replace("_", " ")
        return f"{words} {last} by {by}" if by else f"{words} {last}"

    def verdict(self, assessment: Assessment) -> str:
        """The compliance, and whether the miss is accepted: `missed (waived)`."""
        return self.word(assessment.compliance) + self.bracketed(self.word("waived") if assessment.waived else "")
