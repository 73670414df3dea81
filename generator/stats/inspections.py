"""How many inspections and supervisions of cells took place.

Shape: one stretch of one district; 0/0 where the year has no readable file of events. Each counts once, however many
cells it concerned.
Unit: inspections.
Source: the inspections in `events/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model import codes
from generator.model.ratio import ZERO, Ratio
from generator.model.text import Text
from generator.stats.api import EVENTS, Figure, Statistic, events_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import DistrictBook
    from generator.model.period import Span

STATISTIC = Statistic(
    by="district",
    figures=tuple(
        Figure(
            f"inspections.{kind}",
            Text(f"Cuộc {label.vi} chi bộ", f"{label.en.capitalize()}s of cells"),
            Text(f"cuộc {label.vi}", f"{label.en}s"),
            Text("số lượng, không chia", "a number, divided by nothing"),
            kind="count",
            private=True,
        )
        for kind, label in codes.INSPECTIONS.items()
    ),
    subject=EVENTS,
    source="Kiểm tra, giám sát ghi trong `events/`",
    rank=290,
)


def compute(home: DistrictBook, span: Span) -> Iterator[tuple[str, Ratio]]:
    """Yield the inspections of each kind in the stretch over 1."""
    found = events_in(home, span, "inspections")
    for kind in codes.INSPECTIONS:
        number = sum(event.kind == kind for event in found or ())
        yield f"inspections.{kind}", ZERO if found is None else Ratio(number, 1)
