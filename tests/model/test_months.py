"""The state of every month: each row of the list in the contract, on the days where one turns into the next."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from generator.model.months import MonthState, due_day, state_of, states_of
from generator.model.period import Period
from tests.books import cell, district, met, record, rulebook

MARCH = Period(2024, 3)  # due on 10 April 2024
NO_MEETING: dict[str, Any] = {"state": "not_held", "reason": "Lũ lụt"}
WAIVED: dict[str, Any] = {"state": "waived", "reason": "Lũ lụt", "decision": "12-CV/HU"}
PLANNED: dict[str, Any] = {"state": "planned", "date": "2024-03-28"}


def march(
    as_of: str, facts: dict[str, Any] | None = None, *, recorded: str | None = None, valid: bool = True, **home: Any
) -> MonthState:
    """The state of March 2024; without facts there is no record."""
    meetings = [] if facts is None else [record("2024-03", facts, recorded=recorded, valid=valid)]
    return state_of(cell(*meetings, home=district(as_of, **home)), MARCH)


@pytest.mark.parametrize(
    ("as_of", "facts", "more", "state", "required", "day"),
    [
        # held, and late: recorded on the due day, the day after, by nobody yet
        ("2024-03-05", met(), {}, "held", True, 5),
        ("2024-05-01", met(), {"recorded": "2024-04-10"}, "held", True, 5),
        ("2024-05-01", met(), {"recorded": "2024-04-11"}, "late", True, 5),
        ("2024-05-01", met(), {"recorded": None}, "held", True, 5),
        # a record dated after as_of is a plan, whenever it was written
        ("2024-03-04", met(), {}, "planned", True, 5),
        ("2024-03-04", met(), {"recorded": "2024-04-11"}, "planned", True, 5),
        # what did not take place
        ("2024-03-31", NO_MEETING, {}, "not_held", True, None),
        ("2024-05-01", {**NO_MEETING, "state": "postponed"}, {}, "postponed", True, None),
        ("2024-05-01", WAIVED, {}, "waived", False, None),
        # state: planned counts as a plan before the due day, then as nothing
        ("2024-03-01", PLANNED, {}, "planned", True, 28),
        ("2024-03-29", PLANNED, {}, "planned", True, 28),
        ("2024-04-09", PLANNED, {}, "planned", True, 28),
        ("2024-04-10", PLANNED, {}, "awaiting", True, None),
        ("2024-04-11", PLANNED, {}, "missing", True, None),
        # no record: awaiting up to and including the due day, missing from the day after
        ("2024-02-28", None, {}, "awaiting", True, None),
        ("2024-03-31", None, {}, "awaiting", True, None),
        ("2024-04-09", None, {}, "awaiting", True, None),
        ("2024-04-10", None, {}, "awaiting", True, None),
        ("2024-04-11", None, {}, "missing", True, None),
        ("2026-01-15", None, {}, "missing", True, None),
        # a record that cannot be counted, on any day and whatever it says
        ("2024-05-01", met(), {"valid": False}, "invalid", True, None),
        ("2024-02-01", met(), {"valid": False}, "invalid", True, None),
        ("2024-05-01", WAIVED, {"valid": False}, "invalid", True, None),
        # not required and no record; a record in such a month is still what it says
        ("2024-05-01", None, {"records_from": "2024-04"}, "inactive", False, None),
        ("2024-05-01", met(), {"records_from": "2024-04"}, "held", False, 5),
        ("2024-05-01", NO_MEETING, {"records_from": "2024-04"}, "not_held", False, None),
        ("2024-05-01", PLANNED, {"records_from": "2024-04"}, "inactive", False, None),
    ],
)  # fmt: skip
def test_state_of_a_month(
    as_of: str, facts: dict[str, Any] | None, more: dict[str, Any], state: str, required: bool, day: int | None
) -> None:
    assert march(as_of, facts, **more)[:4] == (MARCH, state, required, day)


def test_a_record_that_cannot_be_read_is_invalid() -> None:
    book = cell(record("2024-03", None, valid=False), home=district("2024-05-01"))
    assert state_of(book, MARCH).state == "invalid"


def test_only_regular_meetings_fill_a_month() -> None:
    others = [
        record("2024-03-thematic", met(theme="Rừng")),
        record("2024-03-committee", met()),
        record("2024-03-extraordinary", met()),
    ]
    assert state_of(cell(*others, home=district("2024-05-01")), MARCH).state == "missing"


def test_a_meeting_counts_for_the_month_of_its_path_not_of_its_date() -> None:
    book = cell(record("2024-03", met(date="2024-04-02")), home=district("2024-05-01"))
    assert [state_of(book, Period(2024, month)).state for month in (3, 4)] == ["held", "awaiting"]
    assert state_of(book, MARCH).day == 2


def test_states_of_a_year_stand_in_order_of_months() -> None:
    meetings = [record("2024-01", met()), record("2024-02", NO_MEETING), record("2024-03", WAIVED)]
    states = states_of(cell(*meetings, home=district("2024-06-05")), 2024)
    assert [s.period.month for s in states] == list(range(1, 13))
    assert [s.state for s in states] == ["held", "not_held", "waived", "missing", *["awaiting"] * 8]


@pytest.mark.parametrize(
    ("month", "due"), [(Period(2024, 3), dt.date(2024, 4, 10)), (Period(2024, 12), dt.date(2025, 1, 10))]
)
def test_a_record_is_due_in_the_following_month(month: Period, due: dt.date) -> None:
    assert due_day(cell(), month) == due


def test_without_a_due_day_nothing_is_late_or_missing() -> None:
    rules = rulebook(**{"hd-thu": _without_due_day()})
    assert march("2026-01-15", rules=rules).state == "awaiting"
    assert march("2026-01-15", met(), recorded="2026-01-14", rules=rules).state == "held"
    assert march("2026-01-15", PLANNED, rules=rules).state == "planned"


def _without_due_day() -> dict[str, Any]:
    about = {"title": "Hướng dẫn", "issuer": "Ban Tổ chức", "source": "Mục II", "scope": "all"}
    return about | {"applies": {"from": "2018-01-01"}, "regular": {"every": "month"}}
