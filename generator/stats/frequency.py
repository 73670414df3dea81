"""How the full-year cells spread over the number of months in which they met: 12, 9 to 11, 5 to 8, 0 to 4.

Shape: one year of one cell; four figures of which a full-year cell counts in one, so that the four add up to all.
Unit: cells.
Source: the classes that district committees report by; 0 to 4 is added so that no cell is lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.months import is_full_year
from generator.model.ratio import ZERO, Ratio
from generator.model.text import Text
from generator.stats.api import MEETINGS, Figure, Statistic, held_regular

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook

CLASSES = {
    "frequency_12": (range(12, 13), Text("họp đủ 12 kỳ", "met in 12 months")),
    "frequency_9_11": (range(9, 12), Text("họp 9 đến 11 kỳ", "met in 9 to 11 months")),
    "frequency_5_8": (range(5, 9), Text("họp 5 đến 8 kỳ", "met in 5 to 8 months")),
    "frequency_0_4": (range(5), Text("họp 0 đến 4 kỳ", "met in 0 to 4 months")),
}
STATISTIC = Statistic(
    by="year",
    figures=tuple(
        Figure(
            id_,
            Text(f"Chi bộ {label.vi}", f"Cells that {label.en}"),
            Text(f"chi bộ {label.vi}", f"cells that {label.en}"),
            Text("chi bộ hoạt động đủ năm", "full-year cells"),
        )
        for id_, (_, label) in CLASSES.items()
    ),
    subject=MEETINGS,
    source="Điều lệ Đảng, Điều 24, khoản 2; cách chia nhóm trong báo cáo của huyện ủy",
    rank=30,
)


def compute(cell: CellBook, year: int) -> Iterator[tuple[str, Ratio]]:
    """Yield 1/1 for the class of a full-year cell and 0/1 for the other three."""
    if not is_full_year(cell, year):
        yield from dict.fromkeys(CLASSES, ZERO).items()
        return
    met = len({record.period for record in held_regular(cell, year)})
    for id_, (months, _) in CLASSES.items():
        yield id_, Ratio(int(met in months), 1)
