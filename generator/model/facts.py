"""What a cell declares that others name: small, frozen, part of their key."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class MeetingFacts:
    """What another cell may need to know of a meeting."""

    date: dt.date | None
    readable: bool
    tasks: tuple[str, ...]
    followup: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CellFacts:
    """The declared facts of a cell that others name: small, frozen, part of their key.

    `members` is None where the cell keeps no roll or the roll cannot be read. `meetings` is keyed by `2024/03-regular`.
    """

    ref: str
    name: str
    closed: dt.date | None
    successor: str | None
    members: frozenset[str] | None
    meetings: dict[str, MeetingFacts]

    @property
    def itself(self) -> tuple[object, ...]:
        """What it is apart from its meetings."""
        return (self.ref, self.name, self.closed, self.successor, self.members)

    def relatives(self) -> set[str]:
        """The cells whose tasks and follow-ups hang together with its own, as `DISTRICT/CELL`."""
        district = self.ref.partition("/")[0]
        named = {ref.rsplit("/", 2)[0] for m in self.meetings.values() for ref, _ in m.followup if ref.count("/") >= 2}
        return {n if "/" in n else f"{district}/{n}" for n in {*named, *filter(None, (self.successor,))}}
