"""How the members spread over the types of cells.

Shape: one stretch of one cell, on its last day (or `as_of`); a figure for each type that occurs, all over one whole.
Cells that are not active, or whose strength is not known, do not count.
Unit: members.
Source: the table of members by type of organisation in the committees' yearly reports.
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
        f"members_by_type.{type_}",
        Text(f"Đảng viên theo loại hình chi bộ: {label.vi}", f"Members by type of cell: {label.en}"),
        Text("đảng viên của chi bộ loại hình này", "members of cells of this type"),
        Text("đảng viên của mọi chi bộ biết số đảng viên", "members of all cells whose strength is known"),
        whole="members_by_type",
        private=True,
    )


STATISTIC = Statistic(
    by="span",
    figures=(),
    subject=MEMBERS,
    source="Biểu cơ cấu đảng viên theo loại hình tổ chức đảng",
    rank=170,
    families=(Family("members_by_type", _figure, Text("Đảng viên theo loại hình chi bộ", "Members by type of cell")),),
)


def compute(cell: CellBook, span: Span) -> Iterator[tuple[str, Ratio]]:
    """Yield the members of a cell that is active on the last day under its type; nothing where there are none."""
    members = cell.members_on(last_day(cell, span))
    if members:
        yield f"members_by_type.{cell.cell.type}", Ratio(members, members)
