"""A cell as its committees see it: the map step of the build, from one cell's records to one small frozen value."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from generator.model.months import is_full_year, quarters_required, state_of
from generator.model.period import Period, months_of, quarters_of
from generator.model.ratio import ZERO, Ratio
from generator.model.summary import CellSummary
from generator.stats import api

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from generator.model.book import CellBook, MeetingRecord
    from generator.model.months import MonthState
    from generator.model.period import Quarter
    from generator.model.summary import Stats

LAST_MEETINGS = 3  # how many of the newest meetings a reader is asked to look at


class Sums:
    """Figures being added up, exactly; `total` gives them in the order of the figures asked for."""

    def __init__(self) -> None:
        self._parts: dict[str, list[int | Fraction]] = {}

    def add(self, stats: Stats) -> None:
        """Add one part's figures."""
        for id_, (n, d) in stats.items():
            if not n and not d:
                continue
            part = self._parts.get(id_)
            if part is None:
                self._parts[id_] = [n, d]
            else:
                part[0] += n
                part[1] += d

    def total(self, ids: Iterable[str]) -> Stats:
        """The sums of these figures, 0/0 where nothing was added."""
        parts = self._parts
        return {id_: Ratio(parts[id_][0], int(parts[id_][1])) if id_ in parts else ZERO for id_ in ids}


class YearFigures(NamedTuple):
    """One year of a cell: its months' states, its figures, the same by unit, and those of single months."""

    states: tuple[MonthState, ...]
    stats: Stats
    units: dict[str, Stats]
    monthly: dict[str, Stats]


def summarize(cell: CellBook, problems: dict[str, int], left_out: tuple[str, ...]) -> CellSummary:
    """Everything that committees, districts and data files may know of a cell.

    Shape: years from `records_from` to that of `as_of`, in each all figures. `problems` counts diagnostics by severity,
    `left_out` lists the files of the cell that could not be counted, both as the checker found them.
    """
    years = {year: _figures(cell, year) for year in cell.years_shown()}
    return CellSummary(
        district=cell.home.slug,
        slug=cell.slug,
        name=cell.cell.name,
        type=cell.cell.type,
        founded=cell.cell.founded,
        closed=cell.cell.closed,
        successor=cell.cell.successor,
        fixed_day=cell.cell.fixed_day,
        under=tuple((span.unit, span.from_, span.to) for span in cell.cell.under),
        months={year: figures.states for year, figures in years.items()},
        stats={year: figures.stats for year, figures in years.items()},
        unit_stats={year: figures.units for year, figures in years.items()},
        monthly={month: stats for figures in years.values() for month, stats in figures.monthly.items()},
        month_units=_month_units(cell),
        year_units=_year_units(cell),
        members={year: cell.members_on(_last_day(cell, year)) for year in years},
        full_years=frozenset(year for year in years if is_full_year(cell, year)),
        thematic_missing={year: _thematic_missing(cell, year) for year in years},
        attendance=_attendance(cell),
        below_target=_below_target(cell),
        meeting_urls={
            str(record.period): url_of(cell, record) for record in cell.regular.values() if _has_page(record)
        },
        recorded=_recorded(cell),
        left_out=left_out,
        problems=dict(sorted(problems.items())),
    )


def unit_at(cell: CellBook, day: dt.date) -> str | None:
    """The unit that a stretch ending on `day` counts for: that day's, else the last one before it, else the first one.

    So a cell that is closed or handed over in mid-month still has a unit for that month, and no meeting is lost between
    the units and the district. None only where the cell has no unit at all.
    """
    unit = cell.cell.unit_on(day)
    if unit is not None or not cell.cell.under:
        return unit
    spans = sorted(cell.cell.under, key=lambda span: span.from_)
    return next((span.unit for span in reversed(spans) if span.from_ <= day), spans[0].unit)


def url_of(cell: CellBook, record: MeetingRecord) -> str:
    """The URL of a meeting's page."""
    return f"/{cell.home.slug}/cells/{cell.slug}/{record.period.year}/{record.stem}/"


