"""How many of the quarters that required a thematic meeting had one, alone or combined with a regular meeting.

Shape: one quarter of one cell; it counts where all three months were required and it is over.
Unit: cell-quarters.
Source: Hướng dẫn 12-HD/BTCTW (2018) and 42-HD/BTCTW (2025): at least one a quarter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.months import quarters_required
from generator.model.ratio import ZERO, Ratio
from generator.model.text import Text
from generator.stats.api import THEMES, Figure, Statistic, held_thematic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook
    from generator.model.period import Quarter

STATISTIC = Statistic(
    by="quarter",
    figures=(
        Figure(
            "thematic_quarters",
            Text("Quý có sinh hoạt chuyên đề", "Quarters with a thematic meeting"),
            Text("quý có chuyên đề", "quarters with one"),
            Text("quý phải có chuyên đề", "quarters that required one"),
        ),
    ),
    subject=THEMES,
    source="Hướng dẫn 12-HD/BTCTW (2018); Hướng dẫn 42-HD/BTCTW (2025)",
    rank=50,
)


def compute(cell: CellBook, quarter: Quarter) -> Iterator[tuple[str, Ratio]]:
    """Yield 1/1 for a required quarter with a thematic meeting, 0/1 for one without, 0/0 for one not required."""
    if quarter in quarters_required(cell, quarter.year):
        yield "thematic_quarters", Ratio(int(bool(held_thematic(cell, quarter))), 1)
    else:
        yield "thematic_quarters", ZERO
