"""What a meeting's scaffold is made from: the cell, the day assumed, the roll and the rulebook of that day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from generator.model.book import CellBook
    from generator.model.cell import Member
    from generator.model.period import Period
    from generator.model.rulebook import InForce


@dataclass(frozen=True)
class Sheet:
    """A meeting to be written down. `names` holds names by id; `roll` is None for a cell in counts mode."""

    cell: CellBook
    names: dict[str, str]
    period: Period
    kind: str
    day: dt.date
    roll: dict[str, Member] | None
    rules: InForce

    @property
    def away(self) -> list[str]:
        """The members on the roll who need not attend."""
        return [id_ for id_, member in (self.roll or {}).items() if member.away_on(self.day)]

    def holder(self, role: str) -> str | None:
        """The member on the roll whose highest role that day is this one."""
        return next((id_ for id_, member in (self.roll or {}).items() if member.role_on(self.day) == role), None)