def _figures(cell: CellBook, year: int) -> YearFigures:
    whole, units, monthly = Sums(), defaultdict[str, Sums](Sums), {}

    def count(stats: Stats, day: dt.date) -> None:
        whole.add(stats)
        for unit in cell.home.district.ancestors(unit_at(cell, day)):
            units[unit].add(stats)

    for month in months_of(year):
        monthly[str(month)] = stats = _computed("month", cell, month)
        count(stats, month.last)
    for quarter in quarters_of(year):
        count(_computed("quarter", cell, quarter), quarter.months[2].last)
    count(_computed("year", cell, year), _last_day(cell, year))
    ids = tuple(api.figures())
    return YearFigures(
        tuple(state_of(cell, month) for month in months_of(year)),
        whole.total(ids),
        {unit: sums.total(ids) for unit, sums in units.items()},
        monthly,
    )


def _computed(by: str, cell: CellBook, stretch: Period | Quarter | int) -> Stats:
    return {id_: ratio for compute in api.by_stretch(by) for id_, ratio in compute(cell, stretch)}


def _last_day(cell: CellBook, year: int) -> dt.date:
    return min(dt.date(year, 12, 31), cell.as_of)


def _overlaps(cell: CellBook, first: dt.date, last: dt.date) -> bool:
    """Tell whether the cell was active on some day from `first` to `last`."""
    lives = [(cell.cell.founded, cell.cell.closed), (cell.home.district.from_, cell.home.district.to)]
    start = max(first, *(begin for begin, _ in lives))
    end = min([last, *(stop for _, stop in lives if stop is not None)])
    return any(max(start, span.from_) <= min(end, span.to or end) for span in cell.cell.under)


def _month_units(cell: CellBook) -> dict[str, str]:
    """The unit of each month in which the cell was active or has a regular record."""
    months = (month for year in cell.years_shown() for month in months_of(year))
    return {
        str(month): unit
        for month in months
        if (unit := unit_at(cell, month.last)) and (month in cell.regular or _overlaps(cell, month.first, month.last))
    }


def _year_units(cell: CellBook) -> dict[int, str]:
    """The unit of each year's end (or `as_of`) for the years in which the cell was active or has records."""
    recorded = {record.period.year for record in cell.meetings}
    return {
        year: unit
        for year in cell.years_shown()
        if (unit := unit_at(cell, _last_day(cell, year)))
        and (year in recorded or _overlaps(cell, dt.date(year, 1, 1), _last_day(cell, year)))
    }


def _thematic_missing(cell: CellBook, year: int) -> tuple[int, ...]:
    return tuple(q.number for q in quarters_required(cell, year) if not api.held_thematic(cell, q))


def _attendance(cell: CellBook) -> tuple[tuple[str, str, int, int, int, int, int, int], ...]:
    """The rows of `attendance.csv` for this cell, in order of period and kind."""
    rows = (
        (str(t.record.period), t.record.kind, t.roll, t.due, t.present, t.excused, t.unexcused, t.also_present)
        for t in api.turnouts(cell)
    )
    return tuple(sorted(rows, key=lambda row: row[:2]))


def _below_target(cell: CellBook) -> tuple[str, ...]:
    """The months among the last held regular meetings whose attendance of those due missed the target of their day."""
    regular = sorted((t for t in api.turnouts(cell) if t.record.kind == "regular"), key=lambda t: t.record.period)
    missed = []
    for turnout in regular[-LAST_MEETINGS:]:
        meeting, rate = turnout.record.meeting, Ratio(turnout.present, turnout.due).share
        if meeting is None or meeting.date is None or rate is None:
            continue
        rules = cell.in_force(meeting.date)
        target = rules.get("attendance", "target", cell.cell.type) or rules.get("attendance", "target", "default")
        if target is not None and not target.holds(rate):
            missed.append(str(turnout.record.period))
    return tuple(missed)


def _has_page(record: MeetingRecord) -> bool:
    return record.valid and record.meeting is not None


def _recorded(cell: CellBook) -> tuple[dt.date, str, str] | None:
    """The newest record: the day git first saw it, its page, its month."""
    known = [(r.recorded, r.period, url_of(cell, r)) for r in cell.meetings if _has_page(r) and r.recorded is not None]
    if not known:
        return None
    day, period, url = max(known)
    return day, url, str(period)
