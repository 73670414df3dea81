"""How many of those who had to attend regular meetings were present.

Shape: one month of one cell. Members who are exempt or away are not due, and do not count when they come all the same.
Unit: attendances (one person at one meeting).
Source: Hướng dẫn 12-HD/BTCTW (2018) and 42-HD/BTCTW (2025), criterion "tỷ lệ đảng viên dự sinh hoạt".
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
            "attendance_rate_due",
            Text("Dự sinh hoạt trên số phải dự", "Attendance of those due"),
            Text("lượt có mặt", "attendances"),
            Text("lượt phải dự", "attendances due"),
            private=True,
        ),
    ),
    subject=ATTENDANCE,
    source="Hướng dẫn 12-HD/BTCTW (2018); Hướng dẫn 42-HD/BTCTW (2025)",
    rank=60,
)


def compute(cell: CellBook, month: Period) -> Iterator[tuple[str, Ratio]]:
    """Yield present/due of the month's regular meeting."""
    held = regular_turnouts(cell, month)
    yield "attendance_rate_due", Ratio(sum(t.present for t in held), sum(t.due for t in held))
