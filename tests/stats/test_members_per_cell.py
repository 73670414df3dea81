from __future__ import annotations

from generator.model.period import year_span
from generator.model.ratio import Ratio
from generator.stats.members_per_cell import compute
from tests.books import cell, met, record

YEAR = year_span(2024)
ROLL = {"dv01": {"joined": "2000-01-01"}, "dv02": {"joined": "2000-01-01", "left": "2024-12-31", "how": "died"}}


def of(*records, span=YEAR, **more):
    return dict(compute(cell(*records, **more), span))["members_per_cell"]


def test_the_members_of_the_last_day_over_one_cell():
    assert of(members=ROLL) == Ratio(2, 1)
    assert of(members=ROLL, span=year_span(2025)) == Ratio(1, 1)


def test_an_empty_roll_is_known_and_no_roll_is_not():
    gone = {"dv01": {"joined": "2000-01-01", "left": "2024-05-01", "how": "transfer"}}
    assert of(members=gone) == Ratio(0, 1)
    assert of() == Ratio(0, 0)


def test_without_a_readable_roll_the_last_written_total():
    assert of(record("2024-03", met(8, 10)), members_broken=True) == Ratio(10, 1)


def test_of_two_totals_of_one_month_the_later_day_counts():
    early, late = (
        record("2024-03-thematic", met(8, 10, date="2024-03-04")),
        record("2024-03", met(8, 11, date="2024-03-20")),
    )
    assert of(early, late, members_broken=True) == Ratio(11, 1)


def test_a_cell_that_is_not_active_counts_nowhere():
    assert of(members=ROLL, closed="2024-12-30") == Ratio(0, 0)
    assert of(members=ROLL, founded="2025-01-01") == Ratio(0, 0)
