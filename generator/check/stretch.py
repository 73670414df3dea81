"""What days a finding is about: an allowance may cover them, and the rulebook of their last says how severe it is."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from generator.model.period import Period, Quarter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.book import CellBook

Stretch = tuple[dt.date, dt.date]


class Stretches:
    """The days that findings of some files are about; `book` is the cell whose files they are, if it is one's."""

    def __init__(self, as_of: dt.date, book: CellBook | None = None) -> None:
        self._as_of = as_of
        self._book = book
        self._days: dict[str, Stretch] | None = None

    def of(self, path: str, period: str) -> Stretch:
        """A finding's period, its meeting's day (or month), its year's file, else `as_of`."""
        if period:
            return _of_period(period)
        if self._days is None:
            self._days = dict(_days(self._book)) if self._book is not None else {}
        known = self._days.get(path)
        if known is not None:
            return known
        year = path.rpartition("/")[2].removesuffix(".yml")
        return _of_period(year) if year.isdecimal() and len(year) == 4 else (self._as_of, self._as_of)


def _of_period(written: str) -> Stretch:
    """The days of `2024`, `2024-Q1` or `2024-03`."""
    year, _, part = written.partition("-")
    if not part:
        return dt.date(int(year), 1, 1), dt.date(int(year), 12, 31)
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
        yield f"{book.path}/{year}/year.yml", _of_period(str(year))
