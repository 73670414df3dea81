"""A member was absent without a reason in so many months of a year that the cell should look into it.

Kiểm tra:
    Trong một năm, số tháng mà một đảng viên vắng không lý do ở buổi thường kỳ chưa tới mức quy định phải xem xét; các
    tháng không cần liền nhau.
Vì sao:
    Quy định thi hành Điều lệ Đảng yêu cầu chi bộ xem xét khi đảng viên bỏ sinh hoạt nhiều tháng trong năm mà không có
    lý do chính đáng. Máy chỉ đếm; có lý do hay không, và xử lý thế nào, là do chi bộ tìm hiểu và quyết định.
Cách sửa:
    Gặp gỡ, tìm hiểu hoàn cảnh của đảng viên rồi chi bộ xem xét. Nếu thật ra có lý do thì chuyển tên sang `excused` ở
    buổi đó.
Checks:
    Within a year, a member is absent without a reason in fewer months than the rulebook names for consideration; the
    months need not follow one another.
Why:
    The rules ask the cell to consider the matter then. The program only counts; whether there was a good reason, and
    what follows, is for the cell to find out and decide.
Fix:
    Talk with the member, then consider the matter. If there was a reason after all, move the name to `excused` in
    that meeting.
Wrong:
    # records/rulebook/van-quan-2024.yml
    title: Quy định 05-QĐ/HU ngày 28/12/2023
    issuer: Huyện ủy Văn Quan
    source: Điều 4
    applies: {from: 2024-01-01}
    scope: van-quan
    attendance: {removal_watch_months: 3}
    # records/van-quan/cells/ban-a/2024/01-regular.md
    ---
    date: 2024-01-05
    time: 07:30-09:30
    attendance: {roll: 6, present: 4, unexcused: [dv05]}
    ---
    # records/van-quan/cells/ban-a/2024/02-regular.md
    ---
    date: 2024-02-05
    time: 07:30-09:30
    theme: Xây dựng nông thôn mới
    attendance: {roll: 6, present: 4, unexcused: [dv05]}
    ---
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    attendance:
      roll: 5
      present: 3
      unexcused: [dv05]  # ! AT108
    ---
Right:
    # records/rulebook/van-quan-2024.yml
    title: Quy định 05-QĐ/HU ngày 28/12/2023
    issuer: Huyện ủy Văn Quan
    source: Điều 4
    applies: {from: 2024-01-01}
    scope: van-quan
    attendance: {removal_watch_months: 3}
    # records/van-quan/cells/ban-a/2024/01-regular.md
    ---
    date: 2024-01-05
    time: 07:30-09:30
    attendance: {roll: 6, present: 4, unexcused: [dv05]}
    ---
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    attendance:
      roll: 5
      present: 3
      unexcused: [dv05]
    ---
Source:
    Quy định thi hành Điều lệ Đảng (24-QĐ/TW năm 2021 và các quy định thay thế): xem xét đảng viên bỏ sinh hoạt 3
    tháng trong năm mà không có lý do chính đáng.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.meeting import ids
from generator.model.text import Text
from generator.rules.api import Rule, judged_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook, MeetingRecord
    from generator.model.diagnostic import Finding
    from generator.model.rulebook import InForce

RULE = Rule(
    __name__,
    scope="cell",
    title=Text("Vắng không lý do nhiều tháng, cần xem xét", "Unexcused in several months of a year"),
    kind="unmet",
    severity="notice",
    about_members=True,
)


def check(cell: CellBook) -> Iterator[Finding]:
    """Count the months of each year in which each member was absent without a reason."""
    if cell.members is None:
        return
    months: dict[tuple[int, str], set[int]] = {}
    told: set[tuple[int, str]] = set()
    for record in cell.regular.values():
        meeting, day = record.meeting, judged_on(record, cell)
        if meeting is None or meeting.attendance is None or day is None or not cell.counts(record):
            continue
        rules, (year, month) = cell.in_force(day), record.period
        limit = rules.get("attendance", "removal_watch_months")
        for id_ in ids(meeting.attendance.unexcused):
            own = months.setdefault((year, id_), set())
            own.add(month)
            if limit is not None and len(own) >= limit and (year, id_) not in told:
                told.add((year, id_))
                yield _reached(record, id_, own, rules)


def _reached(record: MeetingRecord, id_: str, months: set[int], rules: InForce) -> Finding:
    limit, year = rules.get("attendance", "removal_watch_months"), record.period.year
    listed = ", ".join(str(month) for month in sorted(months))
    return RULE.find(
        record.path, "attendance", "unexcused",
        found=Text(
            f"Sổ ghi {id_} vắng không lý do trong {len(months)} tháng của năm {year} (tháng {listed}).",
            f"The records show {id_} absent without a reason in {len(months)} months of {year} (months {listed}).",
        ),
        expected=Text(
            f"Từ {limit} tháng trong năm thì chi bộ cần xem xét.",
            f"From {limit} months in a year on, the cell should consider the matter.",
        ),
        hint=Text(
            "Đây chỉ là lời nhắc, chưa phải kết luận: chi bộ gặp gỡ, tìm hiểu hoàn cảnh trước. Buổi nào thật ra có lý"
            " do thì chuyển tên sang `excused`.",
            "This is a reminder, not a verdict: talk with the member first. Where there was a reason after all, move"
            " the name to `excused`.",
        ),
        document=rules.document("attendance", "removal_watch_months"), subject=id_,
    )  # fmt: skip
