"""Present and absent members do not add up to those due to attend.

Kiểm tra:
    Có mặt + vắng có lý do + vắng không lý do = số phải dự. Số phải dự là tổng số đảng viên trừ người được miễn hoặc
    đang sinh hoạt ở nơi khác hôm đó.
Vì sao:
    Người ghi chỉ nêu ai vắng và tổng số; máy cộng lại để phát hiện ghi sót. Cộng không khớp thì tỷ lệ dự không tính
    được.
Cách sửa:
    Đối chiếu biên bản giấy rồi sửa số có mặt, hoặc ghi thêm (bớt đi) người vắng. Người được miễn mà vẫn dự thì ghi
    vào `also_present`, không tính vào `present`.
Checks:
    present + excused + unexcused = due, where due is the written roll less the members away that day.
Why:
    The writer names only who was missing and states the totals; the sum is the checksum that finds what was
    forgotten.
Fix:
    Compare with the paper minutes: correct `present`, or add or remove an absent member. An exempt member who came
    stands in `also_present` and is not counted in `present`.
Wrong:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    attendance:
      roll: 5
      present: 3  # ! AT101
    ---
Right:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    attendance:
      roll: 5
      present: 3
      excused: {dv02: sick}
    ---
Source:
    Hướng dẫn 12-HD/BTCTW (2018) và 42-HD/BTCTW (2025): bước điểm danh có mặt, vắng có lý do, vắng không lý do; quy
    ước cộng kiểm của Sổ Chi Bộ.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.meeting import count
from generator.model.text import Text, filled
from generator.rules.api import Rule, judged_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook, MeetingRecord
    from generator.model.diagnostic import Finding
    from generator.model.meeting import Attendance

RULE = Rule(
    __name__,
    scope="meeting",
    title=Text("Số điểm danh cộng không khớp", "Totals do not add up"),
    silenced_by=("FI001", "FI003", "RE101", "RE102", "AT103", "AT110"),
    silenced_within=("attendance",),
)


def check(record: MeetingRecord, cell: CellBook) -> Iterator[Finding]:
    """Compare the sum of a held meeting's attendance with the number due."""
    meeting = record.meeting
    if meeting is None or meeting.state != "held" or meeting.attendance is None:
        return
    attendance, day = meeting.attendance, judged_on(record, cell)
    away = cell.away_count(record)
    if away is None or attendance.roll is None or attendance.present is None:
        return
    if day is None and cell.members is not None:
        return  # who was due that day is not known
    total = attendance.present + attendance.absent
    due = attendance.roll - away
    if total == due:
        return
    members = cell.roll_on(day, record.kind) if day is not None else None
    if members is not None and len(members) != attendance.roll:
        return  # the roll is wrong, which is AT102 alone
    yield RULE.find(
        record.path, "attendance", "present",
        found=_found(attendance, total), expected=_expected(attendance.roll, away, due),
        hint=_hint(attendance, total, due, counts=cell.members is None),
    )  # fmt: skip


def _found(attendance: Attendance, total: int) -> Text:
    excused, unexcused = count(attendance.excused), count(attendance.unexcused)
    return filled(
        "Có mặt {present}, vắng có lý do {excused}, vắng không lý do {unexcused}: cộng {total}.",
        "{present} present, {excused} excused, {unexcused} unexcused: {total} in all.",
        present=total - excused - unexcused, excused=excused, unexcused=unexcused, total=total,
    )  # fmt: skip


def _expected(roll: int, away: int, due: int) -> Text:
    if due < 0:
        return Text(
            f"`away` ghi {away} người được miễn hoặc ở nơi khác, mà tổng số chỉ có {roll} đảng viên.",
            f"`away` says that {away} are exempt or away, of a roll of only {roll}.",
        )
    if not away:
        return filled(
            "Phải dự {due} người (tổng số {roll} đảng viên).", "{due} are due (a roll of {roll}).", due=due, roll=roll
        )
    return filled(
        "Phải dự {due} người (tổng số {roll} đảng viên, trừ {away} người được miễn hoặc ở nơi khác).",
        "{due} are due (a roll of {roll} less {away} exempt or away).",
        due=due, roll=roll, away=away,
    )  # fmt: skip


def _hint(attendance: Attendance, total: int, due: int, *, counts: bool) -> Text:
    present = due - attendance.absent
    if due < 0:
        return Text(
            "Xem lại `roll` và `away`: người không phải dự cũng nằm trong tổng số.",
            "Check `roll` and `away`: the roll counts members who are not due too.",
        )
    if present < 0:
        return Text("Xem lại `roll` và số người vắng.", "Check `roll` and the absent members.")
    cure, cure_en = f"sửa `present` thành {present}", f"set `present` to {present}"
    if total == attendance.roll:
        return Text(
            f"`present` có lẽ đã tính cả người không phải dự: {cure}, ai trong số đó có dự thì ghi vào `also_present`.",
            f"`present` seems to count members who were not due: {cure_en}, and put those who came in `also_present`.",
        )
    lack = max(due - total, 0)
    if lack:
        more = f" Nếu có người được miễn hoặc ở nơi khác thì ghi `away: {lack}`." if counts else ""
        more_en = f" If some are exempt or away, write `away: {lack}`." if counts else ""
        return filled(
            "Đối chiếu biên bản giấy: {cure} hoặc ghi thêm {lack} người vắng.{more}",
            "Compare with the paper minutes: {cure}, or add {lack} absent.{more}",
            cure=Text(cure, cure_en), lack=lack, more=Text(more, more_en),
        )  # fmt: skip
    return filled(
        "Đối chiếu biên bản giấy: {cure} hoặc bớt {more} người vắng.",
        "Compare with the paper minutes: {cure}, or remove {more} absent.",
        cure=Text(cure, cure_en), more=total - due,
    )  # fmt: skip
