from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from generator.rules.at108_watch import check
from tests import books
from tests.support import FEBRUARY, JANUARY, MARCH, MEMBERS, Files, found, meeting, only, places

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.book import MeetingRecord

LOCAL = "records/rulebook/van-quan-2024.yml"
RULES = """
    title: Quy định 05-QĐ/HU ngày 28/12/2023
    issuer: Huyện ủy Văn Quan
    source: Điều 4
    applies: {from: 2024-01-01}
    scope: van-quan
    attendance: {removal_watch_months: 3}
    """


def held(day: str, roll: int, who: str, mark: str = "") -> str:
    theme = "theme: Xây dựng nông thôn mới\n" if "-02-" in day else ""
    attendance = f"attendance:\n  roll: {roll}\n  present: {roll - 2}\n  unexcused: {who}{mark}"
    return meeting(f"date: {day}\ntime: 07:30-09:30\n{theme}{attendance}")


def three(last: str = "[dv05]  # ! AT108", who: str = "[dv05]") -> Files:
    return {
        LOCAL: RULES,
        JANUARY: held("2024-01-05", 6, who),
        FEBRUARY: held("2024-02-05", 6, who),
        MARCH: held("2024-03-05", 5, last),
    }


# --- in a store -------------------------------------------------------------------------------------------


def test_the_month_in_which_the_number_is_reached(tmp_path: Path) -> None:
    diagnostics = found(tmp_path, three())
    assert places(diagnostics) == [("AT108", 7, 3, 20)]
    notice = only(diagnostics)
    assert (notice.severity, notice.kind, notice.subject) == ("notice", "unmet", "dv05")
    assert notice.found.vi == "Sổ ghi dv05 vắng không lý do trong 3 tháng của năm 2024 (tháng 1, 2, 3)."
    assert notice.expected.vi == "Từ 3 tháng trong năm thì chi bộ cần xem xét."
    assert "chưa phải kết luận" in notice.hint.vi
    assert "not a verdict" in notice.hint.en
    assert notice.document == "Quy định 05-QĐ/HU ngày 28/12/2023"


def test_one_month_fewer(tmp_path: Path) -> None:
    assert found(tmp_path, three("[dv03]")) == []


def test_without_a_threshold_the_rule_is_silent(tmp_path: Path) -> None:
    assert found(tmp_path, {**three("[dv05]"), LOCAL: None}) == []


def test_numbers_name_nobody(tmp_path: Path) -> None:
    assert found(tmp_path, three("1", "1")) == []


def test_without_a_roll_nobody_is_followed(tmp_path: Path) -> None:
    present = {"present: 4": "present: 5", "present: 3": "present: 4"}  # nobody is away
    files: dict[str, Any] = dict(three("[dv05]"))
    for path in (JANUARY, FEBRUARY, MARCH):
        files[path] = re.sub("present: [34]", lambda match: present[match[0]], files[path])
    assert found(tmp_path, {**files, MEMBERS: None}) == []


def test_a_record_that_cannot_be_counted_does_not_count(tmp_path: Path) -> None:
    wrong = str(three("[dv05]")[MARCH]).replace("present: 3", "present: 2  # ! AT101")
    found(tmp_path, {**three(), MARCH: wrong})


def test_a_record_that_cannot_be_read_does_not_count(tmp_path: Path) -> None:
    broken = str(three("[dv05]")[MARCH]).replace("roll: 5", "roll: [5  # ! YA001")
    found(tmp_path, {**three(), MARCH: broken})


# --- by hand: who was absent, month by month --------------------------------------------------------------

WHO = {"dv04": {"joined": "2010-05-01"}, "dv05": {"joined": "2010-05-01"}}


def rules(months: int | None = 3, start: str = "2018-01-01") -> dict[str, Any]:
    named = {} if months is None else {"attendance": {"removal_watch_months": str(months)}}
    return {"title": "A", "issuer": "B", "source": "C", "applies": {"from": start}, "scope": "huyen-a", **named}


def absent(key: str, who: str, **more: Any) -> MeetingRecord:
    return books.record(key, {"attendance": {"roll": 10, "present": 8, "unexcused": who.split()}, **more})


def in_months(*who: str, year: int = 2024, first: int = 1) -> list[MeetingRecord]:
    return [absent(f"{year}-{first + i:02d}", one) for i, one in enumerate(who)]


def reached(*records: MeetingRecord, as_of: str = "2025-12-31", **files: Any) -> list[tuple[str, str]]:
    """The months of the findings, each with the member it names."""
    home = books.district(as_of=as_of, rules=books.rulebook(**(files or {"vq": rules()})))
    told = list(check(books.cell(*records, home=home, members=WHO)))
    assert all(f.key == ("attendance", "unexcused") for f in told)
    return [(f.path.removesuffix("-regular.md")[-7:], f.subject) for f in told]


def test_months_need_not_follow_one_another() -> None:
    assert reached(*in_months("dv05", "", "dv05", "dv04", "dv05")) == [("2024/05", "dv05")]


def test_once_for_each_member_and_year() -> None:
    both = in_months("dv05", "dv05 dv04", "dv04 dv05", "dv04 dv05", "dv05")
    assert reached(*both) == [("2024/03", "dv05"), ("2024/04", "dv04")]
    later = in_months("dv05", "dv05", "dv05", year=2025)
    assert reached(*both, *later)[2:] == [("2025/03", "dv05")]


def test_two_members_in_one_record_are_two_findings() -> None:
    given = in_months("dv05 dv04", "dv05 dv04", "dv05 dv04")
    assert reached(*given) == [("2024/03", "dv05"), ("2024/03", "dv04")]


def test_the_count_ends_with_the_year() -> None:
    assert reached(*in_months("dv05", "dv05", first=11), *in_months("dv05", year=2025)) == []


def test_other_kinds_of_meeting_do_not_count() -> None:
    assert reached(*in_months("dv05", "dv05"), absent("2024-03-thematic-rung", "dv05")) == []


def test_a_name_twice_is_one_month() -> None:
    assert reached(*in_months("dv05", "dv05 dv05")) == []


def test_a_meeting_ahead_does_not_count() -> None:
    given = in_months("dv05", "dv05", "dv05")
    assert reached(*given, as_of="2024-03-04") == []
    assert reached(*given, as_of="2024-03-05") == [("2024/03", "dv05")]


def test_the_number_is_that_of_the_meetings_date() -> None:
    given = in_months("dv05", "dv05", "dv05")
    assert reached(*given, a=rules(9), b=rules(2, "2024-03-01")) == [("2024/03", "dv05")]
    assert reached(*given, a=rules(9), b=rules(2, "2024-03-06")) == []
    assert reached(*given, a=rules(None), b=rules(2, "2024-03-01")) == [("2024/03", "dv05")]
    assert reached(*given, a=rules(1), b=rules(2, "2024-02-01")) == [("2024/01", "dv05")]


@pytest.mark.parametrize(
    "third",
    [
        books.record("2024-03", None),
        books.record("2024-03", {}),
        absent("2024-03", "dv05", state="not_held", reason="Lũ", date="2024-03-05"),
        absent("2024-03", "dv05", date="2023-01-05"),
    ],
    ids=["unread", "blank", "not held", "doubted"],
)
def test_a_record_that_does_not_tell_is_passed_over(third: MeetingRecord) -> None:
    assert reached(*in_months("dv05", "dv05"), third) == []
