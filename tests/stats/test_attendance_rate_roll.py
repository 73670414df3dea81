from __future__ import annotations

from generator.model.period import Period
from generator.model.ratio import Ratio
from generator.stats.attendance_rate_roll import compute
from tests.books import cell, met, record

MARCH = Period(2024, 3)


def in_march(*records, **more):
    return dict(compute(cell(*records, **more), MARCH))["attendance_rate_roll"]


def test_there_over_the_whole_roll():
    assert in_march(record("2024-03", met(15, 18, away=2, also_present=1))) == Ratio(16, 18)


def test_the_written_roll_counts():
    members = {"dv01": {"joined": "2000-01-01"}}
    assert in_march(record("2024-03", met(0, 1, excused={"dv01": "work"}, unexcused=[])), members=members) == Ratio(
        0, 1
    )


def test_no_meeting_is_nothing_to_count():
    assert in_march() == Ratio(0, 0)
    assert in_march(record("2024-03", met(), valid=False)) == Ratio(0, 0)
    assert in_march(record("2024-03-thematic", met(theme="A"))) == Ratio(0, 0)
