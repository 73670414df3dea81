"""The rows of each table of a district, from its summary alone: no person is in them.

Every function yields its rows in the order of the pages: cells in Vietnamese order of names, then by time.
"""

from __future__ import annotations

import functools
from collections import Counter
from typing import TYPE_CHECKING, Any

from generator.model.period import Period
from generator.stats import api

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model.summary import ByKey, CellSummary, DistrictSummary, MeetingLine
    from generator.stats.api import Figure

    Rows = Iterator[tuple[Any, ...]]


def scopes(district: DistrictSummary) -> Iterator[tuple[str, ByKey]]:
    """The scopes of a district with their figures: `district`, `units/U`, `types/T`, `cells/C`."""
    yield "district", district.stats
    yield from ((f"units/{unit}", stats) for unit, stats in district.units.items())
    yield from ((f"types/{type_}", stats) for type_, stats in district.types.items())
    yield from ((f"cells/{cell.slug}", cell.stats) for cell in district.cells)


def figures_of(districts: Iterable[DistrictSummary]) -> dict[str, Figure]:
    """Every fixed figure, and those of families that occur in the districts, in the order of the definitions page."""
    ids = {id_ for district in districts for id_ in district.figures}
    return {id_: found for id_ in api.in_order({*api.figures(), *ids}) if (found := api.figure_of(id_)) is not None}


def definitions(district: DistrictSummary) -> Rows:
    """The figures that the district has."""
    for id_, figure in figures_of([district]).items():
        if id_ in district.figures:
            texts = (figure.label, figure.numerator, figure.denominator)
            yield id_, figure.kind, *(part for text in texts for part in text)


def stats(district: DistrictSummary) -> Rows:
    """The figures: district, units, types, cells; within each by year and part of it, then in the order of figures."""
    for scope, years in scopes(district):
        for year, found in years.items():
            key = str(year)
            for id_, ratio in found.items():
                yield scope, key, id_, ratio.n, ratio.d, ratio


def units(district: DistrictSummary) -> Rows:
    """The units, as `district.yml` has them."""
    known = district.home.district.units
    for slug, unit in known.items():
        parent = unit.parent if unit.parent in known else None
        yield slug, unit.name, unit.level, unit.from_, unit.to, parent, unit.successor


def cells(district: DistrictSummary) -> Rows:
    """The cells."""
    for cell in district.cells:
        latest = cell.year_units[max(cell.year_units)] if cell.year_units else None
        unit = _unit(district, latest or (cell.under[-1][0] if cell.under else None))
        yield cell.slug, cell.name, cell.type, cell.founded, cell.closed, cell.successor, unit, cell.fixed_day


def months(district: DistrictSummary) -> Rows:
    """The months of each cell."""
    for cell in district.cells:
        for states in cell.months.values():
            for month in states:
                period = str(month.period)
                yield cell.slug, period, month.state, month.required, _unit(district, cell.month_units.get(period))


def cell_years(district: DistrictSummary) -> Rows:
    """The cells in each year in which they were active or have records."""
    for cell in district.cells:
        for year, unit in cell.year_units.items():
            standing = cell.standing.get(year) or (None,) * 4
            flags = (year in cell.active, year in cell.full_years)
            yield (
                cell.slug, year, _unit(district, unit), *flags, cell.members.get(year), *standing,
                cell.grades.get(year),
            )  # fmt: skip


def attendance(district: DistrictSummary) -> Rows:
    """One row a held meeting, by cell, month and kind."""
    for cell in district.cells:
        for row in cell.attendance:
            yield cell.slug, *row


def meetings(district: DistrictSummary) -> Rows:
    """The records of meetings, held or not."""
    for cell in district.cells:
        for m in cell.meetings:
            took = m.end - m.start if m.start is not None and m.end is not None else None
            yield (
                cell.slug, place_of(m), m.period, m.kind, _slug(m), m.state, m.counts, m.date,
                _clock(m.start), _clock(m.end), took,
                m.is_thematic, m.theme or None, m.resolution or None, m.grade or None, m.model, m.place or None,
                m.recorded, m.url,
            )  # fmt: skip


