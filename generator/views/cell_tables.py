"""The tables of a cell's page: its months, its members, all its records."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from generator.model import codes
from generator.views.month_cells import MonthCell, met_of, month_cells
from generator.views.record_names import meeting_title

if TYPE_CHECKING:
    from generator.model.book import MeetingRecord
    from generator.model.cell import Member
    from generator.model.summary import CellSummary
    from generator.views.desk import Desk
    from generator.views.site import Site


class StripRow(NamedTuple):
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


class MemberLine(NamedTuple):
    """One member on the roll.

    Attributes:
        number: The line's number.
        name: The member's name, or id.
        role: The role; empty without one.
        admitted: The year of admission; None where not written.
        status: Full or probationary, exempt or elsewhere.
        until: The last day of that; None where it has no end or the member is due.
        turnout: Meetings attended and due in the latest year.
    """

    number: int
    name: str
    role: str
    admitted: int | None
    status: str
    until: dt.date | None
    turnout: tuple[int, int]


class RecordLine(NamedTuple):
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


class YearRecords(NamedTuple):
    """The records of one year.

    Attributes:
        year: The year.
        is_open: Whether the list is shown at once.
        records: The records, in order.
    """

    year: int
    is_open: bool
    records: tuple[RecordLine, ...]


def strip_rows(summary: CellSummary, years: range, url: str, problems: str, *, internal: bool) -> tuple[StripRow, ...]:
    """The months of each year of a cell, newest last; years link to attendance tables in the internal profile only."""
    return tuple(
        StripRow(
            year,
            f"{url}{year}/" if internal else "",
            month_cells(summary, year, problems),
            met_of(summary.months[year]),
        )
        for year in years
        if year in summary.months
    )


def member_lines(desk: Desk, day: dt.date, year: int) -> tuple[MemberLine, ...]:
    """The members on the roll on `day`, with their attendance in `year`; nothing in counts mode."""
    roll = desk.cell.roll_on(day)
    if not roll:
        return ()
    turnouts = {row.id: row.turnout for row in desk.member_rows(year)}
    return tuple(
        MemberLine(
            number=number,
            name=desk.people.name(id_),
            role=desk.site.say(codes.ROLES[role]) if (role := member.role_on(day)) else "",
            admitted=member.admitted.year if member.admitted else None,
            status=_status(desk.site, member, day),
            until=next((away.to for away in member.away if away.covers(day)), None),
            turnout=turnouts.get(id_, (0, 0)),
        )
        for number, (id_, member) in enumerate(desk.people.in_order(roll.items(), day), 1)
    )


def _status(site: Site, member: Member, day: dt.date) -> str:
    away = member.away_on(day)
    base = site.tr("Chính thức") if member.is_official(day) else site.tr("Dự bị")
    return f"{base}; {site.say(codes.AWAY_KINDS[away]).lower()}" if away else base


def those_who_left(desk: Desk, year: int) -> tuple[tuple[str, dt.date, str], ...]:
    """Who left the roll from `year` on: name, last day, how."""
    return tuple(
        (desk.people.name(id_), m.left, desk.site.say(codes.LEAVINGS[m.how]) if m.how else "")
        for id_, m in sorted((desk.cell.members or {}).items(), key=lambda e: (e[1].left or dt.date.max, e[0]))
        if m.left is not None and m.left.year >= year and m.left < desk.cell.as_of
    )


def records_by_year(desk: Desk, latest: int) -> tuple[YearRecords, ...]:
    """All records of the cell, the newest year first; that of `latest` is open."""
    years: dict[int, list[MeetingRecord]] = {}
    for record in desk.cell.meetings:
        years.setdefault(record.period.year, []).append(record)
    return tuple(
        YearRecords(year, year == latest, tuple(_line(desk, record) for record in sorted(years[year], key=_when)))
        for year in sorted(years, reverse=True)
    )


def _when(record: MeetingRecord) -> tuple[dt.date, str]:
    """Records stand in the order in which they took place; one without a date opens its month."""
    return (record.meeting and record.meeting.date) or record.period.first, record.stem


def _line(desk: Desk, record: MeetingRecord) -> RecordLine:
    meeting, turnout = record.meeting, desk.turnouts.get(record.path)
    if record.path not in desk.urls or meeting is None:
        title = desk.site.tr("Ghi sai, chưa tính được")
    elif meeting.state == "held":
        title = meeting_title(desk.site, record)
    else:
        title = desk.site.say(codes.MEETING_STATES[meeting.state]).capitalize()
    return RecordLine(
        label=desk.labels[record.path],
        url=desk.urls.get(record.path, ""),
        date=meeting.date if meeting else None,
        title=title,
        theme=(meeting.theme or "") if meeting else "",
        turnout=(turnout.present, turnout.due) if turnout else (0, 0),
    )
