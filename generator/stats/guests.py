"""How many guests came to meetings, by kind of guest.

Shape: one month of one cell, meetings of every kind; 0/0 in a month without a meeting that counts. Guests are on no
roll and in no other figure.
Unit: visits of guests.
Source: Quy định 213-QĐ/TW (2020) on members at their residence; guests invited under Hướng dẫn 12-HD/BTCTW (2018).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model import codes
from generator.model.ratio import ZERO, Ratio
from generator.model.text import Text
from generator.stats.api import MEETINGS, Figure, Statistic, held_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook
    from generator.model.period import Period

STATISTIC = Statistic(
    by="month",
    figures=tuple(
        Figure(
            f"guests.{kind}",
            Text(f"Khách dự: {label.vi}", f"Guests: {label.en}"),
            Text(f"lượt {label.vi}", f"visits of {label.en}"),
            Text("số lượng, không chia", "a number, divided by nothing"),
            kind="count",
            private=True,
        )
        for kind, label in codes.GUESTS.items()
    ),
    subject=MEETINGS,
    source="Quy định 213-QĐ/TW (2020); Hướng dẫn 12-HD/BTCTW (2018)",
    rank=310,
)
_NOTHING = tuple((figure.id, ZERO) for figure in STATISTIC.figures)


def compute(cell: CellBook, month: Period) -> Iterator[tuple[str, Ratio]]:
    """Yield the guests of each kind in the month over 1."""
    held = held_in(cell, month)
    if not held:
        yield from _NOTHING
        return
    came = [record.meeting.guests for record in held if record.meeting is not None]
    for kind in codes.GUESTS:
        yield f"guests.{kind}", Ratio(sum(guests.get(kind, 0) for guests in came), 1)
