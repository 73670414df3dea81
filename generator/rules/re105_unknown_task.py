"""A follow-up names a task that no earlier meeting gave.

Kiểm tra:
    Nhiệm vụ ghi ở `followup` có trong biên bản của kỳ được nêu; của chi bộ khác thì chi bộ đó phải là chi bộ tiền
    thân.
Vì sao:
    Nhiệm vụ được theo dõi theo mã; mã sai thì nhiệm vụ thật vẫn bị coi là chưa làm.
Cách sửa:
    Ghi đúng KỲ/MÃ, ví dụ `2024-02/t1`; buổi không phải thường kỳ thì thêm loại, ví dụ `2024-02-thematic/t1`.
Checks:
    Every task in `followup` was given in the meeting named; one of another cell only where that cell is a
    predecessor.
Why:
    Tasks are followed by their id; under a wrong one the real task stays open.
Fix:
    Write PERIOD/TASK such as `2024-02/t1`; for other than regular meetings add the kind, `2024-02-thematic/t1`.
Wrong:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    attendance:
      roll: 5
      present: 4
    followup:
      2024-02/t9: done  # ! RE105
    ---
Right:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    attendance:
      roll: 5
      present: 4
    followup:
      2024-02/t1: done
    ---
Source:
    Hướng dẫn 42-HD/BTCTW (2025): đánh giá kết quả thực hiện nghị quyết tháng trước; quy ước ghi nhiệm vụ của Sổ Chi
    Bộ.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.tasks import read_ref
from generator.model.text import Text
from generator.rules.api import Rule, did_you_mean, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model.book import CellBook, MeetingRecord
    from generator.model.diagnostic import Finding
    from generator.model.tasks import TaskRef

RULE = Rule(__name__, scope="meeting", title=Text("Không có nhiệm vụ này", "Unknown task"))


def check(record: MeetingRecord, cell: CellBook) -> Iterator[Finding]:
    """Look up each task that a meeting follows up."""
    if record.meeting is None:
        return
    for written in record.meeting.followup:
        ref = read_ref(written)
        if ref.cell and cell.home.full(ref.cell) != cell.ref:
            yield from _in_predecessor(record, cell, written, ref)
            continue
        target = cell.by_place.get(ref.meeting)
        if target is None:
            yield _no_record(record, written, ref, cell.by_place)
        elif target.valid and target.meeting is not None and ref.task not in target.meeting.tasks:
            yield _no_task(record, written, ref, tuple(target.meeting.tasks))


def _in_predecessor(record: MeetingRecord, cell: CellBook, written: str, ref: TaskRef) -> Iterator[Finding]:
    facts = cell.facts.get(cell.home.full(ref.cell))
    if facts is None:
        return  # RE106
    if facts.successor != cell.ref:
        yield RULE.find(
            record.path, "followup", written,
            found=Text(
                f"“{written}” là nhiệm vụ của chi bộ {ref.cell}.", f"“{written}” is a task of the cell {ref.cell}."
            ),
            expected=Text(
                "Chỉ theo dõi nhiệm vụ của chi bộ mình hoặc chi bộ tiền thân; "
                f"{ref.cell} không ghi chi bộ này là kế tục.",
                "Only tasks of this cell or a predecessor are followed up; "
                f"{ref.cell} does not name this cell as its successor.",
            ),
            hint=Text(
                f"Xóa dòng này, hoặc ghi `successor: {cell.slug}` trong cell.yml của {ref.cell}.",
                f"Delete the line, or write `successor: {cell.slug}` in cell.yml of {ref.cell}.",
            ),
            subject=written,
        )  # fmt: skip
        return
    target = facts.meetings.get(ref.meeting)
    if target is None:
        yield _no_record(record, written, ref, facts.meetings)
    elif target.readable and ref.task not in target.tasks:
        yield _no_task(record, written, ref, target.tasks)


def _no_record(record: MeetingRecord, written: str, ref: TaskRef, known: Iterable[str]) -> Finding:
    year, stem = ref.meeting.split("/", 1)
    others = sorted(k for k in known if k.startswith(f"{year}/{stem[:2]}-"))
    listed = ", ".join(f"{o}.md" for o in others)
    hint = Text(f"Tháng đó có: {listed}.", f"That month has: {listed}.") if others else Text("", "")
    return RULE.find(
        record.path, "followup", written,
        found=Text(f"Không có biên bản {ref.meeting}.md.", f"There is no record {ref.meeting}.md."),
        expected=Text("Nhiệm vụ phải có trong biên bản của kỳ được nêu.", "The task must stand in the meeting named."),
        hint=join(hint, Text("Sửa kỳ, hoặc xóa dòng này.", "Correct the period, or delete the line.")), subject=written,
    )  # fmt: skip


def _no_task(record: MeetingRecord, written: str, ref: TaskRef, tasks: tuple[str, ...]) -> Finding:
    listed = ", ".join(tasks)
    expected = Text("Biên bản đó không giao nhiệm vụ nào.", "That meeting gave no task.")
    if tasks:
        expected = Text(f"Biên bản đó có: {listed}.", f"That meeting has: {listed}.")
    return RULE.find(
        record.path, "followup", written,
        found=Text(f"{ref.meeting}.md không có nhiệm vụ “{ref.task}”.", f"{ref.meeting}.md has no task “{ref.task}”."),
        expected=expected,
        hint=join(
            did_you_mean(ref.task, tasks), Text("Sửa mã, hoặc xóa dòng này.", "Correct the id, or delete the line.")
        ),
        subject=written,
    )  # fmt: skip
