"""How the meetings were graded: good, fair, average or poor.

Shape: one month of one cell, meetings of every kind; the official grade counts, else the one the cell gave itself. The
four figures are the parts of one whole.
Unit: meetings.
Source: Hướng dẫn 12-HD/BTCTW (2018) and 42-HD/BTCTW (2025): the quality of each meeting is graded.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.model import codes
from generator.model.ratio import Ratio
from generator.model.text import Text
from generator.stats.api import QUALITY, Figure, Statistic, held_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook
    from generator.model.period import Period

STATISTIC = Statistic(
    by="month",
    figures=tuple(
        Figure(
            f"grades.{grade}",
            Text(f"Buổi sinh hoạt xếp loại {label.vi}", f"Meetings graded {label.en.lower()}"),
            Text(f"buổi xếp loại {label.vi}", f"meetings graded {label.en.lower()}"),
            Text("buổi đã xếp loại", "graded meetings"),
            whole="grades",
            private=True,
        )
        for grade, label in codes.GRADES.items()
    ),
    subject=QUALITY,
    source="Hướng dẫn 12-HD/BTCTW (2018); Hướng dẫn 42-HD/BTCTW (2025)",
    rank=210,
)


def compute(cell: CellBook, month: Period) -> Iterator[tuple[str, Ratio]]:
    """Yield the meetings of each grade over all graded ones."""
    scores = [record.meeting.score for record in held_in(cell, month) if record.meeting is not None]
    graded = Counter(score.official_grade or score.self_grade for score in scores if score is not None)
    del graded[None]
    for grade in codes.GRADES:
        yield f"grades.{grade}", Ratio(graded[grade], graded.total())
