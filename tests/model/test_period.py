"""Months, quarters and spans of days."""

from __future__ import annotations

import datetime as dt

import pytest

from generator.model.period import Period, Quarter, covers, months_between, months_of, quarters_of

D = dt.date


@pytest.mark.parametrize("text", ["1930-01", "2024-03", "2199-12"])
def test_a_month_is_read_and_written_alike(text: str) -> None:
    assert str(Period.parse(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "1929-12",
        "2200-01",
        "2024-00",
        "2024-13",
        "2024-3",
        "24-03",
        "2024-03-05",
        "2024/03",
        " 2024-03",
        "2024-03\n",
        "２０２４-03",
        "",
    ],
)
def test_what_is_no_month_is_none(text: str) -> None:
    assert Period.parse(text) is None


@pytest.mark.parametrize(
    ("month", "steps", "expected"),
    [
        ("2024-01", -1, "2023-12"),
        ("2024-12", 1, "2025-01"),
        ("2024-06", 0, "2024-06"),
        ("2024-05", 20, "2026-01"),
        ("2024-05", -17, "2022-12"),
    ],
)
def test_months_are_counted_over_the_year_end(month: str, steps: int, expected: str) -> None:
    start = Period.parse(month)
    assert start is not None
    assert str(start.plus(steps)) == expected


@pytest.mark.parametrize(
    ("month", "last"),
    [((2024, 2), 29), ((2023, 2), 28), ((2000, 2), 29), ((2100, 2), 28), ((2024, 4), 30), ((2199, 12), 31)],
)
def test_a_month_has_a_first_and_a_last_day(month: tuple[int, int], last: int) -> None:
    assert (Period(*month).first.day, Period(*month).last.day) == (1, last)


def test_months_belong_to_quarters() -> None:
    assert [month.quarter.number for month in months_of(2024)] == [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]
    assert [month for quarter in quarters_of(2024) for month in quarter.months] == months_of(2024)
    assert str(Quarter(2024, 1)) == "2024-Q1"
    assert Period.of(D(2024, 2, 29)) == Period(2024, 2)


def test_months_between_have_both_ends() -> None:
    assert [str(m) for m in months_between(Period(2023, 11), Period(2024, 1))] == ["2023-11", "2023-12", "2024-01"]
    assert list(months_between(Period(2024, 2), Period(2024, 1))) == []


@pytest.mark.parametrize(
    ("end", "day", "inside"),
    [
        (D(2024, 3, 31), D(2024, 2, 29), False), (D(2024, 3, 31), D(2024, 3, 1), True), (D(2024, 3, 31), D(2024, 3, 31), True),
        (D(2024, 3, 31), D(2024, 4, 1), False), (None, D(2199, 12, 31), True), (None, D(2024, 2, 29), False),
    ],
)  # fmt: skip
def test_both_ends_of_an_interval_belong_to_it(end: dt.date | None, day: dt.date, inside: bool) -> None:
    assert covers(D(2024, 3, 1), end, day) is inside
