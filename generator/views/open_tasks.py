"""The tasks of a district that are neither done nor dropped, in the order in which one should look at them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.model.frame import Link
from generator.model.text import sort_key
from generator.views.scope_rows import short_name, unit_tree
from generator.views.site import cell_url

if TYPE_CHECKING:
    import datetime as dt

    from generator.model.period import Period
    from generator.model.summary import CellSummary, DistrictSummary, TaskLine, TasksGiven


class TaskRow(NamedTuple):
    """A task that is neither done nor dropped.

    Attributes:
        title: What is to be done.
        cell: The cell whose meeting gave it.
        closed: Whether that cell is closed.
        unit: The slug of that cell's unit, which orders the rows.
        due: The day it is due; None where none is set.
        overdue: Days past due; 0 where it is not overdue.
        in_doubt: Whether it is past due, but a record that cannot be counted may have closed it.
        period: The month of the meeting that gave it.
        url: The page of that meeting.
        carried: How many meetings reported it as going on.
        heir: The cell that looks after it instead; None where its own does.
        taken: Whether that cell has reported on it.
    """

    title: str
    cell: Link
    closed: bool
    unit: str
    due: dt.date | None
    overdue: int
    in_doubt: bool
    period: Period
    url: str
    carried: int
    heir: Link | None
    taken: bool


class Given(NamedTuple):
    """What a cell's meetings of a year gave."""

    cell: CellSummary
    tasks: TasksGiven

    @property
    def number(self) -> int:
        """How many tasks."""
        return len(self.tasks.open) + sum(number for _, _, number in self.tasks.closed)

    def closed(self, state: str) -> int:
        """How many of them are `done` or `dropped`."""
        return sum(number for _, known, number in self.tasks.closed if known == state)


def tasks_given(summary: DistrictSummary) -> list[Given]:
    """The tasks of the meetings that count, by cell and year."""
    return [Given(cell, tasks) for cell in summary.cells for tasks in cell.tasks.values()]


def open_tasks(summary: DistrictSummary, given: list[Given]) -> tuple[tuple[TaskRow, ...], tuple[TaskRow, ...]]:
    """The overdue tasks, longest first, and the other open ones by due day, those without one last.

    Within that, both stand by unit and cell.
    """
    as_of = summary.home.as_of
    order = {slug: place for place, (slug, _) in enumerate(unit_tree(summary, None, summary.home.district.units))}
    rows = [_row(as_of, one.cell, *task) for one in given for task in one.tasks.open]
    rows.sort(key=lambda row: (order.get(row.unit, len(order)), sort_key(row.cell.label), row.period))
    overdue = sorted((row for row in rows if row.overdue), key=lambda row: -row.overdue)
    waiting = sorted((row for row in rows if not row.overdue), key=lambda row: (row.due is None, row.due or as_of))
    return tuple(overdue), tuple(waiting)


def unit_of(cell: CellSummary) -> str:
    """The unit of the last year in which the cell was active or has records; else the last it was ever under."""
    if cell.year_units:
        return cell.year_units[max(cell.year_units)]
    return cell.under[-1][0] if cell.under else ""


def _row(as_of: dt.date, cell: CellSummary, period: Period, url: str, task: TaskLine) -> TaskRow:
    past = task.due is not None and task.due < as_of
    heir = (
        Link(short_name(task.heir_name), cell_url(task.heir))
        if task.heir_name
        else Link(task.heir.removeprefix(f"{cell.district}/"), "")
    )
    return TaskRow(
        title=task.title or task.id,
        cell=Link(short_name(cell.name), cell_url(cell.ref)),
        closed=cell.closed is not None and cell.closed < as_of,
        unit=unit_of(cell),
        due=task.due,
        overdue=task.overdue,
        in_doubt=past and not task.overdue,
        period=period,
        url=url,
        carried=task.carried,
        heir=heir if task.heir else None,
        taken=task.taken,
    )
