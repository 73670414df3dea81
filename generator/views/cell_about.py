"""What a cell is: its type, its people in office, its strength, its place among other cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model import codes
from generator.model.frame import Link
from generator.views.site import cell_url

if TYPE_CHECKING:
    import datetime as dt

    from generator.model.book import CellBook
    from generator.views.people import People
    from generator.views.site import Site


@dataclass(frozen=True, slots=True)
class About:
    """The facts of a cell. What the public may not see is empty in the public profile.

    Attributes:
        type: Its type.
        founded: When it was founded.
        closed: When it was closed; None while it is active.
        successor: The cell that carries on; None where there is none.
        predecessors: The cells it carries on.
        secretary: Who leads it; empty where not known.
        deputy: The deputy; empty where there is none.
        strength: Members, full, probationary, exempt, elsewhere; None where no roll is kept.
        counted: The last written number of members, where no roll is kept; else None.
        fixed_day: The fixed day; None where there is none.
        pilot: The start of a pilot scheme and its name; None where there is none.
        year: The year that the registers and the grade belong to.
        registers: Registers kept and registers listed; 0/0 where none are listed.
        grade: The annual grade; empty where there is none.
    """

    type: str
    founded: dt.date
    closed: dt.date | None
    successor: Link | None
    predecessors: tuple[Link, ...] = ()
    secretary: str = ""
    deputy: str = ""
    strength: tuple[int, int, int, int, int] | None = None
    counted: int | None = None
    fixed_day: int | None = None
    pilot: tuple[dt.date, str] | None = None
    year: int = 0
    registers: tuple[int, int] = (0, 0)
    grade: str = ""


def about(site: Site, cell: CellBook, people: People, day: dt.date, year: int) -> About:
    """The facts of a cell on `day`, with the registers and the grade of `year`."""
    own = cell.cell
    year_file = cell.years.get(year)
    return About(
        type=site.say(codes.CELL_TYPES[own.type]),
        founded=own.founded,
        closed=own.closed,
        successor=_other(cell, own.successor) if own.successor else None,
        predecessors=_predecessors(cell),
        secretary=people.holder("secretary", day),
        deputy=people.holder("deputy", day),
        strength=_strength(cell, day),
        counted=cell.members_on(day) if cell.members is None else None,
        fixed_day=own.fixed_day,
        pilot=(own.pilot.from_, own.pilot.scheme or "") if own.pilot else None,
        year=year,
        registers=_registers(cell, year),
        grade=site.say(codes.ANNUAL_GRADES[year_file.grade]) if year_file and year_file.grade else "",
    )


def _other(cell: CellBook, ref: str) -> Link:
    full = cell.home.full(ref)
    facts = cell.facts.get(full)
    return Link(facts.name if facts else ref, cell_url(full) if cell.home.has_cell(ref) else "")


def _predecessors(cell: CellBook) -> tuple[Link, ...]:
    """The cells that members came from (`was`) or whose tasks this cell reports on."""
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
