"""The whole dataset: what `policy_eval.load()` returns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from ..errors import Problem
from .codes import Lang, MetricKind
from .indicator import Freshness, Indicator
from .origin import Origin
from .sub_field import PROGRAMME_WIDE, About, SubField
from .texts import changed

if TYPE_CHECKING:
    import pandas as pd

    from ..judging.assess import Assessment


@dataclass(frozen=True, slots=True)
class Programme:
    """A policy evaluation: its sub-fields with their indicators.

    `sub_fields` come in the order of their numbers, the programme-wide one first.
    `origins` holds for each indicator id where it was read from, `warnings` what is
    questionable in the files without making them unusable.
    """

    root: str
    about: About | None
    sub_fields: tuple[SubField, ...]
    origins: Mapping[str, Origin] = field(repr=False)
    warnings: tuple[Problem, ...] = ()
    without_reference: frozenset[str] | None = field(default=None, repr=False, compare=False)
    """The sub-fields without a reference metric, kept where only a part of the programme is."""
    texts: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)
    """What its files hold, by path, where that is not what is there now: those of an earlier state."""

    def __iter__(self) -> Iterator[tuple[SubField, Indicator]]:
        """Every indicator with its sub-field, in order."""
        for sub_field in self.sub_fields:
            for indicator in sub_field.indicators:
                yield sub_field, indicator

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators, in order."""
        return tuple(indicator for _, indicator in self)

    def every_series(self) -> Iterator[tuple[SubField, Indicator]]:
        """Every indicator with its sub-field, each followed by its parts, in order."""
        for sub_field, indicator in self:
            for one in indicator.series:
                yield sub_field, one

    def freshness_of(self, sub_field: SubField, indicator: Indicator) -> Freshness | None:
        """How soon figures come: as the indicator says, else its sub-field, else the programme."""
        return indicator.freshness or sub_field.freshness or (self.about.freshness if self.about else None)

    def where(self, keep: Callable[[SubField, Indicator], bool]) -> Programme:
        """The same programme with only the indicators to `keep`; emptied sub-fields go."""
        kept = (
            changed(sub_field, indicators=tuple(i for i in sub_field.indicators if keep(sub_field, i)))
            for sub_field in self.sub_fields
        )
        return replace(
            self,
            sub_fields=tuple(sub_field for sub_field in kept if sub_field.indicators),
            without_reference=frozenset(one.sub_field for one in self.sub_fields if self.lacks_reference(one)),
        )

    def in_parts(self, size: int) -> Iterator[Programme]:
        """The programme in programmes of at most so many indicators each, in order; at least one."""
        parts = [
            changed(home, indicators=home.indicators[start : start + size])
            for home in self.sub_fields
            for start in range(0, len(home.indicators), size)
        ]
        some: list[SubField] = []
        for part in parts:
            if some and sum(len(one.indicators) for one in some) + len(part.indicators) > size:
                yield replace(self, sub_fields=tuple(some))
                some = []
            some.append(part)
        yield replace(self, sub_fields=tuple(some))

    def in_order(self, ids: Sequence[str]) -> Programme:
        """The same indicators in another order, in one group without a name."""
        places = {id_: place for place, id_ in enumerate(ids)}
        indicators = tuple(sorted(self.indicators, key=lambda one: places[one.id]))
        first = self.sub_fields[0]
        title = changed(first.title, ja=None, en=None)
        group = changed(first, sub_field="", title=title, indicators=indicators, goals=())
        return replace(self, sub_fields=(group,), without_reference=frozenset())

    def lacks_reference(self, sub_field: SubField) -> bool:
        """Whether a sub-field lists no reference metric of its own, whatever part of it this is."""
        if self.without_reference is not None:
            return sub_field.sub_field in self.without_reference
        is_wide = sub_field.sub_field == PROGRAMME_WIDE
        return not is_wide and all(indicator.kind is not MetricKind.REFERENCE for indicator in sub_field.indicators)

    def judged(self, today: date) -> Iterator[tuple[SubField, Assessment]]:
        """Every indicator, and each of its parts, against each of its targets as of `today`, in order."""
        from ..judging.assess import assess

        for sub_field, indicator in self.every_series():
            for assessment in assess(indicator, today):
                yield sub_field, assessment

    def observations(self, lang: Lang = "en") -> pd.DataFrame:
        """One row per indicator and period; see `frame.observations` for columns and dtypes."""
        from ..tables import frames as frame

        return frame.observations(self, lang)

    def changes(self, lang: Lang = "en") -> pd.DataFrame:
        """The observations with their year-over-year changes; see `frame.changes`."""
        from ..tables import frames as frame

        return frame.changes(self, lang)

    def assessments(self, today: date | None = None, lang: Lang = "en") -> pd.DataFrame:
        """One row per indicator and target, judged as of `today` (else the current day); see `frame.assessments`."""
        from ..tables import frames as frame

        return frame.assessments(self, today or date.today(), lang)

    def goals(self, lang: Lang = "en") -> pd.DataFrame:
        """One row per goal, with what follows it and what measures it; see `frame.goals`."""
        from ..tables import frames as frame

        return frame.goals(self, lang)
