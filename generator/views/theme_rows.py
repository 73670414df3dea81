"""Themes planned and themes held, quarter by quarter and cell by cell, and those that several cells took up."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from generator.model.frame import Link
from generator.model.period import Quarter
from generator.model.text import fold, sort_key
from generator.views.scope_rows import short_name
from generator.views.site import cell_url

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from generator.model.summary import CellSummary, MeetingLine


class HeldTheme(NamedTuple):
    """One thematic or combined meeting that counts.

    Attributes:
        theme: What it was about.
        date: The day.
        url: The page of the meeting.
        is_combined: Whether it was a regular meeting with a theme.
        is_planned: Whether the plan of its quarter has this theme.
    """

    theme: str
    date: dt.date | None
    url: str
    is_combined: bool
    is_planned: bool


class PlannedTheme(NamedTuple):
    """One theme of a plan.

    Attributes:
        theme: What it is about.
        is_held: Whether it was held in its quarter.
        later: A meeting on this theme in another quarter that did not plan it; None where there is none.
    """

    theme: str
    is_held: bool
    later: HeldTheme | None


class QuarterRow(NamedTuple):
    """A cell's quarter: what was planned and what was held.

    Attributes:
        number: The quarter, 1 to 4.
        planned: The planned themes.
        held: The meetings.
        state: `missing` (a meeting was required and there is none), `open` (planned, and the quarter is not over),
            `unheld` (planned and over, not held in it), `other` (held, but nothing of the plan), `held`.
    """

    number: int
    planned: tuple[PlannedTheme, ...]
    held: tuple[HeldTheme, ...]
    state: str


class ThemeCell(NamedTuple):
    """A cell with the quarters that have something to show.

    Attributes:
        cell: The cell.
        is_pilot: Whether it is a pilot cell in this year.
        quarters: The quarters with a plan, with a meeting, or without a meeting that was required.
    """

    cell: Link
    is_pilot: bool
    quarters: tuple[QuarterRow, ...]


class SharedTheme(NamedTuple):
    """A theme that several cells took up.

    Attributes:
        theme: The theme as most of them wrote it.
        cells: How many cells.
        meetings: The meetings, each with its cell, by day.
    """

    theme: str
    cells: int
    meetings: tuple[tuple[Link, HeldTheme], ...]


def key_of(theme: str) -> str:
    """What two ways of writing one theme have in common: no case, accents, marks or spare spaces."""
    return " ".join("".join(c if c.isalnum() else " " for c in fold(theme)).split())


def held_in(cell: CellSummary, year: int) -> list[MeetingLine]:
    """The thematic and combined meetings of a year that count, in order."""
    return [line for line in cell.meetings_of(year) if line.counts and line.is_thematic]


def is_pilot(cell: CellSummary, year: int) -> bool:
    """Tell whether the cell is a pilot cell on some day of the year."""
    if cell.pilot is None:
        return False
    _, first, last = cell.pilot
    return first.year <= year and (last is None or last.year >= year)


def link_of(cell: CellSummary) -> Link:
    """The cell with its page."""
    return Link(short_name(cell.name), cell_url(cell.ref))


def theme_cell(cell: CellSummary, year: int, as_of: dt.date) -> ThemeCell:
    """A cell's year, without the quarters in which nothing was planned, held or missed."""
    plan = [(quarter, theme) for _, quarter, theme in cell.plans_of(year)]
    keys = {(quarter, key_of(theme)) for quarter, theme in plan}
    held = [
        (line.period.quarter.number, _held(line, planned=(line.period.quarter.number, key_of(line.theme)) in keys))
        for line in held_in(cell, year)
    ]
    rows = (_quarter(Quarter(year, number), plan, held, cell, as_of) for number in range(1, 5))
    shown = tuple(row for row in rows if row.planned or row.held or row.state == "missing")
    return ThemeCell(link_of(cell), is_pilot(cell, year), shown)


def _held(line: MeetingLine, *, planned: bool = False) -> HeldTheme:
    return HeldTheme(line.theme, line.date, line.url, line.kind == "regular", planned)


def _quarter(
    quarter: Quarter, plan: list[tuple[int, str]], held: list[tuple[int, HeldTheme]], cell: CellSummary, as_of: dt.date
) -> QuarterRow:
    number = quarter.number
    own = tuple(meeting for at, meeting in held if at == number)
    others = [meeting for at, meeting in held if at != number and not meeting.is_planned]
    planned = tuple(_planned(theme, own, others) for at, theme in plan if at == number)
    if number in cell.thematic_missing.get(quarter.year, ()):
        state = "missing"
    elif all(theme.is_held for theme in planned):
        state = "held"
    elif quarter.months[2].last >= as_of:
        state = "open"
    else:
        state = "other" if own and not any(theme.is_held for theme in planned) else "unheld"
    return QuarterRow(number, planned, own, state)


def _planned(theme: str, own: tuple[HeldTheme, ...], others: list[HeldTheme]) -> PlannedTheme:
    key = key_of(theme)
    is_held = any(key_of(meeting.theme) == key for meeting in own)
    return PlannedTheme(theme, is_held, None if is_held else next((m for m in others if key_of(m.theme) == key), None))


def shared_themes(cells: Iterable[CellSummary], year: int) -> tuple[SharedTheme, ...]:
    """The themes that at least two cells held in a year, most cells first, then in Vietnamese order."""
    found: dict[str, list[tuple[CellSummary, MeetingLine]]] = {}
    for cell in cells:
        for line in held_in(cell, year):
            if key := key_of(line.theme):
                found.setdefault(key, []).append((cell, line))
    shared = [_shared(meetings) for meetings in found.values()]
    return tuple(sorted((s for s in shared if s.cells > 1), key=lambda s: (-s.cells, sort_key(s.theme))))


def _shared(meetings: list[tuple[CellSummary, MeetingLine]]) -> SharedTheme:
    words = Counter(line.theme for _, line in meetings).most_common(1)[0][0]
    by_day = sorted(meetings, key=lambda held: (str(held[1].date), sort_key(held[0].name)))
    return SharedTheme(
        theme=words,
        cells=len({cell.ref for cell, _ in meetings}),
        meetings=tuple((link_of(cell), _held(line)) for cell, line in by_day),
    )
