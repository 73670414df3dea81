"""The cell's own grade is not the one that its points give.

Kiểm tra:
    `self_grade` đúng với tổng điểm các nhóm ở `score.self` theo ngưỡng xếp loại của quy định đang có hiệu lực. Chỉ xét
    khi mọi nhóm của khung đã có điểm: chưa ghi không phải là 0.
Vì sao:
    Điểm và xếp loại nói hai điều khác nhau thì cấp trên không biết tin con số nào.
Cách sửa:
    Cộng lại điểm rồi sửa `self_grade`, hoặc sửa điểm của nhóm ghi nhầm.
Checks:
    `self_grade` is what the sum of `score.self` gives by the thresholds in force. Judged only where every group of the
    framework has points: a missing value is not 0.
Why:
    Points and grade that disagree leave the superior committee without a figure to rely on.
Fix:
    Add the points up again and correct `self_grade`, or the points of the group that is wrong.
Wrong:
    # records/van-quan/cells/ban-c/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:40
    attendance:
      roll: 10
      present: 9
    score:
      self: {time: 5, attendance: 4, preparation: 9, conduct: 34, principles: 5, results: 27, closing: 5}
      self_grade: good  # ! SC102
      official_grade: fair
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
      self: {time: 5, attendance: 5, preparation: 9, conduct: 34, principles: 5, results: 27, closing: 5}
      self_grade: good
      official_grade: fair
    ---
Source:
    Hướng dẫn 42-HD/BTCTW (2025): Tốt từ 90, Khá từ 70 đến dưới 90, Trung bình từ 50 đến dưới 70, Kém dưới 50; ngưỡng
    của địa phương ghi trong sổ quy định.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model import codes
from generator.model.score import grade_of, points_text, total
from generator.model.text import Text
from generator.rules.api import Rule, judged_on

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from generator.model.book import CellBook, MeetingRecord
    from generator.model.diagnostic import Finding
    from generator.model.values import Limit

RULE = Rule(
    __name__,
    scope="meeting",
    title=Text("Xếp loại không khớp số điểm", "Grade does not match the points"),
    silenced_by=("SC101",),
)


def check(record: MeetingRecord, cell: CellBook) -> Iterator[Finding]:
    """Compare the grade that a held meeting gives itself with the one that its points give."""
    meeting = record.meeting
    if meeting is None or meeting.score is None:
        return
    score, day = meeting.score, judged_on(record, cell)
    if score.self_grade is None or not score.self or day is None or meeting.state != "held":
        return
    rules = cell.in_force(day)
    groups = rules.group("score", "groups")
    if not groups or any(group not in score.self for group in groups):
        return
    limits: dict[str, Limit] = rules.group("score", "grades")
    points = total(score.self)
    grade = grade_of(points, limits)
    if grade is None or grade == score.self_grade:
        return
    yield _wrong(record, score.self_grade, points, (grade, limits[grade]), rules.document("score", "grades", grade))


def _wrong(record: MeetingRecord, written: str, points: Fraction, right: tuple[str, Limit], document: str) -> Finding:
    grade, limit = right
    label, wanted, sum_ = codes.GRADES[written], codes.GRADES[grade], points_text(points)
    return RULE.find(
        record.path, "score", "self_grade",
        found=Text(
            f"Tổng điểm tự chấm là {sum_.vi}, mà tự xếp loại {label.vi} (`{written}`).",
            f"The points add up to {sum_.en}, and the grade says {label.en} (`{written}`).",
        ),
        expected=Text(
            f"{sum_.vi} điểm là {wanted.vi} (`{grade}`: {limit.written}).",
            f"{sum_.en} points are {wanted.en} (`{grade}`: {limit.written}).",
        ),
        hint=Text(
            f"Sửa `self_grade` thành {grade}, hoặc sửa điểm của nhóm ghi nhầm.",
            f"Set `self_grade` to {grade}, or correct the points of the group that is wrong.",
        ),
        document=document,
    )  # fmt: skip
