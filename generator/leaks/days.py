"""Days in whatever way they are written, each as `2024-03-05`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_NUMBERS = re.compile(
    r"(?<!\d)(?:(?P<y>\d{4})([-/_])(?P<m>\d{1,2})\2(?P<d>\d{1,2})|(?P<D>\d{1,2})([-/_])(?P<M>\d{1,2})\6(?P<Y>\d{4}))(?!\d)"
)
_DOTS = re.compile(rb"\.(\d{1,2})\.(\d{4}|\d{1,2})(?!\d)")
_BEFORE = re.compile(rb"(?<!\d)(\d{4}|\d{1,2})\Z")
_GAP = rb"(?:[\s,]|&nbsp;|\xc2\xa0)+"
_NAM = re.compile(rb"\xc4\x83m" + _GAP + rb"\d{4}(?!\d)")  # found quickly; what is before it is looked at then
_WORDS = rb"th(?:\xc3\xa1|a\xcc\x81|\xc3\x81|a)ng", rb"n(?:\xc4\x83|a\xcc\x86|\xc4\x82|a)m"
_VIETNAMESE = re.compile(
    rb"(?<!\d)(\d{1,2})" + _GAP + _WORDS[0] + _GAP + rb"(\d{1,2})" + _GAP + _WORDS[1] + _GAP + rb"(\d{4})(?!\d)",
    re.IGNORECASE,
)
_BACK = 80  # bytes of `ngày 05 tháng 3 `, with `&nbsp;` for spaces
_NAME = rb"(" + "|".join(f"{month[:3]}(?:{month[3:]})?" for month in _MONTHS).encode() + rb")"
_DAY_FIRST = re.compile(rb"(?<!\d)(\d{1,2})" + _GAP + _NAME + _GAP + rb"(\d{4})(?!\d)", re.IGNORECASE)
_MONTH_FIRST = re.compile(rb"\b" + _NAME + _GAP + rb"(\d{1,2})" + _GAP + rb"(\d{4})(?!\d)", re.IGNORECASE)


def _cases(*words: str) -> frozenset[bytes]:
    return frozenset(form.encode() for word in words for form in (word, word.title(), word.upper()))


_ENGLISH = _cases(*_MONTHS, *(month[:3] for month in _MONTHS))
_RARE = _cases("năm", "nam", "na\u0306m") - {"năm".encode(), "Năm".encode()}


def in_token(token: str) -> Iterator[str]:
    """The days that stand in a token: `3-3-2024`, `2024/03/03`, `2024-03-03t07`."""
    for found in _NUMBERS.finditer(token):
        yield _day(found["y"] or found["Y"], found["m"] or found["M"], found["d"] or found["D"])


def in_words(data: bytes, tokens: set[bytes]) -> set[str]:
    """The days of a text in words or with dots: `ngày 05 tháng 3 năm 2024`, `5 March 2024`, `5.3.2024`."""
    found = set(_dotted(data))
    around = [data] if tokens & _RARE else [data[max(0, at.start() - _BACK) : at.end()] for at in _NAM.finditer(data)]
    found.update(_day(year, month, day) for part in around for day, month, year in _VIETNAMESE.findall(part))
    if not _ENGLISH.isdisjoint(tokens):
        found.update(_day(year, _number(name), day) for day, name, year in _DAY_FIRST.findall(data))
        found.update(_day(year, _number(name), day) for name, day, year in _MONTH_FIRST.findall(data))
    return found


def _dotted(data: bytes) -> Iterator[str]:
    for found in _DOTS.finditer(data):
        before = _BEFORE.search(data[max(0, found.start() - 5) : found.start()])
        if before and (len(before[1]) == 4) != (len(found[2]) == 4):
            year, day = (before[1], found[2]) if len(before[1]) == 4 else (found[2], before[1])
            yield _day(year, found[1], day)


def _number(name: bytes) -> int:
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(name[:3].decode().lower()))


def _day(year: str | bytes, month: str | bytes | int, day: str | bytes) -> str:
    return f"{int(year):04d}-{int(month):02d}-{int(day):02d}"
