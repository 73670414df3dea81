"""How many regular meetings were held on the cell's fixed day of the month.

Shape: one month of one cell; only cells that declare a fixed day count. A meeting held in another month than the one it
counts for was not held on it.
Unit: meetings.
Source: Hướng dẫn 12-HD/BTCTW (2018): a cell meets on a fixed day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.ratio import Ratio
from generator.model.text import Text
from generator.stats.api import MEETINGS, Figure, Statistic, held_regular

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook
    from generator.model.period import Period

STATISTIC = Statistic(
    by="month",
    figures=(
        Figure(
            "fixed_day_kept",
            Text("Buổi thường kỳ họp đúng ngày cố định", "Regular meetings on the fixed day"),
            Text("buổi họp đúng ngày cố định", "meetings on the fixed day"),
            Text("buổi thường kỳ của chi bộ có ngày cố định", "regular meetings of cells with a fixed day"),
            private=True,  # the fixed day tells when the coming meetings are
        ),
    ),
    subject=MEETINGS,
    source="Hướng dẫn 12-HD/BTCTW (2018)",
    rank=110,
)


def compute(cell: CellBook, month: Period) -> Iterator[tuple[str, Ratio]]:
    """Yield 1/1 for a meeting on the fixed day, 0/1 for one on another day, 0/0 without a meeting or a fixed day."""
    held = held_regular(cell, month) if cell.cell.fixed_day is not None else []
    days = [record.meeting.date for record in held if record.meeting is not None]
    kept = sum(day is not None and (day.year, day.month, day.day) == (*month, cell.cell.fixed_day) for day in days)
    yield "fixed_day_kept", Ratio(kept, len(days))
