"""More people spoke than were there, or somebody listed absent spoke.

Kiểm tra:
    Số người phát biểu không nhiều hơn số người dự (`present` cộng `also_present`); người vắng không có tên trong
    `spoke`.
Vì sao:
    Tỷ lệ phát biểu tính trên số người dự; người vắng không thể phát biểu, vậy một trong hai chỗ ghi sai.
Cách sửa:
    Đếm mỗi người một lần dù phát biểu nhiều lần; khách dự họp không tính. Người có mặt thì bỏ tên khỏi danh sách
    vắng.
Checks:
    No more speakers than `present` plus `also_present`; nobody listed absent stands in `spoke`.
Why:
    The share of speakers rests on those there; who was absent did not speak, so one of the two is wrong.
Fix:
    Count each person once and no guests; take a member who came off the list of absent ones.
Wrong:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    attendance:
      roll: 5
      present: 4
      spoke: 7  # ! AT106
    ---
Right:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    attendance:
      roll: 5
      present: 4
      spoke: [dv01, dv03]
    ---
Source:
    Hướng dẫn 42-HD/BTCTW (2025): biên bản ghi ý kiến phát biểu; quy ước cộng kiểm của Sổ Chi Bộ.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.meeting import count, ids
from generator.model.text import Text, filled
from generator.rules.api import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook, MeetingRecord
    from generator.model.diagnostic import Finding

RULE = Rule(
    __name__,
    scope="meeting",
    title=Text("Người phát biểu nhiều hơn người dự", "More spoke than were there"),
    silenced_by=("FI001", "FI002", "FI003"),
    silenced_within=("attendance",),
)


def check(record: MeetingRecord, cell: CellBook) -> Iterator[Finding]:  # noqa: ARG001  # the signature of all rules of this scope
    """Compare who spoke in a held meeting with who was there."""
    meeting = record.meeting
    if meeting is None or meeting.state != "held" or meeting.attendance is None:
        return
    attendance = meeting.attendance
    if attendance.spoke is None:
        return
    absent = {
        **dict.fromkeys(ids(attendance.unexcused), "unexcused"),
        **dict.fromkeys(ids(attendance.excused), "excused"),
    }
    named = ids(attendance.spoke)
    for index, id_ in enumerate(named):
        if id_ in absent:
            yield RULE.find(
                record.path, "attendance", "spoke", index,
                found=Text(f"{id_} có tên trong `spoke`.", f"{id_} stands in `spoke`."),
                expected=Text(f"`{absent[id_]}` lại ghi {id_} vắng.", f"`{absent[id_]}` says that {id_} was absent."),
                hint=Text(
                    f"Nếu {id_} có mặt thì bỏ tên khỏi `{absent[id_]}`, nếu vắng thì bỏ tên ở đây.",
                    f"If {id_} came, delete the name from `{absent[id_]}`; if not, delete it here.",
                ),
                subject=id_,
            )  # fmt: skip
    if attendance.present is None or not absent.keys().isdisjoint(named):
        return
    also = count(attendance.also_present)
    spoke = len(set(named)) if named else count(attendance.spoke)  # a name written twice is AT103 alone
    if spoke > attendance.there:
        yield RULE.find(
            record.path, "attendance", "spoke",
            found=filled("{spoke} người phát biểu.", "{spoke} people spoke.", spoke=spoke),
            expected=filled(
                "Chỉ có {there} người dự (có mặt {present}, không phải dự nhưng có dự {also}).",
                "Only {there} were there ({present} present, {also} not due but there).",
                there=attendance.there, present=attendance.present, also=also,
            ),
            hint=Text(
                "Mỗi người tính một lần, không tính khách; xem lại cả `present`.",
                "Count each person once and no guests; check `present` too.",
            ),
        )  # fmt: skip
