"""A cell's summary in parts: what holds for all its time, and what belongs to each year, read when it is asked for."""

from __future__ import annotations

import dataclasses
import functools
import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from generator.model.months import MonthState
from generator.model.summary import CellSummary, Key, MeetingLine, Standing, Stats, TasksGiven


class Figures(NamedTuple):
    """The figures of one year; the fields are those of `CellSummary`."""

    stats: dict[Key, Stats]
    unit_stats: dict[Key, dict[str, Stats]]
    monthly: dict[str, Stats]


class Records(NamedTuple):
    """What else a summary holds of one year; the fields are those of `CellSummary`."""

    months: dict[int, tuple[MonthState, ...]]
    members: dict[int, int | None]
    thematic_missing: dict[int, tuple[int, ...]]
    meeting_urls: dict[str, str]
    grades: dict[int, str]
    standing: dict[int, Standing]
    attendance: tuple[tuple[str, str, int, int, int, int, int, int], ...]
    tasks: dict[int, TasksGiven]
    plans: tuple[tuple[int, int, str], ...]


class Meetings(NamedTuple):
    """The meetings of one year, which few pages look at; the field is that of `CellSummary`."""

    meetings: tuple[MeetingLine, ...]


KINDS: dict[str, type[NamedTuple]] = {"": Figures, "r": Records, "m": Meetings}  # by what a part's name ends with


ROWS: dict[str, Callable[[Any], str]] = {
    "attendance": lambda row: str(row[0][:4]),
    "meetings": lambda line: str(line.period.year),
    "plans": lambda row: str(row[0]),
}
_SUFFIX = {name: suffix for suffix, kind in KINDS.items() for name in kind._fields}
KEYED = tuple(name for name in _SUFFIX if name not in ROWS)  # the keys begin with the year
APART = ("recorded", "below_target", "problems", "left_out", "overdue")  # what changes with any record, and few look at
Part = Figures | Records | Meetings
HELD = 9000  # parts that are held as values at one time: all of 400 cells; of more, those of the years looked at


def part_of(name: str, year: str) -> str:
    """The part that holds a field of a year: `2024` has its figures, `2024m` its meetings, `2024r` all else."""
    return year + _SUFFIX[name]


def kind_of(part: str) -> type[NamedTuple]:
    """What a part of this name is."""
    return KINDS[part[4:]]


def split(summary: CellSummary) -> tuple[CellSummary, dict[str, Part]]:
    """The summary without what belongs to a year, and that by part, the earliest year first."""
    found: dict[str, dict[str, Any]] = {}
    for name in KEYED:
        for key, value in getattr(summary, name).items():
            found.setdefault(year_of(key), {}).setdefault(name, {})[key] = value
    for name, year_of_row in ROWS.items():
        for row in getattr(summary, name):
            found.setdefault(year_of_row(row), {}).setdefault(name, []).append(row)
    parts: dict[str, Part] = {}
    for year in sorted(found):
        parts |= {year + suffix: _filled(kind, found[year]) for suffix, kind in KINDS.items()}
    nothing: dict[str, Any] = {}
    for kind in KINDS.values():
        nothing |= _filled(kind, {})._asdict()
    return dataclasses.replace(summary, **nothing), parts


def _filled(kind: Any, fields: dict[str, Any]) -> Any:
    return kind(*(tuple(fields.get(name, ())) if name in ROWS else fields.get(name, {}) for name in kind._fields))


def pack(summary: CellSummary) -> tuple[CellSummary, dict[str, bytes]]:
    """The summary without what belongs to a year, and that by part, in bytes for `unpack` of the same program.

    For handing it to another process, and for holding many: what is in bytes takes a fourth of the room.
    """
    whole, parts = split(summary)
    return whole, {name: pickle.dumps(part, pickle.HIGHEST_PROTOCOL) for name, part in parts.items()}


def unpack(summary: CellSummary, packed: Mapping[str, bytes]) -> CellSummary:
    """The whole summary again, of what `pack` gave; a year is read when it is asked for."""
    return join(summary, [name for name in packed if name.isdecimal()], lambda part: _unpacked(packed[part]))


@functools.lru_cache(maxsize=HELD)
def _unpacked(data: bytes) -> Part:
    part: Part = pickle.loads(data)  # noqa: S301 - bytes of this very program, from this run
    return part


def join(summary: CellSummary, years: Sequence[str], read: Callable[[str], Any]) -> CellSummary:
    """The whole summary again; `read` gives a part, or what has its fields, and is asked whenever one is looked at."""
    fields: dict[str, Any] = {name: LateMapping(name, years, read) for name in KEYED}
    fields |= {name: LateRows(name, years, read) for name in ROWS}
    return dataclasses.replace(summary, **fields)


def year_of(key: Key) -> str:
    """The year of a key: `2024` of 2024, `2024-H1` and `2024-03`."""
    return str(key)[:4]


class _Field:
    """A field of several years."""

    def __init__(self, name: str, years: Sequence[str], read: Callable[[str], Any]) -> None:
        self._name = name
        self._years = years
        self._read = read
        self._suffix = part_of(name, "")

    def _of(self, year: str) -> Any:
        return getattr(self._read(year + self._suffix), self._name)

    def __iter__(self) -> Iterator[Any]:
        for year in self._years:
            yield from self._of(year)

    def __len__(self) -> int:
        return sum(len(self._of(year)) for year in self._years)


class LateMapping(_Field, Mapping[Any, Any]):
    """A field of several years, keyed by year, part of a year or month."""

    def __getitem__(self, key: Any) -> Any:
        year = year_of(key)
        if year not in self._years:
            raise KeyError(key)
        return self._of(year)[key]

    def get(self, key: Any, default: Any = None) -> Any:
        """The value of a key, else the default."""
        year = year_of(key)
        return self._of(year).get(key, default) if year in self._years else default


class LateRows(_Field, Sequence[Any]):
    """A field of several years that is a row of values, in the order of the years."""

    def of_year(self, year: int) -> Sequence[Any]:
        """The values of one year."""
        return tuple(self._of(str(year))) if str(year) in self._years else ()

    def __getitem__(self, at: Any) -> Any:
        return tuple(self)[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # equal to a tuple, which has another hash
