"""How many thematic meetings, combined ones included, a full-year cell held on average.

Shape: one year of one cell; 0/0 unless the cell was active all year and the year is over.
Unit: meetings over cells.
Source: Hướng dẫn 12-HD/BTCTW (2018) and 42-HD/BTCTW (2025): at least one a quarter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.months import is_full_year
from generator.model.ratio import ZERO, Ratio
from generator.model.text import Text
from generator.stats.api import THEMES, Figure, Statistic, held_thematic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook

STATISTIC = Statistic(
    by="year",
    figures=(
        Figure(
            "thematic_per_cell",
            Text("Số buổi chuyên đề bình quân một chi bộ", "Thematic meetings per cell"),
            Text("buổi chuyên đề đã họp", "thematic meetings held"),
            Text("chi bộ hoạt động đủ năm", "full-year cells"),
            kind="mean",
        ),
    ),
    subject=THEMES,
    source="Hướng dẫn 12-HD/BTCTW (2018); Hướng dẫn 42-HD/BTCTW (2025)",
    rank=40,
)


def compute(cell: CellBook, year: int) -> Iterator[tuple[str, Ratio]]:
    """Yield the thematic and combined meetings of a full-year cell over 1."""
    yield "thematic_per_cell", Ratio(len(held_thematic(cell, year)), 1) if is_full_year(cell, year) else ZERO
