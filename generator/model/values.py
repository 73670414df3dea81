"""The types that record fields are made of: each reads one written text and says what it expected instead.

A failed read is a `PydanticCustomError` whose type is a key of `EXPECTED`; its `allowed` context lists the valid words.
Each type also carries what an editor makes of such a text (`seen_as`).
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from pydantic import BeforeValidator, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator.model import shapes, zones
from generator.model.expected import EXPECTED
from generator.model.period import FIRST_YEAR, LAST_YEAR, Period

if TYPE_CHECKING:
    from generator.model.text import Text

SLUG = re.compile(shapes.SLUG, re.ASCII)
KEY = re.compile(shapes.KEY, re.ASCII)
SLUG_LENGTH = shapes.LONGEST
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)  # fromisoformat alone takes 2024-W10-2 for a day too
_POINTS = re.compile(r"\d{1,4}(?:[.,]\d{1,3})?", re.ASCII)
_LONGEST_REF = 5 * SLUG_LENGTH  # more than any reference has
_KEPT = 8192  # ids and days come again and again in a store: that many are known without looking


def wrong(kind: str, allowed: Any = ()) -> PydanticCustomError:
    """Build the error that says what a value of this kind looks like (`EXPECTED[kind]`)."""
    return PydanticCustomError(kind, "wrong value", {"allowed": list(allowed)})


def seen_as(kind: str, shape: dict[str, Any] | None = None) -> WithJsonSchema:
    """The JSON Schema of a kind of value, with what is expected (`EXPECTED[kind]`) as its error message."""
    needed = EXPECTED[kind]
    said = f"Cần: {needed.vi}. / Expected: {needed.en}."
    return WithJsonSchema({**(shapes.SHAPES[kind] if shape is None else shape), "errorMessage": said})


def _scalar(value: Any, kind: str) -> str:
    if not isinstance(value, str):
        raise wrong(kind)
    return value


def read_slug(value: Any) -> str:
    """Read an id: `[a-z0-9]+(-[a-z0-9]+)*`, at most 64 characters."""
    if isinstance(value, str) and len(value) <= SLUG_LENGTH and _is_slug(value):
        return value
    raise wrong("slug")


@functools.lru_cache(_KEPT)
def _is_slug(text: str) -> bool:
    return SLUG.fullmatch(text) is not None


def read_key(value: Any) -> str:
    """Read the name of an open list entry, such as a score group or a register."""
    if isinstance(value, str) and len(value) <= SLUG_LENGTH and KEY.fullmatch(value):
        return value
    raise wrong("key")


def read_words(value: Any) -> str:
    """Read free text: kept as written."""
    return _scalar(value, "words")


def read_count(value: Any) -> int:
    """Read a whole number from 0 to 9,999,999 written in digits."""
    if isinstance(value, str) and len(value) <= 7 and value.isascii() and value.isdigit():
        return int(value)
    raise wrong("count")


def read_points(value: Any) -> int | Fraction:
    """Read points, whole or with a decimal part, exactly."""
    text = _scalar(value, "points")
    if not _POINTS.fullmatch(text):
        raise wrong("points")
    if len(text) <= 2:  # nearly all: there is no room for decimals
        return int(text)
    points = Fraction(text.replace(",", "."))
    return points.numerator if points.denominator == 1 else points


def read_date(value: Any) -> dt.date:
    """Read `YYYY-MM-DD`, a day that exists, in the years 1930 to 2199."""
    day = _day(value) if isinstance(value, str) and len(value) == 10 else None
    if day is None:
        raise wrong("date")
    return day


@functools.lru_cache(_KEPT)
def _day(text: str) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None
    return day if day is not None and FIRST_YEAR <= day.year <= LAST_YEAR else None


def read_month(value: Any) -> Period:
    """Read `YYYY-MM`."""
    month = Period.parse(_scalar(value, "month"))
    if month is None:
        raise wrong("month")
    return month


class TimeSpan(NamedTuple):
    """A start and an end on the clock. Unit: minutes after midnight."""

    start: int
    end: int

    @property
    def minutes(self) -> int:
        """The duration in minutes; negative where the end is written before the start."""
        return self.end - self.start


_TIME = re.compile(r"\s*(\d{1,2})[:hH](\d{2})\s*[-\u2013]\s*(\d{1,2})[:hH](\d{2})\s*", re.ASCII)


def read_time(value: Any) -> TimeSpan:
    """Read `07:30-09:15`, `7:30 – 9:15` or `7h30-9h15`."""
    found = _TIME.fullmatch(_scalar(value, "time"))
    if found is None:
        raise wrong("time")
    h1, m1, h2, m2 = map(int, found.groups())
    if h1 > 23 or h2 > 24 or m1 > 59 or m2 > 59 or h2 * 60 + m2 > 1440:
        raise wrong("time")
    return TimeSpan(h1 * 60 + m1, h2 * 60 + m2)


def read_flag(value: Any) -> bool:
    """Read `true` or `false`."""
    if isinstance(value, str) and value in {"true", "false"}:
        return value == "true"
    raise wrong("flag")


class Limit(NamedTuple):
    """A comparison with an exact bound, such as `>= 90%`."""

    strict: bool
    bound: Fraction
    written: str

    def holds(self, value: Fraction) -> bool:
        """Tell whether a value reaches the limit."""
        return self.holds_for(value.numerator, value.denominator)

    def holds_for(self, part: int, whole: int) -> bool:
        """Tell whether a part of a whole reaches the limit; no fraction is made of them, which takes long."""
        have, need = part * self.bound.denominator, whole * self.bound.numerator
        return have > need if self.strict else have >= need


def _fraction(text: str, kind: str) -> Fraction:
    found = re.fullmatch(r"(\d{1,6}(?:[.,]\d{1,4})?)\s*(%?)|(\d{1,6})\s*/\s*(\d{1,6})", text.strip(), re.ASCII)
    if found is None or (found[4] and int(found[4]) == 0):
        raise wrong(kind)
    if found[3]:
        return Fraction(int(found[3]), int(found[4]))
    return Fraction(found[1].replace(",", ".")) / (100 if found[2] else 1)


def read_limit(value: Any) -> Limit:
    """Read `>= 90%`, `> 85%`, `> 1/2`, `>= 70`."""
    text = _scalar(value, "limit")
    found = re.fullmatch("(>=|>|≥)(.+)", text.strip())
    if found is None:
        raise wrong("limit")
    return Limit(found[1] == ">", _fraction(found[2], "limit"), " ".join(text.split()))


def read_share(value: Any) -> Fraction:
    """Read `2/3` or `80%` exactly."""
    return _fraction(_scalar(value, "share"), "share")


def read_zone(value: Any) -> str:
    """Read the name of a time zone known to the program's own time zone data."""
    text = _scalar(value, "zone")
    if text not in zones.names():
        raise wrong("zone")
    return text


