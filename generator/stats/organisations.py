"""How many units stand directly under the district.

Shape: one stretch of one district; those in force on its last day (or `as_of`), without the ones below them.
Unit: units of `district.yml` ("đảng bộ, chi bộ trực thuộc"); a group of cells that is written as one counts as one.
Source: reports of district committees begin with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.ratio import Ratio
from generator.model.text import Text
from generator.stats.api import MEMBERS, Figure, Statistic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import DistrictBook
    from generator.model.period import Span

STATISTIC = Statistic(
    by="district",
    figures=(
        Figure(
            "organisations",
            Text("Đơn vị trực thuộc", "Units directly below"),
            Text("đơn vị trực thuộc", "units directly below"),
            Text("số đếm", "a count"),
            kind="count",
            private=True,
        ),
    ),
    subject=MEMBERS,
    source="Báo cáo của huyện ủy; district.yml",
    rank=155,
)


def compute(home: DistrictBook, span: Span) -> Iterator[tuple[str, Ratio]]:
    """Yield the units without a unit above them that are in force on the last day, over 1."""
    day, units = min(span.last, home.as_of), home.district.units
    yield "organisations", Ratio(sum(u.covers(day) and u.parent not in units for u in units.values()), 1)
