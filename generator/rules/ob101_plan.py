"""A plan of visits is not fulfilled at the end of its year.

Kiểm tra:
    Hết năm, mỗi cấp ủy viên đã dự sinh hoạt chi bộ được phân công đủ số lượt ghi trong observers/NĂM.yml.
Vì sao:
    Cấp ủy cấp trên phân công cấp ủy viên dự sinh hoạt để theo dõi, hướng dẫn; báo cáo năm nêu số chi bộ, số lượt đã dự
    so với kế hoạch.
Cách sửa:
    Nếu đã dự thì ghi mã cấp ủy viên vào `observers` của biên bản buổi ấy; phân công thay đổi thì sửa kế hoạch.
Checks:
    At the end of the year each seat has attended every cell of its plan in observers/YEAR.yml as often as planned.
Why:
    Superior committees assign their members to follow cells; the report of the year compares visits with the plan.
Fix:
    If the visit took place, name the seat under `observers` of that meeting; if the assignment changed, correct the
    plan.
Wrong:
    # records/van-quan/observers/2023.yml
    btv-01:
      level: standing_committee
      cells:
        ban-a: 2  # ! OB101
    # records/van-quan/cells/ban-a/2023/03-regular.md
    ---
    date: 2023-03-05
    time: 07:30-09:40
    attendance:
      roll: 6
      present: 5
    observers: [btv-01]
    ---
Right:
    # records/van-quan/observers/2023.yml
    btv-01:
      level: standing_committee
      cells:
        ban-a: 1
    # records/van-quan/cells/ban-a/2023/03-regular.md
    ---
    date: 2023-03-05
    time: 07:30-09:40
    attendance:
      roll: 6
      present: 5
    observers: [btv-01]
    ---
Source:
    Quy định của cấp ủy địa phương về cấp ủy viên dự sinh hoạt chi bộ, ví dụ Quy định 32-QĐi/TU ngày 17/12/2018 của Tỉnh
    ủy Hòa Bình.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from generator.model.text import Text, filled
from generator.rules.api import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.model.book import DistrictBook
    from generator.model.diagnostic import Finding
    from generator.model.visit import Visited

RULE = Rule(
    __name__,
    scope="visits",
    title=Text("Chưa dự đủ theo kế hoạch", "Plan of visits not fulfilled"),
    kind="unmet",
    severity="notice",
)


def check(home: DistrictBook, visited: Mapping[str, Visited], judged: frozenset[str]) -> Iterator[Finding]:
    """Count the visits of each seat to each cell of its plan, in years that are over.

    Silent where a record of that cell and year cannot be counted, and where the cell did not last to the year's end.
    """
    for year, observers in home.observers.items():
        if dt.date(year, 12, 31) >= home.as_of:
            continue
        for seat, planned in observers.root.items():
            for index, (slug, number) in enumerate(planned.plan.items()):
                ref = home.full(slug)
                cell = visited.get(ref) if ref in judged else None
                if cell is None or year in cell.doubtful or year not in cell.lasting:
                    continue
                visits = sum(v.seat == seat and v.year == year for v in cell.visits)
                if visits < number:
                    key = slug if isinstance(planned.cells, dict) else index
                    yield _find(home.file(f"observers/{year}.yml"), seat, key, slug, visits, number)


def _find(path: str, seat: str, key: str | int, slug: str, visits: int, number: int) -> Finding:
    year = path.rpartition("/")[2].removesuffix(".yml")
    return RULE.find(
        path, seat, "cells", key,
        found=filled(
            "Hết năm {year}, {seat} dự {slug} {visits} lượt.",
            "By the end of {year}, {seat} had attended {slug} {visits} times.",
            year=year, seat=seat, slug=slug, visits=visits,
        ),
        expected=filled("Kế hoạch {number} lượt.", "{number} were planned.", number=number),
        hint=Text(
            f"Nếu đã dự thì ghi {seat} vào `observers` của biên bản buổi ấy; phân công thay đổi thì sửa kế hoạch.",
            f"If the visit took place, name {seat} under `observers` of that meeting; else correct the plan.",
        ),
        subject=f"{seat}/{slug}",
    )  # fmt: skip
