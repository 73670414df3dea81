"""Dates, times and months to Vietnamese text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.text import day_and_month, short_month
from generator.render.numbers import NBSP, NIL, VIETNAMESE
from generator.render.runs import join_runs

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from generator.model.period import Period
    from generator.model.values import Limit, TimeSpan


def limit(value: Limit) -> str:
    """A bound in words: `từ 90 %`, `trên 85 %`."""
    return f"{'trên' if value.strict else 'từ'} {VIETNAMESE.bound(value.bound)}"


def day(value: dt.date | None) -> str:
    """A date as documents write it: two digits for days below 10 and for January and February: `05/3/2024`."""
    if value is None:
        return NIL
    return f"{day_and_month(value)}/{value.year}"


def long_day(value: dt.date) -> str:
    """A date in words: `ngày 05 tháng 3 năm 2024`."""
    return f"ngày {value.day:02d} tháng {short_month(value.month)} năm {value.year}"


def short_day(value: dt.date) -> str:
    """A date without its year: `05/3`."""
    return day_and_month(value)


def clock(minutes: int) -> str:
    """A time of day as minutes write it: `07 giờ 30`."""
    return f"{minutes // 60:02d} giờ {minutes % 60:02d}"


def times(value: TimeSpan) -> str:
    """A span of time: `từ 07 giờ 30 đến 09 giờ 15`."""
    return f"từ {clock(value.start)} đến {clock(value.end)}"


def period(value: Period) -> str:
    """A month: `3/2024`."""
    return f"{value.month}/{value.year}"


def long_period(value: Period) -> str:
    """A month in words: `tháng 3 năm 2024`."""
    return f"tháng {value.month} năm {value.year}"


def month_name(month: int) -> str:
    """A month of a year that is known: `tháng 3`."""
    return f"tháng {month}"


def month_tick(month: int) -> str:
    """A month below a chart: `T3`."""
    return f"T{month}"


def month_runs(found: Iterable[int]) -> str:
    """Months of a year that is known, runs joined: `tháng 1, 3, 7–11`."""
    return f"tháng{NBSP}{runs(found)}"


def months(periods: Iterable[Period]) -> str:
    """A list of months by year, runs joined: `tháng 8–10, 12/2024 và tháng 1/2025`."""
    years: dict[int, list[int]] = {}
    for year, month in periods:
        years.setdefault(year, []).append(month)
    return " và ".join(f"tháng{NBSP}{runs(found)}/{year}" for year, found in years.items())


def runs(found: Iterable[int]) -> str:
    """Numbers in order with runs joined: `1, 3, 7–11`."""
    return join_runs(list(found), str)


ROMAN = ("", "I", "II", "III", "IV")


def quarters(found: Iterable[int]) -> str:
    """Quarters in Roman numerals: `I, III`."""
    return ", ".join(ROMAN[q] for q in found)
