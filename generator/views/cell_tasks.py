"""The tasks of a cell as its page lists them: open, closed in the year shown, closed in other years."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from generator.model.period import Period
    from generator.views.desk import Desk
    from generator.views.tasks import Thread


class Closing(NamedTuple):
    """A meeting that closed tasks.

    Attributes:
        period: Its month.
        url: Its page.
        cell: The name of the cell that met, where it is another one (a successor).
        tasks: The tasks it closed.
    """

    period: Period
    url: str
    cell: str
    tasks: tuple[Thread, ...]


class YearTasks(NamedTuple):
    """The tasks closed in one year.

    Attributes:
        year: The year.
        number: How many they are.
        meetings: The meetings that closed them, the last one first.
    """

    year: int
    number: int
    meetings: tuple[Closing, ...]


class Tasks(NamedTuple):
    """All tasks of a cell.

    Attributes:
        open: The tasks neither done nor dropped, overdue longest first.
        closed: The tasks closed in the year shown, the last one closed first.
        older: Those closed in other years, the newest year first.
        given: How many there are in all.
        carried: How many of the open ones were reported as going on.
    """

    open: tuple[Thread, ...]
    closed: tuple[Thread, ...]
    older: tuple[YearTasks, ...]
    given: int
    carried: int


def tasks(desk: Desk, year: int) -> Tasks:
    """All tasks of a cell, those closed in `year` apart."""
    still = desk.tasks.open()
    years: dict[int, list[Thread]] = {}
    for thread in desk.tasks.all():
        if thread.state != "open":
            years.setdefault(thread.steps[-1].period.year, []).append(thread)
    newest = {
        number: tuple(sorted(found, key=lambda t: (*_closing(t), t.period, -t.number), reverse=True))
        for number, found in years.items()
    }
    return Tasks(
        open=still,
        closed=newest.get(year, ()),
        older=tuple(_year(number, newest[number]) for number in sorted(newest, reverse=True) if number != year),
        given=len(still) + sum(map(len, newest.values())),
        carried=sum(bool(thread.steps) for thread in still),
    )


def _year(year: int, closed: tuple[Thread, ...]) -> YearTasks:
    meetings = groupby(closed, key=_closing)
    return YearTasks(year, len(closed), tuple(Closing(*meeting, tuple(own)) for meeting, own in meetings))


def _closing(thread: Thread) -> tuple[Period, str, str]:
    last = thread.steps[-1]
    return last.period, last.url, last.cell
