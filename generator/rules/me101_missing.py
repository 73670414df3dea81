"""The month's regular meeting has no record, and its due day is past.

Kiểm tra:
    Mỗi tháng chi bộ hoạt động trọn tháng đều có biên bản sinh hoạt thường kỳ, ghi trước hạn của tháng sau.
Vì sao:
    Điều lệ Đảng quy định chi bộ họp thường lệ mỗi tháng một lần; thiếu biên bản thì không biết có họp hay không.
Cách sửa:
    Ghi biên bản của tháng đó. Tháng không họp cũng ghi: `state: not_held` kèm `reason`, được miễn thì `state:
    waived` kèm `reason` và `decision`. Lỗi này không bỏ qua bằng `allow` được.
Checks:
    Every month in which the cell was active throughout has a record of its regular meeting by the due day of the
    next month.
Why:
    The Party Statutes ask for one regular meeting a month; without a record nobody knows whether it took place.
Fix:
    Record the month. A month without a meeting is recorded too: `state: not_held` with `reason`, or `state: waived`
    with `reason` and `decision`. This one cannot be allowed.
Wrong:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    state: planned
    date: 2024-03-05
    ---
    # ! ME101 records/van-quan/cells/ban-a/cell.yml:1:1
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
    Điều lệ Đảng, Điều 24 khoản 2: chi bộ họp thường lệ mỗi tháng một lần; hạn ghi biên bản theo quy ước trong sổ
    quy định.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from generator.model.months import due_day, states_of
from generator.model.text import Text, day_text
from generator.rules.api import Rule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from generator.model.book import CellBook
    from generator.model.diagnostic import Finding
    from generator.model.period import Period

RULE = Rule(
    __name__, scope="cell", title=Text("Thiếu biên bản sinh hoạt thường kỳ", "Monthly meeting missing"), kind="unmet"
)
HINT = Text(
    "Ghi biên bản của tháng; tháng không họp cũng ghi: `state: not_held` kèm `reason`.",
    "Record the month; one without a meeting too: `state: not_held` with `reason`.",
)


def check(cell: CellBook) -> Iterator[Finding]:
    """Look for the months that are missing on `as_of`."""
    for year in cell.years_shown():
        for month in states_of(cell, year):
            if month.state == "missing":
                yield _missing(cell, month.period)


def _missing(cell: CellBook, period: Period) -> Finding:
    rules = cell.in_force(period.last)
    due = cast("dt.date", due_day(cell, period))  # nothing is missing where no day is stated
    sources = (rules.document("regular", "every"), rules.document("regular", "record_due_day"))
    planned = period in cell.regular
    by = day_text(due)
    file = f"{period.year}/{period.month:02d}-regular.md"
    return RULE.find(
        cell.cell_file,
        found=Text(
            f"Tháng {period.month}/{period.year} mới có dự kiến, chưa có biên bản."
            if planned
            else f"Tháng {period.month}/{period.year} chưa có biên bản sinh hoạt thường kỳ.",
            f"{period} is only planned and has no record."
            if planned
            else f"{period} has no record of its regular meeting.",
        ),
        expected=Text(f"Cần có tệp {file}; hạn ghi là {by.vi}.", f"Expected {file} by {by.en}."),
        hint=HINT, document="; ".join(dict.fromkeys(sources)), subject=str(period), period=str(period),
    )  # fmt: skip
