"""What a cell is on a day: under which units, by which rules, with whom on its roll.

Little of that changes, and only on certain days: between two of them one answer serves every day.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING

from generator.model import codes
from generator.model.memory import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import DistrictBook
    from generator.model.cell import Cell, Member
    from generator.model.record import Interval
    from generator.model.rulebook import InForce

_NEXT = dt.timedelta(days=1)
Members = dict[str, "Member"]


class Standing:
    """What is the same on every day of a stretch in which nothing about a cell turns.

    Args:
        cell: The cell.
        members: Everybody who is or was on its roll; None where no roll is kept or it cannot be read.
        home: Its district.
        day: One of the days.
    """

    def __init__(self, cell: Cell, members: Members | None, home: DistrictBook, day: dt.date) -> None:
        self._cell, self._members, self._home, self._day = cell, members, home, day

    @cached_property
    def is_active(self) -> bool:
        """Whether the cell is founded, not closed, under a unit, in an existing district."""
        day = self._day
        return self._cell.exists(day) and self._cell.unit_on(day) is not None and self._home.district.exists(day)

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The unit of the cell and those above it, nearest first."""
        return self._home.district.ancestors(self._cell.unit_on(self._day))

    @cached_property
    def rules(self) -> InForce:
        """What the rulebook asks of the cell."""
        return self._home.in_force(self.units, self._day)

    @remembered
    def roll(self, kind: str) -> Members | None:
        """The members on the roll; in a committee meeting only those of the cell committee. None without a roll."""
        day = self._day
        if self._members is None:
            return None
        if self._cell.closed is not None and day > self._cell.closed:
            return {}
        return {
            id_: m
            for id_, m in self._members.items()
            if m.on_roll(day)
            and (kind != "committee" or any(r.role in codes.COMMITTEE_ROLES and r.covers(day) for r in m.roles))
        }

    @remembered
    def away(self, kind: str) -> int:
        """How many on the roll need not attend."""
        return sum(1 for member in (self.roll(kind) or {}).values() if member.away_on(self._day))

    @remembered
    def voters(self, kind: str) -> frozenset[str]:
        """The full members on the roll who are due; nobody in counts mode."""
        day, roll = self._day, self.roll(kind) or {}
        return frozenset(id_ for id_, m in roll.items() if m.is_official(day) and m.away_on(day) is None)


def turning_days(cell: Cell, members: Members | None, home: DistrictBook) -> list[dt.date]:
    """The days on which something begins to be otherwise for a cell, in order."""
    days = {cell.founded, *home.rulebook.changes, *_ends(home.district)}
    if cell.closed is not None:
        days.add(cell.closed + _NEXT)
    for under in cell.under:
        days.update(_ends(under))
    for member in (members or {}).values():
        days.add(member.joined)
        if member.left is not None:
            days.add(member.left + _NEXT)
        if member.official is not None:
            days.add(member.official)
        for interval in (*member.roles, *member.away):
            days.update(_ends(interval))
    return sorted(days)


def _ends(interval: Interval) -> Iterator[dt.date]:
    """The first day of an interval, and the first one after it."""
    yield interval.from_
    if interval.to is not None:
        yield interval.to + _NEXT
