"""How many meetings were model meetings ("sinh hoạt mẫu").

Shape: one month of one cell, meetings of every kind; 0/0 in a month without a meeting that counts.
Unit: meetings.
Source: the model meetings that committees organise for others to learn from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.ratio import ZERO, Ratio
from generator.model.text import Text
from generator.stats.api import MEETINGS, Figure, Statistic, held_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook
    from generator.model.period import Period

STATISTIC = Statistic(
    by="month",
    figures=(
        Figure(
            "model_meetings",
            Text("Buổi sinh hoạt mẫu", "Model meetings"),
            Text("buổi sinh hoạt mẫu", "model meetings"),
            Text("số lượng, không chia", "a number, divided by nothing"),
            kind="count",
        ),
    ),
    subject=MEETINGS,
    source="Sinh hoạt mẫu do cấp ủy tổ chức",
    rank=300,
)


def compute(cell: CellBook, month: Period) -> Iterator[tuple[str, Ratio]]:
    """Yield the model meetings of the month over 1."""
    held = held_in(cell, month)
    models = sum(record.meeting is not None and bool(record.meeting.model) for record in held)
    yield "model_meetings", Ratio(models, 1) if held else ZERO
