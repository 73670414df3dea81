"""A task is due before the meeting that gives it.

Kiểm tra:
    Thời hạn (`due`) của nhiệm vụ không sớm hơn ngày của buổi họp giao nhiệm vụ.
Vì sao:
    Việc chưa giao thì chưa thể đến hạn; hạn ghi sai làm nhiệm vụ bị coi là quá hạn ngay từ đầu.
Cách sửa:
    Sửa `due`; thường là nhầm năm hoặc nhầm tháng. Nếu ngày họp sai thì sửa `date`.
Checks:
    The `due` of a task is not before the day of the meeting that gives it.
Why:
    What was not given cannot be due; a wrong day makes the task overdue from the start.
Fix:
    Correct `due`, most often its year or month. If the day of the meeting is wrong, correct `date`.
Wrong:
    # records/van-quan/cells/ban-c/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:40
    attendance:
      roll: 10
      present: 9
    tasks:
      t1:
        title: Vận động hiến đất, làm đường
        owner: dv05
        due: 2023-04-25  # ! TA102
    ---
Right:
    # records/van-quan/cells/ban-c/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:40
    attendance:
      roll: 10
      present: 9
    tasks:
      t1:
        title: Vận động hiến đất, làm đường
        owner: dv05
        due: 2024-04-25
    ---
Source:
    Quy ước của Sổ Chi Bộ: nhiệm vụ được giao trong buổi họp, hạn từ ngày họp trở đi.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.text import Text, day_text
from generator.rules.api import Rule, judged_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook, MeetingRecord
    from generator.model.diagnostic import Finding

RULE = Rule(__name__, scope="meeting", title=Text("Hạn nhiệm vụ trước ngày họp", "Due before the meeting"))


def check(record: MeetingRecord, cell: CellBook) -> Iterator[Finding]:
    """Compare the day each task is due with the day of the held meeting that gives it."""
    meeting = record.meeting
    if meeting is None or meeting.state != "held":
        return
    for task, given in meeting.tasks.items():
        day = judged_on(record, cell)
        if day is None or given.due is None or given.due >= day:
            continue
        due, met = day_text(given.due), day_text(day)
        yield RULE.find(
            record.path, "tasks", task, "due",
            found=Text(f"Nhiệm vụ {task} có hạn {due.vi}.", f"The task {task} is due on {due.en}."),
            expected=Text(
                f"Hạn không sớm hơn ngày họp {met.vi}.", f"A day not before the meeting of {met.en}."
            ),
            hint=Text(
                "Sửa `due`, hay nhầm nhất là năm hoặc tháng; ngày họp sai thì sửa `date`.",
                "Correct `due`, most often its year or month; if the day of the meeting is wrong, correct `date`.",
            ),
            subject=task,
        )  # fmt: skip
