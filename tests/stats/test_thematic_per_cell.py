from __future__ import annotations

from generator.model.ratio import Ratio
from generator.stats.thematic_per_cell import compute
from tests.books import cell, district, met, record


def in_2024(*records, **more):
    return dict(compute(cell(*records, **more), 2024))["thematic_per_cell"]


def test_thematic_and_combined_meetings_count():
    records = [
        record("2024-03-thematic-rung", met(theme="Rừng")),
        record("2024-03-thematic-nuoc", met(theme="Nước")),
        record("2024-06", met(theme="Chuyển đổi số")),
        record("2024-07", met()),
        record("2024-08-extraordinary", met(theme="Không tính")),
    ]
    assert in_2024(*records) == Ratio(3, 1)


def test_none_is_zero_of_one():
    assert in_2024() == Ratio(0, 1)


def test_one_not_held_yet_or_invalid_does_not_count():
    records = [
        record("2024-03-thematic", met(theme="A"), valid=False),
        record("2024-06-thematic", met(theme="B", date="2025-03-01")),
        record("2024-09-thematic", {"state": "not_held", "reason": "Lũ"}),
    ]
    assert in_2024(*records) == Ratio(0, 1)


def test_only_full_year_cells_count():
    held = record("2024-03-thematic", met(theme="A"))
    assert in_2024(held, closed="2024-11-30") == Ratio(0, 0)
    assert in_2024(held, home=district(as_of="2024-12-31")) == Ratio(0, 0)
