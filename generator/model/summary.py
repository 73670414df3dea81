"""What committees and districts see of a cell: sums, states and counts, small and frozen.

The reduce step gets these values only; no member, reason or minutes is in them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.model.ratio import Ratio

if TYPE_CHECKING:
    from generator.model.book import DistrictBook
    from generator.model.months import MonthState

Stats = dict[str, Ratio]


@dataclass(frozen=True)
class CellSummary:
    """One cell as its committees see it.

    `stats` holds each year's own figures; `unit_stats` the same split by the unit each part counts for
    (year → unit → figures); `monthly` the figures of single months by `2024-03`. `attendance` holds one row a held
    meeting, as in `attendance.csv`. `members` is the strength at each year's end (or `as_of`), None where unknown.
    `recorded` is the newest record's day, URL and month. `month_units` and `year_units` hold only the months and years
    in which the cell was active or has records.
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
    months: dict[int, tuple[MonthState, ...]] = field(default_factory=dict)
    stats: dict[int, Stats] = field(default_factory=dict)
    unit_stats: dict[int, dict[str, Stats]] = field(default_factory=dict)
    monthly: dict[str, Stats] = field(default_factory=dict)
    month_units: dict[str, str] = field(default_factory=dict)
    year_units: dict[int, str] = field(default_factory=dict)
    members: dict[int, int | None] = field(default_factory=dict)
    full_years: frozenset[int] = frozenset()
    thematic_missing: dict[int, tuple[int, ...]] = field(default_factory=dict)
    attendance: tuple[tuple[str, str, int, int, int, int, int, int], ...] = ()
    below_target: tuple[str, ...] = ()
    meeting_urls: dict[str, str] = field(default_factory=dict)
    recorded: tuple[dt.date, str, str] | None = None
    left_out: tuple[str, ...] = ()
    problems: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class DistrictSummary:
    """A district as the sum of its cells (Vietnamese order of names).

    `stats` by year; `units` and `types` by slug or code, then year; `monthly` and `unit_monthly` hold single months by
    `2024-03`. A unit holds its own cells and those of the units below it.
    """

    home: DistrictBook
    cells: tuple[CellSummary, ...]
    stats: dict[int, Stats] = field(default_factory=dict)
    units: dict[str, dict[int, Stats]] = field(default_factory=dict)
    types: dict[str, dict[int, Stats]] = field(default_factory=dict)
    monthly: dict[str, Stats] = field(default_factory=dict)
    unit_monthly: dict[str, dict[str, Stats]] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()

    @property
    def years(self) -> range:
        """The years shown: from `records_from` to that of `as_of`."""
        return range(self.home.records_from.year, self.home.as_of.year + 1)


def add_stats(whole: Stats, part: Stats) -> None:
    """Add one part's figures into a whole, in place."""
    for name, ratio in part.items():
        whole[name] = whole[name].plus(ratio) if name in whole else ratio
