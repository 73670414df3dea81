"""A meeting is dated when the cell was not active.

Kiểm tra:
    Ngày họp nằm trong thời gian chi bộ hoạt động: sau ngày thành lập, trước ngày kết thúc, đang trực thuộc một đơn
    vị, đảng bộ còn tồn tại.
Vì sao:
    Buổi họp của chi bộ chưa lập hoặc đã kết thúc thì không biết tính cho đơn vị nào.
Cách sửa:
    Sửa `date`, hoặc sửa mốc thời gian trong cell.yml; sau khi sáp nhập thì ghi biên bản ở chi bộ kế tục.
Checks:
    The date lies while the cell is active: founded, not closed, under a unit, its district in existence.
Why:
    A meeting of a cell that does not exist counts for no unit.
Fix:
    Correct `date`, or the dates in cell.yml; after a merger the record belongs to the successor cell.
Wrong:
    # records/van-quan/cells/ban-a/2009/03-regular.md
    ---
    date: 2009-03-05  # ! ME108
    time: 07:30-09:30
    attendance:
      roll: 5
      present: 4
    ---
Right:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    attendance:
      roll: 5
      present: 4
    ---
Source:
    Quy ước của Sổ Chi Bộ: thời gian hoạt động của chi bộ ghi ở `founded`, `closed`, `under` trong cell.yml.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.text import Text, day_text
from generator.rules.api import Rule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from generator.model.book import CellBook, MeetingRecord
    from generator.model.diagnostic import Finding

RULE = Rule(
    __name__,
    scope="meeting",
    title=Text("Họp khi chi bộ không hoạt động", "Cell not active"),
    silenced_by=("ME103",),
)
ELSEWHERE = Text(
    "Sửa `date`, hoặc ghi biên bản ở đảng bộ của thời gian đó.",
    "Correct `date`, or record the meeting in the district of that time.",
)


def check(record: MeetingRecord, cell: CellBook) -> Iterator[Finding]:
    """Ask whether the cell was active on the day of a held meeting."""
    meeting = record.meeting
    if meeting is None or meeting.state != "held" or meeting.date is None or cell.is_active(meeting.date):
        return
    written = day_text(meeting.date)
    why, cure = _reason(cell, meeting.date)
    yield RULE.find(
        record.path, "date",
        found=Text(f"Ngày họp đang ghi {written.vi}.", f"The date says {written.en}."),
        expected=why, hint=cure,
    )  # fmt: skip


def _reason(cell: CellBook, day: dt.date) -> tuple[Text, Text]:
    own, home = cell.cell, cell.home.district
    if day < own.founded:
        when = day_text(own.founded)
        return (
            Text(f"Chi bộ thành lập ngày {when.vi}.", f"The cell was founded on {when.en}."),
            Text("Sửa `date`, hoặc `founded` trong cell.yml.", "Correct `date`, or `founded` in cell.yml."),
        )
    if own.closed is not None and day > own.closed:
        when = day_text(own.closed)
        to = f"; biên bản sau ngày đó ghi ở chi bộ {own.successor}" if own.successor else ""
        to_en = f"; later records belong to the cell {own.successor}" if own.successor else ""
        return (
            Text(f"Chi bộ kết thúc hoạt động ngày {when.vi}.", f"The cell closed on {when.en}."),
            Text(f"Sửa `date`, hoặc `closed` trong cell.yml{to}.", f"Correct `date`, or `closed` in cell.yml{to_en}."),
        )
    if day < home.from_:
        when = day_text(home.from_)
        return Text(f"Đảng bộ thành lập ngày {when.vi}.", f"The district began on {when.en}."), ELSEWHERE
    if home.to is not None and day > home.to:
        when = day_text(home.to)
        return Text(f"Đảng bộ kết thúc ngày {when.vi}.", f"The district ended on {when.en}."), ELSEWHERE
    return (
        Text("Hôm đó chi bộ không trực thuộc đơn vị nào.", "On that day the cell is under no unit."),
        Text(
            "Sửa `date`, hoặc ghi thêm khoảng còn thiếu vào `under` trong cell.yml.",
            "Correct `date`, or add the missing interval to `under` in cell.yml.",
        ),
    )
