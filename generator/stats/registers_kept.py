"""How many of the registers that the rulebook asks for are kept.

Shape: one year of one cell; 0/0 where it has no `year.yml`. The rulebook is that of 31 December (or `as_of`). A
register asked for and not written is not kept; one that is not asked for does not count.
Unit: registers.
Source: the registers that a cell keeps, as the rulebook lists them.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from generator.model.ratio import Ratio
from generator.model.text import Text
from generator.stats.api import QUALITY, Figure, Statistic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook

STATISTIC = Statistic(
    by="year",
    figures=(
        Figure(
            "registers_kept",
            Text("Sổ sách đã lập trên sổ phải có", "Registers kept of those asked for"),
            Text("sổ đã lập", "registers kept"),
            Text("sổ phải có của chi bộ đã khai báo", "registers asked for, in cells that report"),
        ),
    ),
    subject=QUALITY,
    source="Các loại sổ ghi trong sổ quy định",
    rank=240,
)


def compute(cell: CellBook, year: int) -> Iterator[tuple[str, Ratio]]:
    """Yield the registers kept over those asked for."""
    kept = cell.years.get(year)
    asked = cell.in_force(min(dt.date(year, 12, 31), cell.as_of)).get("registers") if kept is not None else None
    names = dict.fromkeys(asked or ())
    found = sum(kept.registers.get(name) == "kept" for name in names) if kept is not None else 0
    yield "registers_kept", Ratio(found, len(names))
