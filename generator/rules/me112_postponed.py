"""A postponed meeting was not held by the end of the following month.

Kiểm tra:
    Buổi thường kỳ ghi `state: postponed` (hoãn) được họp chậm nhất vào cuối tháng sau.
Vì sao:
    Hoãn là họp muộn, không phải bỏ họp; quá một tháng thì coi như thiếu.
Cách sửa:
    Họp bù rồi ghi biên bản vào chính tệp đó (bỏ `state`, thêm `postponed` với ngày định họp và lý do); không họp
    được nữa thì ghi `state: not_held`, được miễn thì `state: waived` kèm `decision`.
Checks:
    A regular meeting recorded as `state: postponed` is held by the end of the following month.
Why:
    Postponed means held later, not left out; after a month it counts as missing.
Fix:
    Hold it and complete the same file (drop `state`, add `postponed`); otherwise write `state: not_held`, or
    `state: waived` with `decision`.
Wrong:
    # records/van-quan/cells/ban-a/2024/01-regular.md
    ---
    state: postponed
    reason: Lũ chia cắt bản
    ---
    # ! ME112 records/van-quan/cells/ban-a/cell.yml:1:1
Right:
    # records/van-quan/cells/ban-a/2024/01-regular.md
    ---
    date: 2024-02-03
    time: 07:30-09:30
    attendance:
      roll: 6
      present: 5
    postponed:
      from: 2024-01-05
      reason: Lũ chia cắt bản
    ---
Source:
    Điều lệ Đảng, Điều 24 khoản 2: chi bộ họp thường lệ mỗi tháng một lần; quy ước của Sổ Chi Bộ về thời hạn họp bù.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.months import states_of
from generator.model.text import Text, day_text
from generator.rules.api import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook
    from generator.model.diagnostic import Finding
    from generator.model.period import Period

RULE = Rule(
    __name__, scope="cell", title=Text("Hoãn quá một tháng chưa họp bù", "Postponed and not held"), kind="unmet"
)
HINT = Text(
    "Họp bù rồi ghi biên bản vào tệp đó; không họp được nữa thì ghi `state: not_held`.",
    "Hold it and complete that file; if it will not take place, write `state: not_held`.",
)


def check(cell: CellBook) -> Iterator[Finding]:
    """Look for required months still postponed after the following month."""
    for year in cell.years_shown():
        for month in states_of(cell, year):
            if month.state == "postponed" and month.required and cell.as_of > month.period.plus(1).last:
                yield _still_postponed(cell, month.period)


def _still_postponed(cell: CellBook, period: Period) -> Finding:
    last = day_text(period.plus(1).last)
    return RULE.find(
        cell.cell_file,
        found=Text(
            f"Buổi họp kỳ {period.month}/{period.year} hoãn, đến nay chưa họp.",
            f"The meeting of {period} was postponed and not held so far.",
        ),
        expected=Text(f"Họp bù chậm nhất ngày {last.vi}.", f"Held by {last.en}."),
        hint=HINT, document=cell.in_force(period.last).document("regular", "every"),
        subject=str(period), period=str(period),
    )  # fmt: skip
