"""How many of the whole roll were at regular meetings, those not due included.

Shape: one month of one cell.
Unit: attendances (one person at one meeting).
Source: the share "trên tổng số đảng viên" that district committees report.
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
            "attendance_rate_roll",
            Text("Dự sinh hoạt trên tổng số đảng viên", "Attendance of the whole roll"),
            Text("lượt dự", "attendances"),
            Text("lượt đảng viên trong danh sách", "members on the roll at each meeting"),
            private=True,
        ),
    ),
    subject=ATTENDANCE,
    source="Cách tính trên tổng số đảng viên trong báo cáo của huyện ủy",
    rank=70,
)


def compute(cell: CellBook, month: Period) -> Iterator[tuple[str, Ratio]]:
    """Yield those there over the roll of the month's regular meeting."""
    held = regular_turnouts(cell, month)
    yield "attendance_rate_roll", Ratio(sum(t.there for t in held), sum(t.roll for t in held))
