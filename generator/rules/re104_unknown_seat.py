"""A meeting names an observer's seat that the year's observers file does not have.

Kiểm tra:
    Mã cấp ủy viên dự họp (`observers`) có trong tệp observers của năm đó.
Vì sao:
    Lượt dự của cấp ủy viên tính theo kế hoạch đã đăng ký; mã sai thì lượt dự không được tính cho ai.
Cách sửa:
    Sửa mã theo gợi ý, hoặc thêm vào tệp observers của năm. Khách khác thì ghi số người ở `guests`.
Checks:
    Every seat in `observers` stands in the observers file of that year.
Why:
    Visits are counted against the plan registered; under a wrong id they count for nobody.
Fix:
    Correct the id as suggested, or add the seat to the year's file. Other visitors are counted under `guests`.
Wrong:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    attendance:
      roll: 5
      present: 4
    observers:
      - btv-1  # ! RE104
    ---
Right:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    attendance:
      roll: 5
      present: 4
    observers:
      - btv-01
    ---
Source:
    Kế hoạch cấp ủy viên dự sinh hoạt chi bộ của năm (observers/NĂM.yml).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.text import Text
from generator.rules.api import Rule, did_you_mean, join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook, MeetingRecord
    from generator.model.diagnostic import Finding

RULE = Rule(__name__, scope="meeting", title=Text("Không có cấp ủy viên mang mã này", "Unknown observer seat"))


def check(record: MeetingRecord, cell: CellBook) -> Iterator[Finding]:
    """Compare a meeting's observers with the seats of its year."""
    year = record.period.year
    if record.meeting is None or year in cell.home.observers_broken:
        return
    plan = cell.home.observers.get(year)
    seats = plan.root if plan is not None else {}
    file = f"observers/{year}.yml"
    for index, seat in enumerate(record.meeting.observers):
        if seat in seats:
            continue
        expected = Text(f"Mã phải có trong {file}.", f"The id must stand in {file}.")
        if plan is None:
            expected = Text(f"Năm {year} chưa có tệp {file}.", f"There is no {file}.")
        yield RULE.find(
            record.path, "observers", index,
            found=Text(f"Không có cấp ủy viên mang mã “{seat}”.", f"There is no seat “{seat}”."),
            expected=expected,
            hint=join(
                did_you_mean(seat, seats),
                Text(f"Sửa mã, hoặc thêm vào {file}.", f"Correct the id, or add the seat to {file}."),
            ),
            subject=seat,
        )  # fmt: skip
