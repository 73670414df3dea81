"""What a wrong value most likely means: a day, an hour, a number as people write them, as the format writes them."""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING

from generator.model.period import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST = 60  # characters: what is longer means something else
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.]\s*(\d{1,2})(?:\s*[-/.]\s*(\d{1,2}))?", re.ASCII)
_DAY_FIRST = re.compile(r"(?:ngày\s+)?(\d{1,2})\s*(?:[-/.]|tháng)\s*(\d{1,2})\s*(?:[-/.]|năm)\s*(\d{4})", re.ASCII)
_MONTH_FIRST = re.compile(r"(?:tháng\s+)?(\d{1,2})\s*(?:[-/.]|năm)\s*(\d{4})", re.ASCII)
_HOURS = re.compile(r"\D{0,4}?(\d{1,2})(?:\s*(?:[:.,hg]|giờ)\s*(\d{2})?)?\D{0,6}", re.ASCII)
_BETWEEN = re.compile(r"\s*(?:[-\u2013\u2014~]+|\bđến\b|\btới\b|\bto\b)\s*")
_NUMBER = re.compile(r"(\d{1,7})(?:[.,]0+)?\s*(?:người|đồng chí|đ/c|đảng viên)?", re.ASCII)
_YES = frozenset({"yes", "y", "on", "true", "có", "đúng", "x", "1"})
_NO = frozenset({"no", "n", "off", "false", "không", "sai", "0"})


def meant(kind: str, written: object) -> str | None:
    """The value of a kind (a key of `EXPECTED`) that somebody most likely meant; None where that is not clear."""
    read = _READERS.get(kind)
    if read is None or not isinstance(written, str) or len(written) > _LONGEST:
        return None
    return read(written.strip().casefold())


def _date(text: str) -> str | None:
    found = _YEAR_FIRST.fullmatch(text)
    year, month, day = found.groups() if found else (None, None, None)
    if found is None:
        found = _DAY_FIRST.fullmatch(text)
        day, month, year = found.groups() if found else (None, None, None)
    if year is None or month is None or day is None:
        return None
    if not FIRST_YEAR <= int(year) <= LAST_YEAR or not 1 <= int(month) <= 12 or not 1 <= int(day) <= 31:
        return None
    last = calendar.monthrange(int(year), int(month))[1]
    return f"{year}-{int(month):02d}-{min(int(day), last):02d}"


def _month(text: str) -> str | None:
    found = _YEAR_FIRST.fullmatch(text)
    year, month = found.groups()[:2] if found else (None, None)
    if found is None:
        found = _MONTH_FIRST.fullmatch(text)
        month, year = found.groups() if found else (None, None)
    if year is None or month is None or not 1 <= int(month) <= 12 or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return None
    return f"{year}-{int(month):02d}"


def _time(text: str) -> str | None:
    ends = _BETWEEN.split(text)
    if len(ends) != 2:
        return None
    hours = []
    for end in ends:
        found = _HOURS.fullmatch(end)
        if found is None:
            return None
        hour, minute = int(found[1]), int(found[2] or 0)
        if hour > 23 or minute > 59:
            return None
        hours.append(f"{hour:02d}:{minute:02d}")
    return "-".join(hours)


def _count(text: str) -> str | None:
    found = _NUMBER.fullmatch(text)
    return str(int(found[1])) if found else None


def _flag(text: str) -> str | None:
    return "true" if text in _YES else "false" if text in _NO else None


def _day_of_month(text: str) -> str | None:
    number = _count(text.removeprefix("ngày").strip())
    return str(min(int(number), 28)) if number is not None and 1 <= int(number) <= 31 else None


_READERS: dict[str, Callable[[str], str | None]] = {
    "count": _count, "date": _date, "day_of_month": _day_of_month, "excused": _count, "flag": _flag, "month": _month,
    "people": _count, "time": _time,
}  # fmt: skip
