"""A cell's summary in parts: what holds for all its time, and what belongs to each year, read when it is asked for."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from generator.model.months import MonthState
from generator.model.summary import CellSummary, Key, MeetingLine, Standing, Stats


class YearPart(NamedTuple):
    """What a summary holds of one year; the fields are those of `CellSummary`."""

    months: dict[int, tuple[MonthState, ...]]
    stats: dict[Key, Stats]
    unit_stats: dict[Key, dict[str, Stats]]
    monthly: dict[str, Stats]
    members: dict[int, int | None]
    thematic_missing: dict[int, tuple[int, ...]]
    meeting_urls: dict[str, str]
    grades: dict[int, str]
    standing: dict[int, Standing]
    attendance: tuple[tuple[str, str, int, int, int, int, int, int], ...]
    meetings: tuple[MeetingLine, ...]
    plans: tuple[tuple[int, int, str], ...]


KEYED = YearPart._fields[:9]  # mappings whose keys begin with the year
ROWS: dict[str, Callable[[Any], str]] = {
    "attendance": lambda row: str(row[0][:4]),
    "meetings": lambda line: str(line.period.year),
    "plans": lambda row: str(row[0]),
}
APART = ("recorded", "below_target", "problems", "left_out")  # what changes with any record, and few look at


def split(summary: CellSummary) -> tuple[CellSummary, dict[str, YearPart]]:
    """The summary without what belongs to a year, and that by year (`2024`), the earliest first."""
    found: dict[str, dict[str, Any]] = {}
    for name in KEYED:
        for key, value in getattr(summary, name).items():
            found.setdefault(year_of(key), {}).setdefault(name, {})[key] = value
    for name, year in ROWS.items():
        for row in getattr(summary, name):
            found.setdefault(year(row), {}).setdefault(name, []).append(row)
    parts = {year: _part(found[year]) for year in sorted(found)}
    nothing: dict[str, Any] = _part({})._asdict()
    return dataclasses.replace(summary, **nothing), parts


def _part(fields: dict[str, Any]) -> YearPart:
    keyed = [fields.get(name, {}) for name in KEYED]
    return YearPart._make([*keyed, *(tuple(fields.get(name, ())) for name in ROWS)])


def join(summary: CellSummary, years: Sequence[str], read: Callable[[str], YearPart]) -> CellSummary:
    """The whole summary again; `read` gives the part of a year, and is asked once for each."""
    read = functools.cache(read)
    fields: dict[str, Any] = {name: LateMapping(name, years, read) for name in KEYED}
    fields |= {name: LateRows(name, years, read) for name in ROWS}
    return dataclasses.replace(summary, **fields)


def year_of(key: Key) -> str:
    """The year of a key: `2024` of 2024, `2024-H1` and `2024-03`."""
    return str(key)[:4]


class LateMapping(Mapping[Any, Any]):
    """A field of several years, keyed by year, part of a year or month."""

    def __init__(self, name: str, years: Sequence[str], read: Callable[[str], YearPart]) -> None:
        self._name = name
        self._years = years
        self._read = read

    def __getitem__(self, key: Any) -> Any:
        year = year_of(key)
        if year not in self._years:
            raise KeyError(key)
        return getattr(self._read(year), self._name)[key]

    def __iter__(self) -> Iterator[Any]:
        for year in self._years:
            yield from getattr(self._read(year), self._name)

    def __len__(self) -> int:
        return sum(len(getattr(self._read(year), self._name)) for year in self._years)


class LateRows(Sequence[Any]):
    """A field of several years that is a row of values, in the order of the years."""

    def __init__(self, name: str, years: Sequence[str], read: Callable[[str], YearPart]) -> None:
        self._name = name
        self._years = years
        self._read = read

    def of_year(self, year: int) -> tuple[Any, ...]:
        """The values of one year."""
        return tuple(getattr(self._read(str(year)), self._name)) if str(year) in self._years else ()

    def __iter__(self) -> Iterator[Any]:
        for year in self._years:
            yield from getattr(self._read(year), self._name)

    def __getitem__(self, at: Any) -> Any:
        return tuple(self)[at]

    def __len__(self) -> int:
        return sum(len(getattr(self._read(year), self._name)) for year in self._years)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # equal to a tuple, which has another hash
