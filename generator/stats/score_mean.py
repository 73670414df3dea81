"""How many points a meeting gave itself on average.

Shape: one month of one cell, meetings of every kind. A meeting without points in a group that the rulebook asks for is
not scored: a missing value is not 0.
Unit: points over meetings; points may have a decimal part and are added up exactly.
Source: Hướng dẫn 12-HD/BTCTW (2018) and 42-HD/BTCTW (2025): the scale of points for a meeting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.ratio import Ratio
from generator.model.score import self_score
from generator.model.text import Text
from generator.stats.api import QUALITY, Figure, Statistic, held_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook
    from generator.model.period import Period

STATISTIC = Statistic(
    by="month",
    figures=(
        Figure(
            "score_mean",
            Text("Điểm tự chấm bình quân một buổi", "Mean self score of a meeting"),
            Text("tổng điểm tự chấm", "points the cells gave themselves"),
            Text("buổi có chấm điểm", "scored meetings"),
            kind="mean",
            private=True,
        ),
    ),
    subject=QUALITY,
    source="Hướng dẫn 12-HD/BTCTW (2018); Hướng dẫn 42-HD/BTCTW (2025)",
    rank=220,
)


def compute(cell: CellBook, month: Period) -> Iterator[tuple[str, Ratio]]:
    """Yield the sum of the self scores over the scored meetings."""
    held = [record.meeting for record in held_in(cell, month) if record.meeting is not None]
    dated = [(meeting, meeting.date) for meeting in held if meeting.score is not None and meeting.date is not None]
    found = [self_score(meeting, cell.in_force(date)) for meeting, date in dated]
    points = [
        score.numerator if score.denominator == 1 else score  # whole numbers add up faster
        for score in found
        if score is not None
    ]
    yield "score_mean", Ratio(sum(points), len(points))
