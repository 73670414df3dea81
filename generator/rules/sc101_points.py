"""A group has more points than its maximum, or the rulebook does not know it.

Kiểm tra:
    Mỗi nhóm ở `score.self` có trong khung chấm điểm của quy định đang có hiệu lực, và số điểm không quá mức tối đa của
    nhóm.
Vì sao:
    Khung điểm mỗi nơi, mỗi thời một khác; điểm quá khung thì tổng điểm và xếp loại không so sánh được.
Cách sửa:
    Sửa số điểm theo phiếu chấm, hoặc sửa tên nhóm. Nếu địa phương có khung điểm riêng thì thêm văn bản ấy vào sổ quy
    định.
Checks:
    Every group of `score.self` is one of the rulebook in force, and its points are not above the group's maximum.
Why:
    The framework differs by place and time; points above it make totals and grades incomparable.
Fix:
    Correct the points after the scoring sheet, or the name of the group. If the place has a framework of its own, add
    that document to the rulebook.
Wrong:
    # records/van-quan/cells/ban-c/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:40
    attendance:
      roll: 10
      present: 9
    score:
      self:
        time: 6  # ! SC101
        conduct: 36
        speaking: 5  # ! SC101
      official_grade: good
    ---
Right:
    # records/van-quan/cells/ban-c/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:40
    attendance:
      roll: 10
      present: 9
    score:
      self:
        time: 5
        conduct: 36
      official_grade: good
    ---
Source:
    Hướng dẫn 42-HD/BTCTW (2025), khung tiêu chí đánh giá; quy định chấm điểm của địa phương ghi trong sổ quy định.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.score import group_text, points_text
from generator.model.text import Text, shorten
from generator.rules.api import Rule, did_you_mean, join, judged_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from fractions import Fraction

    from generator.model.book import CellBook, MeetingRecord
    from generator.model.diagnostic import Finding

RULE = Rule(__name__, scope="meeting", title=Text("Điểm quá khung hoặc nhóm lạ", "Above the maximum, or unknown group"))


def check(record: MeetingRecord, cell: CellBook) -> Iterator[Finding]:
    """Compare the points of a held meeting with the maximum of each group."""
    meeting = record.meeting
    points = meeting.score.self if meeting is not None and meeting.score is not None else None
    if meeting is None or meeting.state != "held" or not points:
        return
    day = judged_on(record, cell)
    if day is None:
        return
    rules = cell.in_force(day)
    most: dict[str, int] = rules.group("score", "groups")
    if not most:
        return
    for group, given in points.items():
        if group not in most:
            yield _unknown(record, group, most, rules.document("score", "groups"))
        elif given > most[group]:
            yield _above(record, group, given, most[group], rules.document("score", "groups", group))


def _unknown(record: MeetingRecord, group: str, known: Iterable[str], document: str) -> Finding:
    shown, listed = shorten(group), ", ".join(known)
    return RULE.find(
        record.path, "score", "self", group,
        found=Text(f"Không có nhóm điểm “{shown}”.", f"There is no score group “{shown}”."),
        expected=Text(f"Khung chấm điểm có: {listed}.", f"The framework has: {listed}."),
        hint=join(
            did_you_mean(group, known), Text("Sửa tên nhóm, hoặc bỏ dòng này.", "Correct it, or delete the line.")
        ),
        document=document, subject=group,
    )  # fmt: skip


def _above(record: MeetingRecord, group: str, given: int | Fraction, most: int, document: str) -> Finding:
    name, points = group_text(group), points_text(given)
    return RULE.find(
        record.path, "score", "self", group,
        found=Text(f"{name.vi} đang ghi {points.vi} điểm.", f"{name.en} says {points.en} points."),
        expected=Text(f"Nhóm này tối đa {most} điểm.", f"The group has {most} points at most."),
        hint=Text(
            f"Xem lại phiếu chấm; ghi số điểm từ 0 đến {most}.",
            f"See the scoring sheet; write points from 0 to {most}.",
        ),
        document=document, subject=group,
    )  # fmt: skip
