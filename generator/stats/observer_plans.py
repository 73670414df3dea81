"""How many superior committee members have a cell to attend in the year's plan.

Shape: one stretch of one district; the plan is that of the year.
Unit: seats.
Source: the plans of superior committees for attending cells: every member has cells assigned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.ratio import ZERO, Ratio
from generator.model.text import Text
from generator.stats.api import VISITS, Figure, Statistic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import DistrictBook
    from generator.model.period import Span

STATISTIC = Statistic(
    by="district",
    figures=(
        Figure(
            "observer_plans",
            Text("Cấp ủy viên đã đăng ký dự chi bộ", "Committee members with a plan"),
            Text("cấp ủy viên có chi bộ được phân công", "committee members with a registered cell"),
            Text("cấp ủy viên", "committee members"),
            private=True,
        ),
    ),
    subject=VISITS,
    source="Quy định của cấp ủy địa phương về cấp ủy viên dự sinh hoạt chi bộ, ví dụ Quy định 32-QĐi/TU (2018)",
    rank=150,
)


def compute(home: DistrictBook, span: Span) -> Iterator[tuple[str, Ratio]]:
    """Yield the seats with a registered cell over all seats; 0/0 where the year's plan is missing or broken."""
    plan = home.observers.get(span.year)
    seats = [] if plan is None else list(plan.root.values())
    yield "observer_plans", Ratio(sum(any(seat.plan.values()) for seat in seats), len(seats)) if seats else ZERO
