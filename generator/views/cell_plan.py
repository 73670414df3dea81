"""What a cell planned for a year and what it did: themes by quarter, registers, the fixed day, visits from above."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from generator.model import codes
from generator.model.months import quarters_required
from generator.model.period import quarters_of
from generator.model.text import Text
from generator.stats.api import held_regular, held_thematic
from generator.views.figures import has, value_of

if TYPE_CHECKING:
    from generator.model.book import CellBook, MeetingRecord
    from generator.model.figure import Value
    from generator.views.desk import Desk


class DayLink(NamedTuple):
    """A meeting by its day.

    Attributes:
        date: The day.
        url: Its page.
        theme: Its theme; empty where it has none.
    """

    date: dt.date
    url: str
    theme: str = ""


class QuarterLine(NamedTuple):
    """A quarter of the thematic plan.

    Attributes:
        quarter: Its number.
        planned: The themes planned.
        held: The thematic and combined meetings.
        is_missing: Whether a thematic meeting was required and there is none.
    """

    quarter: int
    planned: tuple[str, ...]
    held: tuple[DayLink, ...]
    is_missing: bool


class Registers(NamedTuple):
    """The registers of a year.

    Attributes:
        value: Those kept over those asked for; 0/0 where no rule asks.
        listed: Those kept and those listed, where no rule asks; else 0/0.
        kept: Those kept.
        missing: Those written as missing.
        unsaid: Those asked for of which nothing is written.
        document: The document that asks for them; empty where none does.
    """

    value: Value
    listed: tuple[int, int]
    kept: tuple[Text, ...]
    missing: tuple[Text, ...]
    unsaid: tuple[Text, ...]
    document: str


class FixedDay(NamedTuple):
    """How the fixed day was kept in a year.

    Attributes:
        day: The fixed day.
        value: Meetings on that day over all; None where the figure is not known.
        others: The regular meetings held on another day.
    """

    day: int
    value: Value | None
    others: tuple[DayLink, ...]


class SeatLine(NamedTuple):
    """A superior member and the visits to the cell in a year.

    Attributes:
        name: What the seat is called.
        level: Its level; None where the seat is not known.
        planned: The planned visits; 0 where the cell is not in its plan.
        visits: The visits made.
        lacking: The planned visits not yet made.
    """

    name: str
    level: Text | None
    planned: int
    visits: tuple[DayLink, ...]
    lacking: int


def quarter_lines(desk: Desk, year: int) -> tuple[QuarterLine, ...]:
    """The four quarters of a year, planned against held; nothing where there is neither plan, meeting nor gap."""
    cell = desk.cell
    plan = cell.years[year].thematic_plan if year in cell.years else []
    required = {quarter.number for quarter in quarters_required(cell, year)}
    lines = []
    for quarter in quarters_of(year):
        held = tuple(_day(desk, record) for record in held_thematic(cell, quarter))
        planned = tuple(theme.theme for theme in plan if theme.quarter == quarter.number)
        lines.append(QuarterLine(quarter.number, planned, held, quarter.number in required and not held))
    return tuple(lines) if any(line.planned or line.held or line.is_missing for line in lines) else ()


def _day(desk: Desk, record: MeetingRecord) -> DayLink:
    """A meeting that counts: it has a date and a page."""
    meeting = record.meeting
    date = meeting.date if meeting is not None and meeting.date is not None else record.period.first
    return DayLink(date, desk.urls[record.path], (meeting.theme or "") if meeting is not None else "")


def registers(desk: Desk, year: int) -> Registers | None:
    """The registers that the rulebook asks for, or that the cell lists; None where nothing is written of them."""
    cell = desk.cell
    written = cell.years[year].registers if year in cell.years else {}
    if not written:
        return None
    rules = cell.in_force(min(dt.date(year, 12, 31), cell.as_of))
    asked = list(dict.fromkeys(rules.get("registers") or ()))
    names = [*asked, *(name for name in written if name not in asked)]
    by_state: dict[str | None, list[Text]] = {}
    for name in names:
        by_state.setdefault(written.get(name), []).append(codes.REGISTERS.get(name) or Text(name, name))
    kept = sum(state == "kept" for state in written.values())
    return Registers(
        value=value_of(desk.summary.stats.get(year), "registers_kept"),
        listed=(0, 0) if asked else (kept, len(written)),
        kept=tuple(by_state.get("kept", ())),
        missing=tuple(by_state.get("missing", ())),
        unsaid=tuple(by_state.get(None, ())),
        document=rules.document("registers") if asked else "",
    )


def fixed_day(desk: Desk, year: int) -> FixedDay | None:
    """How the fixed day was kept; None where the cell has none."""
    cell, stats = desk.cell, desk.summary.stats.get(year)
    day = cell.cell.fixed_day
    if day is None:
        return None
    held = ((record, _day(desk, record)) for record in held_regular(cell, year))
    others = tuple(
        one for record, one in held if (*record.period, day) != (one.date.year, one.date.month, one.date.day)
    )
    return FixedDay(day, value_of(stats, "fixed_day_kept") if has(stats, "fixed_day_kept") else None, others)


def seat_lines(desk: Desk, year: int) -> tuple[SeatLine, ...]:
    """The superior members who had planned to visit the cell or did; those planned first, in the order of the file."""
    cell = desk.cell
    file = cell.home.observers.get(year)
    seats = file.root if file is not None else {}
    visits: dict[str, list[DayLink]] = {}
    for record in cell.held:
        if record.period.year == year and record.meeting is not None:
            for seat in dict.fromkeys(record.meeting.observers):
                visits.setdefault(seat, []).append(_day(desk, record))
    planned = {id_: _planned(cell, seat.plan) for id_, seat in seats.items()}
    order = [*(id_ for id_, number in planned.items() if number), *(id_ for id_ in visits if not planned.get(id_))]
    return tuple(
        SeatLine(
            name=(seats[id_].name if id_ in seats else None) or id_,
            level=codes.SEAT_LEVELS[seats[id_].level] if id_ in seats else None,
            planned=planned.get(id_, 0),
            visits=tuple(visits.get(id_, ())),
            lacking=max(planned.get(id_, 0) - len(visits.get(id_, ())), 0),
        )
        for id_ in order
    )


def _planned(cell: CellBook, plan: dict[str, int]) -> int:
    return plan.get(cell.slug, 0)
