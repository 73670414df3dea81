"""How many members were admitted to the Party.

Shape: one stretch of one cell; 0/0 where the cell keeps no roll or it cannot be read. Who came from a predecessor cell
after the admission is counted there.
Unit: persons.
Source: Điều lệ Đảng, articles 4 and 5; admissions are a line of every report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.ratio import ZERO, Ratio
from generator.model.text import Text
from generator.stats.api import MEMBERS, Figure, Statistic

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from generator.model.book import CellBook
    from generator.model.cell import Member
    from generator.model.period import Span

STATISTIC = Statistic(
    by="span",
    figures=(
        Figure(
            "admissions",
            Text("Đảng viên mới kết nạp", "Members admitted"),
            Text("đảng viên kết nạp", "members admitted"),
            Text("số lượng, không chia", "a number, divided by nothing"),
            kind="count",
            private=True,
        ),
    ),
    subject=MEMBERS,
    source="Điều lệ Đảng, Điều 4 và Điều 5; báo cáo của huyện ủy",
    rank=190,
)


def compute(cell: CellBook, span: Span) -> Iterator[tuple[str, Ratio]]:
    """Yield the members admitted in the stretch, not after `as_of`, over 1."""
    if cell.members is None:
        yield "admissions", ZERO
        return
    days = [day for member in cell.members.values() if (day := _admitted_here(member)) is not None]
    yield "admissions", Ratio(sum(span.covers(day) and day <= cell.as_of for day in days), 1)


def _admitted_here(member: Member) -> dt.date | None:
    """The day of admission; None where it is not known or the member came later from a predecessor cell."""
    came_later = member.was is not None and member.admitted is not None and member.joined > member.admitted
    return None if came_later else member.admitted
