"""The written roll differs from what `members.yml` says for that day.

Kiểm tra:
    `roll` bằng số đảng viên có tên trong members.yml hôm họp; với buổi họp chi ủy là số chi ủy viên hôm đó.
Vì sao:
    Tổng số sai thì mọi tỷ lệ đều sai. Lệch thường do quên ghi người mới vào, mới ra, hoặc người đã được bầu, thôi
    chức.
Cách sửa:
    Sửa `roll`; hoặc nếu members.yml chưa kịp ghi thì thêm người mới (`joined`), ghi ngày ra (`left`).
Checks:
    `roll` equals the number of members on the roll that day; in a committee meeting, of the cell committee.
Why:
    Every rate rests on it. A difference mostly means that somebody joined or left and one of the files was not
    told.
Fix:
    Correct `roll`, or bring `members.yml` up to date (`joined`, `left`, `roles`).
Wrong:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    attendance:
      roll: 6  # ! AT102
      present: 4
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
    Hướng dẫn 42-HD/BTCTW (2025): biên bản ghi tổng số đảng viên; sổ danh sách đảng viên của chi bộ.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.text import Text, day_text, filled
from generator.rules.api import Rule, judged_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook, MeetingRecord
    from generator.model.diagnostic import Finding

RULE = Rule(
    __name__,
    scope="meeting",
    title=Text("Tổng số khác danh sách đảng viên", "Roll differs from members.yml"),
)


def check(record: MeetingRecord, cell: CellBook) -> Iterator[Finding]:
    """Compare a held meeting's written roll with the members of that day."""
    meeting = record.meeting
    if meeting is None or meeting.state != "held" or meeting.attendance is None:
        return
    roll, day = meeting.attendance.roll, judged_on(record, cell)
    if day is None or roll is None:
        return
    members = cell.roll_on(day, record.kind)
    if members is None or roll == len(members):
        return
    known, when = len(members), day_text(day)
    committee = record.kind == "committee"
    body, body_en = ("chi ủy", "the cell committee") if committee else ("chi bộ", "the cell")
    key, key_en = ("`roles`", "`roles`") if committee else ("`joined` hoặc `left`", "`joined` or `left`")
    yield RULE.find(
        record.path, "attendance", "roll",
        found=Text(f"`roll` đang ghi {roll}.", f"`roll` says {roll}."),
        expected=filled(
            "Theo members.yml, ngày {when} {body} có {known} người.",
            "By members.yml, {body} has {known} members on {when}.",
            when=when, body=Text(body, body_en), known=known,
        ),
        hint=Text(
            f"Sửa `roll` thành {known}; nếu danh sách mới đổi thì ghi {key} trong members.yml.",
            f"Set `roll` to {known}; if the roll has changed, write {key_en} in members.yml.",
        ),
    )  # fmt: skip
