from __future__ import annotations

import pytest

from generator.model.period import Quarter
from generator.model.ratio import Ratio
from generator.stats.thematic_quarters import compute
from tests.books import cell, district, met, record

FIRST = Quarter(2024, 1)


def in_first_quarter(*records, **more):
    return dict(compute(cell(*records, **more), FIRST))["thematic_quarters"]


@pytest.mark.parametrize("key", ["2024-01-thematic", "2024-03-thematic-rung", "2024-02"])
def test_a_thematic_or_combined_meeting_fills_the_quarter(key):
    assert in_first_quarter(record(key, met(theme="Rừng"))) == Ratio(1, 1)


def test_two_in_one_quarter_count_once():
    assert in_first_quarter(record("2024-01", met(theme="A")), record("2024-02", met(theme="B"))) == Ratio(1, 1)


def test_a_quarter_without_is_missed():
    assert in_first_quarter(record("2024-01", met()), record("2024-04-thematic", met(theme="A"))) == Ratio(0, 1)


def test_an_invalid_thematic_meeting_does_not_fill_it():
    assert in_first_quarter(record("2024-01-thematic", met(theme="A"), valid=False)) == Ratio(0, 1)


def test_a_quarter_with_a_month_that_was_not_required_does_not_count():
    held = record("2024-03-thematic", met(theme="A"))
    waived = record("2024-01", {"state": "waived", "reason": "Dịch", "decision": "CV 1"})
    assert in_first_quarter(held, waived) == Ratio(0, 0)
    assert in_first_quarter(held, founded="2024-01-02") == Ratio(0, 0)
    assert in_first_quarter(held, home=district(records_from="2024-02")) == Ratio(0, 0)


def test_a_quarter_counts_once_it_is_over():
    held = record("2024-01-thematic", met(theme="A"))
    assert in_first_quarter(held, home=district(as_of="2024-03-31")) == Ratio(0, 0)
    assert in_first_quarter(held, home=district(as_of="2024-04-01")) == Ratio(1, 1)
