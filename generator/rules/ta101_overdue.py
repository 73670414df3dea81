"""A task is past due and neither done nor dropped.

Kiểm tra:
    Nhiệm vụ có thời hạn (`due`) đã qua thì biên bản sau, của chi bộ hoặc của chi bộ kế tục, ghi kết quả ở `followup`:
    xong (`done`) hoặc thôi thực hiện (`dropped`). Ghi `doing` vẫn là còn mở.
Vì sao:
    Nhiệm vụ giao mà không ai báo cáo thì nghị quyết không được thực hiện, và kỳ sau không có gì để đánh giá.
Cách sửa:
    Đã xong thì ghi KỲ/MÃ: done ở `followup` của biên bản gần nhất; không làm nữa thì ghi dropped. Chưa xong thì đưa ra
    kỳ họp tới.
Checks:
    A task whose `due` has passed is followed up as `done` or `dropped` in a later meeting of the cell, or of its
    successor. `doing` leaves it open.
Why:
    A task on which nobody reports is a resolution not carried out, and the next meeting has nothing to judge.
Fix:
    Write PERIOD/TASK: done (or dropped) under `followup` of the latest meeting; if it is still open, bring it up at
    the next one.
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
        due: 2024-03-25  # ! TA101
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
        due: 2024-03-25
    ---
    # records/van-quan/cells/ban-c/2024/04-regular.md
    ---
    date: 2024-04-05
    time: 07:30-09:40
    attendance:
      roll: 10
      present: 9
    followup:
      2024-03/t1: done
    ---
Source:
    Hướng dẫn 42-HD/BTCTW (2025): phân công nhiệm vụ có thời hạn, kỳ sau đánh giá kết quả thực hiện nghị quyết.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from generator.model.tasks import overdue, written_ref
from generator.model.text import Text, day_text, filled, shorten
from generator.rules.api import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook
    from generator.model.diagnostic import Finding

RULE = Rule(__name__, scope="cell", title=Text("Nhiệm vụ quá hạn", "Task overdue"), kind="unmet", severity="warning")


def check(cell: CellBook) -> Iterator[Finding]:
    """Look for overdue tasks among those that the cell's meetings gave."""
    for late in overdue(cell):
        due = day_text(cell.as_of - dt.timedelta(days=late.days))
        title = f" “{shorten(late.task.title)}”" if late.task.title else ""
        ago = filled("{n} ngày", "{n} day" if late.days == 1 else "{n} days", n=late.days)
        yield RULE.find(
            late.record.path, "tasks", late.id, "due",
            found=Text(
                f"Nhiệm vụ {late.id}{title} có hạn {due.vi}, đã quá {ago.vi} mà chưa ghi là xong.",
                f"The task {late.id}{title} was due on {due.en}, {ago.en} ago, and is not done.",
            ),
            expected=Text(
                "Đến hạn thì biên bản sau ghi kết quả: xong hoặc thôi thực hiện.",
                "Once due, a later meeting says that it is done or dropped.",
            ),
            hint=_hint(cell, written_ref(f"{late.record.period.year}/{late.record.stem}", late.id)), subject=late.id,
        )  # fmt: skip


def _hint(cell: CellBook, ref: str) -> Text:
    """What to write, and where: in a later meeting, or in one of the successor of a cell that has closed."""
    heir, closed = cell.cell.successor, cell.cell.closed
    if heir is None or closed is None or closed >= cell.as_of:
        return Text(
            f"Ghi `{ref}: done` (hoặc dropped) ở `followup` của buổi họp gần nhất; chưa xong thì đưa ra kỳ tới.",
            f"Write `{ref}: done` (or dropped) under `followup` of the latest meeting, or bring it up next.",
        )
    near = cell.home.full(heir).partition("/")[0] == cell.home.slug
    full = f"{cell.slug if near else cell.ref}/{ref}"
    return Text(
        f"Ghi `{full}: done` (hoặc dropped) ở `followup` trong biên bản của chi bộ kế tục {heir}.",
        f"Write `{full}: done` (or dropped) under `followup` in a meeting of the successor {heir}.",
    )
