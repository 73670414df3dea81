"""A person stands twice in the attendance, or a member due to attend stands in `also_present`.

Kiểm tra:
    Mỗi người chỉ có tên một lần trong vắng có lý do, vắng không lý do và không phải dự nhưng có dự; danh sách phát
    biểu không lặp tên. `also_present` chỉ dành cho người không phải dự (được miễn, ở nơi khác); ghi bằng con số thì
    không nhiều hơn số người ấy.
Vì sao:
    Ghi hai lần thì một người bị đếm hai lần; người phải dự mà có mặt thì đã nằm trong `present`.
Cách sửa:
    Giữ tên ở một chỗ đúng. Người phải dự và có mặt thì không ghi tên ở đâu cả, chỉ tính vào `present`; khách ghi vào
    `guests`.
Checks:
    Nobody stands twice over excused, unexcused and also_present, nor twice in spoke; `also_present` names only
    members who were not due (exempt or away); as a number, it is no more than those are.
Why:
    Named twice, a person is counted twice; a due member who came is counted in `present` already.
Fix:
    Keep the name in one place. A due member who came is named nowhere and counted in `present`; guests stand in
    `guests`.
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

from generator.model.meeting import count, ids
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
_EVERYBODY = Text("Hôm đó ai cũng phải dự.", "Everybody was due that day.")
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
    if not told:
        yield from _too_many(record, cell, meeting.attendance)


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


def _too_many(record: MeetingRecord, cell: CellBook, attendance: Attendance) -> Iterator[Finding]:
    """More in `also_present` than there were members who were not due, where names do not tell who it is."""
    if cell.members is not None and not isinstance(attendance.also_present, int):
        return
    came, room = count(attendance.also_present), _room(record, cell, attendance)
    if room is None or came <= room[0]:
        return
    where, where_en = ("ghi `away`", "write `away`")
    if cell.members is not None:
        where, where_en = f"{where} trong members.yml", f"{where_en} in members.yml"
    yield RULE.find(
        record.path, "attendance", "also_present",
        found=Text(f"`also_present` ghi {came} người.", f"`also_present` says {came}."),
        expected=room[1],
        hint=Text(
            "Người phải dự mà đến thì tính vào `present`, khách thì ghi vào `guests`; nếu được miễn hoặc ở nơi khác thì"
            f" {where}.",
            f"Count due members who came in `present`, and guests in `guests`; if exempt or away, {where_en}.",
        ),
    )  # fmt: skip


def _room(record: MeetingRecord, cell: CellBook, attendance: Attendance) -> tuple[int, Text] | None:
    """How many may have come without being due, and why; None where it is not known, or the totals are wrong."""
    day, away = judged_on(record, cell), cell.away_count(record)
    roll, present = attendance.roll, attendance.present
    if day is None or away is None or roll is None or present is None or present + attendance.absent != roll - away:
        return None
    everybody = cell.roll_on(day)
    if everybody is not None:
        meeting = sum(is_due_kind(member, day, record.kind) for member in everybody.values())
        others = len(everybody) - meeting + away
        said = Text(f"Hôm đó chỉ {others} người không phải dự.", f"Not due that day: only {others}.")
        return (others, said if others else _EVERYBODY) if meeting == roll else None
    if record.kind == "committee":
        return None  # whoever is not of the committee may come, and nothing says how many there are
    if attendance.away is not None:
        said = Text(f"`away` chỉ ghi {away} người không phải dự.", f"Not due according to `away`: only {away}.")
        return away, said if away else _EVERYBODY
    left = roll - present  # nobody knows who is away, but more than everybody cannot have come
    return left, Text(
        f"Tổng số {roll} đảng viên, `present` đã tính {present}: còn nhiều nhất {left}.",
        f"Of a roll of {roll}, `present` counts {present}: {left} are left at most.",
    )
