"""How many of the tasks that fell due were reported as done.

Shape: one stretch of one cell; tasks given by meetings that count, by their due day, up to `as_of`. What was dropped
counts in neither part; a report of a successor cell counts.
Unit: tasks.
Source: Hướng dẫn 12-HD/BTCTW (2018): results of the last resolution.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.ratio import Ratio
from generator.model.tasks import due_tasks
from generator.model.text import Text
from generator.stats.api import QUALITY, Figure, Statistic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook
    from generator.model.period import Span

STATISTIC = Statistic(
    by="span",
    figures=(
        Figure(
            "tasks_done",
            Text("Nhiệm vụ đến hạn đã hoàn thành", "Tasks due that were done"),
            Text("nhiệm vụ đã xong", "tasks done"),
            Text("nhiệm vụ đến hạn, trừ việc thôi thực hiện", "tasks due, less those dropped"),
            private=True,  # a task is one person's
        ),
    ),
    subject=QUALITY,
    source="Hướng dẫn 12-HD/BTCTW (2018): kết quả thực hiện nghị quyết kỳ trước",
    rank=230,
)


def compute(cell: CellBook, span: Span) -> Iterator[tuple[str, Ratio]]:
    """Yield the tasks done over those due in the stretch and not dropped."""
    first, last = span.first, span.last
    states = [state for due, state in due_tasks(cell) if first <= due <= last]
    yield "tasks_done", Ratio(states.count("done"), len(states) - states.count("dropped"))