def _bounded(low: int, high: int, kind: str) -> Any:
    def read(value: Any) -> int:
        if isinstance(value, str) and len(value) <= 2 and value.isascii() and value.isdigit():
            number = int(value)
            if low <= number <= high:
                return number
        raise wrong(kind)

    return Annotated[int, PlainValidator(read), seen_as(kind, shapes.days(low, high))]


def _shaped(pattern: str, kind: str) -> Any:
    shape = re.compile(pattern, re.ASCII)

    @functools.lru_cache(_KEPT)
    def fits(text: str) -> bool:
        return shape.fullmatch(text) is not None and all(len(part) <= SLUG_LENGTH for part in text.split("/"))

    def read(value: Any) -> str:
        text = _scalar(value, kind)
        if len(text) > _LONGEST_REF or not fits(text):
            raise wrong(kind)
        return text

    return Annotated[str, PlainValidator(read), seen_as(kind, shapes.ids(pattern))]


def code(table: dict[str, Text]) -> Any:
    """Return the type of a word that must stand in a code list."""
    known = frozenset(table)

    def read(value: Any) -> str:
        text = _scalar(value, "words")
        if text not in known:
            raise wrong("code", table)
        return text

    shape = {
        "type": "string",
        "enum": list(table),
        "enumDescriptions": [f"{label.vi} / {label.en}" for label in table.values()],
        "errorMessage": f"Cần một trong / Expected one of: {', '.join(table)}.",
    }
    return Annotated[str, PlainValidator(read), WithJsonSchema(shape)]


Slug = Annotated[str, PlainValidator(read_slug), seen_as("slug")]
Key = Annotated[str, PlainValidator(read_key), seen_as("key")]
Words = Annotated[str, PlainValidator(read_words), seen_as("words")]
Count = Annotated[int, PlainValidator(read_count), seen_as("count")]
Points = Annotated[int | Fraction, BeforeValidator(read_points), seen_as("points")]
Day = Annotated[dt.date, PlainValidator(read_date), seen_as("date")]
Month = Annotated[Period, PlainValidator(read_month), seen_as("month")]
Time = Annotated[TimeSpan, PlainValidator(read_time), seen_as("time")]
Flag = Annotated[bool, PlainValidator(read_flag), seen_as("flag")]
Comparison = Annotated[Limit, BeforeValidator(read_limit), seen_as("limit")]
Share = Annotated[Fraction, BeforeValidator(read_share), seen_as("share")]
Zone = Annotated[str, PlainValidator(read_zone), seen_as("zone")]
_S = shapes.SLUG
FixedDay = _bounded(1, 28, "day_of_month")
From3, From5, From8 = (_bounded(low, 99, f"from_{low}") for low in (3, 5, 8))
From20, From31 = (_bounded(low, 99, f"from_{low}") for low in (20, 31))
HalfYear = _bounded(6, 12, "from_6")
QuarterNumber = _bounded(1, 4, "quarter")
CellRef = _shaped(rf"(?:{_S}/)?{_S}", "cell")
PersonRef = _shaped(rf"(?:(?:{_S}/)?{_S}/)?{_S}", "person")
WasRef = _shaped(rf"(?:{_S}/)?{_S}/{_S}", "was")
TaskRef = _shaped(
    rf"(?:(?:{_S}/)?{_S}/)?[0-9]{{4}}-(?:0[1-9]|1[0-2])(?:-(?:regular|thematic|extraordinary|committee|congress)(?:-{_S})?)?/{_S}",
    "task_ref",
)
Scope = _shaped(rf"{_S}(?:/{_S})?", "scope")
RuleCode = _shaped(r"[A-Z]{2}[0-9]{3}", "rule_code")
