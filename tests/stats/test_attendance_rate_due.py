from __future__ import annotations

import pytest

from generator.model.period import Period
from generator.model.ratio import Ratio
from generator.stats.attendance_rate_due import compute
from tests.books import cell, district, met, record

MARCH = Period(2024, 3)
ROLL = {
    "dv01": {"joined": "2000-01-01"},
    "dv02": {"joined": "2000-01-01"},
    "dv03": {"joined": "2000-01-01", "away": [{"kind": "exempt", "from": "2023-01-01"}]},
    "dv04": {"joined": "2024-03-06"},
}


def in_march(*records, **more):
    return dict(compute(cell(*records, **more), MARCH))["attendance_rate_due"]


def test_present_over_due():
    assert in_march(record("2024-03", met(15, 18, excused=2, unexcused=1))) == Ratio(15, 18)


def test_those_away_are_not_due():
    assert in_march(record("2024-03", met(15, 18, excused=1, away=2))) == Ratio(15, 16)


def test_the_roll_says_who_is_away_that_day():
    held = record("2024-03", met(1, 3, excused={"dv02": "sick"}, unexcused=[]))
    assert in_march(held, members=ROLL) == Ratio(1, 2)


def test_one_who_came_without_being_due_is_in_neither_part():
    held = record("2024-03", met(2, 3, excused={}, unexcused=[], also_present=["dv03"]))
    assert in_march(held, members=ROLL) == Ratio(2, 2)


def test_with_a_broken_roll_the_totals_count():
    held = record("2024-03", met(1, 3, excused={"dv02": "sick"}, unexcused=[]))
    assert in_march(held, members_broken=True) == Ratio(1, 2)


def test_due_is_the_roll_less_those_away_even_where_the_list_does_not_add_up():
    assert in_march(record("2024-03", met(15, 18, excused=1))) == Ratio(15, 18)
    assert in_march(record("2024-03", met(0, 3, excused=1, away=3))) == Ratio(0, 0)


def test_more_away_than_on_the_roll_makes_no_sense_so_those_listed_count():
    assert in_march(record("2024-03", met(2, 3, excused=1, away=5))) == Ratio(2, 3)


@pytest.mark.parametrize("attendance", [{}, {"attendance": {"roll": 3}}, {"attendance": {"present": 3}}])
def test_without_both_totals_there_is_nothing_to_count(attendance):
    assert in_march(record("2024-03", attendance)) == Ratio(0, 0)


def test_only_a_regular_meeting_of_that_month_counts():
    records = [
        record("2024-03-thematic", met(theme="A")),
        record("2024-02", met()),
        record("2024-03-committee", met(2, 3)),
    ]
    assert in_march(*records) == Ratio(0, 0)


def test_a_record_that_cannot_be_counted_counts_nowhere():
    assert in_march(record("2024-03", met(), valid=False)) == Ratio(0, 0)
    assert in_march(record("2024-03", {"state": "not_held", "reason": "Lũ"})) == Ratio(0, 0)
    assert in_march(record("2024-03", met()), home=district(as_of="2024-03-04")) == Ratio(0, 0)


def test_a_meeting_in_a_month_that_required_none_counts():
    assert in_march(record("2024-03", met(15, 18)), closed="2024-03-15") == Ratio(15, 18)
