"""The meeting is recorded as not held.

Kiểm tra:
    Buổi họp ghi `state: not_held` (không họp) được nêu ra để cấp trên biết, kèm lý do đã ghi.
Vì sao:
    Chi bộ phải họp mỗi tháng một lần; không họp là chưa đạt, dù đã ghi lý do. Cấp trên đồng ý cho miễn thì mới hết.
Cách sửa:
    Nếu họp bù thì ghi biên bản buổi họp bù (thêm `postponed`). Nếu cấp trên cho miễn thì ghi `state: waived` và
    `decision`.
Checks:
    A meeting recorded as `state: not_held` is brought to notice with its reason.
Why:
    A meeting a month is required; one not held is unmet even with a reason, unless the superior committee waives
    it.
Fix:
    If it was held later, record that (with `postponed`). If it was waived, write `state: waived` and `decision`.
Wrong:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    state: not_held  # ! ME111
    reason: Lũ chia cắt bản
    ---
Right:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    state: waived
    reason: Lũ chia cắt bản
    decision: Công văn 15-CV/ĐU ngày 02/3/2024
    ---
Source:
    Điều lệ Đảng, Điều 24 khoản 2: chi bộ họp thường lệ mỗi tháng một lần.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.text import Text
from generator.rules.api import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook, MeetingRecord
    from generator.model.diagnostic import Finding

RULE = Rule(__name__, scope="meeting", title=Text("Không họp", "Not held"), kind="unmet", severity="warning")


def check(record: MeetingRecord, cell: CellBook) -> Iterator[Finding]:
    """Report a meeting recorded as not held, once its month has begun."""
    meeting, period = record.meeting, record.period
    if meeting is None or meeting.state != "not_held" or period.first > cell.as_of:
        return
    document = cell.in_force(period.last).document("regular", "every") if record.kind == "regular" else ""
    yield RULE.find(
        record.path, "state",
        found=Text(
            f"Kỳ {period.month}/{period.year} ghi là không họp.",
            f"The meeting of {period} is recorded as not held.",
        ),
        hint=Text(
            "Nếu đã họp bù thì ghi buổi họp bù; nếu cấp trên cho miễn thì ghi `state: waived` kèm `decision`.",
            "If it was held later, record that; if it was waived, write `state: waived` with `decision`.",
        ),
        document=document,
    )  # fmt: skip
