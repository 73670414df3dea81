"""What share of members came to a regular meeting, on average over the meetings, each counting the same.

Shape: one month of one cell; two figures, of those due and of the whole roll. A meeting to which nobody had to come
counts in neither part.
Unit: rates over meetings; the rates are added up exactly.
Source: domain convention: the mean of the meetings' rates is shown where it differs from the rate of all attendances.
"""

from __future__ import annotations

from fractions import Fraction
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
            "attendance_rate_due_macro",
            Text("Dự sinh hoạt trên số phải dự, bình quân các buổi", "Attendance of those due, mean of the meetings"),
            Text("tổng tỷ lệ dự trên số phải dự của các buổi", "sum of the meetings' rates"),
            Text("buổi thường kỳ có người phải dự", "regular meetings that somebody had to attend"),
            private=True,
        ),
        Figure(
            "attendance_rate_roll_macro",
            Text(
                "Dự sinh hoạt trên tổng số đảng viên, bình quân các buổi",
                "Attendance of the whole roll, mean of the meetings",
            ),
            Text("tổng tỷ lệ dự trên tổng số đảng viên của các buổi", "sum of the meetings' rates"),
            Text("buổi thường kỳ có đảng viên trong danh sách", "regular meetings with members on the roll"),
            private=True,
        ),
    ),
    subject=ATTENDANCE,
    source="Bình quân tỷ lệ của các buổi, in kèm khi lệch quá 1 điểm so với tỷ lệ chung",
    rank=75,
)


def compute(cell: CellBook, month: Period) -> Iterator[tuple[str, Ratio]]:
    """Yield the sums of the rates of the month's regular meeting over the number of meetings that have a rate."""
    held = regular_turnouts(cell, month)
    yield "attendance_rate_due_macro", _rates([(t.present, t.due) for t in held])
    yield "attendance_rate_roll_macro", _rates([(t.there, t.roll) for t in held])


def _rates(meetings: list[tuple[int, int]]) -> Ratio:
    rates = [n // d if n % d == 0 else Fraction(n, d) for n, d in meetings if d]
    return Ratio(sum(rates), len(rates))
