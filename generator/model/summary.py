"""What committees and districts see of a cell: sums, states and counts, small and frozen.

The reduce step gets these values only; no member, reason or minutes is in them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from generator.model.period import parts_begun
from generator.model.ratio import Ratio

if TYPE_CHECKING:
    from generator.model.book import DistrictBook
    from generator.model.months import MonthState
    from generator.model.period import Period
    from generator.model.rounded import RoundedYear

Stats = dict[str, Ratio]
Key = int | str  # a year, or a part of one: `2024-H1`, `2024-Q3`
ByKey = Mapping[Key, Stats]


class TaskLine(NamedTuple):
    """A task that a meeting gave, as committees see it: what, until when, what became of it; no person.

    `state` is `open`, `done` or `dropped`; `closed` the meeting that said so (`2024/04-regular`); `carried` how many
    meetings reported it as going on; `overdue` the days past due on `as_of`, 0 where it is not overdue. `heir` is
    the cell (`DISTRICT/CELL`) that looks after it instead: another one that reported on it last (`taken`), else the
    successor of a closed cell; `heir_name` its name, empty where it is not known.
    """

    id: str
    title: str
    due: dt.date | None
    state: str
    closed: str = ""
    carried: int = 0
    overdue: int = 0
    heir: str = ""
    heir_name: str = ""
    taken: bool = False


class TasksGiven(NamedTuple):
    """The tasks that the meetings of a year gave, of those that count.

    `open` holds each that is neither done nor dropped with its meeting's month and page, `closed` of the others how
    many of each state were closed in each month (`2024-04`), as (month, state, number).
    """

    open: tuple[tuple[Period, str, TaskLine], ...]
    closed: tuple[tuple[str, str, int], ...]


class MeetingLine(NamedTuple):
    """One record of a cell as committees, search, calendar and feed know it: nothing of persons or minutes.

    `counts` tells whether it is a meeting held that counts. `start` and `end` are minutes after midnight, None where
    not written. `grade` is the official one, else the cell's own. `seats` are the superior members who came, `joint`
    the cells (`DISTRICT/CELL`) that met together with this one.
    """

    period: Period
    kind: str
    stem: str
    state: str
    counts: bool
    url: str
    date: dt.date | None = None
    start: int | None = None
    end: int | None = None
    place: str = ""
    theme: str = ""
    resolution: str = ""
    model: bool = False
    grade: str = ""
    seats: tuple[str, ...] = ()
    tasks: tuple[TaskLine, ...] = ()
    recorded: dt.date | None = None
    joint: tuple[str, ...] = ()

    @property
    def is_thematic(self) -> bool:
        """Tell whether it counts as thematic: a thematic meeting, or a regular one with a theme (combined)."""
        return self.kind == "thematic" or (self.kind == "regular" and bool(self.theme))


class Standing(NamedTuple):
    """The members of a cell by their standing on one day. Unit: persons.

    `official` and `probationary` add up to all; `exempt` and `elsewhere` (on special duty or temporarily at another
    cell) are those of them who need not attend.
    """

    official: int
    probationary: int
    exempt: int
    elsewhere: int


@dataclass(frozen=True)
class CellSummary:
    """One cell as its committees see it.

    `stats` holds the figures of each year and, where there are any, of its half-years and quarters; `unit_stats` the
    same split by the unit each part counts for (key → unit → figures); `monthly` the figures of single months by
    `2024-03`. `attendance` holds one row a held meeting, as in `attendance.csv`. `members` is the strength at each
    year's end (or `as_of`), None where unknown; `standing` the same by standing, for years whose roll is kept.
    `recorded` is the newest record's day, URL and month. `month_units` and `year_units` hold only the months and years
    in which the cell was active or has records; `active` the years on whose last day (or `as_of`) it was active.
    `meetings` are all records that can be read, in order; `plans` the planned themes as (year, quarter, theme);
    `tasks` what those of each year that count gave, for years with any; `grades` the grade of each year; `pilot` the
    scheme with its first and last day; `overdue` the days that tasks of meetings that count were due, of those that are
    overdue; `figures` the ids of all figures that it has; `years_of_meetings` the years of its records.
    """

    district: str
    slug: str
    name: str
    type: str
    founded: dt.date
    closed: dt.date | None
    successor: str | None
    fixed_day: int | None
    under: tuple[tuple[str, dt.date, dt.date | None], ...]
    months: Mapping[int, tuple[MonthState, ...]] = field(default_factory=dict)
    stats: ByKey = field(default_factory=dict)
    unit_stats: Mapping[Key, dict[str, Stats]] = field(default_factory=dict)
    monthly: Mapping[str, Stats] = field(default_factory=dict)
    month_units: dict[str, str] = field(default_factory=dict)
    year_units: dict[int, str] = field(default_factory=dict)
    members: Mapping[int, int | None] = field(default_factory=dict)
    full_years: frozenset[int] = frozenset()
    active: frozenset[int] = frozenset()
    thematic_missing: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    attendance: Sequence[tuple[str, str, int, int, int, int, int, int]] = ()
    below_target: tuple[str, ...] = ()
    meeting_urls: Mapping[str, str] = field(default_factory=dict)
    recorded: tuple[dt.date, str, str] | None = None
    left_out: tuple[str, ...] = ()
    problems: dict[str, int] = field(default_factory=dict)
    meetings: Sequence[MeetingLine] = ()
    plans: Sequence[tuple[int, int, str]] = ()
    grades: Mapping[int, str] = field(default_factory=dict)
    pilot: tuple[str, dt.date, dt.date | None] | None = None
    standing: Mapping[int, Standing] = field(default_factory=dict)
    tasks: Mapping[int, TasksGiven] = field(default_factory=dict)
    overdue: tuple[dt.date | None, ...] = ()
    figures: frozenset[str] = frozenset()
    years_of_meetings: tuple[int, ...] = ()

    def meetings_of(self, year: int) -> Sequence[MeetingLine]:
        """The records of one year, in order."""
        of_year = getattr(self.meetings, "of_year", None)  # a row that is read by years need not be read whole
        return of_year(year) if of_year else [line for line in self.meetings if line.period.year == year]

    def plans_of(self, year: int) -> Sequence[tuple[int, int, str]]:
        """The planned themes of one year."""
        of_year = getattr(self.plans, "of_year", None)
        return of_year(year) if of_year else [plan for plan in self.plans if plan[0] == year]

    @property
    def ref(self) -> str:
        """The cell as `DISTRICT/CELL`."""
        return f"{self.district}/{self.slug}"


@dataclass(frozen=True)
class DistrictSummary:
    """A district as the sum of its cells (Vietnamese order of names).

    `stats` by year, half-year and quarter; `units` and `types` by slug or code, then the same; `monthly` and
    `unit_monthly` hold single months by `2024-03`. A unit holds its own cells and those of the units below it.
    `figures` are the ids of all figures of the district and of what is in it. `rounded` are the counts of people that
    the public may see, by year; the internal profile has none.
    """

    home: DistrictBook
    cells: tuple[CellSummary, ...]
    stats: ByKey = field(default_factory=dict)
    units: Mapping[str, ByKey] = field(default_factory=dict)
    types: Mapping[str, ByKey] = field(default_factory=dict)
    monthly: Mapping[str, Stats] = field(default_factory=dict)
    unit_monthly: Mapping[str, Mapping[str, Stats]] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    figures: frozenset[str] = frozenset()
    rounded: Mapping[int, RoundedYear] = field(default_factory=dict)

    @property
    def years(self) -> range:
        """The years shown: those of the district's pages."""
        return self.home.years

    @property
    def keys(self) -> list[Key]:
        """The years shown, each followed by its half-years and quarters that have begun."""
        return keys_of(self.years, self.home.as_of)


def keys_of(years: range, as_of: dt.date) -> list[Key]:
    """Years, each followed by its half-years and quarters that have begun on `as_of`."""
    keys: list[Key] = []
    for year in years:
        keys += [year, *(str(span) for span in parts_begun(year, as_of))]
    return keys
