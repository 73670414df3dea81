"""A cell has fewer full members than a cell must have.

Kiểm tra:
    Đến ngày tính số liệu, chi bộ đang hoạt động có đủ số đảng viên chính thức tối thiểu trong members.yml. Người được
    miễn hoặc ở nơi khác vẫn là đảng viên của chi bộ; đảng viên dự bị không tính.
Vì sao:
    Không đủ đảng viên chính thức thì không thành lập hoặc duy trì chi bộ được; cấp trên cần điều thêm hoặc sáp nhập.
Cách sửa:
    Xem lại ngày chính thức (`official`) và ngày rời (`left`) trong members.yml. Nếu đúng thì báo cấp ủy cấp trên.
Checks:
    On as_of, an active cell has at least the full members that the rulebook asks for. Exempt and away members count,
    probationary ones do not.
Why:
    With fewer full members a cell cannot be formed or kept: the superior committee moves members in or merges it.
Fix:
    Check `official` and `left` in members.yml. If they are right, tell the superior committee.
Wrong:
    # records/van-quan/cells/ban-c/members.yml
    dv01: {joined: 2010-05-01, official: 2001-05-19, roles: [{role: secretary, from: 2020-05-01}]}
    dv02: {joined: 2010-05-01, official: 2002-05-19, roles: [{role: deputy, from: 2020-05-01}]}
    dv03: {joined: 2010-05-01, official: 2003-05-19, left: 2024-04-10, how: transfer}
    dv04: {joined: 2010-05-01, official: 2004-05-19, left: 2024-04-10, how: transfer}
    dv05: {joined: 2010-05-01, official: 2005-05-19, left: 2024-04-10, how: transfer}
    dv06: {joined: 2010-05-01, official: 2006-05-19, left: 2024-04-10, how: transfer}
    dv07: {joined: 2010-05-01, official: 2007-05-19, left: 2024-04-10, how: transfer}
    dv08: {joined: 2010-05-01, official: 2008-05-19, left: 2024-04-10, how: transfer}
    dv09: {joined: 2023-09-02, admitted: 2023-09-02}
    dv10: {joined: 2010-05-01, official: 1975-02-03, left: 2024-04-10, away: [{kind: exempt, from: 2023-01-01}]}
    # ! OR101 records/van-quan/cells/ban-c/cell.yml:1:1
Right:
    # records/van-quan/cells/ban-c/members.yml
    dv01: {joined: 2010-05-01, official: 2001-05-19, roles: [{role: secretary, from: 2020-05-01}]}
    dv02: {joined: 2010-05-01, official: 2002-05-19, roles: [{role: deputy, from: 2020-05-01}]}
    dv03: {joined: 2010-05-01, official: 2003-05-19, left: 2024-04-10, how: transfer}
    dv04: {joined: 2010-05-01, official: 2004-05-19, left: 2024-04-10, how: transfer}
    dv05: {joined: 2010-05-01, official: 2005-05-19, left: 2024-04-10, how: transfer}
    dv06: {joined: 2010-05-01, official: 2006-05-19, left: 2024-04-10, how: transfer}
    dv07: {joined: 2010-05-01, official: 2007-05-19, left: 2024-04-10, how: transfer}
    dv08: {joined: 2010-05-01, official: 2008-05-19, left: 2024-04-10, how: transfer}
    dv09: {joined: 2023-09-02, admitted: 2023-09-02}
    dv10: {joined: 2010-05-01, official: 1975-02-03, away: [{kind: exempt, from: 2023-01-01}]}
Source:
    Điều lệ Đảng, Điều 24: chi bộ có từ ba đảng viên chính thức.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.text import Text, filled
from generator.rules.api import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook
    from generator.model.diagnostic import Finding

RULE = Rule(
    __name__,
    scope="cell",
    title=Text("Chưa đủ đảng viên chính thức", "Too few full members"),
    kind="unmet",
    severity="warning",
)


def check(cell: CellBook) -> Iterator[Finding]:
    """Count the full members of an active cell on `as_of`."""
    day = cell.as_of
    roll = cell.roll_on(day)
    if roll is None or not cell.is_active(day):
        return
    rules = cell.in_force(day)
    least: int | None = rules.get("cell", "min_official")
    full = sum(member.is_official(day) for member in roll.values())
    if least is None or full >= least:
        return
    others = len(roll) - full
    more = filled(", {others} dự bị", ", {others} probationary", others=others) if others else ""
    yield RULE.find(
        cell.cell_file,
        found=filled(
            "Chi bộ có {full} đảng viên chính thức{more}.", "The cell has {full} full members{more}.",
            full=full, more=more,
        ),
        expected=Text(
            f"Chi bộ phải có ít nhất {least} đảng viên chính thức.", f"A cell has at least {least} full members."
        ),
        hint=Text(
            "Xem lại `official`, `left` trong members.yml; nếu đúng thì báo cấp ủy cấp trên để điều đảng viên hoặc sáp"
            " nhập.",
            "Check `official` and `left` in members.yml; if they are right, tell the superior committee.",
        ),
        document=rules.document("cell", "min_official"),
    )  # fmt: skip
