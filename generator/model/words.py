"""The words of the pages in one language: Vietnamese as it is written in templates and views, or its translation."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.model.text import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.model.period import Period

Forms = tuple[str, str]  # for one, for any other number
MONTHS = (
    "", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@dataclass(frozen=True)
class Words:
    """A language and its catalogue: the Vietnamese text → its translation, for one and for many.

    Vietnamese has one form and needs no catalogue. A text that the catalogue lacks stays Vietnamese; a test keeps it
    complete.
    """

    lang: str = "vi"
    catalogue: Mapping[str, Forms] = field(default_factory=dict, compare=False, hash=False, repr=False)

    def forms(self, text: str, many: str | None = None) -> Forms:
        """The translation of a text for one and for many."""
        return self.catalogue.get(text, (text, many or text))

    def tr(self, text: str, **values: object) -> str:
        """Translate a text and fill in `%(name)s`; the number that decides between one and many is called `n`."""
        forms = self.catalogue.get(text)
        chosen = text if forms is None else forms[0] if values.get("n") in (1, "1") else forms[1]
        return chosen % values if values else chosen

    def month(self, month: int) -> str:
        """A month of a year that is known, as it stands in a title: `3`, `March`."""
        return MONTHS[month] if self.lang == "en" else str(month)

    def period(self, period: Period) -> str:
        """A month, as it stands in a title: `3/2024`, `March 2024`."""
        return f"{self.month(period.month)}{' ' if self.lang == 'en' else '/'}{period.year}"


VIETNAMESE = Words()


def places(languages: Iterable[str]) -> dict[str, str]:
    """Where the pages of each language stand: Vietnamese, or the only one, at the top, any other below `/LANG`."""
    first, *others = sorted(languages, key=LANGUAGES.index)
    return {first: "", **{lang: f"/{lang}" for lang in others}}
