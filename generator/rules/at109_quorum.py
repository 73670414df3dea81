"""Fewer of those entitled to vote were present than the rulebook's share.

Kiểm tra:
    Ở buổi thường kỳ, số người có quyền biểu quyết có mặt không ít hơn phần nêu trong quy định. Đảng viên dự bị không
    biểu quyết; người được miễn hoặc ở nơi khác chỉ tính khi có dự.
Vì sao:
    Biểu quyết tính trên toàn bộ đảng viên chính thức phải dự, không tính trên số có mặt: ít người dự thì khó thông
    qua được việc gì.
Cách sửa:
    Đối chiếu điểm danh và ngày chính thức (`official`) trong members.yml. Số liệu đúng thì để nguyên; việc cần biểu
    quyết nên để buổi đông đủ hơn.
Checks:
    In a regular meeting, voters present / voting base is not below the share in the rulebook. Probationary members do
    not vote; those exempt or away count only where they came.
Why:
    A vote is counted over the whole base, not over those present, so that with few there hardly anything can be
    adopted.
Fix:
    Compare with the paper minutes, and with `official` in `members.yml`. If the figures are right, leave them.
Wrong:
    # records/van-quan/cells/ban-c/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    attendance:
      roll: 10
      present: 6  # ! AT109
      excused:
        dv04: sick
        dv05: work
        dv06: work
    ---
Right:
    # records/van-quan/cells/ban-c/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    attendance:
      roll: 10
      present: 8
      excused:
        dv04: sick
    ---
Source:
    Quy định thi hành Điều lệ Đảng (294-QĐ/TW, 2025): cách tính số đảng viên biểu quyết; mức nhắc là quy ước của Sổ
    Chi Bộ.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from generator.model.text import Text, filled
from generator.model.voting import voting
from generator.rules.api import Rule, judged_on

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from generator.model.book import CellBook, MeetingRecord
    from generator.model.diagnostic import Finding

RULE = Rule(
    __name__,
    scope="meeting",
    title=Text("Ít người có quyền biểu quyết dự họp", "Below quorum"),
    kind="unmet",
    severity="warning",
    silenced_by=("RE101", "RE102", "AT101", "AT102", "AT103", "AT110"),
    silenced_within=("attendance",),
)


def check(record: MeetingRecord, cell: CellBook) -> Iterator[Finding]:
    """Compare the share of voters present in a held regular meeting with the rulebook's."""
    day = judged_on(record, cell)
    if record.kind != "regular" or day is None or not cell.was_held(record, "attendance"):
        return
    rules, votes = cell.in_force(day), voting(record, cell)
    share: Fraction | None = rules.get("quorum", "warn_below")
    if share is None or votes is None or votes.present * share.denominator >= share.numerator * votes.base:
        return
    needed = math.ceil(share * votes.base)
    lack = needed - votes.present
    yield RULE.find(
        record.path, "attendance", "present",
        found=filled(
            "Có mặt {present} trên {base} đảng viên có quyền biểu quyết.",
            "{present} of {base} members entitled to vote were present.",
            present=votes.present, base=votes.base,
        ),
        expected=filled(
            "Nên có từ {share} trở lên, tức ít nhất {needed} người.",
            "There should be {share} or more, that is {needed} at least.",
            share=str(share), needed=needed,
        ),
        hint=filled(
            "Còn thiếu {lack} người. Đối chiếu điểm danh; số liệu đúng thì để nguyên, việc cần biểu quyết nên để buổi"
            " đông đủ hơn.",
            "{lack} too few. Compare with the paper minutes; if the figures are right, leave them, and put what needs"
            " a vote to a fuller meeting.",
            lack=lack,
        ),
        document=rules.document("quorum", "warn_below"),
    )  # fmt: skip
