"""Fewer of the members due were present than the rulebook asks for.

Kiểm tra:
    Ở buổi thường kỳ và buổi chuyên đề, tỷ lệ có mặt trên số phải dự đạt chỉ tiêu trong quy định đang áp dụng cho loại
    hình chi bộ. Người được miễn hoặc ở nơi khác không tính vào số phải dự.
Vì sao:
    Tỷ lệ dự sinh hoạt là một tiêu chí chấm điểm chất lượng sinh hoạt chi bộ.
Cách sửa:
    Đối chiếu điểm danh. Ai được miễn hoặc đang sinh hoạt ở nơi khác thì ghi `away` trong members.yml. Số liệu đúng
    thì để nguyên, chi bộ tìm cách cho các buổi sau đông đủ hơn.
Checks:
    In regular and thematic meetings, present / due reaches the target in force for the cell's type. Members exempt or
    away are not due.
Why:
    Attendance is one of the criteria by which the quality of a meeting is scored.
Fix:
    Compare with the paper minutes. Write `away` in `members.yml` for members exempt or elsewhere. If the figures are
    right, leave them.
Wrong:
    # records/van-quan/cells/ban-c/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    attendance:
      roll: 10
      present: 7  # ! AT104
      excused:
        dv04: sick
        dv05: work
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
    Hướng dẫn 12-HD/BTCTW (2018) và 42-HD/BTCTW (2025): tiêu chí tỷ lệ đảng viên dự sinh hoạt, không tính người được
    miễn.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

from generator.model.text import Text, filled, percent_text
from generator.rules.api import Rule, judged_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook, MeetingRecord
    from generator.model.diagnostic import Finding
    from generator.model.values import Limit

RULE = Rule(
    __name__,
    scope="meeting",
    title=Text("Tỷ lệ dự dưới chỉ tiêu", "Attendance below target"),
    kind="unmet",
    severity="warning",
    silenced_by=("RE101", "RE102", "AT101", "AT102", "AT103", "AT109", "AT110"),
    silenced_within=("attendance",),
)
KINDS = ("regular", "thematic")


def check(record: MeetingRecord, cell: CellBook) -> Iterator[Finding]:
    """Compare the share present in a held meeting with the target for cells of its type."""
    meeting = record.meeting
    if meeting is None or meeting.attendance is None or record.kind not in KINDS or cell.members_broken:
        return
    due, day = meeting.attendance.due, judged_on(record, cell)
    if not due or day is None or not cell.was_held(record, "attendance"):
        return
    rules, own = cell.in_force(day), cell.cell.type
    name = "default" if rules.get("attendance", "target", own) is None else own
    target: Limit | None = rules.get("attendance", "target", name)
    present = due - meeting.attendance.absent
    if target is None or target.holds_for(present, due):
        return
    share, needed = percent_text(Fraction(present, due)), _least(target, due)
    yield RULE.find(
        record.path, "attendance", "present",
        found=filled(
            "Có mặt {present} trên {due} người phải dự ({share}).",
            "{present} of {due} due were present ({share}).",
            present=present, due=due, share=share,
        ),
        expected=_expected(target, needed),
        hint=_hint(needed - present, counts=cell.members is None),
        document=rules.document("attendance", "target", name),
    )  # fmt: skip


def _least(target: Limit, due: int) -> int:
    """The smallest number present that reaches the target."""
    exact = target.bound * due
    return math.floor(exact) + 1 if target.strict else math.ceil(exact)


def _expected(target: Limit, needed: int) -> Text:
    bound = percent_text(target.bound)
    if target.strict:
        return filled(
            "Chỉ tiêu là trên {bound}, tức ít nhất {needed} người.",
            "The target is more than {bound}, that is {needed} at least.",
            bound=bound, needed=needed,
        )  # fmt: skip
    return filled(
        "Chỉ tiêu là từ {bound} trở lên, tức ít nhất {needed} người.",
        "The target is {bound} or more, that is {needed} at least.",
        bound=bound, needed=needed,
    )  # fmt: skip


def _hint(lack: int, *, counts: bool) -> Text:
    return filled(
        "Còn thiếu {lack} người. Đối chiếu điểm danh; ai được miễn hoặc sinh hoạt ở nơi khác thì ghi `away` trong"
        " {place}. Số liệu đúng thì để nguyên.",
        "{lack} too few. Compare with the paper minutes; for members exempt or elsewhere write `away` in {place}."
        " If the figures are right, leave them.",
        lack=lack, place=Text("điểm danh", "the attendance") if counts else "members.yml",
    )  # fmt: skip
