"""What a statistic is made of, and how statistics are found.

A statistic is a module with a docstring, a `STATISTIC` and a `compute` that yields `(id, Ratio)` for one cell and one
stretch: a month (`Period`), a quarter (`Quarter`) or a year (`int`), as its `by` says. Larger wholes are sums.
Every id is yielded each time, 0/0 where there is nothing to count, so that every scope has every figure.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.model.book import speakers
from generator.model.meeting import count
from generator.model.memory import remembered
from generator.model.period import Period, Quarter, months_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook, MeetingRecord
    from generator.model.text import Text

STRETCHES = ("month", "quarter", "year")


@dataclass(frozen=True)
class Figure:
    """One printed statistic: its id, what it is called, and what its numerator and denominator count.

    `is_share` is False for a mean such as meetings per cell, printed as a number rather than a percentage.
    `of_people` marks figures that count persons; the public profile leaves them out.
    """

    id: str
    label: Text
    numerator: Text
    denominator: Text
    is_share: bool = True
    of_people: bool = False


@dataclass(frozen=True)
class Statistic:
    """A statistic's constant facts: the stretch it is computed by, its figures in order, and where it comes from."""

    by: str
    figures: tuple[Figure, ...]
    source: str
    rank: int


@functools.cache
def modules() -> tuple[tuple[Statistic, Any], ...]:
    """All statistics with their `compute`, in order of rank."""
    import generator.stats as package

    names = sorted(m.name for m in pkgutil.iter_modules(package.__path__) if m.name != "api")
    found = [importlib.import_module(f"generator.stats.{name}") for name in names]
    return tuple((m.STATISTIC, m.compute) for m in sorted(found, key=lambda m: (m.STATISTIC.rank, m.__name__)))


@functools.cache
def figures() -> dict[str, Figure]:
    """All figures by id, in the order of the definitions page."""
    return {figure.id: figure for statistic, _ in modules() for figure in statistic.figures}


@functools.cache
def by_stretch(stretch: str) -> tuple[Any, ...]:
    """The `compute` functions of one stretch."""
    return tuple(compute for statistic, compute in modules() if statistic.by == stretch)


class Turnout(NamedTuple):
    """Who had to come to one held meeting and who came. Unit: persons.

    `due` is the written roll less those away that day; `spoke` is None where it was not recorded (which is not 0).
    """

    record: MeetingRecord
    roll: int
    due: int
    present: int
    excused: int
    unexcused: int
    also_present: int
    spoke: int | None

    @property
    def there(self) -> int:
        """Everybody of the roll who was in the room, due or not."""
        return self.present + self.also_present


def months_in(stretch: Period | Quarter | int) -> tuple[Period, ...]:
    """The months of a stretch."""
    if isinstance(stretch, Period):
        return (stretch,)
    return stretch.months if isinstance(stretch, Quarter) else tuple(months_of(stretch))


def held_regular(cell: CellBook, stretch: Period | Quarter | int) -> list[MeetingRecord]:
    """The regular meetings of a stretch that count, at most one a month."""
    found = (cell.regular.get(month) for month in months_in(stretch))
    return [record for record in found if record is not None and cell.counts(record)]


def held_thematic(cell: CellBook, stretch: Period | Quarter | int) -> list[MeetingRecord]:
    """The thematic and combined meetings of a stretch that count."""
    months = _thematic_by_month(cell)
    return [record for month in months_in(stretch) for record in months.get(month, ())]


@remembered
def _thematic_by_month(cell: CellBook) -> dict[Period, list[MeetingRecord]]:
    months: dict[Period, list[MeetingRecord]] = {}
    for record in cell.held:
        if record.is_thematic:
            months.setdefault(record.period, []).append(record)
    return months


@remembered
def turnouts(cell: CellBook) -> tuple[Turnout, ...]:
    """The turnout of every meeting that counts, of all kinds, in order of period, kind and slug."""
    return tuple(_turnouts(cell))


def _turnouts(cell: CellBook) -> Iterator[Turnout]:
    for record in cell.held:
        attendance = record.meeting.attendance if record.meeting else None
        if attendance is None or attendance.roll is None or attendance.present is None:
            continue
        yield Turnout(
            record,
            attendance.roll,
            _due(cell, record, attendance.roll, attendance.present + attendance.absent),
            attendance.present,
            count(attendance.excused),
            count(attendance.unexcused),
            count(attendance.also_present),
            speakers(record),
        )


def _due(cell: CellBook, record: MeetingRecord, roll: int, listed: int) -> int:
    """The roll less those away; where that is not known (a broken roll) or makes no sense, those listed."""
    away = cell.away_count(record)
    return listed if away is None or away > roll else roll - away


@remembered
def _regular_turnouts(cell: CellBook) -> dict[Period, Turnout]:
    return {turnout.record.period: turnout for turnout in turnouts(cell) if turnout.record.kind == "regular"}


def regular_turnouts(cell: CellBook, stretch: Period | Quarter | int) -> list[Turnout]:
    """The turnouts of a stretch's regular meetings that count."""
    months = _regular_turnouts(cell)
    return [months[month] for month in months_in(stretch) if month in months]
