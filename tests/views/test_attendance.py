from __future__ import annotations

from typing import Any

import pytest

from generator.views.attendance import member_rows, month_totals
from generator.views.people import People
from tests.books import cell, record

P, U, X, N = "excused", "unexcused", "present", "none"
MEMBERS = {
    "dv01": {"joined": "2010-01-01"},
    "dv02": {"joined": "2010-01-01", "left": "2024-06-30"},
    "dv03": {"joined": "2024-08-15"},
}


def rows(*records):
    book = cell(*records, members=MEMBERS)
    return {row.id: row for row in member_rows(book, 2024, People(book, None))}


def month(number: int, roll: int, present: int, **more):
    return record(f"2024-{number:02d}", {"attendance": {"roll": roll, "present": present} | more})


@pytest.mark.parametrize(
    ("absent", "places", "streak"),
    [
        ({1: P}, {}, 1),
        ({1: P, 2: P}, {1: "first", 2: "last"}, 2),
        ({1: P, 2: U, 3: P}, {1: "first", 2: "inner", 3: "last"}, 3),
        ({1: P, 3: P}, {}, 1),
        ({11: P, 12: U}, {11: "first", 12: "last"}, 2),
    ],
)
def test_runs_of_absences(absent, places, streak):
    records = []
    for number in range(1, 13):
        lists = (
            {"excused": {"dv01": "work"}}
            if absent.get(number) == P
            else {"unexcused": ["dv01"]}
            if number in absent
            else {}
        )
        records.append(month(number, 2, 1 if number in absent else 2, **lists))
    row = rows(*records)["dv01"]
    assert {i + 1: run for i, (_, _, run) in enumerate(row.marks) if run} == places
    assert row.streak == streak


def test_a_run_goes_through_months_without_a_meeting():
    row = rows(month(1, 2, 1, excused={"dv01": "work"}), month(3, 2, 1, excused={"dv01": "work"}))["dv01"]
    assert [run for _, _, run in row.marks[:4]] == ["first", "inner", "last", ""]
    assert row.streak == 2


def test_only_those_on_the_roll_in_the_year_have_a_row():
    book = cell(
        members=MEMBERS | {"dv09": {"joined": "2010-01-01", "left": "2023-12-31"}, "dv10": {"joined": "2025-01-01"}}
    )
    assert {row.id for row in member_rows(book, 2024, People(book, None))} == set(MEMBERS)


def test_who_is_not_on_the_roll_that_day_is_absent_and_not_due():
    found = rows(month(7, 1, 1), month(9, 2, 1, unexcused=["dv03"]))
    assert [mark for mark, _, _ in found["dv02"].marks[6:9]] == ["absent", "none", "absent"]
    assert found["dv02"].turnout == (0, 0)
    assert found["dv03"].turnout == (0, 1)


def test_totals_are_those_written():
    totals = month_totals(cell(month(3, 10, 7, excused=2, also_present=1, away=1)), 2024, {"2024-03": "/x/"})
    march = totals[2]
    assert (march.roll, march.away, march.due, march.present, march.excused) == (10, 1, 9, 7, 2)
    assert (march.also_present, march.rate, march.url) == (1, (7, 9), "/x/")
    assert totals[3].date is None
    assert [t.month for t in totals if t.ruled] == [4, 7, 10]


@pytest.mark.parametrize(
    ("kind", "shown"), [("exempt", "exempt"), ("temp_exempt", "away"), ("temp_out", "away"), ("special_duty", "away")]
)
def test_only_the_exempt_are_shown_as_such_all_others_as_away(kind, shown):
    members: dict[str, Any] = {
        **MEMBERS,
        "dv04": {"joined": "2010-01-01", "away": [{"kind": kind, "from": "2023-01-01"}]},
    }
    book = cell(month(1, 3, 2), members=members)
    row = next(row for row in member_rows(book, 2024, People(book, None)) if row.id == "dv04")
    assert row.marks[0][0] == shown
