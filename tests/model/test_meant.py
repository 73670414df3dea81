"""What is proposed for a wrong value: it is valid itself, and nothing is proposed where the meaning is not clear."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import values
from generator.model.meant import meant

if TYPE_CHECKING:
    from collections.abc import Callable


def _fixed_day(text: str) -> None:
    assert 1 <= values.read_count(text) <= 28


READ: dict[str, Callable[[Any], Any]] = {
    "count": values.read_count, "date": values.read_date, "day_of_month": _fixed_day, "excused": values.read_count,
    "flag": values.read_flag, "month": values.read_month, "people": values.read_count, "time": values.read_time,
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "written", "expected"),
    [
        ("date", "2024-3-5", "2024-03-05"),
        ("date", "05/03/2024", "2024-03-05"),
        ("date", "5.3.2024", "2024-03-05"),
        ("date", "Ngày 5 tháng 3 năm 2024", "2024-03-05"),
        ("date", "2024-02-30", "2024-02-29"),
        ("date", "2023-04-31", "2023-04-30"),
        ("date", "2024-13-01", None),
        ("date", "2024-03-32", None),
        ("date", "2024-03-00", None),
        ("date", "1900-03-05", None),
        ("date", "3/2024", None),
        ("date", "hôm qua", None),
        ("month", "3/2024", "2024-03"),
        ("month", "2024/3", "2024-03"),
        ("month", "tháng 3 năm 2024", "2024-03"),
        ("month", "13/2024", None),
        ("time", "7h-9h", "07:00-09:00"),
        ("time", "7g30-9g30", "07:30-09:30"),
        ("time", "7 giờ 30 đến 9 giờ 15", "07:30-09:15"),
        ("time", "07.30 – 09.15", "07:30-09:15"),
        ("time", "7h30", None),
        ("time", "7h30-25h", None),
        ("time", "7h61-9h", None),
        ("count", "6.0", "6"),
        ("count", "6 người", "6"),
        ("count", "6,5", None),
        ("count", "sáu", None),
        ("excused", "2 đồng chí", "2"),
        ("people", "1.0", "1"),
        ("flag", "Có", "true"),
        ("flag", "NO", "false"),
        ("flag", "chưa rõ", None),
        ("day_of_month", "29", "28"),
        ("day_of_month", "ngày 3", "3"),
        ("day_of_month", "0", None),
        ("day_of_month", "32", None),
        ("words", "7h-9h", None),
        ("date", "2024-3-5" + " " * 60, None),
    ],
)
def test_what_is_meant(kind: str, written: str, expected: str | None) -> None:
    assert meant(kind, written) == expected


@pytest.mark.parametrize("written", [None, 5, ["2024-3-5"], {"a": "2024-3-5"}])
def test_only_text_means_something(written: object) -> None:
    assert meant("date", written) is None


PARTS = ["0", "1", "2", "3", "5", "9", "12", "28", "29", "31", "59", "60", "1929", "1930", "2024", "2199", "2200"]
PARTS += ["-", "/", ".", ":", "h", " ", "tháng", "năm", "ngày", "giờ", "đến", "–", "người", "có", "٣"]


@given(st.lists(st.sampled_from(PARTS), max_size=9).map("".join))
def test_what_is_proposed_is_valid(written: str) -> None:
    for kind, read in READ.items():
        proposed = meant(kind, written)
        if proposed is not None:
            read(proposed)


def test_every_day_of_a_year_as_people_write_it() -> None:
    for month, day in itertools.product(range(1, 13), range(1, 29)):
        expected = f"2024-{month:02d}-{day:02d}"
        for written in (f"{day}/{month}/2024", f"{day:02d}-{month:02d}-2024", f"2024.{month}.{day}"):
            assert meant("date", written) == expected
