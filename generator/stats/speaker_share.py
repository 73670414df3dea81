"""How many of those at regular meetings spoke.

Shape: one month of one cell; meetings that do not record who spoke count in neither part.
Unit: attendances (one person at one meeting); a person counts once a meeting, however often he or she spoke.
Source: Hướng dẫn 12-HD/BTCTW (2018), criterion on conduct: many members give their opinion.
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
            "speaker_share",
            Text("Đảng viên phát biểu", "Members who spoke"),
            Text("lượt người phát biểu", "speakers"),
            Text("lượt dự các buổi có ghi phát biểu", "attendances where speakers were recorded"),
            private=True,
        ),
    ),
    subject=ATTENDANCE,
    source="Hướng dẫn 12-HD/BTCTW (2018)",
    rank=90,
)


def compute(cell: CellBook, month: Period) -> Iterator[tuple[str, Ratio]]:
    """Yield the speakers over those there, where speakers were recorded."""
    held = [(t.spoke, t.there) for t in regular_turnouts(cell, month) if t.spoke is not None]
    yield "speaker_share", Ratio(sum(spoke for spoke, _ in held), sum(there for _, there in held))
