"""Values to Vietnamese text. Formatting happens here only, exactly and half up; views and templates hold values."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from generator.model.ratio import scaled_half_up

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from generator.model.period import Period
    from generator.model.ratio import Ratio
    from generator.model.text import Text
    from generator.model.values import Limit, TimeSpan

NIL = "–"
NBSP = "\u00a0"


def number(value: int | Fraction | None) -> str:
    """A number the Vietnamese way: `1.322`, `90,5`; a nil where there is none. At most two decimals, half up."""
    if value is None:
        return NIL
    if isinstance(value, int):
        return f"{value:,}".replace(",", ".")
    return decimals(value, 2).rstrip("0").rstrip(",")


def decimals(value: Fraction, places: int) -> str:
    """A fraction with exactly so many decimals, half up: `10,27`."""
    scaled = scaled_half_up(value, places)
    whole, part = divmod(abs(scaled), 10**places)
    return f"{'-' if scaled < 0 else ''}{number(whole)}" + (f",{part:0{places}d}" if places else "")


def percent(share: Fraction | None, places: int = 2) -> str:
    """A share as a percentage: `65,52 %` with a no-break space; a nil where there is none."""
    return NIL if share is None else decimals(share * 100, places) + NBSP + "%"


@lru_cache(maxsize=8192)
def share(value: tuple[int, int] | Ratio) -> str:
    """The percentage of a pair of numbers, `15/17` → `88,24 %`; a nil where nothing was to be counted."""
    return percent(Fraction(value[0], value[1])) if value[1] else NIL


@lru_cache(maxsize=8192)
def points(value: tuple[int, int]) -> str:
    """The percentage of a pair with one decimal and no sign, for a column whose head says so: `93,8`, `100`."""
    if not value[1]:
        return NIL
    return "100" if value[0] == value[1] else decimals(Fraction(100 * value[0], value[1]), 1)


def ratio(value: tuple[int | Fraction, int] | Ratio) -> str:
    """Numerator and denominator: `1.322/2.333`; a nil where nothing was to be counted."""
    return f"{number(value[0])}/{number(value[1])}" if value[1] else NIL


def limit(value: Limit) -> str:
    """A bound in words: `từ 90 %`, `trên 85 %`."""
    bound = number(value.bound * 100) + NBSP + "%" if value.bound <= 1 else number(value.bound)
    return f"{'trên' if value.strict else 'từ'} {bound}"


def day(value: dt.date | None) -> str:
    """A date as documents write it: two digits for days below 10 and for January and February: `05/3/2024`."""
    if value is None:
        return NIL
    return f"{value.day:02d}/{_month(value.month)}/{value.year}"


def long_day(value: dt.date) -> str:
    """A date in words: `ngày 05 tháng 3 năm 2024`."""
    return f"ngày {value.day:02d} tháng {_month(value.month)} năm {value.year}"


def _month(month: int) -> str:
    return f"{month:02d}" if month < 3 else str(month)


def short_day(value: dt.date) -> str:
    """A date without its year: `05/3`."""
    return f"{value.day:02d}/{_month(value.month)}"


def clock(minutes: int) -> str:
    """A time of day as minutes write it: `07 giờ 30`."""
    return f"{minutes // 60:02d} giờ {minutes % 60:02d}"


def times(value: TimeSpan) -> str:
    """A span of time: `từ 07 giờ 30 đến 09 giờ 15`."""
    return f"từ {clock(value.start)} đến {clock(value.end)}"


def period(value: Period) -> str:
    """A month: `3/2024`."""
    return f"{value.month}/{value.year}"


def months(periods: Iterable[Period]) -> str:
    """A list of months by year, runs joined: `tháng 8–10, 12/2024 và tháng 1/2025`."""
    years: dict[int, list[int]] = {}
    for year, month in periods:
        years.setdefault(year, []).append(month)
    return " và ".join(f"tháng{NBSP}{_runs(found)}/{year}" for year, found in years.items())


def _runs(found: list[int]) -> str:
    """`8–10, 12` from 8, 9, 10, 12; two in a row stay apart."""
    parts: list[list[int]] = []
    for month in found:
        if parts and month == parts[-1][-1] + 1:
            parts[-1].append(month)
        else:
            parts.append([month])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in parts)


def runs(found: Iterable[int]) -> str:
    """Numbers in order with runs joined: `1, 3, 7–11`."""
    return _runs(list(found))


ROMAN = ("", "I", "II", "III", "IV")


def quarters(found: Iterable[int]) -> str:
    """Quarters in Roman numerals: `I, III`."""
    return ", ".join(ROMAN[q] for q in found)


def label(text: Text) -> str:
    """The Vietnamese of a text in two languages."""
    return text.vi


def capital(text: str) -> str:
    """The text with its first letter as a capital; the others stay."""
    return text[:1].upper() + text[1:]


_CODE = re.compile(r"`([^`\n]+)`")


@lru_cache(maxsize=4096)
def code(text: str) -> Markup:
    """Text in which words between backticks are code; everything else is escaped."""
    parts = _CODE.split(text)
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if index % 2 else escape(part) for index, part in enumerate(parts)
    )


@lru_cache(maxsize=1024)
def paragraphs(text: str) -> Markup:
    """Plain text as paragraphs and lists, split at empty lines and at lines that start with `- `."""
    blocks = []
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = block.split("\n")
        if lines[0].startswith("- "):
            entries = re.split(r"\n(?=- )", block)
            body = Markup("").join(Markup("<li>{}</li>").format(code(" ".join(e[2:].split()))) for e in entries)
            blocks.append(Markup("<ul>{}</ul>").format(body))
        else:
            blocks.append(Markup("<p>{}</p>").format(code(" ".join(block.split()))))
    return Markup("\n").join(blocks)


FILTERS: dict[str, Callable[..., Any]] = {
    "number": number,
    "percent": percent,
    "share": share,
    "points": points,
    "nd": ratio,
    "limit": limit,
    "day": day,
    "long_day": long_day,
    "short_day": short_day,
    "clock": clock,
    "times": times,
    "period": period,
    "months": months,
    "runs": runs,
    "quarters": quarters,
    "label": label,
    "capital": capital,
    "code": code,
    "paragraphs": paragraphs,
}
