"""How many records of regular meetings were written by their due day.

Shape: one month of one cell; it counts where the record's due day and the day git first saw it are known. Records of
months due before the store's own first commit were imported, and do not count.
Unit: records.
Source: the rulebook's `record_due_day`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.months import is_late, time_known
from generator.model.ratio import Ratio
from generator.model.text import Text
from generator.stats.api import MEETINGS, Figure, Statistic, held_regular

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook
    from generator.model.period import Period

STATISTIC = Statistic(
    by="month",
    figures=(
        Figure(
            "on_time",
            Text("Biên bản ghi đúng hạn", "Records written on time"),
            Text("biên bản đúng hạn", "records on time"),
            Text("biên bản biết ngày ghi", "records whose time is known"),
        ),
    ),
    subject=MEETINGS,
    source="Quy ước của Sổ Chi Bộ về hạn ghi biên bản (`record_due_day`)",
    rank=250,
)


def compute(cell: CellBook, month: Period) -> Iterator[tuple[str, Ratio]]:
    """Yield the records on time over those whose time is known."""
    known = [record for record in held_regular(cell, month) if time_known(cell, record)]
    yield "on_time", Ratio(sum(not is_late(cell, record) for record in known), len(known))
