"""A programme's own words for degrees of achievement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from .codes import Rated
from .fields import Figure, Word
from .texts import STRICT, Text


@dataclass(config=STRICT, frozen=True, slots=True)
class Band:
    """One degree: from which figure on, and its word."""

    from_: Annotated[Figure | None, Field(alias="from", description="Its least figure; the last one has none")] = None
    ja: Annotated[Word | None, Field(description="The word in Japanese")] = None
    en: Annotated[Word | None, Field(description="The word in English")] = None

    def __post_init__(self) -> None:
        if self.ja is None and self.en is None:
            raise ValueError("a band has a word, in ja or en")


@dataclass(config=STRICT, frozen=True, slots=True)
class Ratings:
    """Which figure is rated, and its bands, the best first."""

    of: Annotated[Rated, Field(description="The figure that is rated")]
    bands: Annotated[tuple[Band, ...], Field(description="The bands, the best first")]

    def __post_init__(self) -> None:
        starts = [band.from_ for band in self.bands]
        known = [start for start in starts if start is not None]
        if len(known) < len(starts[:-1]) or known != sorted(set(known), reverse=True):
            raise ValueError("every band but the last has 'from', each lower than the one before it")

    def rate(self, figures: Mapping[str, float]) -> Text | None:
        """The word for the figure that is rated; None where there is none, or no band for it."""
        figure = figures.get(self.of)
        if figure is None:
            return None
        found = (band for band in self.bands if band.from_ is None or figure >= band.from_)
        band = next(found, None)
        return Text(band.ja, band.en) if band else None
