"""A quarter has no thematic meeting.

Kiểm tra:
    Mỗi quý đã qua mà chi bộ hoạt động trọn quý có ít nhất một buổi sinh hoạt chuyên đề, hoặc một buổi thường kỳ kết
    hợp chuyên đề (có ghi `theme`).
Vì sao:
    Hướng dẫn của Ban Tổ chức Trung ương yêu cầu sinh hoạt chuyên đề mỗi quý ít nhất một lần.
Cách sửa:
    Nếu đã họp thì ghi biên bản chuyên đề (THÁNG-thematic.md), hoặc ghi `theme` vào buổi thường kỳ đã kết hợp.
Checks:
    Every quarter past, in which the cell was active throughout, has a thematic meeting or a regular one with a
    `theme`.
Why:
    The guidelines ask for a thematic meeting at least once a quarter.
Fix:
    If it took place, record it (MM-thematic.md), or write `theme` in the regular meeting that was combined with it.
Wrong:
    # records/van-quan/cells/ban-a/2024/02-regular.md
    ---
    date: 2024-02-05
    time: 07:30-09:30
    attendance:
      roll: 6
      present: 5
    ---
    # ! ME102 records/van-quan/cells/ban-a/cell.yml:1:1
Right:
    # records/van-quan/cells/ban-a/2024/02-regular.md
    ---
    date: 2024-02-05
    time: 07:30-09:40
    theme: Xây dựng nông thôn mới
    attendance:
      roll: 6
      present: 5
    ---
Source:
    Hướng dẫn 12-HD/BTCTW (2018) và 42-HD/BTCTW (2025): sinh hoạt chuyên đề mỗi quý ít nhất một kỳ.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.months import quarters_required
from generator.model.text import Text
from generator.rules.api import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook
    from generator.model.diagnostic import Finding
    from generator.model.period import Quarter

RULE = Rule(
    __name__,
    scope="cell",
    title=Text("Quý chưa có sinh hoạt chuyên đề", "No thematic meeting in the quarter"),
    kind="unmet",
    severity="warning",
)


def check(cell: CellBook) -> Iterator[Finding]:
    """Look for past quarters without a thematic or combined meeting."""
    for year in cell.years_shown():
        for quarter in quarters_required(cell, year):
            if cell.thematic_months.isdisjoint(quarter.months) and not _is_doubtful(cell, quarter):
                yield _without(cell, quarter)


def _is_doubtful(cell: CellBook, quarter: Quarter) -> bool:
    """Tell whether a record of the quarter cannot be read: it may be the one."""
    months = quarter.months
    kinds = ("regular", "thematic")
    return any(m.period in months and m.kind in kinds and not m.valid for m in cell.meetings)


def _without(cell: CellBook, quarter: Quarter) -> Finding:
    return RULE.find(
        cell.cell_file,
        found=Text(
            f"Quý {quarter.number}/{quarter.year} chưa có buổi sinh hoạt chuyên đề nào.",
            f"{quarter} has no thematic meeting.",
        ),
        expected=Text("Mỗi quý ít nhất một buổi.", "At least one a quarter."),
        hint=Text(
            "Nếu đã họp thì ghi biên bản chuyên đề, hoặc ghi `theme` vào buổi thường kỳ có kết hợp.",
            "If it took place, record it, or write `theme` in the regular meeting that was combined with it.",
        ),
        document=cell.in_force(quarter.months[2].last).document("thematic", "every"),
        subject=str(quarter), period=str(quarter),
    )  # fmt: skip
