"""How many training classes were held, and how many took part.

Shape: one stretch of one district; 0/0 where the year has no readable file of events. Participants are unknown where
classes were held and none says how many came.
Unit: classes; persons.
Source: the training classes in `events/`.
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
            "training_classes",
            Text("Lớp bồi dưỡng", "Training classes"),
            Text("lớp bồi dưỡng", "training classes"),
            _ONE,
            kind="count",
            private=True,
        ),
        Figure(
            "training_participants",
            Text("Lượt người dự bồi dưỡng", "Participants in training"),
            Text("lượt người dự", "participants"),
            _ONE,
            kind="count",
            private=True,
        ),
    ),
    subject=EVENTS,
    source="Các lớp bồi dưỡng ghi trong `events/`",
    rank=270,
)


def compute(home: DistrictBook, span: Span) -> Iterator[tuple[str, Ratio]]:
    """Yield the classes of the stretch, and their participants, over 1."""
    classes = events_in(home, span, "training")
    yield "training_classes", ZERO if classes is None else Ratio(len(classes), 1)
    known = [held.participants for held in classes or () if held.participants is not None]
    unknown = classes is None or (bool(classes) and not known)
    yield "training_participants", ZERO if unknown else Ratio(sum(known), 1)
