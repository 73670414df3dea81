"""The meeting ends before it starts, or at the same minute.

Kiểm tra:
    Giờ kết thúc sau giờ bắt đầu, trong cùng một ngày.
Vì sao:
    Thời lượng tính từ hai giờ này; thường là ghi ngược, hoặc ghi giờ chiều theo kiểu 12 giờ.
Cách sửa:
    Ghi giờ theo 24 giờ, ví dụ 13:30-15:00; kiểm tra thứ tự bắt đầu, kết thúc.
Checks:
    The end is later than the start, on the same day.
Why:
    The duration is computed from them; mostly they are swapped, or the afternoon is written by a 12-hour clock.
Fix:
    Write a 24-hour clock, such as 13:30-15:00, start first.
Wrong:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 13:30-3:00  # ! ME104
    attendance:
      roll: 5
      present: 4
    ---
Right:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 13:30-15:00
    attendance:
      roll: 5
      present: 4
    ---
Source:
    Hướng dẫn 42-HD/BTCTW (2025): biên bản ghi giờ bắt đầu và giờ kết thúc; quy ước ghi giờ của Sổ Chi Bộ.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.text import Text
from generator.rules.api import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook, MeetingRecord
    from generator.model.diagnostic import Finding

RULE = Rule(__name__, scope="meeting", title=Text("Giờ kết thúc trước giờ bắt đầu", "End before start"))
HALF_DAY = 12 * 60  # minutes


def check(record: MeetingRecord, cell: CellBook) -> Iterator[Finding]:  # noqa: ARG001  # the signature of all rules of this scope
    """Compare the two times of a meeting."""
    time = record.meeting.time if record.meeting is not None else None
    if time is None or time.end > time.start:
        return
    start, end = _clock(time.start), _clock(time.end)
    if time.end < HALF_DAY <= time.start < time.end + HALF_DAY:
        meant = f"{start}-{_clock(time.end + HALF_DAY)}"
    else:
        meant = f"{end}-{start}" if end != start else ""
    ask = Text(f"Có phải “{meant}”? ", f"Did you mean “{meant}”? ") if meant else Text("", "")
    yield RULE.find(
        record.path, "time",
        found=Text(f"Bắt đầu {start}, kết thúc {end}.", f"It starts at {start} and ends at {end}."),
        expected=Text("Giờ kết thúc phải sau giờ bắt đầu.", "The end must be later than the start."),
        hint=Text(f"{ask.vi}Sửa `time`, ghi theo 24 giờ.", f"{ask.en}Correct `time`, by a 24-hour clock."),
    )  # fmt: skip


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
