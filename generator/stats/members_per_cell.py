"""How many members a cell has on average.

Shape: one stretch of one cell, on its last day (or `as_of`); 0/0 where it is not active or its strength is not known.
Unit: members over cells.
Source: the mean strength of cells in the committees' yearly reports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.ratio import ZERO, Ratio
from generator.model.text import Text
from generator.stats.api import MEMBERS, Figure, Statistic, last_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook
    from generator.model.period import Span

STATISTIC = Statistic(
    by="span",
    figures=(
        Figure(
            "members_per_cell",
            Text("Số đảng viên bình quân một chi bộ", "Members per cell"),
            Text("đảng viên", "members"),
            Text("chi bộ đang hoạt động, biết số đảng viên", "active cells whose strength is known"),
            kind="mean",
            private=True,
        ),
    ),
    subject=MEMBERS,
    source="Báo cáo năm của huyện ủy",
    rank=180,
)


def compute(cell: CellBook, span: Span) -> Iterator[tuple[str, Ratio]]:
    """Yield the members of an active cell over 1."""
    day = last_day(cell, span)
    members = cell.members_on(day) if cell.is_active(day) else None
    yield "members_per_cell", ZERO if members is None else Ratio(members, 1)
