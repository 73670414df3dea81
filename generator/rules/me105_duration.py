"""The meeting was shorter than the rulebook's minimum.

Kiểm tra:
    Buổi thường kỳ, buổi chuyên đề và buổi thường kỳ kết hợp chuyên đề (có ghi `theme`) kéo dài ít nhất số phút nêu
    trong quy định đang áp dụng hôm đó.
Vì sao:
    Họp quá ngắn thì không đủ thời gian thảo luận; thời lượng là một tiêu chí chấm điểm chất lượng sinh hoạt.
Cách sửa:
    Xem lại giờ ghi trong biên bản. Giờ đúng thì để nguyên, các buổi sau bố trí đủ thời gian. Chi bộ ít đảng viên được
    cấp trên cho mức riêng thì người phụ trách sổ ghi mức đó vào rulebook.
Checks:
    A regular, thematic or combined meeting (regular with `theme`) lasts at least the minutes that the rulebook states
    on its date.
Why:
    Too short a meeting leaves no time to discuss; the duration is one of the criteria of quality.
Fix:
    Check the times against the minutes. If they are right, leave them. Where the superior committee set another
    minimum for a small cell, state it in the rulebook.
Wrong:
    # records/van-quan/cells/ban-c/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-08:45  # ! ME105
    attendance:
      roll: 10
      present: 9
    ---
Right:
    # records/van-quan/cells/ban-c/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:00
    attendance:
      roll: 10
      present: 9
    ---
Source:
    Hướng dẫn 12-HD/BTCTW (2018), mục II.3.3, và 42-HD/BTCTW (2025): thời lượng sinh hoạt chi bộ.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.text import Text, filled
from generator.rules.api import Rule, judged_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook, MeetingRecord
    from generator.model.diagnostic import Finding

RULE = Rule(
    __name__,
    scope="meeting",
    title=Text("Thời lượng dưới mức tối thiểu", "Shorter than the minimum"),
    kind="unmet",
    severity="warning",
    silenced_by=("ME104",),
)
NAMES = {
    "regular": Text("Buổi thường kỳ", "A regular meeting"),
    "thematic": Text("Buổi chuyên đề", "A thematic meeting"),
    "combined": Text("Buổi thường kỳ kết hợp chuyên đề", "A regular meeting combined with a thematic one"),
}


def check(record: MeetingRecord, cell: CellBook) -> Iterator[Finding]:
    """Compare the minutes that a held meeting lasted with the least for its kind."""
    meeting = record.meeting
    if meeting is None or meeting.time is None or not cell.was_held(record, "time", "theme"):
        return
    kind = "combined" if record.kind == "regular" and meeting.theme is not None else record.kind
    day = judged_on(record, cell)
    if day is None:
        return
    rules, lasted = cell.in_force(day), meeting.time.minutes
    least = rules.get("duration", kind)
    if least is None or lasted >= least:
        return
    name, lack = NAMES[kind], least - lasted
    yield RULE.find(
        record.path, "time",
        found=filled("Họp {lasted} phút.", "It lasted {lasted} minutes.", lasted=lasted),
        expected=filled(
            "{name} ít nhất {least} phút.", "{name} lasts {least} minutes at least.", name=name, least=least
        ),
        hint=filled(
            "Còn thiếu {lack} phút. Xem lại giờ trong biên bản; giờ đúng thì để nguyên, các buổi sau bố trí"
            " đủ thời gian.",
            "{lack} {unit} short. Compare the times with the written minutes; if they are right, leave them.",
            lack=lack, unit="minute" if lack == 1 else "minutes",
        ),
        document=rules.document("duration", kind),
    )  # fmt: skip
