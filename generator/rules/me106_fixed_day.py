"""The regular meeting was not held on the cell's fixed day.

Kiểm tra:
    Buổi thường kỳ họp đúng ngày cố định ghi ở `fixed_day` trong cell.yml, trong chính tháng của kỳ.
Vì sao:
    Có ngày cố định thì đảng viên chủ động sắp xếp, cấp ủy viên cấp trên biết để dự. Lệch ngày không phải là lỗi, chỉ
    nêu ra để theo dõi.
Cách sửa:
    Xem lại `date`. Ngày đúng thì để nguyên; họp lùi vì lý do chính đáng thì ghi `postponed`. Chi bộ đã đổi ngày cố định
    thì sửa `fixed_day` trong cell.yml.
Checks:
    A regular meeting is held on the day that `fixed_day` names in `cell.yml`, in the month of its period.
Why:
    With a fixed day members can plan, and the superior committee knows when to come. Another day is no fault; it is
    only noted.
Fix:
    Check `date`. If it is right, leave it; write `postponed` where the meeting was put off with reason. If the fixed
    day has changed, correct `fixed_day` in `cell.yml`.
Wrong:
    # records/van-quan/cells/ban-c/2024/03-regular.md
    ---
    date: 2024-03-08  # ! ME106
    time: 07:30-09:30
    attendance:
      roll: 10
      present: 9
    ---
Right:
    # records/van-quan/cells/ban-c/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    attendance:
      roll: 10
      present: 9
    ---
Source:
    Quy định của địa phương về ngày sinh hoạt chi bộ cố định hằng tháng; ngày của chi bộ ghi ở `fixed_day` trong
    cell.yml.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from generator.model.text import Text, day_text
from generator.rules.api import Rule, judged_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook, MeetingRecord
    from generator.model.diagnostic import Finding

RULE = Rule(
    __name__,
    scope="meeting",
    title=Text("Không họp vào ngày cố định", "Not on the fixed day"),
    kind="unmet",
    severity="notice",
)

KEEP = Text(
    "Ngày họp đúng thì để nguyên; đã đổi ngày cố định thì sửa `fixed_day`.",
    "If the date is right, leave it; if the fixed day has changed, correct `fixed_day`.",
)
PUT_OFF = Text(
    "Ngày họp đúng thì để nguyên, họp lùi có lý do thì ghi `postponed`; đã đổi ngày cố định thì sửa `fixed_day`.",
    "If the date is right, leave it, and write `postponed` where it was put off with reason; if the fixed day has"
    " changed, correct `fixed_day`.",
)


def check(record: MeetingRecord, cell: CellBook) -> Iterator[Finding]:
    """Compare a held regular meeting's date with the fixed day of its month."""
    meeting, fixed = record.meeting, cell.cell.fixed_day
    if meeting is None or fixed is None or record.kind != "regular":
        return
    told = meeting.postponed is not None
    day, meant = judged_on(record, cell), dt.date(*record.period, fixed)
    if day is None or day == meant or not cell.was_held(record, "postponed"):
        return
    written, wanted, off = day_text(day), day_text(meant), (day - meant).days
    many, late = "day" if abs(off) == 1 else "days", max(off, 0)
    advice = PUT_OFF if late and not told else KEEP
    yield RULE.find(
        record.path, "date",
        found=Text(f"Họp ngày {written.vi}.", f"Held on {written.en}."),
        expected=Text(
            f"Ngày cố định của chi bộ là ngày {fixed} hằng tháng, kỳ này là {wanted.vi}.",
            f"The cell's fixed day is day {fixed} of the month, here {wanted.en}.",
        ),
        hint=Text(
            f"{'Muộn' if late else 'Sớm'} {abs(off)} ngày. {advice.vi}",
            f"{abs(off)} {many} {'late' if late else 'early'}. {advice.en}",
        ),
    )  # fmt: skip
