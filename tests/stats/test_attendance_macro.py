from __future__ import annotations

from fractions import Fraction

from generator.model.period import Period
from generator.model.ratio import Ratio
from generator.stats.attendance_macro import compute
from generator.views.summary import summarize
from tests.books import cell, met, record

DUE, ROLL = "attendance_rate_due_macro", "attendance_rate_roll_macro"
MARCH = Period(2024, 3)


def in_march(*records, **more):
    return dict(compute(cell(*records, **more), MARCH))


def test_the_rate_of_a_meeting_over_one_meeting():
    found = in_march(record("2024-03", met(7, 9, away=1, also_present=1, excused=1)))
    assert found == {DUE: Ratio(Fraction(7, 8), 1), ROLL: Ratio(Fraction(8, 9), 1)}


def test_each_meeting_counts_the_same_however_many_members_it_had():
    held = [record("2024-01", met(1, 3)), record("2024-02", met(99, 100)), record("2024-05", met(4, 4))]
    stats = summarize(cell(*held), {}, ()).stats
    assert stats[2024][DUE] == Ratio(Fraction(1, 3) + Fraction(99, 100) + 1, 3)
    assert stats["2024-Q1"][DUE] == Ratio(Fraction(1, 3) + Fraction(99, 100), 2)
    assert stats[2024]["attendance_rate_due"] == Ratio(104, 107)


def test_rates_are_added_up_exactly():
    thirds = [record(f"2024-{month:02d}", met(1, 3)) for month in range(1, 13)]
    assert summarize(cell(*thirds), {}, ()).stats[2024][DUE] == Ratio(4, 12)


def test_a_meeting_to_which_nobody_had_to_come_has_no_rate():
    assert in_march(record("2024-03", met(0, 3, excused=0, away=3)))[DUE] == Ratio(0, 0)
    assert in_march(record("2024-03", met(0, 3, excused=0, away=3)))[ROLL] == Ratio(0, 1)
    assert in_march(record("2024-03", met(0, 0)))[ROLL] == Ratio(0, 0)


def test_only_a_regular_meeting_that_counts():
    others = [record("2024-03-thematic", met(theme="A")), record("2024-03-committee", met(2, 3))]
    assert in_march(*others) == {DUE: Ratio(0, 0), ROLL: Ratio(0, 0)}
    assert in_march(record("2024-03", met(), valid=False))[DUE] == Ratio(0, 0)
