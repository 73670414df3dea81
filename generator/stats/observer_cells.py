"""How many of the registered pairs of a superior committee member and a cell had a visit.

Shape: one stretch of one cell, of all levels and of each; the pairs are those of the year's plan, the visits those of
the stretch. Whoever comes without being registered for the cell counts nowhere.
Unit: pairs of a seat and a cell.
Source: the plans of superior committees for attending cells, as reported: so many of those registered were attended.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model import codes
from generator.model.ratio import ZERO, Ratio
from generator.model.text import Text
from generator.model.visit import pairs_of
from generator.stats.api import VISITS, Figure, Statistic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook
    from generator.model.period import Span

_NUMERATOR = Text("lượt đăng ký đã được thực hiện ít nhất một lần", "registered pairs with a visit")
_DENOMINATOR = Text("lượt cấp ủy viên đăng ký dự chi bộ", "registered pairs of a committee member and a cell")
STATISTIC = Statistic(
    by="span",
    figures=(
        Figure(
            "observer_cells",
            Text("Chi bộ đăng ký đã được cấp ủy viên đến dự", "Registered cells attended by committee members"),
            _NUMERATOR,
            _DENOMINATOR,
            private=True,
        ),
        *(
            Figure(
                f"observer_cells.{level}",
                Text(f"Chi bộ đăng ký đã được dự: {label.vi}", f"Registered cells attended: {label.en}"),
                _NUMERATOR,
                _DENOMINATOR,
                private=True,
            )
            for level, label in codes.SEAT_LEVELS.items()
        ),
    ),
    subject=VISITS,
    source="Quy định của cấp ủy địa phương về cấp ủy viên dự sinh hoạt chi bộ, ví dụ Quy định 32-QĐi/TU (2018)",
    rank=130,
)
_NOTHING = tuple((figure.id, ZERO) for figure in STATISTIC.figures)


def compute(cell: CellBook, span: Span) -> Iterator[tuple[str, Ratio]]:
    """Yield the cell's pairs with a visit in the stretch over its pairs of the year, of all levels and of each."""
    pairs = pairs_of(cell, span.year)
    if not pairs:
        yield from _NOTHING
        return
    months = frozenset(span.months)
    met = [(pair.level, any(came.month in months for came in pair.visits)) for pair in pairs]
    yield "observer_cells", Ratio(sum(came for _, came in met), len(met))
    for level in codes.SEAT_LEVELS:
        own = [came for of, came in met if of == level]
        yield f"observer_cells.{level}", Ratio(sum(own), len(own))
