"""A member is listed absent who need not attend that day.

Kiểm tra:
    Danh sách vắng chỉ gồm người phải dự; người được miễn, tạm miễn, sinh hoạt tạm thời ở nơi khác hay làm nhiệm vụ
    đặc biệt thì không phải là vắng.
Vì sao:
    Những người này đã được trừ khỏi số phải dự; ghi thêm vào danh sách vắng thì bị trừ hai lần và kéo tỷ lệ dự
    xuống oan.
Cách sửa:
    Xóa tên khỏi danh sách vắng; nếu hôm đó người ấy có đến dự thì ghi vào `also_present`.
Checks:
    Only members due to attend are listed absent; those exempt, temporarily exempt, at another cell or on special
    duty are not.
Why:
    They are left out of the number due already; listed absent, they count twice and lower the rate for nothing.
Fix:
    Delete the name from the list; if the member came, move it to `also_present`.
Wrong:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    attendance:
      roll: 5
      present: 4
      excused:
        dv04: sick  # ! AT110
    ---
Right:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    attendance:
      roll: 5
      present: 4
    ---
Source:
    Quy định thi hành Điều lệ Đảng về miễn công tác và sinh hoạt đảng, về sinh hoạt đảng tạm thời; Hướng dẫn
    12-HD/BTCTW (2018): không tính người được miễn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model import codes
from generator.model.meeting import ids
from generator.model.text import Text
from generator.rules.api import Rule, is_due_kind, judged_on, span_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook, MeetingRecord
    from generator.model.diagnostic import Finding
    from generator.model.meeting import Attendance

RULE = Rule(
    __name__,
    scope="meeting",
    title=Text("Ghi vắng người không phải dự", "Listed absent but not due"),
    about_members=True,
)


def check(record: MeetingRecord, cell: CellBook) -> Iterator[Finding]:
    """Look for absent members who were exempt or elsewhere on the day of a held meeting."""
    meeting = record.meeting
    if meeting is None or meeting.state != "held" or meeting.attendance is None:
        return
    day = judged_on(record, cell)
    if day is None or cell.members is None:
        return
    came = set(ids(meeting.attendance.also_present))
    for name, place, id_ in _absent(meeting.attendance):
        member = cell.members.get(id_)
        if member is None or id_ in came or not member.on_roll(day) or not is_due_kind(member, day, record.kind):
            continue
        away = next((a for a in member.away if a.covers(day)), None)
        if away is None:
            continue
        kind, when = codes.AWAY_KINDS[away.kind], span_text(away.from_, away.to)
        yield RULE.find(
            record.path, "attendance", name, place,
            found=Text(f"{id_} có tên trong `{name}`.", f"{id_} stands in `{name}`."),
            expected=Text(
                f"{id_} không phải dự: {kind.vi.lower()} {when.vi}.", f"{id_} was not due: {kind.en.lower()} {when.en}."
            ),
            hint=Text(
                "Nếu có đến dự thì chuyển sang `also_present`, nếu không thì xóa tên khỏi danh sách vắng.",
                "If the member came, move the name to `also_present`; if not, delete it here.",
            ),
            subject=id_,
        )  # fmt: skip


def _absent(attendance: Attendance) -> Iterator[tuple[str, str | int, str]]:
    yield from (("excused", id_, id_) for id_ in ids(attendance.excused))
    yield from (("unexcused", index, id_) for index, id_ in enumerate(ids(attendance.unexcused)))
