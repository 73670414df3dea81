"""The state of each month of a cell: held, late, missing, awaiting … ("Kỳ sinh hoạt").

`as_of` enters here and nowhere earlier: what a cell's records say does not depend on the day one looks.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from generator.model.memory import remembered
from generator.model.period import Period, months_of, quarters_of

if TYPE_CHECKING:
    from generator.model.book import CellBook, MeetingRecord
    from generator.model.period import Quarter

COUNTED = frozenset({"held", "late", "not_held", "postponed", "invalid", "missing"})


class MonthState(NamedTuple):
    """A cell-month: whether a meeting was required, and what became of it.

    `day` is the day of the month of the meeting, or of the plan; None where there is none. `counts` tells whether the
    month stands in the coverage by meetings: required, begun, and with an outcome (`COUNTED`).
    """

    period: Period
    state: str
    required: bool
    day: int | None = None
    counts: bool = False


@remembered
def due_day(cell: CellBook, period: Period) -> dt.date | None:
    """The last day on which the month's record is on time; None where no rule says."""
    day = cell.in_force(period.last).get("regular", "record_due_day")
    if day is None:
        return None
    following = period.plus(1)
    return dt.date(following.year, following.month, day)


@remembered
def is_required(cell: CellBook, period: Period) -> bool:
    """Tell whether a regular meeting had to be held in that month."""
    record = cell.regular.get(period)
    if record is not None and record.valid and record.meeting is not None and record.meeting.state == "waived":
        return False
    return (
        period >= cell.home.records_from
        and cell.is_active_throughout(period.first, period.last)
        and cell.in_force(period.last).get("regular", "every") is not None
    )


def is_late(cell: CellBook, record: MeetingRecord) -> bool:
    """Tell whether git first saw the record after its due day; never for an imported or uncommitted one."""
    due = due_day(cell, record.period)
    return due is not None and record.recorded is not None and record.recorded > due and time_known(cell, record)


def time_known(cell: CellBook, record: MeetingRecord) -> bool:
    """Tell whether one can say that a record was on time: its due day and the day git first saw it are known.

    Records of months due before the store's own first commit were imported; when they were written is not known.
    """
    due = due_day(cell, record.period)
    start = cell.home.first_commit
    return due is not None and record.recorded is not None and (start is None or due >= start)


@remembered
def state_of(cell: CellBook, period: Period) -> MonthState:
    """The state of one month."""
    found = _state_of(cell, period)
    return found._replace(counts=found.required and found.state in COUNTED and period.first <= cell.as_of)


def _state_of(cell: CellBook, period: Period) -> MonthState:
    required = is_required(cell, period)
    record = cell.regular.get(period)
    due = due_day(cell, period)
    waiting = due is None or cell.as_of <= due
    if record is not None:
        if not record.valid or record.meeting is None:
            return MonthState(period, "invalid", required)
        meeting = record.meeting
        day = meeting.date.day if meeting.date else None
        if meeting.state == "held":
            if meeting.date is not None and meeting.date > cell.as_of:
                return MonthState(period, "planned", required, day)
            return MonthState(period, "late" if is_late(cell, record) else "held", required, day)
        if meeting.state != "planned":
            return MonthState(period, meeting.state, required)
        if due is None or cell.as_of < due:
            return MonthState(period, "planned", required, day)
    if not required:
        return MonthState(period, "inactive", required)
    return MonthState(period, "awaiting" if waiting else "missing", required)


def states_of(cell: CellBook, year: int) -> list[MonthState]:
    """The twelve states of a year."""
    return [state_of(cell, period) for period in months_of(year)]


def is_over(cell: CellBook, last: dt.date) -> bool:
    """Tell whether a stretch that ends on `last` is over on `as_of`."""
    return last < cell.as_of


@remembered
def is_full_year(cell: CellBook, year: int) -> bool:
    """Tell whether the cell was active from 1 January to 31 December and the year is over on `as_of`."""
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    return is_over(cell, last) and cell.is_active_throughout(first, last)


@remembered
def quarters_required(cell: CellBook, year: int) -> list[Quarter]:
    """The quarters in which a thematic meeting was required: all three months required, over on `as_of`."""
    return [
        quarter
        for quarter in quarters_of(year)
        if is_over(cell, quarter.months[2].last)
        and cell.in_force(quarter.months[2].last).get("thematic", "every") is not None
        and all(is_required(cell, month) for month in quarter.months)
    ]
