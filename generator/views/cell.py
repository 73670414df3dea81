"""A cell's page: what it is, what it should do, how it met, who belongs to it, all its records."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model import codes
from generator.model.frame import Frame, Link
from generator.views.attendance import member_rows
from generator.views.attention import Attention, of_cell
from generator.views.desk import last_unit
from generator.views.figures import LEADING, KeyFigure, key_figures, latest_year
from generator.views.meeting import meeting_title, record_label
from generator.views.month_cells import MonthCell, StateKey, met_of, month_cells, state_key
from generator.views.site import cell_url, problems_url, unit_url
from generator.views.tasks import Thread

if TYPE_CHECKING:
    from generator.model.book import CellBook, MeetingRecord
    from generator.model.cell import Member
    from generator.model.summary import CellSummary
    from generator.views.desk import Desk


@dataclass(frozen=True, slots=True)
class StripRow:
    """One year of the month strip.

    Attributes:
        year: The year.
        url: Its attendance table; empty where there is none.
        months: Its twelve months.
        met: Months with a meeting and months that required one.
    """

    year: int
    url: str
    months: tuple[MonthCell, ...]
    met: tuple[int, int]


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One member on the roll.

    Attributes:
        number: The line's number.
        name: The member's name, or id.
        role: The role; empty without one.
        admitted: The year of admission; None where not written.
        status: Full or probationary, exempt or elsewhere.
        turnout: Meetings attended and due in the latest year.
    """

    number: int
    name: str
    role: str
    admitted: int | None
    status: str
    turnout: tuple[int, int]


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One record of the cell in the list of all.

    Attributes:
        label: Its month and kind.
        url: Its page; empty where it has none.
        date: The day of the meeting; None where there is none.
        title: What it was: the kind, or the state.
        theme: The theme; empty where there is none.
        turnout: Present and due; 0/0 where not known.
    """

    label: str
    url: str
    date: dt.date | None
    title: str
    theme: str
    turnout: tuple[int, int]


@dataclass(frozen=True, slots=True)
class YearRecords:
    """The records of one year.

    Attributes:
        year: The year.
        is_open: Whether the list is shown at once.
        records: The records, in order.
    """

    year: int
    is_open: bool
    records: tuple[RecordLine, ...]


@dataclass(frozen=True, slots=True)
class CellView:
    """The page of a cell.

    Attributes:
        frame: The frame around the page.
        name: The cell's name.
        type: Its type.
        unit: The organisation above it; None where it has none.
        secretary: Who leads it; empty where not known.
        deputy: The deputy; empty where there is none.
        strength: Members, full, probationary, exempt, elsewhere; None where no roll is kept.
        counted: The last written number of members, where no roll is kept; else None.
        broken: Whether `members.yml` cannot be read.
        day: The day that roles and members hold for.
        fixed_day: The fixed day; None where there is none.
        founded: When it was founded.
        closed: When it was closed; None while it is active.
        successor: The cell that carries on; None where there is none.
        predecessors: The cells it carries on.
        pilot: The start of a pilot scheme and its name; None where there is none.
        registers: Registers kept and registers listed, of the latest year; 0/0 where none are listed.
        grade: The annual grade of the latest year that has one; empty where there is none.
        attention: What should be done.
        year: The latest year with data.
        figures: That year's figures.
        strips: The months of each year.
        key: The key to the marks.
        threads: The open tasks.
        plan: The themes of that year: quarter, theme.
        members: The members on the roll.
        left: Those who left in the latest year: name, day, how.
        years: All records by year, newest first.
        is_public: Whether only what the public may see is there.
    """

    frame: Frame
    name: str
    type: str
    unit: Link | None
    secretary: str
    deputy: str
    strength: tuple[int, int, int, int, int] | None
    counted: int | None
    broken: bool
    day: dt.date
    fixed_day: int | None
    founded: dt.date
    closed: dt.date | None
    successor: Link | None
    predecessors: tuple[Link, ...]
    pilot: tuple[dt.date, str] | None
    registers: tuple[int, int]
    grade: str
    attention: tuple[Attention, ...]
    year: int
    figures: tuple[KeyFigure, ...]
    strips: tuple[StripRow, ...]
    key: tuple[StateKey, ...]
    threads: tuple[Thread, ...]
    plan: tuple[tuple[int, str], ...]
    members: tuple[MemberLine, ...]
    left: tuple[tuple[str, dt.date, str], ...]
    years: tuple[YearRecords, ...]
    is_public: bool


def cell_view(desk: Desk) -> CellView:
    """The view of a cell, from its book."""
    cell, summary, people = desk.cell, desk.summary, desk.people
    year = latest_year(summary.stats, cell.years_shown())
    day = min(cell.as_of, cell.cell.closed or cell.as_of)
    threads = desk.tasks.open()
    year_file = cell.years.get(year)
    strips = strip_rows(desk.site.internal, summary, cell.years_shown(), desk.url, problems_url(cell.home.slug))
    return CellView(
        frame=desk.frame(
            desk.url,
            cell.cell.name,
            edit_url=desk.site.edit_url(cell.cell_file),
            downloads=(Link("Số liệu chi bộ (JSON)", f"/data/v1/{cell.home.slug}/cells/{cell.slug}.json"),),
            left_out=summary.left_out,
        ),
        name=cell.cell.name,
        type=codes.CELL_TYPES[cell.cell.type].vi,
        unit=_unit(cell, summary),
        secretary=people.holder("secretary", day),
        deputy=people.holder("deputy", day),
        strength=_strength(cell, day),
        counted=cell.members_on(day) if cell.members is None else None,
        broken=cell.members_broken,
        day=day,
        fixed_day=cell.cell.fixed_day,
        founded=cell.cell.founded,
        closed=cell.cell.closed,
        successor=_other(cell, cell.cell.successor) if cell.cell.successor else None,
        predecessors=_predecessors(cell),
        pilot=(cell.cell.pilot.from_, cell.cell.pilot.scheme or "") if cell.cell.pilot else None,
        registers=_registers(cell, year),
        grade=codes.ANNUAL_GRADES[year_file.grade].vi if year_file and year_file.grade else "",
        attention=of_cell(desk.diagnostics, threads, problems_url(cell.home.slug)),
        year=year,
        figures=key_figures(summary.stats, year, LEADING, desk.url),
        strips=strips,
        key=state_key(row.months for row in strips),
        threads=threads,
        plan=tuple((t.quarter, t.theme) for t in sorted(year_file.thematic_plan, key=lambda t: t.quarter)) if year_file else (),
        members=_members(desk, day, year),
        left=_left(desk, year),
        years=_records(desk, year),
        is_public=False,
    )


def strip_rows(
    internal: bool, summary: CellSummary, years: range, url: str, problems: str
) -> tuple[StripRow, ...]:
    """The months of each year of a cell, newest last; years link to attendance tables in the internal profile only."""
    return tuple(
        StripRow(year, f"{url}{year}/" if internal else "", month_cells(summary, year, problems), met_of(summary.months[year]))
        for year in years
        if year in summary.months
    )


def _unit(cell: CellBook, summary: CellSummary) -> Link | None:
    slug = last_unit(summary)
    unit = cell.home.district.units.get(slug or "")
    return Link(unit.name, unit_url(cell.home.slug, slug or "")) if unit else None


def _other(cell: CellBook, ref: str) -> Link:
    full = cell.home.full(ref)
    facts = cell.facts.get(full)
    return Link(facts.name if facts else ref, cell_url(full) if cell.home.has_cell(ref) else "")


def _predecessors(cell: CellBook) -> tuple[Link, ...]:
    refs = {m.was.rpartition("/")[0] for m in (cell.members or {}).values() if m.was}
    refs |= {key.rsplit("/", 2)[0] for r in cell.held if r.meeting for key in r.meeting.followup if key.count("/") > 1}
    return tuple(_other(cell, ref) for ref in sorted({cell.home.full(ref) for ref in refs} - {cell.ref}))


def _strength(cell: CellBook, day: dt.date) -> tuple[int, int, int, int, int] | None:
    roll = cell.roll_on(day)
    if roll is None:
        return None
    official = sum(m.is_official(day) for m in roll.values())
    away = [kind for m in roll.values() if (kind := m.away_on(day))]
    exempt = sum(kind in codes.EXEMPT_KINDS for kind in away)
    return len(roll), official, len(roll) - official, exempt, len(away) - exempt


def _registers(cell: CellBook, year: int) -> tuple[int, int]:
    listed = cell.years[year].registers if year in cell.years else {}
    return sum(state == "kept" for state in listed.values()), len(listed)


def _status(member: Member, day: dt.date) -> str:
    away = member.away_on(day)
    base = "Chính thức" if member.is_official(day) else "Dự bị"
    return f"{base}; {codes.AWAY_KINDS[away].vi.lower()}" if away else base


def _members(desk: Desk, day: dt.date, year: int) -> tuple[MemberLine, ...]:
    roll = desk.cell.roll_on(day)
    if not roll:
        return ()
    turnouts = {row.id: row.turnout for row in member_rows(desk.cell, year, desk.people)}
    return tuple(
        MemberLine(
            number=number,
            name=desk.people.name(id_),
            role=codes.ROLES[role].vi if (role := member.role_on(day)) else "",
            admitted=member.admitted.year if member.admitted else None,
            status=_status(member, day),
            turnout=turnouts.get(id_, (0, 0)),
        )
        for number, (id_, member) in enumerate(desk.people.in_order(roll.items(), day), 1)
    )


def _left(desk: Desk, year: int) -> tuple[tuple[str, dt.date, str], ...]:
    return tuple(
        (desk.people.name(id_), m.left, codes.LEAVINGS[m.how].vi if m.how else "")
        for id_, m in sorted((desk.cell.members or {}).items(), key=lambda e: (e[1].left or dt.date.max, e[0]))
        if m.left is not None and m.left.year >= year and m.left < desk.cell.as_of
    )


def _records(desk: Desk, latest: int) -> tuple[YearRecords, ...]:
    years: dict[int, list[MeetingRecord]] = {}
    for record in desk.cell.meetings:
        years.setdefault(record.period.year, []).append(record)
    return tuple(
        YearRecords(year, year == latest, tuple(_line(desk, record) for record in years[year]))
        for year in sorted(years, reverse=True)
    )


def _line(desk: Desk, record: MeetingRecord) -> RecordLine:
    meeting, turnout = record.meeting, desk.turnouts.get(record.path)
    if record.path not in desk.urls or meeting is None:
        title = "Ghi sai, chưa tính được"
    elif meeting.state == "held":
        title = meeting_title(record)
    else:
        title = codes.MEETING_STATES[meeting.state].vi.capitalize()
    return RecordLine(
        label=record_label(record),
        url=desk.urls.get(record.path, ""),
        date=meeting.date if meeting else None,
        title=title,
        theme=(meeting.theme or "") if meeting else "",
        turnout=(turnout.present, turnout.due) if turnout else (0, 0),
    )
