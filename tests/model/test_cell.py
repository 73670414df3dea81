"""A cell and its members on a given day: the first and the last day of everything belong to it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from pydantic import ValidationError

from generator.model.cell import Cell, Member
from tests.books import cell, district, met, record

MEMBERS: dict[str, dict[str, Any]] = {
    "dv01": {"joined": "2010-05-01", "official": "2005-05-19", "roles": [{"role": "secretary", "from": "2020-05-01", "to": "2024-06-30"}]},
    "dv02": {"joined": "2024-03-05", "official": "2025-03-05"},
    "dv03": {"joined": "2010-05-01", "left": "2024-03-05", "how": "transfer"},
    "dv04": {"joined": "2010-05-01", "away": [{"kind": "exempt", "from": "2023-01-01"}]},
    "dv05": {"joined": "2010-05-01", "away": [{"kind": "temp_out", "from": "2024-02-01", "to": "2024-03-04"}, {"kind": "special_duty", "from": "2024-03-06"}]},
    "dv06": {"joined": "2010-05-01", "roles": [{"role": "group_leader", "from": "2020-01-01"}, {"role": "committee_member", "from": "2024-03-06"}]},
}  # fmt: skip


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def member(id_: str) -> Member:
    return Member.model_validate(MEMBERS[id_])


@pytest.mark.parametrize(
    ("on", "roll"),
    [
        ("2010-04-30", []),
        ("2010-05-01", ["dv01", "dv03", "dv04", "dv05", "dv06"]),
        ("2024-03-04", ["dv01", "dv03", "dv04", "dv05", "dv06"]),
        ("2024-03-05", ["dv01", "dv02", "dv03", "dv04", "dv05", "dv06"]),
        ("2024-03-06", ["dv01", "dv02", "dv04", "dv05", "dv06"]),
    ],
)
def test_the_days_of_joining_and_leaving_are_on_the_roll(on: str, roll: list[str]) -> None:
    assert sorted(cell(members=MEMBERS).roll_on(day(on)) or {}) == roll


@pytest.mark.parametrize(
    ("on", "committee"),
    [
        ("2024-03-05", ["dv01"]),
        ("2024-03-06", ["dv01", "dv06"]),
        ("2024-06-30", ["dv01", "dv06"]),
        ("2024-07-01", ["dv06"]),
    ],
)
def test_the_roll_of_a_committee_meeting_is_the_committee_of_that_day(on: str, committee: list[str]) -> None:
    assert sorted(cell(members=MEMBERS).roll_on(day(on), "committee") or {}) == committee


def test_closing_a_cell_ends_every_membership() -> None:
    book = cell(members=MEMBERS, closed="2025-06-30")
    assert len(book.roll_on(day("2025-06-30")) or {}) == 5
    assert book.roll_on(day("2025-07-01")) == {}


def test_without_members_there_is_no_roll() -> None:
    assert cell().roll_on(day("2024-03-05")) is None
    assert cell(members={}).roll_on(day("2024-03-05")) == {}


@pytest.mark.parametrize(
    ("id_", "on", "kind"),
    [
        ("dv04", "2022-12-31", None), ("dv04", "2023-01-01", "exempt"), ("dv05", "2024-01-31", None), ("dv05", "2024-02-01", "temp_out"),
        ("dv05", "2024-03-04", "temp_out"), ("dv05", "2024-03-05", None), ("dv05", "2024-03-06", "special_duty"), ("dv01", "2024-03-05", None),
    ],
)  # fmt: skip
def test_who_is_away_need_not_attend(id_: str, on: str, kind: str | None) -> None:
    assert member(id_).away_on(day(on)) == kind


@pytest.mark.parametrize(
    ("id_", "on", "role"),
    [
        ("dv01", "2020-04-30", None), ("dv01", "2020-05-01", "secretary"), ("dv01", "2024-06-30", "secretary"), ("dv01", "2024-07-01", None),
        ("dv06", "2024-03-05", "group_leader"), ("dv06", "2024-03-06", "committee_member"), ("dv02", "2024-03-05", None),
    ],
)  # fmt: skip
def test_the_highest_role_of_the_day_counts(id_: str, on: str, role: str | None) -> None:
    assert member(id_).role_on(day(on)) == role


@pytest.mark.parametrize(
    ("id_", "on", "official"),
    [("dv02", "2025-03-04", False), ("dv02", "2025-03-05", True), ("dv03", "2024-03-05", False)],
)
def test_a_member_is_official_from_the_day_written(id_: str, on: str, official: bool) -> None:
    assert member(id_).is_official(day(on)) is official


def test_a_cell_counts_for_the_unit_of_the_day() -> None:
    under = [{"unit": "xa-a", "from": "2000-01-01", "to": "2024-06-30"}, {"unit": "xa-b", "from": "2024-07-01"}]
    facts = cell(under=under).cell
    assert [facts.unit_on(day(d)) for d in ("1999-12-31", "2024-06-30", "2024-07-01")] == [None, "xa-a", "xa-b"]


def test_the_later_of_two_open_intervals_counts() -> None:
    under = [{"unit": "xa-a", "from": "2000-01-01"}, {"unit": "xa-b", "from": "2024-07-01"}]
    assert cell(under=under).cell.unit_on(day("2024-07-01")) == "xa-b"


@pytest.mark.parametrize(
    ("first", "last", "active"),
    [
        ("2024-06-01", "2024-06-30", True), ("2024-06-01", "2024-07-31", True), ("2024-08-01", "2024-08-31", False),
        ("2024-08-02", "2024-12-31", True), ("1999-12-01", "2000-01-31", False), ("2024-12-01", "2025-01-31", False),
    ],
)  # fmt: skip
def test_a_cell_is_active_throughout_only_without_a_gap(first: str, last: str, active: bool) -> None:
    under = [
        {"unit": "xa-a", "from": "2000-01-01", "to": "2024-06-30"},
        {"unit": "xa-b", "from": "2024-07-01", "to": "2024-07-31"},
        {"unit": "xa-a", "from": "2024-08-02"},
    ]
    book = cell(under=under, closed="2024-12-31")
    assert book.is_active_throughout(day(first), day(last)) is active


def test_a_cell_is_no_longer_active_than_its_district() -> None:
    home = district(to="2024-06-30")
    assert [cell(home=home).is_active(day(d)) for d in ("2024-06-30", "2024-07-01")] == [True, False]


@pytest.mark.parametrize(
    ("members", "attendance", "expected"),
    [
        (MEMBERS, {}, 1),  # dv04; dv05 is back that day
        (None, {}, 0),
        (None, {"away": 2}, 2),
        (MEMBERS, {"away": 9}, 1),
    ],
)
def test_how_many_are_away_comes_from_the_members_or_else_from_the_record(
    members: Any, attendance: dict[str, int], expected: int
) -> None:
    meeting = record("2024-03", met(9, 10, excused=0, **attendance))
    assert cell(meeting, members=members).away_count(meeting) == expected


def test_a_broken_roll_tells_nothing_about_who_is_away() -> None:
    meeting = record("2024-03", met(8, 10, away=2))
    assert cell(meeting, members_broken=True).away_count(meeting) is None


@pytest.mark.parametrize(
    ("model", "facts", "key"),
    [
        (Member, {"joined": "2010-05-02", "left": "2010-05-01"}, ("left",)),
        (
            Member,
            {"joined": "2010-05-01", "away": [{"kind": "exempt", "from": "2024-02-01", "to": "2024-01-31"}]},
            ("away", 0, "to"),
        ),
        (
            Cell,
            {"name": "A", "type": "village", "under": [], "founded": "2010-05-02", "closed": "2010-05-01"},
            ("closed",),
        ),
    ],
)
def test_an_end_before_the_start_is_refused(model: Any, facts: dict[str, Any], key: tuple[Any, ...]) -> None:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(facts)
    assert [(error["loc"], error["type"]) for error in caught.value.errors()] == [(key, "ends_before")]


def test_start_and_end_may_be_one_day() -> None:
    assert Member.model_validate({"joined": "2010-05-01", "left": "2010-05-01"}).on_roll(day("2010-05-01"))
