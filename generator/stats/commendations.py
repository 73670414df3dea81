"""How many collectives and persons were commended.

Shape: one stretch of one district; 0/0 where the year has no readable file of events, and where commendations are
written but none says how many.
Unit: collectives; persons.
Source: the commendations in `events/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.ratio import ZERO, Ratio
from generator.model.text import Text
from generator.stats.api import EVENTS, Figure, Statistic, events_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import DistrictBook
    from generator.model.period import Span

_ONE = Text("số lượng, không chia", "a number, divided by nothing")
STATISTIC = Statistic(
    by="district",
    figures=(
        Figure(
            "commended_collectives",
            Text("Tập thể được khen thưởng", "Collectives commended"),
            Text("tập thể được khen thưởng", "collectives commended"),
            _ONE,
            kind="count",
            private=True,
        ),
        Figure(
            "commended_persons",
            Text("Cá nhân được khen thưởng", "Persons commended"),
            Text("cá nhân được khen thưởng", "persons commended"),
            _ONE,
            kind="count",
            private=True,
        ),
    ),
    subject=EVENTS,
    source="Khen thưởng ghi trong `events/`",
    rank=280,
)


def compute(home: DistrictBook, span: Span) -> Iterator[tuple[str, Ratio]]:
    """Yield the collectives and the persons commended in the stretch over 1."""
    found = events_in(home, span, "commendations")
    for whom in ("collectives", "persons"):
        known = [number for event in found or () if (number := getattr(event, whom)) is not None]
        unknown = found is None or (bool(found) and not known)
        yield f"commended_{whom}", ZERO if unknown else Ratio(sum(known), 1)
