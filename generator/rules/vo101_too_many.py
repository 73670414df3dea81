"""More votes are written than voters were present.

Kiểm tra:
    Tán thành + không tán thành + ý kiến khác không nhiều hơn số người được biểu quyết có mặt: đảng viên chính thức
    trong danh sách trừ người vắng, kể cả người được miễn hoặc ở nơi khác mà vẫn dự. Đảng viên dự bị không biểu quyết.
Vì sao:
    Phiếu nhiều hơn người thì kết quả biểu quyết không tin được: hoặc đếm nhầm, hoặc đã tính cả người không được biểu
    quyết.
Cách sửa:
    Đếm lại số phiếu, bỏ phiếu của đảng viên dự bị và của khách. Nếu phiếu đúng thì sửa điểm danh, hoặc ngày chính
    thức (`official`) trong members.yml.
Checks:
    for + against + other are not more than the voters present: full members on the roll less those absent, with
    those exempt or away who came all the same. Probationary members never vote.
Why:
    With more votes than voters the result cannot be trusted: a miscount, or votes of people who may not vote.
Fix:
    Count again without probationary members and guests. If the votes are right, correct the attendance, or
    `official` in members.yml.
Wrong:
    # records/van-quan/cells/ban-c/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:40
    attendance:
      roll: 10
      present: 9
    resolution:
      number: 03-NQ/CB
      votes: {for: 9, against: 0, other: 0}  # ! VO101
    ---
Right:
    # records/van-quan/cells/ban-c/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:40
    attendance:
      roll: 10
      present: 9
    resolution:
      number: 03-NQ/CB
      votes: {for: 8, against: 0, other: 0}
    ---
Source:
    Điều lệ Đảng, Điều 3: đảng viên dự bị không biểu quyết; Quy định thi hành Điều lệ Đảng (294-QĐ/TW, 2025), 9.3.2:
    ai được tính khi biểu quyết.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.text import Text, filled
from generator.model.voting import voting
from generator.rules.api import Rule, judged_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook, MeetingRecord
    from generator.model.diagnostic import Finding
    from generator.model.meeting import Votes

RULE = Rule(
    __name__,
    scope="meeting",
    title=Text("Nhiều phiếu hơn số người được biểu quyết", "More votes than voters present"),
    silenced_by=("RE101", "RE102", "AT101", "AT102", "AT103", "AT110"),
    silenced_within=("attendance",),
)


def check(record: MeetingRecord, cell: CellBook) -> Iterator[Finding]:
    """Compare the votes of a held meeting with the voters who were there."""
    meeting = record.meeting
    if meeting is None or meeting.resolution is None or meeting.resolution.votes is None:
        return
    if meeting.state != "held" or "attendance" in record.faulty or judged_on(record, cell) is None:
        return
    votes, voters = meeting.resolution.votes, voting(record, cell)
    if voters is None or votes.cast <= voters.present:
        return
    yield RULE.find(
        record.path, "resolution", "votes",
        found=_found(votes),
        expected=filled(
            "Chỉ có {present} người được biểu quyết có mặt.", "Only {present} who may vote were present.",
            present=voters.present,
        ),
        hint=_hint(counts=cell.members is None),
    )  # fmt: skip


def _found(votes: Votes) -> Text:
    kinds = (("tán thành", "for", votes.for_), ("không tán thành", "against", votes.against))
    written = [(vi, en, n) for vi, en, n in (*kinds, ("ý kiến khác", "other", votes.other)) if n is not None]
    parts = [filled(f"{vi} {{n}}", f"{{n}} {en}", n=n) for vi, en, n in written]
    listed = Text(", ".join(part.vi for part in parts), ", ".join(part.en for part in parts))
    return filled(
        "Biểu quyết ghi {cast} phiếu: {listed}.", "{cast} votes are written: {listed}.", cast=votes.cast, listed=listed
    )


def _hint(*, counts: bool) -> Text:
    if counts:
        return Text(
            "Đếm lại số phiếu, không tính đảng viên dự bị và khách; hoặc sửa `present`.",
            "Count the votes again, without probationary members and guests, or correct `present`.",
        )
    return Text(
        "Đếm lại số phiếu, không tính đảng viên dự bị và khách; phiếu đúng thì sửa điểm danh, hoặc `official` trong"
        " members.yml.",
        "Count the votes again, without probationary members and guests; if they are right, correct the attendance, or"
        " `official` in members.yml.",
    )
