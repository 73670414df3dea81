"""A member is named who was not on the roll on the day of the meeting.

Kiểm tra:
    Người được ghi trong biên bản có tên trong danh sách chi bộ đúng hôm họp: đã vào (`joined`) và chưa ra (`left`).
    Danh sách vắng của buổi họp chi ủy chỉ gồm chi ủy viên.
Vì sao:
    Người chưa vào hoặc đã chuyển đi không thuộc số phải dự; ghi vào là tính sai.
Cách sửa:
    Xóa tên khỏi biên bản; hoặc sửa ngày vào, ngày ra, chức vụ trong members.yml nếu ghi sai ở đó.
Checks:
    Whoever a meeting names is on the roll that day: joined and not yet left. In a committee meeting only members of
    the cell committee are listed absent.
Why:
    Who has not joined or has moved away is not due to attend and would be counted wrongly.
Fix:
    Delete the name; or correct the dates or roles in members.yml where those are wrong.
Wrong:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    attendance:
      roll: 5
      present: 4
      excused:
        dv06: work  # ! RE102
    ---
Right:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    attendance:
      roll: 5
      present: 3
      excused:
        dv05: work
    ---
Source:
    Sổ danh sách đảng viên của chi bộ (members.yml): ngày vào, ngày ra.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.text import Text, day_text
from generator.rules.api import Rule, is_due_kind, judged_on, own_id, people_beyond, span_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from generator.model.book import CellBook, MeetingRecord
    from generator.model.cell import Member
    from generator.model.diagnostic import Finding, Key

RULE = Rule(
    __name__,
    scope="meeting",
    title=Text("Không có tên trong danh sách hôm đó", "Not on the roll that day"),
    about_members=True,
)
ABSENT = {("attendance", "excused"), ("attendance", "unexcused")}


def check(record: MeetingRecord, cell: CellBook) -> Iterator[Finding]:
    """Look for known members who were not on the roll, or not of the committee, on the day of the meeting."""
    day = judged_on(record, cell)
    if day is None or cell.members is None:
        return
    for key, written in people_beyond(cell.roll_on(day, record.kind) or {}, record, cell):
        id_ = own_id(cell, written)
        if id_ not in cell.members:
            continue  # RE101
        member = cell.members[id_]
        if day < member.joined:
            yield _off_roll(record.path, key, id_, member, day, "joined")
        elif member.left is not None and day > member.left:
            yield _off_roll(record.path, key, id_, member, day, "left")
        elif key[:2] in ABSENT and not is_due_kind(member, day, record.kind):
            yield _off_committee(record.path, key, id_, day)


def _off_roll(path: str, key: Key, id_: str, member: Member, day: dt.date, cause: str) -> Finding:
    when, listed = day_text(day), span_text(member.joined, member.left)
    return RULE.find(
        path, *key,
        found=Text(f"{id_} không có tên trong danh sách ngày {when.vi}.", f"{id_} is not on the roll on {when.en}."),
        expected=Text(f"{id_} có tên {listed.vi}.", f"{id_} is on the roll {listed.en}."),
        hint=Text(
            f"Xóa tên ở đây, hoặc sửa `{cause}` trong members.yml.",
            f"Delete the name here, or correct `{cause}` in members.yml.",
        ),
        subject=id_,
    )  # fmt: skip


def _off_committee(path: str, key: Key, id_: str, day: dt.date) -> Finding:
    when = day_text(day)
    return RULE.find(
        path, *key,
        found=Text(
            f"{id_} không phải chi ủy viên ngày {when.vi}.", f"{id_} is not of the cell committee on {when.en}."
        ),
        expected=Text(
            "Buổi họp chi ủy chỉ ghi vắng bí thư, phó bí thư và chi ủy viên.",
            "In a committee meeting only secretary, deputy and committee members are listed absent.",
        ),
        hint=Text(
            "Xóa tên ở đây, hoặc ghi `roles` trong members.yml.", "Delete it here, or write `roles` in members.yml."
        ),
        subject=id_,
    )  # fmt: skip
