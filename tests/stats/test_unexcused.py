from __future__ import annotations

from generator.model.period import Period
from generator.model.ratio import Ratio
from generator.stats.unexcused import compute
from tests.books import cell, district, met, record


def in_march(*records, **more):
    return dict(compute(cell(*records, **more), Period(2024, 3)))["unexcused"]


def test_unexcused_absences_over_those_due():
    assert in_march(record("2024-03", met(15, 18, unexcused=2, away=1))) == Ratio(2, 17)


def test_names_count_like_a_number():
    held = met(8, 10, excused=0, unexcused=["dv01", "dv02"])
    assert in_march(record("2024-03", held)) == Ratio(2, 10)


def test_a_meeting_without_any_is_counted_in_the_denominator():
    assert in_march(record("2024-03", met(9, 10))) == Ratio(0, 10)


def test_only_held_regular_meetings_of_the_month_count():
    absent = met(5, 10, unexcused=5)
    assert in_march(record("2024-03-thematic", absent | {"theme": "A"}), record("2024-02", absent)) == Ratio(0, 0)
    assert in_march(record("2024-03", absent, valid=False)) == Ratio(0, 0)
    assert in_march(record("2024-03", absent), home=district(as_of="2024-03-04")) == Ratio(0, 0)
