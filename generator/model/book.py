"""A cell with all its records, and the district around it: what rules, statistics and pages look at."""

from __future__ import annotations

import dataclasses
import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from generator.model.meeting import count
from generator.model.memory import remembered
from generator.model.period import Period
from generator.model.standing import Standing, turning_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model.allow import Allow
    from generator.model.cell import Cell, Member
    from generator.model.district import CellYear, District, Events, Observers, Review
    from generator.model.facts import CellFacts
    from generator.model.meeting import Meeting
    from generator.model.rulebook import InForce, Rulebook


@dataclass(frozen=True)
class MeetingRecord:
    """One meeting file: what its path says, what it holds, and when git first saw it.

    `meeting` is None where the file could not be read; `valid` is False where it cannot be counted.
    `minutes` is the Markdown below the front matter. `recorded` is None where git does not know. `withheld` holds the
    rules because of which nothing written here may be shown: then there are no minutes, and texts are replaced.
    `faulty` are the keys of a meeting that was read in part, of which something could not be read.
    """

    path: str
    period: Period
    kind: str
    slug: str
    meeting: Meeting | None
    minutes: str = ""
    valid: bool = True
    recorded: dt.date | None = None
    minutes_line: int = 1
    withheld: tuple[str, ...] = ()
    faulty: frozenset[str] = frozenset()

    @cached_property
    def stem(self) -> str:
        """The file name without its ending: `03-regular`, `03-thematic-rung`."""
        return f"{self.period.month:02d}-{self.kind}" + (f"-{self.slug}" if self.slug else "")

    @cached_property
    def place(self) -> str:
        """Its year and stem, as a follow-up names it: `2024/02-regular`."""
        return f"{self.period.year}/{self.stem}"

    @property
    def is_thematic(self) -> bool:
        """Tell whether it counts as thematic: a thematic meeting, or a regular one with a theme (combined)."""
        return self.kind == "thematic" or (
            self.kind == "regular" and self.meeting is not None and self.meeting.theme is not None
        )


@dataclass(frozen=True)
class DistrictBook:
    """A district with its own files. `cells` lists the folders of the store as `DISTRICT/CELL`, `districts` theirs.

    Where folders are hidden, as they cannot be looked into, `cells` holds `DISTRICT/*`.
    `observers` has a key for each readable year, `observers_broken` for each year whose file cannot be read.
    `allows` holds the entries of its `allowances.yml`, which cover every cell; `first_years` the earliest year folder
    of each cell that has one. `is_known` is False for one that stands for a district whose files cannot be used.
    """

    slug: str
    district: District
    rulebook: Rulebook
    as_of: dt.date
    cells: frozenset[str]
    records_from: Period
    records_from_is_written: bool = True
    observers: dict[int, Observers] = field(default_factory=dict)
    observers_broken: frozenset[int] = frozenset()
    events: dict[int, Events] = field(default_factory=dict)
    reviews: dict[str, Review] = field(default_factory=dict)
    first_commit: dt.date | None = None
    allows: tuple[Allow, ...] = ()
    first_years: dict[str, int] = field(default_factory=dict)
    districts: frozenset[str] = frozenset()
    is_known: bool = True

    @property
    def years(self) -> range:
        """The years of its pages: from `records_from` to that of `as_of`; that alone where records begin later."""
        return range(min(self.records_from.year, self.as_of.year), self.as_of.year + 1)

    @property
    def path(self) -> str:
        """The district's folder below the store's root."""
        return f"records/{self.slug}"

    def file(self, name: str) -> str:
        """The path of one of the district's files."""
        return f"{self.path}/{name}"

    def differs(self, other: DistrictBook) -> bool:
        """Tell whether the district's own files say something else; its rulebook, the cells and the districts apart."""
        alike = dataclasses.replace(
            self, rulebook=other.rulebook, cells=other.cells, first_years=other.first_years, districts=other.districts
        )
        return alike != other

    def has_cell(self, ref: str) -> bool:
        """Tell whether a cell reference (`CELL` or `DISTRICT/CELL`) names a folder of the store."""
        return not self.cells.isdisjoint((full := self.full(ref), f"{full.partition('/')[0]}/*"))

    def full(self, ref: str) -> str:
        """A cell reference as `DISTRICT/CELL`."""
        return ref if "/" in ref else f"{self.slug}/{ref}"

    def in_force(self, units: tuple[str, ...], day: dt.date) -> InForce:
        """What the rulebook says for a unit (with those above it) on a day."""
        return self.rulebook.in_force(self.slug, units, day)


def records_begin(years: Iterable[int], as_of: dt.date, founded: dt.date) -> Period:
    """The month in which records begin where `district.yml` does not say: January of the earliest year folder."""
    return Period(min(years, default=max(as_of.year, founded.year)), 1)


