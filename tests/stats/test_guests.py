from __future__ import annotations

from generator.model.period import Period
from generator.model.ratio import ZERO, Ratio
from generator.stats.guests import compute
from generator.views.summary import summarize
from tests.books import cell, met, record


def in_march(*records, **more):
    return dict(compute(cell(*records, **more), Period(2024, 3)))


def test_guests_by_kind_at_meetings_of_any_kind():
    found = in_march(
        record("2024-03", met(guests={"resident_213": 2, "invited": 1})),
        record("2024-03-extraordinary", met(guests={"resident_213": 3, "other": 1})),
    )
    assert found == {
        "guests.resident_213": Ratio(5, 1),
        "guests.invited": Ratio(1, 1),
        "guests.temp_in": Ratio(0, 1),
        "guests.other": Ratio(1, 1),
    }


def test_guests_are_in_no_attendance():
    stats = summarize(cell(record("2024-03", met(9, 10, guests={"invited": 7}))), {}, ()).stats[2024]
    assert stats["attendance_rate_due"] == stats["attendance_rate_roll"] == Ratio(9, 10)
    assert stats["guests.invited"] == Ratio(7, 1)


def test_a_month_without_a_meeting_that_counts_says_nothing():
    assert set(in_march(record("2024-03", met(guests={"invited": 1}), valid=False)).values()) == {ZERO}
    assert set(in_march(record("2024-02", met(guests={"invited": 1}))).values()) == {ZERO}
