"""How many cells have the fixed day that is most frequent in their unit.

Shape: the cells directly under one unit in one year; of days that are equally frequent the earliest counts. Cells not
active on 31 December (or `as_of`) do not count; active ones without a fixed day count in the denominator only.
Unit: cells.
Source: committees that have all their cells meet on the same day.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.model.ratio import ZERO, Ratio
from generator.model.text import Text
from generator.stats.api import MEETINGS, Figure, Statistic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.summary import CellSummary

STATISTIC = Statistic(
    by="peers",
    figures=(
        Figure(
            "common_day",
            Text("Chi bộ họp cùng ngày phổ biến của đảng bộ", "Cells with the common day of their unit"),
            Text("chi bộ có ngày cố định phổ biến nhất của đảng bộ", "cells with their unit's most frequent day"),
            Text("chi bộ đang hoạt động", "active cells"),
            private=True,  # the fixed day tells when the coming meetings are
        ),
    ),
    subject=MEETINGS,
    source="Chủ trương của cấp ủy: các chi bộ sinh hoạt cùng một ngày",
    rank=120,
)


def compute(cells: list[CellSummary], year: int) -> Iterator[tuple[str, str, Ratio]]:
    """Yield 1/1 for an active cell with the common day, 0/1 for another active one, 0/0 for one not active."""
    active = {cell.slug for cell in cells if year in cell.active}
    days = Counter(cell.fixed_day for cell in cells if cell.slug in active and cell.fixed_day is not None)
    common = min(days, key=lambda day: (-days[day], day), default=None)
    for cell in cells:
        kept = common is not None and cell.fixed_day == common
        yield cell.slug, "common_day", Ratio(int(kept), 1) if cell.slug in active else ZERO