@dataclass(frozen=True)
class CellBook:
    """A cell and everything recorded in its folder.

    `members` is None in counts mode (no `members.yml`) and where the file is broken (`members_broken`).
    `meetings` stand in order of period, kind and slug. `facts` holds the cells that this one names, by `DISTRICT/CELL`.
    """

    slug: str
    home: DistrictBook
    cell: Cell
    members: dict[str, Member] | None
    members_broken: bool
    meetings: tuple[MeetingRecord, ...]
    years: dict[int, CellYear] = field(default_factory=dict)
    facts: dict[str, CellFacts] = field(default_factory=dict)

    @property
    def ref(self) -> str:
        """The cell as `DISTRICT/CELL`."""
        return f"{self.home.slug}/{self.slug}"

    @property
    def path(self) -> str:
        """The cell's folder below the store's root."""
        return f"{self.home.path}/cells/{self.slug}"

    @property
    def cell_file(self) -> str:
        """The path of `cell.yml`."""
        return f"{self.path}/cell.yml"

    @property
    def as_of(self) -> dt.date:
        """The day that decides what is due."""
        return self.home.as_of

    @cached_property
    def _turning_days(self) -> list[dt.date]:
        return turning_days(self.cell, self.members, self.home)

    @cached_property
    def _standings(self) -> dict[int, Standing]:
        return {}

    @remembered
    def on(self, day: dt.date) -> Standing:
        """What the cell is on a day."""
        turn = bisect_right(self._turning_days, day)
        if turn not in self._standings:
            self._standings[turn] = Standing(self.cell, self.members, self.home, day)
        return self._standings[turn]

    def is_active(self, day: dt.date) -> bool:
        """Tell whether the cell is active that day: founded, not closed, under a unit, in an existing district."""
        return self.on(day).is_active

    def is_active_throughout(self, first: dt.date, last: dt.date) -> bool:
        """Tell whether the cell is active on every day from `first` to `last`."""
        if self.on(first) is self.on(last):
            return self.is_active(first)
        if not (self.is_active(first) and self.is_active(last)):
            return False
        day = first
        while day <= last:
            span = next((u for u in reversed(self.cell.under) if u.covers(day)), None)
            if span is None:
                return False
            if span.to is None:
                return True
            day = span.to + dt.timedelta(days=1)
        return True

    def units_on(self, day: dt.date) -> tuple[str, ...]:
        """The unit of that day and those above it, nearest first."""
        return self.on(day).units

    @remembered
    def in_force(self, day: dt.date) -> InForce:
        """What the rulebook asks of this cell on a day."""
        return self.on(day).rules

    @cached_property
    def regular(self) -> dict[Period, MeetingRecord]:
        """The regular record of each month that has one."""
        return {m.period: m for m in self.meetings if m.kind == "regular"}

    @cached_property
    def by_place(self) -> dict[str, MeetingRecord]:
        """Each record by its place."""
        return {m.place: m for m in self.meetings}

    @cached_property
    def held(self) -> tuple[MeetingRecord, ...]:
        """The meetings that count: valid, held, dated on or before `as_of`."""
        return tuple(m for m in self.meetings if self.counts(m))

    @cached_property
    def thematic_months(self) -> frozenset[Period]:
        """The months of the thematic and combined meetings that count."""
        return frozenset(m.period for m in self.held if m.is_thematic)

    def counts(self, record: MeetingRecord) -> bool:
        """Tell whether a record is a valid meeting held on or before `as_of`."""
        return record.valid and self.was_held(record)

    def was_held(self, record: MeetingRecord, *keys: str) -> bool:
        """Tell whether a record, valid or not, was held on or before `as_of`, with nothing wrong in these keys."""
        m = record.meeting
        if m is None or m.state != "held" or m.date is None or m.date > self.home.as_of:
            return False
        return not record.faulty or record.faulty.isdisjoint(("state", "date", *keys))

    def roll_on(self, day: dt.date, kind: str = "regular") -> dict[str, Member] | None:
        """The members on the roll that day; in a committee meeting only those of the cell committee.

        None in counts mode or where `members.yml` is broken. Closing the cell ends every membership.
        """
        return self.on(day).roll(kind)

    def away_count(self, record: MeetingRecord) -> int | None:
        """How many on the roll need not attend that meeting; None where the roll is broken or not known for a day."""
        m = record.meeting
        if m is None or self.members_broken:
            return None
        if self.members is None:
            return (m.attendance.away if m.attendance else None) or 0
        return self.on(m.date).away(record.kind) if m.date is not None else None

    def voters_on(self, day: dt.date, kind: str = "regular") -> frozenset[str]:
        """The full members on the roll who are due that day; nobody in counts mode."""
        return self.on(day).voters(kind)

    def members_on(self, day: dt.date) -> int | None:
        """How many members the cell has that day: its roll, else the last written total up to then, else None."""
        roll = self.roll_on(day)
        if roll is not None:
            return len(roll) if self.is_active(day) else 0
        written = [
            (m.meeting.date, m.meeting.attendance.roll)
            for m in self.held
            if m.kind != "committee" and m.meeting and m.meeting.attendance and m.meeting.date and m.meeting.date <= day
        ]
        return max(written, key=lambda told: told[0])[1] if written and self.is_active(day) else None

    def years_shown(self) -> range:
        """The years of the district's pages."""
        return self.home.years

    def tasks(self) -> Iterator[tuple[MeetingRecord, str]]:
        """Every task given, with the record that gave it."""
        for record in self.meetings:
            if record.meeting is not None:
                yield from ((record, task) for task in record.meeting.tasks)


def speakers(record: MeetingRecord) -> int | None:
    """How many persons spoke; None where it was not recorded (which is not 0)."""
    attendance = record.meeting.attendance if record.meeting else None
    return None if attendance is None or attendance.spoke is None else count(attendance.spoke)
