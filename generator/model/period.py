"""Months ("kỳ"), quarters and spans of days."""

from __future__ import annotations

import datetime as dt
import functools
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST_YEAR, LAST_YEAR = 1930, 2199
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)


class Period(NamedTuple):
    """A month that a regular meeting counts for."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @classmethod
    def parse(cls, text: str) -> Period | None:
        """Read `2024-03`; None where the text is no month between 1930-01 and 2199-12."""
        found = _MONTH.fullmatch(text)
        if found is None or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
            return None
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: dt.date) -> Period:
        """The month a day lies in."""
        return cls(day.year, day.month)

    def plus(self, months: int) -> Period:
        """The month so many months later (or earlier)."""
        return _plus(self, months)

    @property
    def first(self) -> dt.date:
        """The first day of the month."""
        return dt.date(self.year, self.month, 1)

    @property
    def last(self) -> dt.date:
        """The last day of the month."""
        return _last_day(self)

    @property
    def quarter(self) -> Quarter:
        """The quarter the month belongs to."""
        return Quarter(self.year, (self.month + 2) // 3)


@functools.lru_cache(maxsize=16384)
def _plus(month: Period, months: int) -> Period:
    index = month.year * 12 + month.month - 1 + months
    return Period(index // 12, index % 12 + 1)


@functools.lru_cache(maxsize=4096)
def _last_day(month: Period) -> dt.date:
    return month.plus(1).first - dt.timedelta(days=1)


class Quarter(NamedTuple):
    """Three months of a year."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year:04d}-Q{self.number}"

    @property
    def months(self) -> tuple[Period, Period, Period]:
        """The quarter's months in order."""
        first = self.number * 3 - 2
        return Period(self.year, first), Period(self.year, first + 1), Period(self.year, first + 2)


class Span(NamedTuple):
    """A year, half-year or quarter as a whole, by its first and its last month.

    Its text is the key of its figures: `2024`, `2024-H1`, `2024-Q3`.
    """

    first_month: Period
    last_month: Period

    def __str__(self) -> str:
        year, start, length = self.year, self.first_month.month, len(self.months)
        part = {12: "", 6: f"-H{(start + 5) // 6}", 3: f"-Q{(start + 2) // 3}"}[length]
        return f"{year:04d}{part}"

    @property
    def year(self) -> int:
        """The year it lies in."""
        return self.first_month.year

    @property
    def is_year(self) -> bool:
        """Tell whether it is a whole year."""
        return len(self.months) == 12

    @property
    def months(self) -> tuple[Period, ...]:
        """Its months in order."""
        return _months(self.first_month, self.last_month)

    @property
    def first(self) -> dt.date:
        """Its first day."""
        return self.first_month.first

    @property
    def last(self) -> dt.date:
        """Its last day."""
        return self.last_month.last

    def covers(self, day: dt.date | None) -> bool:
        """Tell whether a day lies in it."""
        return day is not None and self.first <= day <= self.last


@functools.lru_cache(maxsize=4096)
def _months(first: Period, last: Period) -> tuple[Period, ...]:
    return tuple(Period(first.year, month) for month in range(first.month, last.month + 1))


def year_span(year: int) -> Span:
    """A whole year."""
    return Span(Period(year, 1), Period(year, 12))


@functools.lru_cache(maxsize=512)
def parts_of(year: int) -> tuple[Span, ...]:
    """The half-years and quarters of a year: H1, H2, Q1 to Q4."""
    cuts = [(1, 6), (7, 12), (1, 3), (4, 6), (7, 9), (10, 12)]
    return tuple(Span(Period(year, first), Period(year, last)) for first, last in cuts)


def parts_begun(year: int, day: dt.date) -> tuple[Span, ...]:
    """The half-years and quarters of a year that have begun on a day."""
    return tuple(span for span in parts_of(year) if span.first <= day)


def months_of(year: int) -> list[Period]:
    """The twelve months of a year."""
    return [Period(year, month) for month in range(1, 13)]


def quarters_of(year: int) -> list[Quarter]:
    """The four quarters of a year."""
    return [Quarter(year, number) for number in range(1, 5)]


def months_between(first: Period, last: Period) -> Iterator[Period]:
    """All months from `first` to `last`, both included."""
    month = first
    while month <= last:
        yield month
        month = month.plus(1)


def covers(start: dt.date, end: dt.date | None, day: dt.date) -> bool:
    """Tell whether an interval with inclusive ends (an open end is None) contains a day."""
    return start <= day and (end is None or day <= end)
