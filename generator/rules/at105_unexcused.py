"""More members were absent without a reason than the rulebook lets pass.

Kiểm tra:
    Ở buổi thường kỳ, số đảng viên vắng không lý do không quá mức trong quy định đang áp dụng.
Vì sao:
    Dự sinh hoạt chi bộ là nhiệm vụ của đảng viên; có người vắng không lý do thì buổi sinh hoạt không đạt tiêu chí về
    tỷ lệ dự.
Cách sửa:
    Hỏi lại người vắng. Có lý do thì chuyển sang `excused` kèm lý do; đúng là không có lý do thì để nguyên, chi bộ
    nhắc nhở.
Checks:
    In a regular meeting, no more members are absent without a reason than the rulebook in force allows.
Why:
    Attending is a member's duty; with an unexcused absence the meeting misses the criterion of attendance.
Fix:
    Ask the absent member. If there was a reason, move the name to `excused` with it; if not, leave the record as it
    is.
Wrong:
    # records/van-quan/cells/ban-c/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    attendance:
      roll: 10
      present: 8
      unexcused: [dv04]  # ! AT105
    ---
Right:
    # records/van-quan/cells/ban-c/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    attendance:
      roll: 10
      present: 8
      excused:
        dv04: sick
    ---
Source:
    Hướng dẫn 12-HD/BTCTW (2018) và 42-HD/BTCTW (2025): tiêu chí tỷ lệ dự sinh hoạt, không có đảng viên vắng không lý
    do.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.model.meeting import count, ids
from generator.model.text import Text, filled, shorten
from generator.rules.api import Rule, judged_on

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from generator.model.book import CellBook, MeetingRecord
    from generator.model.diagnostic import Finding
    from generator.model.meeting import Attendance

RULE = Rule(
    __name__,
    scope="meeting",
    title=Text("Vắng không lý do", "Unexcused absence"),
    kind="unmet",
    severity="warning",
    about_members=True,
)


def check(record: MeetingRecord, cell: CellBook) -> Iterator[Finding]:
    """Compare the unexcused absences of a held regular meeting with the number let pass."""
    meeting = record.meeting
    if meeting is None or meeting.attendance is None or record.kind != "regular":
        return
    day = judged_on(record, cell)
    if day is None or not cell.was_held(record, "attendance"):
        return
    rules, named = cell.in_force(day), list(_absent(meeting.attendance, cell, day))
    absent = len(named) if ids(meeting.attendance.unexcused) else count(meeting.attendance.unexcused)
    allowed = rules.get("attendance", "unexcused")
    if allowed is None or absent <= allowed:
        return
    who = shorten(", ".join(named))
    among = f" ({who})" if who else ""
    yield RULE.find(
        record.path, "attendance", "unexcused",
        found=filled(
            "{absent} đảng viên vắng không lý do{among}.", "{absent} absent without a reason{among}.",
            absent=absent, among=among,
        ),
        expected=filled(
            "Quy định cho phép nhiều nhất {allowed} người." if allowed else "Quy định không để ai vắng không lý do.",
            "The rule lets {allowed} pass at most." if allowed else "The rule lets none pass.",
            allowed=allowed,
        ),
        hint=Text(
            "Hỏi lại người vắng: có lý do thì chuyển sang `excused` kèm lý do; nếu không thì để nguyên và nhắc nhở.",
            "Ask the absent: if there was a reason, move the name to `excused` with it; if not, leave the record as it"
            " is.",
        ),
        document=rules.document("attendance", "unexcused"),
    )  # fmt: skip


def _absent(attendance: Attendance, cell: CellBook, day: dt.date) -> Iterator[str]:
    """The names in `unexcused` but those that AT103, AT110, RE101 or RE102 doubts."""
    mentions = Counter((*ids(attendance.excused), *ids(attendance.unexcused), *ids(attendance.also_present)))
    for id_ in ids(attendance.unexcused):
        if mentions[id_] > 1:
            continue
        member = None if cell.members is None else cell.members.get(id_)
        if cell.members is None or (member is not None and member.on_roll(day) and member.away_on(day) is None):
            yield id_
