"""A person stands twice in the attendance, or a member due to attend stands in `also_present`.

Kiểm tra:
    Mỗi người chỉ có tên một lần trong vắng có lý do, vắng không lý do và không phải dự nhưng có dự; danh sách phát
    biểu không lặp tên. `also_present` chỉ dành cho người không phải dự (được miễn, ở nơi khác).
Vì sao:
    Ghi hai lần thì một người bị đếm hai lần; người phải dự mà có mặt thì đã nằm trong `present`.
Cách sửa:
    Giữ tên ở một chỗ đúng. Người phải dự và có mặt thì không ghi tên ở đâu cả, chỉ tính vào `present`.
Checks:
    Nobody stands twice over excused, unexcused and also_present, nor twice in spoke; `also_present` names only
    members who were not due (exempt or away).
Why:
    Named twice, a person is counted twice; a due member who came is counted in `present` already.
Fix:
    Keep the name in one place. A due member who came is named nowhere and counted in `present`.
Wrong:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    attendance:
      roll: 5
      present: 3
      excused: {dv02: sick}
      unexcused:
        - dv02  # ! AT103
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
      also_present: [dv04]
    ---
Source:
    Quy ước cộng kiểm của Sổ Chi Bộ: người vắng có tên một lần, người không phải dự ghi riêng.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.meeting import ids
from generator.model.text import Text
from generator.rules.api import Rule, is_due_kind, judged_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook, MeetingRecord
    from generator.model.diagnostic import Finding, Key
    from generator.model.meeting import Attendance

RULE = Rule(
    __name__,
    scope="meeting",
    title=Text("Một người ghi hai chỗ, hoặc ghi nhầm chỗ", "A person twice, or a due member in also_present"),
    about_members=True,
)
_HINT = Text("Giữ tên ở một chỗ đúng, xóa chỗ kia.", "Keep the name in one place and delete the other.")


def check(record: MeetingRecord, cell: CellBook) -> Iterator[Finding]:
    """Look for names written twice and for due members among those not due."""
    meeting = record.meeting
    if meeting is None or meeting.state != "held" or meeting.attendance is None:
        return
    told: set[str] = set()
    for id_, first, second in _twice(meeting.attendance):
        if id_ in told or not _is_known(record, cell, id_):
            continue  # one finding a person; RE101 and RE102 name the others at each place
        told.add(id_)
        yield RULE.find(
            record.path, "attendance", *second,
            found=Text(
                f"{id_} có tên trong `{first}` và lại có trong `{second[0]}`."
                if first != second[0]
                else f"{id_} có tên hai lần trong `{first}`.",
                f"{id_} stands in `{first}` and again in `{second[0]}`."
                if first != second[0]
                else f"{id_} stands twice in `{first}`.",
            ),
            expected=Text("Mỗi người ghi một lần.", "Each person once."),
            hint=_HINT, subject=id_,
        )  # fmt: skip
    yield from _due(record, cell, meeting.attendance, told)


def _is_known(record: MeetingRecord, cell: CellBook, id_: str) -> bool:
    """Tell whether the person is on the roll that day, as far as one can know."""
    day = judged_on(record, cell)
    if cell.members is None:
        return True
    return id_ in cell.members and (day is None or cell.members[id_].on_roll(day))


def _twice(attendance: Attendance) -> Iterator[tuple[str, str, Key]]:
    """Each repeated name with the list of its first mention and the place of the next one."""
    seen = dict.fromkeys(ids(attendance.excused), "excused")
    for name in ("unexcused", "also_present"):
        for index, id_ in enumerate(ids(getattr(attendance, name))):
            if id_ in seen:
                yield id_, seen[id_], (name, index)
            seen.setdefault(id_, name)
    spoke: set[str] = set()
    for index, id_ in enumerate(ids(attendance.spoke)):
        if id_ in spoke:
            yield id_, "spoke", ("spoke", index)
        spoke.add(id_)


def _due(record: MeetingRecord, cell: CellBook, attendance: Attendance, told: set[str]) -> Iterator[Finding]:
    day = judged_on(record, cell)
    for index, id_ in enumerate(ids(attendance.also_present)):
        member = (cell.members or {}).get(id_)
        if day is None or member is None or id_ in told or not member.on_roll(day):
            continue
        if member.away_on(day) is not None or not is_due_kind(member, day, record.kind):
            continue
        told.add(id_)
        yield RULE.find(
            record.path, "attendance", "also_present", index,
            found=Text(f"{id_} có tên trong `also_present`.", f"{id_} stands in `also_present`."),
            expected=Text(
                f"Hôm đó {id_} phải dự; mục này chỉ ghi người được miễn hoặc ở nơi khác mà vẫn dự.",
                f"{id_} was due that day; only members exempt or away who came all the same stand here.",
            ),
            hint=Text(
                "Xóa tên ở đây và tính người đó vào `present`; nếu được miễn thì ghi `away` trong members.yml.",
                "Delete the name here and count it in `present`; if exempt, write `away` in members.yml.",
            ),
            subject=id_,
        )  # fmt: skip
