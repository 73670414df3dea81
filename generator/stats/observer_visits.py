"""How many of the planned visits of superior committee members were made, and to which kinds of meetings.

Shape: one stretch of one cell, of all levels and of each; the plan is that of the year, the visits those of the
stretch, at most the planned number of each seat. By kind of meeting (as in the path; a combined meeting is regular)
every visit to a registered cell counts. Whoever comes without being registered for the cell counts nowhere.
Unit: visits.
Source: the plans of superior committees for attending cells, as reported: so many visits, of these so many regular.
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

KINDS = ("regular", "thematic")
_MADE = Text("lượt đã dự, nhiều nhất bằng kế hoạch", "visits made, at most as planned")
_PLANNED = Text("lượt dự theo kế hoạch", "planned visits")


def _figures() -> Iterator[Figure]:
    title = Text("Lượt cấp ủy viên dự chi bộ theo kế hoạch", "Planned visits made")
    yield Figure("observer_visits", title, _MADE, _PLANNED, private=True)
    for level, label in codes.SEAT_LEVELS.items():
        title = Text(f"Lượt dự theo kế hoạch: {label.vi}", f"Planned visits made: {label.en}")
        yield Figure(f"observer_visits.{level}", title, _MADE, _PLANNED, private=True)
        for kind in KINDS:
            of = codes.MEETING_KINDS[kind]
            yield Figure(
                f"observer_visits.{level}.{kind}",
                Text(f"Lượt dự buổi {of.vi}: {label.vi}", f"Visits to {of.en} meetings: {label.en}"),
                Text(f"lượt dự buổi {of.vi}", f"visits to {of.en} meetings"),
                Text("tất cả lượt dự chi bộ đã đăng ký", "all visits to registered cells"),
                private=True,
            )


STATISTIC = Statistic(
    by="span",
    figures=tuple(_figures()),
    subject=VISITS,
    source="Quy định của cấp ủy địa phương về cấp ủy viên dự sinh hoạt chi bộ, ví dụ Quy định 32-QĐi/TU (2018)",
    rank=140,
)
_NOTHING = tuple((figure.id, ZERO) for figure in STATISTIC.figures)


def compute(cell: CellBook, span: Span) -> Iterator[tuple[str, Ratio]]:
    """Yield the visits made to the cell over those planned for the year, and the kinds of meeting they were made to."""
    pairs = pairs_of(cell, span.year)
    if not pairs:
        yield from _NOTHING
        return
    months = frozenset(span.months)
    visits = [(pair, [came.kind for came in pair.visits if came.month in months]) for pair in pairs]
    made = [(pair.level, min(len(kinds), pair.planned), pair.planned) for pair, kinds in visits]
    yield "observer_visits", Ratio(sum(n for _, n, _ in made), sum(d for _, _, d in made))
    for level in codes.SEAT_LEVELS:
        own = [(n, d) for of, n, d in made if of == level]
        yield f"observer_visits.{level}", Ratio(sum(n for n, _ in own), sum(d for _, d in own))
        kinds = [kind for pair, kinds in visits if pair.level == level for kind in kinds]
        for kind in KINDS:
            yield f"observer_visits.{level}.{kind}", Ratio(kinds.count(kind), len(kinds))
