from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from generator.rules.at107_in_a_row import check
from tests import books
from tests.support import STRICT, STRICT_MARCH, STRICT_MEMBERS, STRICT_RULES, Files, found, meeting, only, places

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.book import MeetingRecord
    from generator.model.diagnostic import Diagnostic

THRESHOLD = "consecutive_excused: 3, "


def path(month: int, year: int = 2024) -> str:
    return STRICT_MARCH.replace("2024/03-", f"{year}/{month:02d}-")


def held(month: int, attendance: str, year: int = 2024) -> str:
    theme = "theme: Xây dựng nông thôn mới\n" if month % 3 == 2 else ""
    lines = "\n".join(f"  {line}" for line in attendance.split("\n"))
    return meeting(f"date: {year}-{month:02d}-05\ntime: 07:30-09:30\n{theme}attendance:\n{lines}")


def excused(month: int, who: str = "dv04", mark: str = "") -> str:
    return held(month, f"roll: 10\npresent: 8\nexcused:\n  {who}: work{mark}")


def strict(tmp_path: Path, files: Files, allowed: str = THRESHOLD) -> list[Diagnostic]:
    rules = str(STRICT[STRICT_RULES]).replace(THRESHOLD, allowed)
    return found(tmp_path, {**STRICT, STRICT_RULES: rules, **files})


# --- in a store -------------------------------------------------------------------------------------------


def test_as_often_as_allowed(tmp_path: Path) -> None:
    assert strict(tmp_path, {path(m): excused(m) for m in (1, 2, 3)}) == []


def test_once_more_than_allowed(tmp_path: Path) -> None:
    files = {path(m): excused(m) for m in (1, 2, 3)}
    diagnostics = strict(tmp_path, {**files, path(4): excused(4, mark="  # ! AT107")})
    assert places(diagnostics) == [("AT107", 8, 5, 15)]
    notice = only(diagnostics)
    assert (notice.severity, notice.kind, notice.subject) == ("notice", "unmet", "dv04")
    assert notice.found.vi == "Vắng có lý do quá 3 buổi thường kỳ liền: dv04 (từ kỳ 1/2024)."
    assert notice.found.en == "Excused in more than 3 regular meetings in a row: dv04 (since 2024-01)."
    assert notice.expected.vi == "Trong một năm, nhiều nhất 3 buổi liền."
    assert "hỏi thăm" in notice.hint.vi
    assert notice.document == "Hướng dẫn 03-HD/ĐU ngày 28/12/2023"


def test_without_a_threshold_the_rule_is_silent(tmp_path: Path) -> None:
    assert strict(tmp_path, {path(m): excused(m) for m in (1, 2, 3, 4)}, "") == []


def test_without_a_roll_nobody_is_followed(tmp_path: Path) -> None:
    files: dict[str, Any] = {path(m): excused(m).replace("present: 8", "present: 9") for m in (1, 2, 3, 4)}
    assert strict(tmp_path, {**files, STRICT_MEMBERS: None}) == []


def test_a_record_that_cannot_be_counted_breaks_the_row(tmp_path: Path) -> None:
    files = {path(m): excused(m) for m in (1, 2, 4)}
    wrong = excused(3).replace("present: 8", "present: 7  # ! AT101")
    strict(tmp_path, {**files, path(3): wrong})


def test_a_record_that_cannot_be_read_breaks_the_row(tmp_path: Path) -> None:
    files = {path(m): excused(m) for m in (1, 2, 4)}
    strict(tmp_path, {**files, path(3): excused(3).replace("roll: 10", "roll: [10  # ! YA001")})


def test_several_in_one_record_are_one_finding_at_the_first(tmp_path: Path) -> None:
    both = "roll: 10\npresent: 7  # ! AT104\nexcused:\n  dv07: work\n  dv04: sick"
    files = {path(m): held(m, both) for m in (1, 2, 3)}
    last = both.replace("dv07: work", "dv07: work  # ! AT107")
    diagnostics = strict(tmp_path, {**files, path(4): held(4, last)})
    notice = next(d for d in diagnostics if d.code == "AT107")
    assert notice.subject == "dv07, dv04"
    assert "dv07 (từ kỳ 1/2024), dv04 (từ kỳ 1/2024)" in notice.found.vi


# --- by hand: who was excused, month by month -------------------------------------------------------------

WHO = {"dv04": {"joined": "2010-05-01"}, "dv07": {"joined": "2010-05-01"}}


def rules(allowed: int | None = 2, start: str = "2018-01-01") -> dict[str, Any]:
    named = {} if allowed is None else {"attendance": {"consecutive_excused": str(allowed)}}
    return {"title": "A", "issuer": "B", "source": "C", "applies": {"from": start}, "scope": "huyen-a", **named}


def met(who: str | int, **more: Any) -> dict[str, Any]:
    people = dict.fromkeys(who.split(), "work") if isinstance(who, str) else who
    return {"attendance": {"roll": 10, "present": 8, "excused": people}, **more}


def rows(
    *records: MeetingRecord, members: Any = None, as_of: str = "2025-12-31", **files: Any
) -> list[tuple[str, str]]:
    """The months of the findings, each with those it names."""
    home = books.district(as_of=as_of, rules=books.rulebook(**(files or {"vq": rules()})))
    told = list(check(books.cell(*records, home=home, members=members or WHO)))
    assert all(f.key == ("attendance", "excused", f.subject.split(", ")[0]) for f in told)
    return [(f.path.removesuffix("-regular.md")[-7:], f.subject) for f in told]


