"""The record was first saved after the day it was due.

Kiểm tra:
    Biên bản buổi thường kỳ được lưu vào kho (git) lần đầu không muộn hơn hạn ghi của tháng. Biên bản cũ nhập vào khi
    lập kho thì không tính.
Vì sao:
    Ghi ngay thì nhớ đủ, cấp trên nắm kịp; để lâu dễ sót, dễ sai.
Cách sửa:
    Biên bản này đã có thì để nguyên, không cần sửa. Các tháng sau họp xong thì ghi và lưu ngay.
Checks:
    The record of a regular meeting was first committed no later than its month's due day. Records imported when the
    store began do not count.
Why:
    What is written at once is complete, and the superior committee knows in time.
Fix:
    Nothing has to be changed in this record. Write and save the next ones right after the meeting.
Wrong:
    # records/van-quan/cells/ban-c/2024/03-regular.md (git: 2024-04-12)
    ---
    date: 2024-03-05  # ! ME107
    time: 07:30-09:30
    attendance:
      roll: 10
      present: 9
    ---
Right:
    # records/van-quan/cells/ban-c/2024/03-regular.md (git: 2024-04-10)
    ---
    date: 2024-03-05
    time: 07:30-09:30
    attendance:
      roll: 10
      present: 9
    ---
Source:
    Quy ước của Sổ Chi Bộ về hạn ghi biên bản (`record_due_day` trong rulebook).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from generator.model.months import due_day, is_late
from generator.model.text import Text, day_text, filled
from generator.rules.api import Rule, judged_on

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from generator.model.book import CellBook, MeetingRecord
    from generator.model.diagnostic import Finding

RULE = Rule(
    __name__, scope="meeting", title=Text("Ghi biên bản muộn", "Recorded late"), kind="unmet", severity="warning"
)


def check(record: MeetingRecord, cell: CellBook) -> Iterator[Finding]:
    """Ask whether a held regular meeting was recorded after its due day."""
    if record.kind != "regular" or not cell.was_held(record) or not is_late(cell, record):
        return
    if judged_on(record, cell) is None:
        return
    due, recorded = cast("dt.date", due_day(cell, record.period)), cast("dt.date", record.recorded)  # late: both known
    late, saved, wanted = (recorded - due).days, day_text(recorded), day_text(due)
    yield RULE.find(
        record.path, "date",
        found=Text(f"Biên bản được lưu lần đầu ngày {saved.vi}.", f"The record was first saved on {saved.en}."),
        expected=Text(
            f"Hạn ghi kỳ {record.period.month}/{record.period.year} là ngày {wanted.vi}.",
            f"That of {record.period} was due on {wanted.en}.",
        ),
        hint=filled(
            "Muộn {late} ngày. Biên bản để nguyên; các tháng sau họp xong thì ghi và lưu ngay.",
            "{late} {unit} late. Leave the record; save the next ones right after the meeting.",
            late=late, unit="day" if late == 1 else "days",
        ),
        document=cell.in_force(record.period.last).document("regular", "record_due_day"),
    )  # fmt: skip
