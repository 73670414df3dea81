"""Cell-months as they stand in the matrix and the month strips, with the key to their marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.model import codes
from generator.views.new_record import WITHOUT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.model.months import MonthState
    from generator.model.period import Period
    from generator.model.summary import CellSummary
    from generator.model.text import Text

MET = frozenset({"held", "late"})
MARKS = {
    "held": "✓",
    "late": "✓*",
    "missing": "T",
    "invalid": "!",
    "not_held": "K",
    "postponed": "H",
    "waived": "M",
    "planned": "( )",
    "awaiting": "…",
    "inactive": "·",
}
WITH_DAY = {"held": "{}", "late": "{}*", "planned": "({})"}


class MonthCell(NamedTuple):
    """One month of one cell in a matrix or strip.

    Attributes:
        period: The month as `2024-03`.
        state: Its state, as in `data-state`.
        mark: What is printed: the day of the meeting or a letter.
        word: The state in words, for those who cannot see the mark.
        url: The page of the record; empty where there is none.
        ruled: Whether a quarter begins here (a rule stands before it).
        new_url: Where the record is begun that is not there yet; empty where there is one, or nowhere to write it.
    """

    period: str
    state: str
    mark: str
    word: Text
    url: str
    ruled: bool
    new_url: str = ""


class StateKey(NamedTuple):
    """One entry of the key to the marks.

    Attributes:
        state: The state, as in `data-state`.
        mark: An example of its mark.
        word: What it means.
        day: The day that the example shows; 0 where it shows none.
    """

    state: str
    mark: str
    word: Text
    day: int = 0


def month_cells(
    cell: CellSummary, year: int, problems: str = "", new: Callable[[Period], str] | None = None
) -> tuple[MonthCell, ...]:
    """The twelve months of a cell's year.

    `problems` is where an invalid record leads to, `new` gives the place where one that is not there yet is begun.
    """
    return tuple(_month_cell(cell, state, problems, new) for state in cell.months.get(year, ()))


def _month_cell(cell: CellSummary, found: MonthState, problems: str, new: Callable[[Period], str] | None) -> MonthCell:
    period = str(found.period)
    mark = MARKS[found.state]
    if found.day is not None and found.state in WITH_DAY:
        mark = WITH_DAY[found.state].format(found.day)
    url = problems if found.state == "invalid" else cell.meeting_urls.get(period, "")
    return MonthCell(
        period=period,
        state=found.state,
        mark=mark,
        word=codes.MONTH_STATES[found.state],
        url=url,
        ruled=found.period.month in (4, 7, 10),
        new_url=new(found.period) if new is not None and not url and found.state in WITHOUT else "",
    )


def state_key(rows: Iterable[Iterable[MonthCell]]) -> tuple[StateKey, ...]:
    """The key to the marks that occur, in the order of `MARKS`."""
    found: dict[str, str] = {}
    for row in rows:
        for month in row:
            found.setdefault(month.state, month.mark)
    return tuple(_key(state, found[state]) for state in MARKS if state in found)


def _key(state: str, mark: str) -> StateKey:
    word = codes.MONTH_STATES[state]
    day = mark.strip("()*")
    if state in WITH_DAY and day.isdecimal():
        return StateKey(state, mark, word, int(day))
    return StateKey(state, mark, word)


def met_of(months: Iterable[MonthState]) -> tuple[int, int]:
    """How many of the months that count had a meeting, and how many count."""
    counted = [m for m in months if m.counts]
    return sum(m.state in MET for m in counted), len(counted)


def missing_months(cell: CellSummary, year: int) -> tuple[int, ...]:
    """The months of a year without a record that is due."""
    return tuple(m.period.month for m in cell.months.get(year, ()) if m.state == "missing")
