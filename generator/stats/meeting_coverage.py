"""How many of the months that required a regular meeting had one, recorded on time or late.

Shape: one month of one cell; planned, awaiting and waived months are not counted.
Unit: cell-months.
Source: Điều lệ Đảng, Điều 24: a cell meets regularly once a month.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.months import state_of
from generator.model.ratio import ZERO, Ratio
from generator.model.text import Text
from generator.stats.api import MEETINGS, Figure, Statistic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook
    from generator.model.period import Period

STATISTIC = Statistic(
    by="month",
    figures=(
        Figure(
            "meeting_coverage",
            Text("Kỳ thường kỳ đã họp", "Regular meetings held"),
            Text("kỳ đã họp", "months with a meeting"),
            Text("kỳ phải họp", "months that required one"),
        ),
    ),
    subject=MEETINGS,
    source="Điều lệ Đảng, Điều 24, khoản 2",
    rank=10,
)
MET = frozenset({"held", "late"})


def compute(cell: CellBook, month: Period) -> Iterator[tuple[str, Ratio]]:
    """Yield 1/1 for a required month with a meeting, 0/1 for one without, 0/0 for one that does not count."""
    found = state_of(cell, month)
    yield "meeting_coverage", Ratio(int(found.state in MET), 1) if found.counts else ZERO