def tasks(district: DistrictSummary) -> Rows:
    """The tasks that meetings gave, without who does them."""
    for cell, m in _records(district):
        for t in m.tasks:
            yield cell.slug, place_of(m), t.id, t.title or None, t.due, t.state, t.closed or None, t.carried, t.overdue


def themes(district: DistrictSummary) -> Rows:
    """The themes planned, and those that meetings held."""
    for cell in district.cells:
        for year, quarter, theme in cell.plans:
            yield cell.slug, year, quarter, "planned", theme, None
        for m in cell.meetings:
            if m.counts and m.is_thematic:
                yield cell.slug, m.period.year, m.period.quarter.number, "held", m.theme or None, place_of(m)


def observers(district: DistrictSummary) -> Rows:
    """Each seat with the cells it is to attend, or came to all the same (planned 0); a seat without any has one row."""
    visits = Counter(
        (year, seat, cell.slug)
        for year in district.home.observers
        for cell in district.cells
        for m in cell.meetings_of(year)
        if m.counts
        for seat in set(m.seats)
    )
    known = {cell.slug for cell in district.cells}
    for year, file in sorted(district.home.observers.items()):
        for seat, found in file.root.items():
            came = {cell for y, s, cell in visits if (y, s) == (year, seat)}
            plan = {cell: planned for cell, planned in found.plan.items() if cell in known}
            for cell in (*plan, *sorted(came - plan.keys())):
                yield year, seat, found.level, cell, plan.get(cell, 0), visits[year, seat, cell]
            if not plan and not came:
                yield year, seat, found.level, None, 0, 0


def events(district: DistrictSummary) -> Rows:
    """Training, commendations and inspections, each numbered as its year's file has them."""
    for year, file in sorted(district.home.events.items()):
        for number, training in enumerate(file.training, 1):
            yield year, "training", number, training.date, training.title, None, training.participants, None, None, None
        for number, praise in enumerate(file.commendations, 1):
            counts = (praise.collectives, praise.persons)
            yield year, "commendation", number, praise.date, praise.title, None, None, *counts, None
        for number, visit in enumerate(file.inspections, 1):
            seen = " ".join(visit.cells) or None
            yield year, "inspection", number, visit.date, None, visit.kind, None, None, None, seen


def reviews(district: DistrictSummary) -> Rows:
    """What each unit proposes in a review."""
    known = district.home.district.units
    for slug, review in sorted(district.home.reviews.items(), key=lambda found: (found[1].date, found[0])):
        for unit, option in review.proposals.items():
            if unit in known:
                yield slug, review.date, review.title, unit, option, review.options.get(option)


def place_of(meeting: MeetingLine) -> str:
    """A record by its year and file name, as follow-ups name it: `2024/03-regular`."""
    return f"{meeting.period.year}/{meeting.stem}"


def year_of(value: Any) -> int:
    """The year in what a table's column of years holds: a year, a month, a day, `2024-H1`, `2024/03-regular`."""
    return value.year if isinstance(value, Period) else int(str(value)[:4])


def _records(district: DistrictSummary) -> Iterator[tuple[CellSummary, MeetingLine]]:
    return ((cell, meeting) for cell in district.cells for meeting in cell.meetings)


def _unit(district: DistrictSummary, unit: str | None) -> str | None:
    return unit if unit in district.home.district.units else None


def _slug(meeting: MeetingLine) -> str | None:
    return meeting.stem[len(f"00-{meeting.kind}-") :] or None


@functools.lru_cache(maxsize=2048)
def _clock(minutes: int | None) -> str | None:
    return None if minutes is None else f"{minutes // 60:02d}:{minutes % 60:02d}"
