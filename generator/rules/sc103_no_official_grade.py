"""A meeting that scored itself has no official grade yet.

Kiểm tra:
    Buổi họp đã tự chấm điểm hoặc tự xếp loại, nơi quy định có khung điểm và ngưỡng xếp loại, thì có `official_grade`:
    kết quả do cấp ủy cấp trên quyết định.
Vì sao:
    Tự chấm chỉ là đề nghị; kết quả chính thức do cấp trên xếp loại và báo lại cho chi bộ.
Cách sửa:
    Nhận được thông báo của cấp trên thì ghi `official_grade`. Chưa có thông báo thì để nguyên.
Checks:
    A meeting that scored or graded itself, where the rulebook states a framework and grades, has an `official_grade`:
    the one that the superior committee decides.
Why:
    The cell's own score is a proposal; the official grade is decided above and told to the cell.
Fix:
    Write `official_grade` once the superior committee has told it. Until then leave it out.
Wrong:
    # records/van-quan/cells/ban-c/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:40
    attendance:
      roll: 10
      present: 9
    score:  # ! SC103
      self: {time: 5, attendance: 5, preparation: 9, conduct: 34, principles: 5, results: 27, closing: 5}
      self_grade: good
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
      official_grade: good
    ---
Source:
    Hướng dẫn 42-HD/BTCTW (2025): chi bộ tự chấm điểm, cấp ủy cấp trên xếp loại.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.text import Text
from generator.rules.api import Rule, judged_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook, MeetingRecord
    from generator.model.diagnostic import Finding

RULE = Rule(
    __name__,
    scope="meeting",
    title=Text("Cấp trên chưa xếp loại", "No official grade yet"),
    kind="unmet",
    severity="notice",
    silenced_by=("SC101", "SC102"),
)


def check(record: MeetingRecord, cell: CellBook) -> Iterator[Finding]:
    """Look for the official grade of a meeting that counts and has scored itself."""
    score = record.meeting.score if record.meeting is not None else None
    if score is None or score.official_grade is not None or not (score.self or score.self_grade):
        return
    day = judged_on(record, cell)
    if day is None or not cell.was_held(record, "score"):
        return
    rules = cell.in_force(day)
    if not rules.group("score", "groups") or not rules.group("score", "grades"):
        return
    yield RULE.find(
        record.path, "score",
        found=Text(
            "Chi bộ đã tự chấm, chưa có xếp loại của cấp ủy cấp trên.",
            "The cell scored itself; the superior committee's grade is not written yet.",
        ),
        expected=Text("Kết quả chính thức do cấp trên quyết định.", "The official grade is decided above."),
        hint=Text(
            "Có thông báo thì ghi `official_grade: good` (hoặc fair, average, poor); chưa có thì để nguyên.",
            "Once it is told, write `official_grade: good` (or fair, average, poor); until then leave it.",
        ),
        document=rules.document("score", "grades"),
    )  # fmt: skip
