"""A member was excused in more regular meetings in a row than the rulebook allows within a year.

Kiểm tra:
    Trong một năm, không đảng viên nào vắng có lý do ở nhiều buổi thường kỳ liền nhau hơn mức quy định. Buổi mà người
    đó không phải dự thì bỏ qua: không tính thêm, cũng không làm đứt chuỗi. Sang năm mới thì đếm lại.
Vì sao:
    Vắng nhiều buổi liền, dù có lý do, làm buổi sinh hoạt không đạt tiêu chí về tỷ lệ dự; và thường là người đó đang
    cần chi bộ quan tâm, hoặc cần được miễn hay chuyển nơi sinh hoạt.
Cách sửa:
    Hỏi thăm hoàn cảnh. Nếu còn vắng lâu thì xem xét cho miễn hoặc giới thiệu sinh hoạt tạm thời, rồi ghi `away` trong
    members.yml.
Checks:
    Within a calendar year, no member is excused in more held regular meetings in a row than allowed. A meeting in
    which the member is not due neither counts nor breaks the row.
Why:
    A long row, even excused, misses the criterion of attendance, and mostly means that the member needs help, an
    exemption or a transfer.
Fix:
    Ask how the member is. If the absence will last, consider an exemption or a temporary transfer and write `away` in
    `members.yml`.
Wrong:
    # records/van-quan/cells/ban-c/2024/01-regular.md
    ---
    date: 2024-01-05
    time: 07:30-09:30
    attendance: {roll: 10, present: 8, excused: {dv04: work}}
    ---
    # records/van-quan/cells/ban-c/2024/02-regular.md
    ---
    date: 2024-02-05
    time: 07:30-09:30
    theme: Xây dựng nông thôn mới
    attendance: {roll: 10, present: 8, excused: {dv04: work}}
    ---
    # records/van-quan/cells/ban-c/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    attendance: {roll: 10, present: 8, excused: {dv04: work}}
    ---
    # records/van-quan/cells/ban-c/2024/04-regular.md
    ---
    date: 2024-04-05
    time: 07:30-09:30
    attendance:
      roll: 10
      present: 8
      excused:
        dv04: work  # ! AT107
    ---
Right:
    # records/van-quan/cells/ban-c/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    attendance: {roll: 10, present: 8, excused: {dv04: work}}
    ---
    # records/van-quan/cells/ban-c/2024/04-regular.md
    ---
    date: 2024-04-05
    time: 07:30-09:30
    attendance:
      roll: 10
      present: 8
      excused:
        dv04: work
    ---
Source:
    Hướng dẫn 12-HD/BTCTW (2018), tiêu chí khung: không có đảng viên vắng có lý do quá 3 kỳ liên tiếp trong năm.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.model.meeting import ids
from generator.model.text import Text
from generator.rules.api import Rule, judged_on

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from generator.model.book import CellBook, MeetingRecord
    from generator.model.cell import Member
    from generator.model.diagnostic import Finding
    from generator.model.period import Period

RULE = Rule(
    __name__,
    scope="cell",
    title=Text("Vắng có lý do nhiều buổi liền", "Excused more often in a row than allowed"),
    kind="unmet",
    severity="notice",
    about_members=True,
)


class Row(NamedTuple):
    """A member's row of excused meetings: the month of the first, how many so far, whether it is told already."""

    first: Period
    meetings: int
    told: bool


def check(cell: CellBook) -> Iterator[Finding]:
    """Follow each member's row of excused regular meetings through each year."""
    members, year = cell.members, 0
    if members is None:
        return
    rows: dict[str, Row] = {}
    for record in cell.regular.values():
        if record.period.year != year:
            year, rows = record.period.year, {}
        meeting, day = record.meeting, judged_on(record, cell)
        if meeting is None or not record.valid:
            rows = {}  # nobody can say who was excused
        elif meeting.attendance is not None and day is not None and cell.counts(record):
            excused = ids(meeting.attendance.excused)
            rows = _continued(rows, excused, record.period, {i for i in rows if _is_away(members[i], day)})
            allowed = cell.in_force(day).get("attendance", "consecutive_excused")
            passed = [] if allowed is None else [i for i in excused if rows[i].meetings > allowed and not rows[i].told]
            if passed:
                yield _passed(record, passed, rows, cell, day)
            rows |= {i: rows[i]._replace(told=True) for i in passed}


def _is_away(member: Member, day: dt.date) -> bool:
    return member.away_on(day) is not None


def _continued(rows: dict[str, Row], excused: list[str], period: Period, away: set[str]) -> dict[str, Row]:
    """The rows after one more meeting: those excused go on, those not due rest, all others end."""
    new = Row(period, 0, told=False)
    grown = {i: rows.get(i, new) for i in excused}
    return {i: rows[i] for i in away} | {i: row._replace(meetings=row.meetings + 1) for i, row in grown.items()}


def _passed(record: MeetingRecord, passed: list[str], rows: dict[str, Row], cell: CellBook, day: dt.date) -> Finding:
    rules, since = cell.in_force(day), [(i, rows[i].first) for i in passed]
    allowed = rules.get("attendance", "consecutive_excused")
    names = ", ".join(f"{i} (từ kỳ {first.month}/{first.year})" for i, first in since)
    names_en = ", ".join(f"{i} (since {first})" for i, first in since)
    return RULE.find(
        record.path, "attendance", "excused", passed[0],
        found=Text(
            f"Vắng có lý do quá {allowed} buổi thường kỳ liền: {names}.",
            f"Excused in more than {allowed} regular meetings in a row: {names_en}.",
        ),
        expected=Text(
            f"Trong một năm, nhiều nhất {allowed} buổi liền.", f"Within a year, {allowed} in a row at most."
        ),
        hint=Text(
            "Chi bộ nên hỏi thăm hoàn cảnh; nếu còn vắng lâu thì xem xét cho miễn hoặc giới thiệu sinh hoạt tạm thời,"
            " rồi ghi `away` trong members.yml.",
            "Ask how the member is; if the absence will last, consider an exemption or a temporary transfer and write"
            " `away` in members.yml.",
        ),
        document=rules.document("attendance", "consecutive_excused"), subject=", ".join(passed),
    )  # fmt: skip
