"""When a meeting is required, when a record is late, which years and quarters are whole."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from generator.model.months import is_full_year, is_late, is_required, quarters_required
from generator.model.period import Period, months_of
from tests.books import MONTHS_2024, cell, district, met, record, regular, rulebook

GAP = [{"unit": "xa-a", "from": "2000-01-01", "to": "2024-03-15"}, {"unit": "xa-a", "from": "2024-03-17"}]
MOVED = [{"unit": "xa-a", "from": "2000-01-01", "to": "2024-03-15"}, {"unit": "xa-b", "from": "2024-03-16"}]
UNITS: dict[str, dict[str, Any]] = {"xa-a": {}, "xa-b": {}}
ABOUT = {"title": "Hướng dẫn", "issuer": "Ban Tổ chức", "source": "Mục II", "scope": "all"}


def required_months(book: Any) -> list[int]:
    return [period.month for period in months_of(2024) if is_required(book, period)]


ALL = list(range(1, 13))


@pytest.mark.parametrize(
    ("facts", "home", "months"),
    [
        ({}, {}, ALL),
        ({}, {"records_from": "2024-05"}, ALL[4:]),
        ({}, {"records_from": "2025-01"}, []),
        ({"founded": "2024-03-01"}, {}, ALL[2:]),
        ({"founded": "2024-03-02"}, {}, ALL[3:]),
        ({"closed": "2024-09-30"}, {}, ALL[:9]),
        ({"closed": "2024-09-29"}, {}, ALL[:8]),
        ({"under": [{"unit": "xa-a", "from": "2024-04-01"}]}, {}, ALL[3:]),
        ({"under": [{"unit": "xa-a", "from": "2000-01-01", "to": "2024-04-30"}]}, {}, ALL[:4]),
        ({"under": GAP}, {}, [1, 2, *ALL[3:]]),
        ({"under": MOVED}, {"units": UNITS}, ALL),
        ({}, {"to": "2024-06-30"}, ALL[:6]),
        ({}, {"to": "2024-06-29"}, ALL[:5]),
        ({}, {"from": "2024-07-01"}, ALL[6:]),
    ],
)
def test_a_month_is_required_while_the_cell_is_active_all_of_it(
    facts: dict[str, Any], home: dict[str, Any], months: list[int]
) -> None:
    assert required_months(cell(home=district(**home), **facts)) == months


@pytest.mark.parametrize(
    ("since", "months"), [("2024-06-01", ALL[5:]), ("2024-06-30", ALL[5:]), ("2024-07-01", ALL[6:])]
)
def test_a_month_is_required_where_a_rule_is_in_force_on_its_last_day(since: str, months: list[int]) -> None:
    rules = rulebook(**{"hd-thu": ABOUT | {"applies": {"from": since}, "regular": {"every": "month"}}})
    assert required_months(cell(home=district(rules=rules))) == months


@pytest.mark.parametrize(("to", "months"), [("2024-05-31", ALL[:5]), ("2024-05-30", ALL[:4])])
def test_no_month_is_required_once_the_rule_has_ended(to: str, months: list[int]) -> None:
    rules = rulebook(**{"hd-thu": ABOUT | {"applies": {"from": "2018-01-01", "to": to}, "regular": {"every": "month"}}})
    assert required_months(cell(home=district(rules=rules))) == months


def test_only_a_rule_about_regular_meetings_makes_a_month_required() -> None:
    rules = rulebook(**{"hd-thu": ABOUT | {"applies": {"from": "2018-01-01"}, "regular": {"record_due_day": "10"}}})
    assert required_months(cell(home=district(rules=rules))) == []


@pytest.mark.parametrize(
    ("facts", "valid", "required"),
    [
        ({"state": "waived", "reason": "Lũ", "decision": "12-CV/HU"}, True, False),
        ({"state": "waived", "reason": "Lũ"}, False, True),
        ({"state": "not_held", "reason": "Lũ"}, True, True),
        ({"state": "postponed", "reason": "Lũ"}, True, True),
        ({"state": "planned", "date": "2024-03-28"}, True, True),
    ],
)
def test_only_a_valid_waiver_lifts_the_requirement(facts: dict[str, Any], valid: bool, required: bool) -> None:
    assert is_required(cell(record("2024-03", facts, valid=valid)), Period(2024, 3)) is required


@pytest.mark.parametrize(
    ("recorded", "first_commit", "late"),
    [
        ("2024-04-10", "2024-01-01", False),
        ("2024-04-11", "2024-01-01", True),
        ("2026-01-01", "2024-01-01", True),
        (None, "2024-01-01", False),
        (None, None, False),
        ("2024-04-11", None, True),
        ("2024-04-11", "2024-04-10", True),  # the store began on the due day
        ("2024-04-11", "2024-04-11", False),  # the month was due before the store began: imported
        ("2026-01-01", "2025-06-01", False),
    ],
)
def test_a_record_is_late_when_git_first_saw_it_after_the_due_day(
    recorded: str | None, first_commit: str | None, late: bool
) -> None:
    start = dt.date.fromisoformat(first_commit) if first_commit else None
    meeting = record("2024-03", met(), recorded=recorded)
    assert is_late(cell(meeting, home=dataclasses.replace(district(), first_commit=start)), meeting) is late


@pytest.mark.parametrize(
    ("as_of", "facts", "full"),
    [
        ("2025-01-01", {}, True),
        ("2024-12-31", {}, False),
        ("2024-12-30", {}, False),
        ("2025-02-15", {"founded": "2024-01-01", "under": [{"unit": "xa-a", "from": "2024-01-01"}]}, True),
        ("2025-02-15", {"founded": "2024-01-02"}, False),
        ("2025-02-15", {"closed": "2024-12-31"}, True),
        ("2025-02-15", {"closed": "2024-12-30"}, False),
        ("2025-02-15", {"under": GAP}, False),
        ("2025-02-15", {"under": MOVED}, True),
    ],
)
def test_a_year_is_full_from_the_first_to_the_last_day_and_over(as_of: str, facts: dict[str, Any], full: bool) -> None:
    assert is_full_year(cell(home=district(as_of, units=UNITS), **facts), 2024) is full


@pytest.mark.parametrize(
    ("as_of", "facts", "home", "quarters"),
    [
        ("2025-02-15", {}, {}, [1, 2, 3, 4]),
        ("2024-12-31", {}, {}, [1, 2, 3]),
        ("2024-07-01", {}, {}, [1, 2]),
        ("2024-06-30", {}, {}, [1]),
        ("2025-02-15", {}, {"records_from": "2024-02"}, [2, 3, 4]),
        ("2025-02-15", {"founded": "2024-04-01"}, {}, [2, 3, 4]),
        ("2025-02-15", {"founded": "2024-04-02"}, {}, [3, 4]),
        ("2025-02-15", {"closed": "2024-11-30"}, {}, [1, 2, 3]),
    ],
)
def test_a_quarter_is_required_when_its_three_months_are_and_it_is_over(
    as_of: str, facts: dict[str, Any], home: dict[str, Any], quarters: list[int]
) -> None:
    book = cell(home=district(as_of, **home), **facts)
    assert [quarter.number for quarter in quarters_required(book, 2024)] == quarters


def test_a_waived_month_takes_its_quarter_with_it() -> None:
    waived = record("2024-05", {"state": "waived", "reason": "Lũ", "decision": "12-CV/HU"})
    others = [m for m in regular(MONTHS_2024) if m.period.month != 5]
    assert [q.number for q in quarters_required(cell(waived, *others), 2024)] == [1, 3, 4]


def test_no_quarter_is_required_without_a_rule_about_thematic_meetings() -> None:
    rules = rulebook(**{"hd-thu": ABOUT | {"applies": {"from": "2018-01-01"}, "regular": {"every": "month"}}})
    assert quarters_required(cell(home=district(rules=rules)), 2024) == []
