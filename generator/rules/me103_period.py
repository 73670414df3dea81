"""The date lies outside the month of the file's name and the months next to it.

Kiểm tra:
    Ngày họp nằm trong tháng của tên tệp, hoặc tháng liền trước, liền sau.
Vì sao:
    Kỳ sinh hoạt được đọc từ tên tệp. Họp sớm hay muộn ít ngày là thường; lệch hơn nữa là gõ nhầm năm hoặc đặt nhầm
    tên tệp.
Cách sửa:
    Sửa `date`, hoặc đổi tên tệp cho đúng kỳ.
Checks:
    The date lies in the month that the file is named for, or the one before or after.
Why:
    The period is read from the path. A few days early or late are common; more means a mistyped year or a wrong
    file name.
Fix:
    Correct `date`, or rename the file.
Wrong:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2023-03-05  # ! ME103
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
    Quy ước đặt tên tệp của Sổ Chi Bộ: tháng của tên tệp là kỳ sinh hoạt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.period import Period
from generator.model.text import Text, day_text
from generator.rules.api import Rule, is_near, join

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from generator.model.book import CellBook, MeetingRecord
    from generator.model.diagnostic import Finding

RULE = Rule(__name__, scope="meeting", title=Text("Ngày họp lệch kỳ sinh hoạt", "Date outside its period"))


def check(record: MeetingRecord, cell: CellBook) -> Iterator[Finding]:  # noqa: ARG001  # the signature of all rules of this scope
    """Compare a meeting's date with the month of its file."""
    day = record.meeting.date if record.meeting is not None else None
    if day is None or is_near(day, record.period):
        return
    period, written = record.period, day_text(day)
    first, last = day_text(period.plus(-1).first), day_text(period.plus(1).last)
    own = Period.of(day)
    stem = record.stem.replace(f"{period.month:02d}-", f"{own.month:02d}-", 1)
    rename = Text(
        f"Sửa `date`; nếu đúng là kỳ {own.month}/{own.year} thì đổi tên tệp thành {own.year}/{stem}.md.",
        f"Correct `date`; if it is the meeting of {own}, rename the file to {own.year}/{stem}.md.",
    )
    yield RULE.find(
        record.path, "date",
        found=Text(f"Ngày họp đang ghi {written.vi}.", f"The date says {written.en}."),
        expected=Text(
            f"Kỳ {period.month}/{period.year} họp trong khoảng {first.vi} đến {last.vi}.",
            f"A meeting of {period} lies between {first.en} and {last.en}.",
        ),
        hint=join(_nearest(day, period), rename),
    )  # fmt: skip


def _nearest(day: dt.date, period: Period) -> Text:
    """The day meant where only the year, or else only the month, was mistyped."""
    for year, month in ((period.year, day.month), (period.year, period.month)):
        try:
            meant = day.replace(year=year, month=month)
        except ValueError:
            continue
        if is_near(meant, period):
            return Text(f"Có phải “{meant}”?", f"Did you mean “{meant}”?")
    return Text("", "")
