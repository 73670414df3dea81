"""A cell as its committees see it: the map step of the build, from one cell's records to one small frozen value."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from generator.model import codes
from generator.model.months import is_full_year, quarters_required, state_of
from generator.model.period import months_of, parts_of, quarters_of, year_span
from generator.model.ratio import Ratio, ratio_of
from generator.model.summary import CellSummary, Standing
from generator.stats import api
from generator.views.meeting_lines import meeting_lines, tasks_given
from generator.views.sums import Split

if TYPE_CHECKING:
    from generator.model.book import CellBook, MeetingRecord
    from generator.model.months import MonthState
    from generator.model.summary import ByKey, Key, Stats

LAST_MEETINGS = 3  # how many of the newest meetings a reader is asked to look at


class YearFigures(NamedTuple):
    """One year of a cell: its months' states, the figures of the year and its parts, by unit, and those of months."""

    states: tuple[MonthState, ...]
    stats: ByKey
    units: dict[Key, dict[str, Stats]]
    monthly: dict[str, Stats]


def summarize(cell: CellBook, problems: dict[str, int], left_out: tuple[str, ...]) -> CellSummary:
    """Everything that committees, districts and data files may know of a cell.

    Shape: years from `records_from` to that of `as_of`, in each all figures that cells have; half-years and quarters
    that have begun, in each the figures with something to count. `problems` counts diagnostics by severity, `left_out`
    lists the files of the cell that could not be counted, both as the checker found them.
    """
    years = {year: _figures(cell, year) for year in cell.years_shown()}
    alike: dict[tuple[object, ...], Stats] = {}
    lines = meeting_lines(cell)
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
        stats={key: stats for figures in years.values() for key, stats in figures.stats.items()},
        unit_stats={key: units for figures in years.values() for key, units in figures.units.items()},
        monthly={month: _same(stats, alike) for figures in years.values() for month, stats in figures.monthly.items()},
        month_units=_month_units(cell),
        year_units=_year_units(cell),
        members={year: cell.members_on(_last_day(cell, year)) for year in years},
        full_years=frozenset(year for year in years if is_full_year(cell, year)),
        active=frozenset(year for year in years if cell.is_active(_last_day(cell, year))),
        thematic_missing={year: _thematic_missing(cell, year) for year in years},
        attendance=_attendance(cell),
        below_target=_below_target(cell),
        meeting_urls={
            str(record.period): url_of(cell, record) for record in cell.regular.values() if _has_page(record)
        },
        recorded=_recorded(cell),
        left_out=left_out,
        problems=dict(sorted(problems.items())),
        meetings=lines,
        plans=_plans(cell),
        grades={year: kept.grade for year, kept in sorted(cell.years.items()) if kept.grade is not None},
        pilot=(pilot.scheme or "", pilot.from_, pilot.to) if (pilot := cell.cell.pilot) is not None else None,
        overdue=tuple(task.due for line in lines if line.counts for task in line.tasks if task.overdue > 0),
        figures=frozenset(id_ for figures in years.values() for stats in figures.stats.values() for id_ in stats),
        years_of_meetings=tuple(sorted({line.period.year for line in lines})),
        tasks=tasks_given(lines),
        standing={year: found for year in years if (found := _standing(cell, _last_day(cell, year))) is not None},
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
    """Months add up to quarters, these to half-years, these to the year; what does not add up is computed for each."""
    monthly, quarters = {}, []
    for quarter in quarters_of(year):
        split = Split()
        for month in quarter.months:
            monthly[str(month)] = figures = _computed("month", cell, month)
            split.add(figures, _units_at(cell, month.last))
        split.add(_computed("quarter", cell, quarter), _units_at(cell, quarter.months[2].last))
        quarters.append(split)
    halves = [Split(*quarters[:2]), Split(*quarters[2:])]
    whole = Split(*halves)
    units = _units_at(cell, _last_day(cell, year))
    whole.add(_computed("year", cell, year), units)
    whole.add(_computed("span", cell, year_span(year)), units)
    own, of_units = whole.totals(api.ids_by("month", "quarter", "span", "year"))
    stats: dict[Key, Stats] = {year: own}
    by_unit: dict[Key, dict[str, Stats]] = {year: of_units}
    for span, split in zip(parts_of(year), (*halves, *quarters), strict=True):
        if span.first <= cell.as_of:
            split.add(_computed("span", cell, span), _units_at(cell, min(span.last, cell.as_of)))
            stats[str(span)], by_unit[str(span)] = split.totals()
    return YearFigures(tuple(state_of(cell, month) for month in months_of(year)), stats, by_unit, monthly)


def _same(stats: Stats, known: dict[tuple[object, ...], Stats]) -> Stats:
    """These figures, as the one value for all that are equal: most months of a cell are alike."""
    key = (*stats, *stats.values())
    if key not in known:
        known[key] = {id_: ratio_of(*ratio) for id_, ratio in stats.items()}
    return known[key]


def _units_at(cell: CellBook, day: dt.date) -> tuple[str, ...]:
    return cell.home.district.ancestors(unit_at(cell, day))


def _computed(by: str, cell: CellBook, stretch: api.Stretch) -> Stats:
    return {id_: ratio for compute in api.computed_by(by) for id_, ratio in compute(cell, stretch)}


def _last_day(cell: CellBook, year: int) -> dt.date:
    return min(dt.date(year, 12, 31), cell.as_of)


def _standing(cell: CellBook, day: dt.date) -> Standing | None:
    """The roll of that day by standing; None where no roll is kept or the cell is not active."""
    roll = cell.roll_on(day)
    if roll is None or not cell.is_active(day):
        return None
    official = sum(member.is_official(day) for member in roll.values())
    away = [kind for member in roll.values() if (kind := member.away_on(day)) is not None]
    exempt = sum(kind in codes.EXEMPT_KINDS for kind in away)
    return Standing(official, len(roll) - official, exempt, len(away) - exempt)


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


def _plans(cell: CellBook) -> tuple[tuple[int, int, str], ...]:
    return tuple(
        (year, planned.quarter, planned.theme)
        for year, kept in sorted(cell.years.items())
        for planned in sorted(kept.thematic_plan, key=lambda planned: planned.quarter)
    )
