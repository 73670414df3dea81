"""What a cell is: its type, its people in office, its strength, its place among other cells."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from generator.model import codes
from generator.model.frame import Link
from generator.model.text import sort_key
from generator.views.cell_plan import FixedDay, Registers, fixed_day, registers
from generator.views.site import cell_url

if TYPE_CHECKING:
    import datetime as dt

    from generator.model.book import CellBook
    from generator.views.desk import Desk


class Predecessor(NamedTuple):
    """A cell that this one carries on.

    Attributes:
        cell: Its page.
        members: How many members of the roll came from it.
    """

    cell: Link
    members: int


class About(NamedTuple):
    """The facts of a cell. What the public may not see is empty in the public profile.

    Attributes:
        type: Its type.
        founded: When it was founded.
        closed: When it was closed; None while it is active.
        successor: The cell that carries on; None where there is none.
        predecessors: The cells it carries on, by name.
        secretary: Who leads it; empty where not known.
        deputy: The deputy; empty where there is none.
        strength: Members, full, probationary, exempt, elsewhere; None where no roll is kept.
        counted: The last written number of members, where no roll is kept; else None.
        fixed_day: The fixed day and how it was kept; None where there is none.
        pilot: The start of a pilot scheme, its name and its end; None where there is none.
        year: The year that the fixed day and the registers belong to.
        registers: The registers; None where nothing is written of them.
        grades: The annual grades, the newest first.
    """

    type: str
    founded: dt.date
    closed: dt.date | None
    successor: Link | None
    predecessors: tuple[Predecessor, ...] = ()
    secretary: str = ""
    deputy: str = ""
    strength: tuple[int, int, int, int, int] | None = None
    counted: int | None = None
    fixed_day: FixedDay | None = None
    pilot: tuple[dt.date, str, dt.date | None] | None = None
    year: int = 0
    registers: Registers | None = None
    grades: tuple[tuple[int, str], ...] = ()


def about(desk: Desk, day: dt.date, year: int) -> About:
    """The facts of a cell on `day`, with its fixed day and its registers in `year`."""
    cell, people = desk.cell, desk.people
    own = cell.cell
    return About(
        type=desk.site.say(codes.CELL_TYPES[own.type]),
        founded=own.founded,
        closed=own.closed,
        successor=_other(cell, own.successor) if own.successor else None,
        predecessors=_predecessors(cell),
        secretary=people.holder("secretary", day),
        deputy=people.holder("deputy", day),
        strength=_strength(cell, day),
        counted=cell.members_on(day) if cell.members is None else None,
        fixed_day=fixed_day(desk, year),
        pilot=(own.pilot.from_, own.pilot.scheme or "", own.pilot.to) if own.pilot else None,
        year=year,
        registers=registers(desk, year),
        grades=tuple(
            (number, desk.site.say(codes.ANNUAL_GRADES[kept.grade]))
            for number, kept in sorted(cell.years.items(), reverse=True)
            if kept.grade
        ),
    )


def _other(cell: CellBook, ref: str) -> Link:
    full = cell.home.full(ref)
    facts = cell.facts.get(full)
    return Link(facts.name if facts else ref, cell_url(full) if cell.home.has_cell(ref) else "")


def _predecessors(cell: CellBook) -> tuple[Predecessor, ...]:
    """The cells that name this one as their successor, that members came from (`was`) or whose tasks it reports on."""
    came = Counter(cell.home.full(m.was.rpartition("/")[0]) for m in (cell.members or {}).values() if m.was)
    told = (key.rsplit("/", 2)[0] for r in cell.held if r.meeting for key in r.meeting.followup if key.count("/") > 1)
    named = (facts.ref for facts in cell.facts.values() if facts.successor == cell.ref)
    refs = {*came, *map(cell.home.full, told), *named} - {cell.ref}
    found = (Predecessor(_other(cell, ref), came[ref]) for ref in refs)
    return tuple(sorted(found, key=lambda one: (sort_key(one.cell.label), one.cell.url)))


def _strength(cell: CellBook, day: dt.date) -> tuple[int, int, int, int, int] | None:
    roll = cell.roll_on(day)
    if roll is None:
        return None
    official = sum(m.is_official(day) for m in roll.values())
    away = [kind for m in roll.values() if (kind := m.away_on(day))]
    exempt = sum(kind in codes.EXEMPT_KINDS for kind in away)
    return len(roll), official, len(roll) - official, exempt, len(away) - exempt
