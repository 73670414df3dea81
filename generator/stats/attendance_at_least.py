"""How many full-year cells reached a yearly attendance (of those due) of 95, 90 and 80 per cent.

Shape: one year of one cell; it counts if it was active all year and held a regular meeting. Rates are compared exactly.
Unit: cells.
Source: the classes that block committees report by; the bounds are part of the figures' names, no rule's thresholds.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from generator.model.months import is_full_year
from generator.model.ratio import ZERO, Ratio
from generator.model.text import Text
from generator.stats.api import ATTENDANCE, Figure, Statistic, held_regular, regular_turnouts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook

PER_CENTS = (95, 90, 80)
STATISTIC = Statistic(
    by="year",
    figures=tuple(
        Figure(
            f"attendance_at_least_{bound}",
            Text(f"Chi bộ có tỷ lệ dự cả năm từ {bound} %", f"Cells with a yearly attendance of at least {bound}%"),
            Text(f"chi bộ đạt từ {bound} %", f"cells that reached {bound}%"),
            Text("chi bộ hoạt động đủ năm, có họp", "full-year cells that met"),
            private=True,
        )
        for bound in PER_CENTS
    ),
    subject=ATTENDANCE,
    source="Cách chia nhóm trong báo cáo của đảng ủy khối; tỷ lệ tính trên số phải dự",
    rank=80,
)


def compute(cell: CellBook, year: int) -> Iterator[tuple[str, Ratio]]:
    """Yield, for each bound, 1/1 where a full-year cell that met reaches it, else 0/1; 0/0 for any other cell."""
    counts = is_full_year(cell, year) and bool(held_regular(cell, year))
    held = regular_turnouts(cell, year)
    rate = Ratio(sum(t.present for t in held), sum(t.due for t in held)).share
    for bound in PER_CENTS:
        reached = rate is not None and rate >= Fraction(bound, 100)
        yield f"attendance_at_least_{bound}", Ratio(int(reached), 1) if counts else ZERO
