"""How many regular meetings a full-year cell held on average.

Shape: one year of one cell; 0/0 unless the cell was active all year and the year is over.
Unit: meetings over cells.
Source: Điều lệ Đảng, Điều 24 (twelve a year).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.months import is_full_year
from generator.model.ratio import ZERO, Ratio
from generator.model.text import Text
from generator.stats.api import MEETINGS, Figure, Statistic, held_regular

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook

STATISTIC = Statistic(
    by="year",
    figures=(
        Figure(
            "meetings_per_cell",
            Text("Số buổi thường kỳ bình quân một chi bộ", "Regular meetings per cell"),
            Text("buổi thường kỳ đã họp", "regular meetings held"),
            Text("chi bộ hoạt động đủ năm", "full-year cells"),
            kind="mean",
        ),
    ),
    subject=MEETINGS,
    source="Điều lệ Đảng, Điều 24, khoản 2",
    rank=20,
)


def compute(cell: CellBook, year: int) -> Iterator[tuple[str, Ratio]]:
    """Yield the meetings of a full-year cell over 1."""
    yield "meetings_per_cell", Ratio(len(held_regular(cell, year)), 1) if is_full_year(cell, year) else ZERO
