"""Take away what an allowance covers, and remember which allowances were of use."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from generator.model.period import Period, Quarter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.model.allow import Allow
    from generator.model.book import CellBook
    from generator.model.diagnostic import Diagnostic

Stretch = tuple[dt.date, dt.date]


class Allowances:
    """The allowances that may cover diagnostics of some files. `used` holds those that did."""

    def __init__(self, allows: Sequence[Allow], as_of: dt.date, book: CellBook | None = None) -> None:
        self.allows = allows
        self.as_of = as_of
        self.used: set[Allow] = set()
        self._book = book
        self._days: dict[str, Stretch] | None = None

    def cover(self, diagnostic: Diagnostic) -> bool:
        """Tell whether one of them covers a diagnostic, and count it as used."""
        if not self.allows:
            return False
        stretch = self._stretch(diagnostic)
        found = [allow for allow in self.allows if allow.covers(diagnostic, stretch)]
        self.used.update(found)
        return bool(found)

    def keep(self, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        """The diagnostics that none of them covers."""
        return [d for d in diagnostics if not self.cover(d)] if self.allows else list(diagnostics)

    def _stretch(self, diagnostic: Diagnostic) -> Stretch:
        """The days a diagnostic is about: its period, its meeting's day, its year's file, else `as_of`."""
        if diagnostic.period:
            return _of_period(diagnostic.period)
        if self._days is None:
            self._days = dict(_days(self._book)) if self._book is not None else {}
        known = self._days.get(diagnostic.path)
        if known is not None:
            return known
        year = diagnostic.path.rpartition("/")[2].removesuffix(".yml")
        if year.isdecimal() and len(year) == 4:  # observers/2024.yml, events/2024.yml
            return dt.date(int(year), 1, 1), dt.date(int(year), 12, 31)
        return self.as_of, self.as_of


def _of_period(written: str) -> Stretch:
    year, _, part = written.partition("-")
    if part.startswith("Q"):
        months = Quarter(int(year), int(part[1:])).months
        return months[0].first, months[2].last
    month = Period(int(year), int(part))
    return month.first, month.last


def _days(book: CellBook) -> Iterable[tuple[str, Stretch]]:
    for record in book.meetings:
        day = record.meeting.date if record.meeting is not None else None
        yield record.path, (day, day) if day is not None else (record.period.first, record.period.last)
    for year in book.years:
        yield f"{book.path}/{year}/year.yml", (dt.date(year, 1, 1), dt.date(year, 12, 31))
