"""The one place that turns a figure, a period or a bound into what is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from ..judging.assess import Assessment
from ..model.codes import Lang
from ..model.decimals import digits
from ..model.indicator import Indicator
from ..model.periods import Basis, Period, era
from ..model.target import Target
from ..model.texts import Text
from ..terminal_text import visible
from .figures import figure, figure_of
from .words import word

_JA_SUFFIX: Final = {
    Basis.FISCAL_YEAR: "年度",
    Basis.CALENDAR_YEAR: "年",
    Basis.YEAR_END: "年末",
    Basis.FISCAL_YEAR_END: "年度末",
}
_JA_PARTS: Final = {2: ("上半期", "下半期"), 4: ("第1四半期", "第2四半期", "第3四半期", "第4四半期")}
_JA_BOUND: Final = {"at_least": "以上", "at_most": "以下"}


@dataclass(frozen=True, slots=True)
class Style:
    """How to show things: in which language, whether years come by era, and in which characters."""

    lang: Lang = "en"
    era: bool = False
    ascii_only: bool = False
    revised: Mapping[tuple[str, Period], str] = field(default_factory=dict, hash=False)
    """What figures were, by series and period, that were others in an earlier state which somebody asked for."""

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
        """`FY2023`, `2023-12`, `FY2021-23`, `FY2023-Q1`; `2023年度`, `2023年末`, `2021～2023年度`, `令和5年4月`."""
        if period.per_year > 1:
            return self._parts(period, basis)
        years = self._years(period)
        if self.lang == "ja":
            return years + _JA_SUFFIX[basis]
        eras = f"/{self._eras(period)}" if self.era else ""
        if not period.is_span or basis is Basis.FISCAL_YEAR_END:
            return period.label(basis) + eras
        return f"{'FY' if basis.is_fiscal else ''}{years}{eras}"

    def month(self, published: str) -> str:
        """The month of a publication, `2024-08`; by era `令和6年8月`."""
        year, _, month = published.partition("-")
        if not (self.era and self.lang == "ja" and month):
            return published
        return f"{era(int(year), 'ja', int(month))}年{int(month)}月"

    def bare(self, period: Period) -> str:
        """The name of a period without its basis, for a column that several bases share."""
        if period.per_year > 1:
            return self._parts(period, Basis.CALENDAR_YEAR)
        years = self._years(period)
        if self.lang == "ja":
            return f"{years}年"
        return f"{years}/{self._eras(period)}" if self.era else years

    def _parts(self, period: Period, basis: Basis) -> str:
        """`FY2023-Q1`, `2023-04/R5-04`; `2023年度第1四半期`, `2023年4月`, `令和5年4月～令和6年3月`."""
        if self.lang == "ja":
            names = dict.fromkeys(self._part(end, basis) for end in period.ends)
            return "～".join(names)
        eras = dict.fromkeys(f"{self._year_of(end, basis)}{str(end)[4:]}" for end in period.ends)
        return period.label(basis) + (f"/{'..'.join(eras)}" if self.era else "")

    def _part(self, period: Period, basis: Basis) -> str:
        """A half, a quarter or a month in Japanese."""
        year, part = self._year_of(period, basis), period.last % period.per_year
        if period.per_year == 12:
            return f"{year}年{part + 1}月"
        return f"{year}{'年度' if basis.is_fiscal else '年'}{_JA_PARTS[period.per_year][part]}"

    def _year_of(self, period: Period, basis: Basis) -> str:
        """The year of a part of one, by era if it is to be so: by that of its last month, or of the fiscal year."""
        is_of_calendar = period.per_year == 12 or not basis.is_fiscal
        month = (period.last % period.per_year + 1) * (12 // period.per_year) if is_of_calendar else 12
        return era(period.year, self.lang, month) if self.era else str(period.year)

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

    def figure(self, indicator: Indicator, value: float | None, *others: float | None) -> str:
        """A figure of an indicator, told from the `others`; its word where the indicator has a scale of words."""
        step = indicator.step(value)
        return self.text(step) if step else figure_of(indicator, value, *others)

    def amount(self, indicator: Indicator, value: float | None, *others: float | None) -> str:
        """A figure with its unit: `961 persons`, `961人`, `87.7%`; the word of a scale needs none."""
        text = self.figure(indicator, value, *others)
        return text if indicator.step(value) else self.with_unit(text, indicator)

    def with_unit(self, text: str, indicator: Indicator) -> str:
        """A figure in words, with its unit."""
        unit = self.text(indicator.unit)
        if not text or not unit:
            return text
        return f"{text}{unit}" if indicator.is_percentage or self.lang == "ja" else f"{text} {unit}"

    def of_base(self, indicator: Indicator, count: str, base: float) -> str:
        """A count out of a base: `11 of 13`, `13名中11名`."""
        if self.lang == "ja":
            return f"{self.with_unit(figure(base), indicator)}中{self.with_unit(count, indicator)}"
        return f"{count} of {figure(base)}"

    def range(self, indicator: Indicator, low: float | None, high: float | None) -> str:
        """A range, or the one end that is known: `0 to 1`, `>= 2,000`; `0～1`, `2,000以上`."""
        return self.between(*("" if end is None else self.figure(indicator, end) for end in (low, high)))

    def between(self, low: str, high: str) -> str:
        """The same of ends in words, of which one may be missing."""
        if low and high:
            return f"{low}～{high}" if self.lang == "ja" else f"{low} to {high}"
        if self.lang == "ja":
            return f"{low}{_JA_BOUND['at_least']}" if low else f"{high}{_JA_BOUND['at_most']}"
        return f">= {low}" if low else f"<= {high}"

    def points(self, text: str, indicator: Indicator) -> str:
        """A difference with its unit; between percentages it is in points."""
        if indicator.is_percentage:
            return f"{text}ポイント" if self.lang == "ja" else f"{text} points"
        return self.with_unit(text, indicator)

    def around(self, target: Target) -> tuple[str, str]:
        """What stands before and behind the (lower) bound of a target: `>= ` and nothing, nothing and `以上`."""
        if target.between:
            return "", "～" if self.lang == "ja" else " to "
        if self.lang == "ja":
            return "", _JA_BOUND[target.bound]
        return ">= " if target.bound == "at_least" else "<= ", ""

    def bound(self, target: Target, indicator: Indicator) -> str:
        """What a target demands, briefly: `>= 1,000`, `<= 10`, `10 to 20`; `1,000以上`, `>= the year before`."""
        if target.bounds:
            return self.range(indicator, target.lower, target.upper)
        words = self.relative(target)
        if self.lang == "ja":
            return words + _JA_BOUND[target.bound]
        return f"{'>=' if target.bound == 'at_least' else '<='} {words}"

    def relative(self, target: Target) -> str:
        """What a relative bound refers to: `the year before`, `0.54 x the baseline`; nothing for a figure."""
        factor, key = target.of_previous, "the-year-before"
        if factor is None:
            factor, key = target.of_baseline, "the-baseline"
        if factor is None:
            return ""
        if factor == 1:
            return self.word(key)
        words = digits(factor)
        return f"{self.word(key)}の{words}倍" if self.lang == "ja" else f"{words} x {self.word(key)}"

    def demand(self, target: Target, indicator: Indicator) -> str:
        """A target in words: `at least 1,000 persons by 2025-12`, `2025年末までに1,000人以上`."""
        relative = self.relative(target)
        if not target.bounds:
            bound = target.bound.replace("_", " ")
            return f"{relative}{_JA_BOUND[target.bound]}" if self.lang == "ja" else f"{bound} {relative}"
        words = self._demanded(target, indicator)
        return words + self.bracketed(relative)

    def _demanded(self, target: Target, indicator: Indicator) -> str:
        first, second = target.figures
        by = self.period(target.by, indicator.basis) if target.by is not None else ""
        last = self.amount(indicator, first if second is None else second)
        if self.lang == "ja":
            words = f"{self.figure(indicator, first)}～{last}" if target.between else last + _JA_BOUND[target.bound]
            return f"{by}までに{words}" if by else words
        words = f"between {self.figure(indicator, first)} and" if target.between else target.bound.replace("_", " ")
        return f"{words} {last} by {by}" if by else f"{words} {last}"

    def verdict(self, assessment: Assessment) -> str:
        """The compliance, and whether the miss is accepted: `missed (waived)`."""
        return self.word(assessment.compliance) + self.bracketed(self.word("waived") if assessment.waived else "")
