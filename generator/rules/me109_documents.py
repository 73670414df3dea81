"""The documents were posted, or the result reported, later than the rulebook asks for.

Kiểm tra:
    `documents_posted` (ngày gửi tài liệu) sớm hơn ngày họp ít nhất số ngày trong quy định; `reported` (ngày báo cáo cấp
    trên) không quá số ngày quy định sau buổi họp. Mục không ghi thì không xét.
Vì sao:
    Có tài liệu trước thì đảng viên mới chuẩn bị được ý kiến; báo cáo sớm thì cấp trên nắm được kết luận, nghị quyết.
Cách sửa:
    Xem lại ngày đã ghi. Ngày đúng thì để nguyên, các buổi sau gửi và báo cáo đúng hạn.
Checks:
    `documents_posted` lies at least the days of the rulebook before the meeting, `reported` at most so many days after
    it. What is not written is not judged.
Why:
    Members can prepare only what they have; a prompt report lets the superior committee know what was decided.
Fix:
    Check the days written. If they are right, leave them.
Wrong:
    # records/van-quan/cells/ban-c/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    attendance:
      roll: 10
      present: 9
    documents_posted: 2024-03-05  # ! ME109
    reported: 2024-03-08  # ! ME109
    ---
Right:
    # records/van-quan/cells/ban-c/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    attendance:
      roll: 10
      present: 9
    documents_posted: 2024-03-04
    reported: 2024-03-07
    ---
Source:
    Hướng dẫn 42-HD/BTCTW (2025): gửi tài liệu trước buổi sinh hoạt, báo cáo cấp trên sau buổi sinh hoạt.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from generator.model.text import Text, day_text, filled
from generator.rules.api import Rule, judged_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook, MeetingRecord
    from generator.model.diagnostic import Finding
    from generator.model.rulebook import InForce

RULE = Rule(
    __name__,
    scope="meeting",
    title=Text("Gửi tài liệu hoặc báo cáo muộn", "Documents or report late"),
    kind="unmet",
    severity="warning",
)
HINT = Text(
    "Xem lại ngày đã ghi; ngày đúng thì để nguyên, các buổi sau làm đúng hạn.",
    "Check the day written; if it is right, leave it.",
)


def check(record: MeetingRecord, cell: CellBook) -> Iterator[Finding]:
    """Compare the days of a held meeting's papers and report with those the rulebook leaves."""
    meeting = record.meeting
    if meeting is None:
        return
    posted, reported, day = meeting.documents_posted, meeting.reported, judged_on(record, cell)
    if day is None or not cell.was_held(record, "documents_posted", "reported"):
        return
    rules = cell.in_force(day)
    if posted is not None:
        yield from _posted(record, day, posted, rules)
    if reported is not None:
        yield from _reported(record, day, reported, rules)


def _posted(record: MeetingRecord, day: dt.date, posted: dt.date, rules: InForce) -> Iterator[Finding]:
    ahead = rules.get("documents", "posted_days_before")
    if ahead is None or (day - posted).days >= ahead:
        return
    last = dt.date.fromordinal(max(1, day.toordinal() - ahead))
    by, written, held = day_text(last), day_text(posted), day_text(day)
    yield RULE.find(
        record.path, "documents_posted",
        found=Text(f"Tài liệu gửi ngày {written.vi}.", f"The documents were posted on {written.en}."),
        expected=Text(
            f"Họp ngày {held.vi} thì gửi trước {_days(ahead).vi}, chậm nhất {by.vi}.",
            f"For the meeting of {held.en} they were due {_days(ahead).en} before, by {by.en}.",
        ),
        hint=_late((posted - last).days), document=rules.document("documents", "posted_days_before"),
    )  # fmt: skip


def _reported(record: MeetingRecord, day: dt.date, reported: dt.date, rules: InForce) -> Iterator[Finding]:
    after = rules.get("documents", "reported_days_after")
    if after is None or (reported - day).days <= after:
        return
    last = day + dt.timedelta(days=after)
    by, written, held = day_text(last), day_text(reported), day_text(day)
    yield RULE.find(
        record.path, "reported",
        found=Text(f"Báo cáo cấp trên ngày {written.vi}.", f"It was reported on {written.en}."),
        expected=Text(
            f"Họp ngày {held.vi} thì báo cáo trong {_days(after).vi}, chậm nhất {by.vi}.",
            f"For the meeting of {held.en} that was due within {_days(after).en}, by {by.en}.",
        ),
        hint=_late((reported - last).days), document=rules.document("documents", "reported_days_after"),
    )  # fmt: skip


def _late(days: int) -> Text:
    return filled("Muộn {days}. {hint}", "{days} late. {hint}", days=_days(days), hint=HINT)


def _days(number: int) -> Text:
    return filled("{n} ngày", "{n} day" if number == 1 else "{n} days", n=number)
