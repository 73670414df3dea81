"""A cell is large enough for a cell committee and has none.

Kiểm tra:
    Đến ngày tính số liệu, chi bộ đang hoạt động có từ số đảng viên chính thức mà quy định nêu trở lên thì có chi ủy: có
    người giữ chức chi ủy viên (`committee_member`), hoặc từ ba người trong chi ủy. Chỉ có bí thư, phó bí thư thì chưa
    phải chi ủy.
Vì sao:
    Chi bộ đông bầu chi ủy rồi bầu bí thư, phó bí thư trong chi ủy; chi ủy họp trước để chuẩn bị nội dung.
Cách sửa:
    Ghi chức vụ chi ủy viên ở `roles` trong members.yml. Nếu chi bộ chưa bầu chi ủy thì báo cấp ủy cấp trên.
Checks:
    On as_of, an active cell with at least the full members that the rulebook names has a cell committee: somebody is
    `committee_member`, or three or more hold a committee role. A secretary and a deputy alone are none.
Why:
    A large cell elects a committee, and from it the secretary and deputy; it meets before the cell and prepares.
Fix:
    Write the role `committee_member` under `roles` in members.yml. If none was elected, tell the superior committee.
Wrong:
    # records/van-quan/cells/ban-c/members.yml
    dv01: {joined: 2010-05-01, official: 2001-05-19, roles: [{role: secretary, from: 2020-05-01}]}
    dv02: {joined: 2010-05-01, official: 2002-05-19, roles: [{role: deputy, from: 2020-05-01}]}
    dv03: {joined: 2010-05-01, official: 2003-05-19, roles: [{role: group_leader, from: 2020-05-01}]}
    dv04: {joined: 2010-05-01, official: 2004-05-19}
    dv05: {joined: 2010-05-01, official: 2005-05-19}
    dv06: {joined: 2010-05-01, official: 2006-05-19}
    dv07: {joined: 2010-05-01, official: 2007-05-19}
    dv08: {joined: 2010-05-01, official: 2008-05-19}
    dv09: {joined: 2023-09-02, admitted: 2023-09-02}
    dv10: {joined: 2010-05-01, official: 1975-02-03, away: [{kind: exempt, from: 2023-01-01}]}
    # ! OR102 records/van-quan/cells/ban-c/cell.yml:1:1
Right:
    # records/van-quan/cells/ban-c/members.yml
    dv01: {joined: 2010-05-01, official: 2001-05-19, roles: [{role: secretary, from: 2020-05-01}]}
    dv02: {joined: 2010-05-01, official: 2002-05-19, roles: [{role: deputy, from: 2020-05-01}]}
    dv03: {joined: 2010-05-01, official: 2003-05-19, roles: [{role: committee_member, from: 2020-05-01}]}
    dv04: {joined: 2010-05-01, official: 2004-05-19}
    dv05: {joined: 2010-05-01, official: 2005-05-19}
    dv06: {joined: 2010-05-01, official: 2006-05-19}
    dv07: {joined: 2010-05-01, official: 2007-05-19}
    dv08: {joined: 2010-05-01, official: 2008-05-19}
    dv09: {joined: 2023-09-02, admitted: 2023-09-02}
    dv10: {joined: 2010-05-01, official: 1975-02-03, away: [{kind: exempt, from: 2023-01-01}]}
Source:
    Điều lệ Đảng, Điều 24: chi bộ có từ chín đảng viên chính thức bầu chi ủy; dưới chín thì bầu bí thư, cần thì bầu phó
    bí thư.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model import codes
from generator.model.text import Text, filled
from generator.rules.api import Rule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from generator.model.book import CellBook
    from generator.model.cell import Member
    from generator.model.diagnostic import Finding

RULE = Rule(
    __name__,
    scope="cell",
    title=Text("Đủ đảng viên mà chưa có chi ủy", "Cell committee expected"),
    kind="unmet",
    severity="warning",
)


def check(cell: CellBook) -> Iterator[Finding]:
    """Look for a committee in an active cell that is large enough for one on `as_of`."""
    day = cell.as_of
    roll = cell.roll_on(day)
    if roll is None or not cell.is_active(day):
        return
    rules = cell.in_force(day)
    enough: int | None = rules.get("cell", "committee_from")
    full = sum(member.is_official(day) for member in roll.values())
    if enough is None or full < enough or _has_committee(roll.values(), day):
        return
    yield RULE.find(
        cell.cell_file,
        found=filled(
            "Chi bộ có {full} đảng viên chính thức mà chưa ghi chi ủy viên nào.",
            "The cell has {full} full members and no committee member is written.",
            full=full,
        ),
        expected=Text(
            f"Từ {enough} đảng viên chính thức thì chi bộ bầu chi ủy.",
            f"A cell of {enough} full members or more elects a committee.",
        ),
        hint=Text(
            "Ghi chức vụ committee_member ở `roles` của từng chi ủy viên trong members.yml; chưa bầu thì báo cấp ủy cấp"
            " trên.",
            "Write the role committee_member under `roles` of each in members.yml; if none was elected, tell the"
            " superior committee.",
        ),
        document=rules.document("cell", "committee_from"),
    )  # fmt: skip


def _has_committee(roll: Iterable[Member], day: dt.date) -> bool:
    """Tell whether somebody is a committee member, or three or more hold a committee role, that day."""
    held = [{role.role for role in member.roles if role.covers(day)} for member in roll]
    if any("committee_member" in roles for roles in held):
        return True
    return sum(not roles.isdisjoint(codes.COMMITTEE_ROLES) for roles in held) >= 3
