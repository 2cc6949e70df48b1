"""Which indicator of a dataset a series of a table belongs to."""

from __future__ import annotations

from ..errors import count
from ..hints import nearest
from ..model.breakdowns import name_of
from ..model.indicator import Indicator
from ..model.programme import Programme
from ..model.texts import Text
from .series import Series


class Index:
    """The indicators of a dataset, by id and by title."""

    def __init__(self, programme: Programme) -> None:
        self.by_id = {one.name: one for _, one in programme.every_series()}
        self.by_title: dict[str, list[tuple[str, Indicator]]] = {}
        for sub_field, indicator in programme:
            for words in _words(indicator.title):
                self.by_title.setdefault(words, []).append((sub_field.sub_field, indicator))

    def match(self, series: Series) -> Indicator | None:
        """The indicator of that id, else the only one of that title and, if the table has them, unit and sub-field."""
        texts, part = series.texts, series.texts.get("breakdown")
        if "indicator" in texts:
            return self.by_id.get(name_of(texts["indicator"], part))
        found = [
            self.by_id.get(name_of(indicator.id, part))
            for sub_field, indicator in self._titled(series)
            if texts.get("sub_field", sub_field) == sub_field
            and ("unit" not in texts or says(indicator.unit, texts["unit"]))
        ]
        return found[0] if len(found) == 1 else None

    def is_new(self, series: Series) -> bool:
        """Whether a series is of an indicator that is not there, by its id and by its title and unit."""
        id_ = series.texts.get("indicator")
        same = [one for _, one in self._titled(series) if id_ is None or says(one.unit, series.texts.get("unit", ""))]
        return not same and (id_ is None or id_ not in self.by_id)

    def why_not(self, series: Series) -> str:
        """Why nothing matches, with the nearest name."""
        if name := series.texts.get("indicator"):
            name = name_of(name, series.texts.get("breakdown"))
            return f"there is no indicator '{name}'{nearest(name, list(self.by_id))}"
        title = series.texts.get("title", "").strip()
        if same := [indicator.id for _, indicator in self._titled(series)]:
            which = f"{count(len(same), 'indicator')} ({', '.join(same)})"
            return f"'{title}' is the title of {which}, and not of one of this unit and sub-field"
        return f"there is no indicator with the title '{title}'{nearest(title, list(self.by_title))}"

    def _titled(self, series: Series) -> list[tuple[str, Indicator]]:
        return self.by_title.get(series.texts.get("title", "").strip(), [])


def says(text: Text | None, words: str) -> bool:
    """Whether a text has these words in one of its languages."""
    return text is not None and words.strip() in _words(text)


def _words(text: Text) -> set[str]:
    return {words.strip() for words in (text.ja, text.en) if words}
