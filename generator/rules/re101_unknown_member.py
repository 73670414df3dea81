"""A member is named who is not in `members.yml`.

Kiểm tra:
    Mã đảng viên ghi trong biên bản (chủ trì, thư ký, người vắng, người phát biểu, người nhận nhiệm vụ) có trong
    members.yml của chi bộ; người chủ trì của chi bộ khác thì có trong danh sách chi bộ đó và chi bộ đó họp chung.
Vì sao:
    Mã gõ sai thì người đó không được tính, còn người khác có thể bị tính oan.
Cách sửa:
    Sửa mã theo gợi ý; nếu là đảng viên mới thì thêm vào members.yml.
Checks:
    Every member id in a meeting (chair, minutes, absent, speaking, owner of a task) stands in the cell's
    members.yml; a chair from another cell stands in that cell's, and that cell met jointly.
Why:
    With a mistyped id one person is not counted, and another may be counted instead.
Fix:
    Correct the id as suggested; add a new member to members.yml.
Wrong:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    attendance:
      roll: 5
      present: 3
      excused:
        dv2: sick  # ! RE101
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
        dv02: sick
    ---
Source:
    Sổ danh sách đảng viên của chi bộ (members.yml).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.text import Text
from generator.rules.api import Mention, Rule, did_you_mean, join, own_id, people_beyond

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model.book import CellBook, MeetingRecord
    from generator.model.diagnostic import Finding, Key

RULE = Rule(
    __name__, scope="meeting", title=Text("Không có đảng viên mang mã này", "Unknown member"), about_members=True
)
_ADD = Text(
    "Sửa mã; nếu là đảng viên mới thì thêm vào members.yml.", "Correct the id; add a new member to members.yml."
)


def check(record: MeetingRecord, cell: CellBook) -> Iterator[Finding]:
    """Look for ids that no roll knows."""
    if record.meeting is None:
        return
    for mention in people_beyond(cell.members or {}, record, cell):
        id_ = own_id(cell, mention.id)
        if id_ is None:
            yield from _from_elsewhere(record, record.meeting.joint_with, cell, mention)
        elif cell.members is not None and id_ not in cell.members:
            yield _unknown(record.path, mention.key, id_, "members.yml", cell.members)


def check_cell(cell: CellBook) -> Iterator[Finding]:
    """Look for former ids (`was`) that the predecessor's roll does not know."""
    for id_, member in (cell.members or {}).items():
        if member.was is None:
            continue
        ref, _, former = member.was.rpartition("/")
        facts = cell.facts.get(cell.home.full(ref))
        if facts is not None and facts.members is not None and former not in facts.members:
            where = f"members.yml của chi bộ {ref}"
            yield _unknown(f"{cell.path}/members.yml", (id_, "was"), former, where, facts.members)


def _from_elsewhere(record: MeetingRecord, joint: list[str], cell: CellBook, mention: Mention) -> Iterator[Finding]:
    ref, _, id_ = mention.id.rpartition("/")
    full, facts = cell.home.full(ref), cell.facts.get(cell.home.full(ref))
    if not cell.home.has_cell(ref):
        return  # RE106
    if full not in {cell.home.full(other) for other in joint}:
        yield RULE.find(
            record.path, *mention.key,
            found=Text(f"{mention.id} là người của chi bộ {ref}.", f"{mention.id} belongs to the cell {ref}."),
            expected=Text(
                f"Chi bộ {ref} không có trong `joint_with`, nên không họp chung.",
                f"{ref} does not stand in `joint_with`, so it did not meet with this cell.",
            ),
            hint=Text(
                f"Ghi mã đảng viên của chi bộ mình, hoặc thêm {ref} vào `joint_with`.",
                f"Name a member of this cell, or add {ref} to `joint_with`.",
            ),
            subject=mention.id,
        )  # fmt: skip
    elif facts is not None and facts.members is not None and id_ not in facts.members:
        yield _unknown(record.path, mention.key, id_, f"members.yml của chi bộ {ref}", facts.members)


def _unknown(path: str, key: Key, id_: str, where: str, known: Iterable[str]) -> Finding:
    place = where.replace(" của chi bộ ", " of the cell ")
    return RULE.find(
        path, *key,
        found=Text(f"Không có đảng viên mang mã “{id_}”.", f"There is no member “{id_}”."),
        expected=Text(f"Mã phải có trong {where}.", f"The id must stand in {place}."),
        hint=join(did_you_mean(id_, known), _ADD), subject=id_,
    )  # fmt: skip