def in_months(*who: str | int, year: int = 2024, first: int = 1) -> list[MeetingRecord]:
    return [books.record(f"{year}-{first + i:02d}", met(one)) for i, one in enumerate(who)]


def test_each_row_is_told_once() -> None:
    assert rows(*in_months("dv04", "dv04", "dv04", "dv04", "dv04")) == [("2024/03", "dv04")]


def test_a_new_row_is_told_again() -> None:
    given = in_months("dv04", "dv04", "dv04", "", "dv04", "dv04", "dv04")
    assert rows(*given) == [("2024/03", "dv04"), ("2024/07", "dv04")]


def test_a_meeting_attended_breaks_the_row() -> None:
    assert rows(*in_months("dv04", "dv04", "dv07", "dv04", "dv04")) == []


def test_an_unexcused_absence_breaks_the_row() -> None:
    given = in_months("dv04", "dv04", "", "dv04")
    attendance = {"roll": 10, "present": 8, "unexcused": ["dv04"]}
    assert rows(*given[:2], books.record("2024-03", {"attendance": attendance}), given[3]) == []


def test_the_row_ends_with_the_year() -> None:
    assert rows(*in_months("dv04", "dv04", first=11), *in_months("dv04", "dv04", year=2025)) == []
    after = in_months("dv04", "dv04", "dv04", year=2025)
    assert rows(*in_months("dv04", "dv04", "dv04", first=10), *after) == [("2024/12", "dv04"), ("2025/03", "dv04")]


def test_members_have_rows_of_their_own() -> None:
    given = in_months("dv04", "dv04 dv07", "dv07 dv04", "dv07")
    assert rows(*given) == [("2024/03", "dv04"), ("2024/04", "dv07")]


def test_several_at_once_in_the_order_written() -> None:
    assert rows(*in_months("dv07 dv04", "dv04 dv07", "dv07 dv04")) == [("2024/03", "dv07, dv04")]


def test_only_who_passes_the_number_now_is_named() -> None:
    assert rows(*in_months("dv04", "dv04 dv07", "dv04 dv07", "dv04 dv07"))[1:] == [("2024/04", "dv07")]


def test_a_meeting_in_which_the_member_is_not_due_neither_counts_nor_breaks() -> None:
    away = {
        **WHO,
        "dv04": {"joined": "2010-05-01", "away": [{"kind": "temp_out", "from": "2024-03-01", "to": "2024-03-31"}]},
    }
    assert rows(*in_months("dv04", "dv04", "", "dv04"), members=away) == [("2024/04", "dv04")]
    assert rows(*in_months("dv04", "", "", "dv04", "dv04"), members=away) == []


def test_a_month_without_a_meeting_neither_counts_nor_breaks() -> None:
    one, two, four = in_months("dv04", "dv04", "", "dv04")[:2] + in_months("dv04", first=4)
    waived = books.record("2024-03", {"state": "waived", "reason": "Lũ", "decision": "15-CV"})
    assert rows(one, two, waived, four) == rows(one, two, four) == [("2024/04", "dv04")]


def test_a_meeting_that_was_not_held_excuses_nobody() -> None:
    absent = books.record("2024-03", met("dv04", state="not_held", reason="Lũ", date="2024-03-05"))
    assert rows(*in_months("dv04", "dv04"), absent) == []


def test_a_meeting_ahead_does_not_count() -> None:
    given = in_months("dv04", "dv04", "dv04")
    assert rows(*given, as_of="2024-03-04") == []
    assert rows(*given, as_of="2024-03-05") == [("2024/03", "dv04")]


def test_a_number_instead_of_names_breaks_the_row() -> None:
    assert rows(*in_months("dv04", "dv04", 1, "dv04", "dv04")) == []


def test_a_meeting_of_another_kind_neither_counts_nor_breaks() -> None:
    given = in_months("dv04", "dv04")
    assert rows(*given, books.record("2024-02-thematic-rung", met("dv04"))) == []
    assert rows(*given, books.record("2024-02-thematic-rung", met("")), *in_months("dv04", first=3)) == [
        ("2024/03", "dv04")
    ]


def test_the_number_is_that_of_the_meetings_date() -> None:
    given = in_months("dv04", "dv04", "dv04", "dv04")
    assert rows(*given, a=rules(9), b=rules(2, "2024-04-01")) == [("2024/04", "dv04")]
    assert rows(*given, a=rules(9), b=rules(2, "2024-04-06")) == []
    assert rows(*given, a=rules(1), b=rules(2, "2024-03-01")) == [("2024/02", "dv04")]
    assert rows(*given, a=rules(None), b=rules(2, "2024-04-01")) == [("2024/04", "dv04")]


@pytest.mark.parametrize(
    "third",
    [
        books.record("2024-03", None),
        books.record("2024-03", met("dv04"), valid=False),
    ],
    ids=["unread", "invalid"],
)
def test_nobody_can_say_who_was_excused(third: MeetingRecord) -> None:
    one, two, four = in_months("dv04", "dv04")[:2] + in_months("dv04", first=4)
    assert rows(one, two, third, four) == []


@pytest.mark.parametrize(
    "third",
    [books.record("2024-03", {}), books.record("2024-03", met("dv04", date="2023-01-05"))],
    ids=["blank", "doubted"],
)
def test_a_record_that_does_not_tell_is_passed_over(third: MeetingRecord) -> None:
    one, two, four = in_months("dv04", "dv04")[:2] + in_months("dv04", first=4)
    assert rows(one, two, third) == []
    assert rows(one, two, third, four) == [("2024/04", "dv04")]
