"""How many of those due at regular meetings were absent without a reason.

Shape: one month of one cell.
Unit: attendances (one person due at one meeting).
Source: Hướng dẫn 12-HD/BTCTW (2018) and 42-HD/BTCTW (2025): nobody is absent without a reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.ratio import Ratio
from generator.model.text import Text
from generator.stats.api import ATTENDANCE, Figure, Statistic, regular_turnouts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook
    from generator.model.period import Period

STATISTIC = Statistic(
    by="month",
    figures=(
        Figure(
            "unexcused",
            Text("Vắng không lý do trên số phải dự", "Absent without a reason, of those due"),
            Text("lượt vắng không lý do", "absences without a reason"),
            Text("lượt phải dự", "members due at each meeting"),
            private=True,
        ),
    ),
    subject=ATTENDANCE,
    source="Hướng dẫn 12-HD/BTCTW (2018); Hướng dẫn 42-HD/BTCTW (2025)",
    rank=100,
)


def compute(cell: CellBook, month: Period) -> Iterator[tuple[str, Ratio]]:
    """Yield those absent without a reason over those due at the month's regular meeting."""
    held = regular_turnouts(cell, month)
    yield "unexcused", Ratio(sum(t.unexcused for t in held), sum(t.due for t in held))
