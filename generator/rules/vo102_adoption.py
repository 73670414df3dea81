"""The votes for a resolution are too few to adopt it.

Kiểm tra:
    Số phiếu tán thành so với tổng số người được tính khi biểu quyết đạt mức thông qua của quy định. Tổng số ấy gồm mọi
    đảng viên chính thức phải dự, kể cả người vắng, và người được miễn hoặc ở nơi khác mà vẫn dự.
Vì sao:
    Nghị quyết chỉ có giá trị khi đủ phiếu trên tổng số, không phải trên số người có mặt.
Cách sửa:
    Đối chiếu biên bản rồi sửa số phiếu ghi nhầm. Nếu số phiếu đúng thì nghị quyết chưa được thông qua: bàn lại và biểu
    quyết lại ở kỳ sau.
Checks:
    The votes for, over the voting base, reach what the rulebook asks for adoption. The base counts every full member
    due to attend, absent ones too, and those exempt or away who came.
Why:
    A resolution holds when enough of the whole base agree, not of those present.
Fix:
    Compare with the minutes and correct a wrong number. If it is right, the resolution is not adopted: discuss it and
    vote again at the next meeting.
Wrong:
    # records/van-quan/cells/ban-c/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:40
    attendance:
      roll: 10
      present: 9
    resolution:
      number: 03-NQ/CB
      votes: {for: 4, against: 3, other: 1}  # ! VO102
    ---
Right:
    # records/van-quan/cells/ban-c/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:40
    attendance:
      roll: 10
      present: 9
    resolution:
      number: 03-NQ/CB
      votes: {for: 5, against: 3, other: 0}
    ---
Source:
    Quy định thi hành Điều lệ Đảng (294-QĐ/TW, 2025), 9.3.2: cách tính số người biểu quyết; mức thông qua theo sổ quy
    định.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from generator.model.text import Text, filled
from generator.model.voting import voting
from generator.rules.api import Rule, judged_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook, MeetingRecord
    from generator.model.diagnostic import Finding
    from generator.model.values import Limit

RULE = Rule(
    __name__,
    scope="meeting",
    title=Text("Chưa đủ phiếu thông qua", "Too few votes to adopt"),
    kind="unmet",
    severity="warning",
    silenced_by=("RE101", "RE102", "AT101", "AT102", "AT103", "AT110"),
    silenced_within=("attendance",),
)


def check(record: MeetingRecord, cell: CellBook) -> Iterator[Finding]:
    """Compare the votes for a resolution with the share of the voting base that adopts."""
    meeting = record.meeting
    votes = meeting.resolution.votes if meeting is not None and meeting.resolution is not None else None
    if votes is None or votes.for_ is None:
        return
    day = judged_on(record, cell)
    if day is None or not cell.was_held(record, "attendance", "resolution"):
        return
    rules, voters = cell.in_force(day), voting(record, cell)
    adopt: Limit | None = rules.get("votes", "adopt")
    if adopt is None or voters is None or not voters.base:
        return
    if votes.cast > voters.present or adopt.holds_for(votes.for_, voters.base):
        return  # more votes than voters is VO101 alone
    yield RULE.find(
        record.path, "resolution", "votes",
        found=filled(
            "Tán thành {votes} trên tổng số {base} người được tính khi biểu quyết.",
            "{votes} of the {base} who count in a vote were for it.",
            votes=votes.for_, base=voters.base,
        ),
        expected=_expected(adopt, voters.base),
        hint=Text(
            "Đối chiếu số phiếu trong biên bản; nếu đúng thì chưa thông qua, cần biểu quyết lại ở kỳ sau. Người vắng"
            " vẫn nằm trong tổng số.",
            "Compare with the minutes; if the number is right, it is not adopted: vote again next time. Absent members"
            " stay in the base.",
        ),
        document=rules.document("votes", "adopt"),
    )  # fmt: skip


def _expected(adopt: Limit, base: int) -> Text:
    bound, exact = adopt.written.lstrip(">=≥ "), adopt.bound * base
    if adopt.strict:
        least = math.floor(exact) + 1
        return filled(
            "Thông qua khi tán thành trên {bound}, tức ít nhất {least} phiếu.",
            "Adopted by more than {bound}, that is {least} votes at least.",
            bound=bound, least=least,
        )  # fmt: skip
    least = math.ceil(exact)
    return filled(
        "Thông qua khi tán thành từ {bound} trở lên, tức ít nhất {least} phiếu.",
        "Adopted by {bound} or more, that is {least} votes at least.",
        bound=bound, least=least,
    )  # fmt: skip
