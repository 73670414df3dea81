"""Dates, times and months to English text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.words import MONTHS
from generator.render.numbers import ENGLISH, NIL
from generator.render.runs import join_runs

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from generator.model.period import Period
    from generator.model.values import Limit, TimeSpan


def limit(value: Limit) -> str:
    """A bound in words: `at least 90%`, `above 85%`."""
    return f"{'above' if value.strict else 'at least'} {ENGLISH.bound(value.bound)}"


def day(value: dt.date | None) -> str:
    """A date: `5 March 2024`."""
    return NIL if value is None else f"{value.day} {MONTHS[value.month]} {value.year}"


def long_day(value: dt.date) -> str:
    """A date in words: `5 March 2024`."""
    return day(value)


def short_day(value: dt.date) -> str:
    """A date without its year: `5 March`."""
    return f"{value.day} {MONTHS[value.month]}"


def clock(minutes: int) -> str:
    """A time of day: `07:30`."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def times(value: TimeSpan) -> str:
    """A span of time: `from 07:30 to 09:15`."""
    return f"from {clock(value.start)} to {clock(value.end)}"


def period(value: Period) -> str:
    """A month: `Mar 2024`."""
    return f"{month_tick(value.month)} {value.year}"


def long_period(value: Period) -> str:
    """A month in words: `March 2024`."""
    return f"{MONTHS[value.month]} {value.year}"


def month_name(month: int) -> str:
    """A month of a year that is known: `March`."""
    return MONTHS[month]


def month_tick(month: int) -> str:
    """A month below a chart: `Mar`."""
    return MONTHS[month][:3]


def month_runs(found: Iterable[int]) -> str:
    """Months of a year that is known, runs joined: `January, March, July–November`."""
    return join_runs(found, month_name)


def months(periods: Iterable[Period]) -> str:
    """A list of months by year, runs joined: `August–October, December 2024 and January 2025`."""
    years: dict[int, list[int]] = {}
    for year, month in periods:
        years.setdefault(year, []).append(month)
    return " and ".join(f"{month_runs(found)} {year}" for year, found in years.items())


def runs(found: Iterable[int]) -> str:
    """Numbers in order with runs joined: `1, 3, 7–11`."""
    return join_runs(found, str)


def quarters(found: Iterable[int]) -> str:
    """Quarters: `1, 3`."""
    return ", ".join(map(str, found))
