from __future__ import annotations

from generator.model.ratio import Ratio
from generator.stats.meetings_per_cell import compute
from tests.books import MONTHS_2024, cell, district, met, record, regular


def in_2024(*records, **more):
    return dict(compute(cell(*records, **more), 2024))["meetings_per_cell"]


def test_held_meetings_of_a_full_year_cell_count():
    assert in_2024(*regular(MONTHS_2024[:10])) == Ratio(10, 1)


def test_a_full_year_cell_that_never_met_counts_as_zero():
    assert in_2024() == Ratio(0, 1)


def test_only_regular_meetings_count():
    others = [
        record(f"2024-05-{kind}", met(theme="T")) for kind in ("thematic", "extraordinary", "committee", "congress")
    ]
    assert in_2024(*regular(["2024-01"]), *others) == Ratio(1, 1)


def test_what_was_not_held_or_cannot_be_counted_is_left_out():
    missed = [
        record("2024-02", {"state": "not_held", "reason": "Lũ"}),
        record("2024-03", {"state": "postponed", "reason": "Lũ"}),
        record("2024-04", {"state": "waived", "reason": "Dịch", "decision": "CV 1"}),
        record("2024-05", met(), valid=False),
    ]
    assert in_2024(*regular(["2024-01"]), *missed) == Ratio(1, 1)


def test_the_year_of_the_period_counts_not_that_of_the_day():
    assert in_2024(record("2024-12", met(date="2025-01-03")), record("2025-01", met(date="2024-12-31"))) == Ratio(1, 1)


def test_a_cell_that_was_not_there_all_year_is_left_out():
    assert in_2024(*regular(MONTHS_2024), founded="2024-01-02") == Ratio(0, 0)
    assert in_2024(*regular(MONTHS_2024), closed="2024-12-30") == Ratio(0, 0)
    assert in_2024(*regular(MONTHS_2024), home=district(to="2024-12-30")) == Ratio(0, 0)
    assert in_2024(*regular(MONTHS_2024), founded="2024-01-01", closed="2024-12-31") == Ratio(12, 1)


def test_the_running_year_counts_nowhere():
    assert in_2024(*regular(MONTHS_2024), home=district(as_of="2024-12-31")) == Ratio(0, 0)
    assert in_2024(*regular(MONTHS_2024), home=district(as_of="2025-01-01")) == Ratio(12, 1)
