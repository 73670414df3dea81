"""How the active cells spread over the types of cells.

Shape: one stretch of one cell, on its last day (or `as_of`); a figure for each type that occurs, all over one whole.
Unit: cells.
Source: the table of organisations by type in the committees' yearly reports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model import codes
from generator.model.ratio import Ratio
from generator.model.text import Text
from generator.stats.api import MEMBERS, Family, Figure, Statistic, last_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook
    from generator.model.period import Span


def _figure(type_: str) -> Figure:
    label = codes.CELL_TYPES.get(type_, Text(type_, type_))
    return Figure(
        f"cells_by_type.{type_}",
        Text(f"Chi bộ theo loại hình: {label.vi}", f"Cells by type: {label.en}"),
        Text("chi bộ loại hình này", "cells of this type"),
        Text("chi bộ đang hoạt động", "active cells"),
        whole="cells_by_type",
    )


STATISTIC = Statistic(
    by="span",
    figures=(),
    subject=MEMBERS,
    source="Biểu cơ cấu tổ chức đảng theo loại hình",
    rank=160,
    families=(Family("cells_by_type", _figure, Text("Chi bộ theo loại hình", "Cells by type")),),
)


def compute(cell: CellBook, span: Span) -> Iterator[tuple[str, Ratio]]:
    """Yield 1/1 for the type of a cell that is active on the last day; nothing for another cell."""
    if cell.is_active(last_day(cell, span)):
        yield f"cells_by_type.{cell.cell.type}", Ratio(1, 1)
