"""A clean store of 12,000 regular meetings, the same on every machine: 200 cells in 2 districts, 2021 to 2025."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

CELLS, YEARS = 200, range(2021, 2026)
AS_OF = dt.date(2026, 1, 15)
REASONS = ("sick", "work", "family", "away", "other")
MOVED = dt.date(2022, 7, 1)  # dv09 leaves the day before, dv10 joins: the roll stays 9
EXEMPT = dt.date(2023, 1, 1)  # from then on dv08 need not attend

RULES = """\
title: Hướng dẫn về sinh hoạt chi bộ
issuer: Ban Tổ chức
source: Mục II
applies: {from: 2018-07-06}
scope: all
regular: {every: month, record_due_day: 10}
thematic: {every: quarter}
"""
DISTRICT = "name: Đảng bộ huyện\nlevel: district\nfrom: 1964-01-01\nrecords_from: 2021-01\nunits:\n" + "".join(
    f"  xa-{n}:\n    name: Đảng bộ xã {n}\n    level: commune\n    from: 1994-01-01\n" for n in range(1, 6)
)


def district(number: int) -> str:
    """The district of a cell."""
    return f"records/huyen-{number % 2 + 1}"


def cell(number: int) -> str:
    """A cell's folder."""
    return f"{district(number)}/cells/chi-bo-{number:03d}"


def meeting(number: int, year: int, month: int, kind: str = "regular") -> str:
    """A meeting's path."""
    return f"{cell(number)}/{year}/{month:02d}-{kind}.md"


def _cell(number: int) -> str:
    kind = ("village", "school", "agency", "neighbourhood")[number % 4]
    return f"name: Chi bộ số {number}\ntype: {kind}\nunder:\n  - unit: xa-{number % 5 + 1}\n    from: 2010-05-01\nfounded: 2010-05-01\n"


def _members() -> str:
    people = [
        f"dv{n:02d}:\n  joined: {MOVED if n == 10 else '2010-05-01'}\n  official: 2005-05-19\n" for n in range(1, 11)
    ]
    people[0] += "  roles:\n    - role: secretary\n      from: 2015-01-01\n"
    people[1] += "  roles:\n    - role: deputy\n      from: 2015-01-01\n"
    people[7] += f"  away:\n    - kind: exempt\n      from: {EXEMPT}\n"
    people[8] += f"  left: {MOVED - dt.timedelta(days=1)}\n  how: transfer\n"
    return "".join(people)


def _meeting(number: int, year: int, month: int) -> str:
    day = dt.date(year, month, 3 + number % 7)
    due = 9 if day < EXEMPT else 8
    absent = (
        [f"    dv{3 + (number + month) % 5:02d}: {REASONS[(number * 7 + month) % 5]}\n"]
        if (number + month) % 3 == 0
        else []
    )
    before = f"{year}-{month - 1:02d}" if month > 1 else f"{year - 1}-12"
    lines = [
        "---\n", f"date: {day}\n", "time: 07:30-09:20\n", f"place: Nhà văn hóa số {number}\n", "chair: dv01\n", "minutes_by: dv02\n", "attendance:\n",
        "  roll: 9\n", f"  present: {due - len(absent)}\n", *(["  excused:\n", *absent] if absent else []), "  unexcused: []\n", "  spoke:\n    - dv01\n    - dv02\n",
        *([f"theme: Chuyên đề quý {month // 3}\n"] if month % 3 == 0 else []),
        *([f"tasks:\n  t1:\n    title: Vận động hiến đất, làm đường\n    owner: dv01\n    due: {day + dt.timedelta(days=20)}\n"] if month % 4 != 3 and (year, month) != (2025, 12) else []),
        *([f"followup:\n  {before}/t1: done\n"] if month % 4 and before >= "2021-01" else []), "---\n",
        "## Mở đầu\n\nChi bộ họp đúng ngày; thông báo thời sự và kết quả tháng trước.\n\n## Kết luận\n\nGiao nhiệm vụ tháng sau.\n",
    ]  # fmt: skip
    return "".join(lines)


def write(root: Path) -> None:
    """Write the store."""
    (root / "records" / "rulebook").mkdir(parents=True)
    (root / "records" / "rulebook" / "hd-12.yml").write_text(RULES, encoding="utf-8")
    members = _members()
    for number in range(CELLS):
        folder = root / cell(number)
        for year in YEARS:
            (folder / str(year)).mkdir(parents=True)
            for month in range(1, 13):
                (root / meeting(number, year, month)).write_text(_meeting(number, year, month), encoding="utf-8")
        (folder / "cell.yml").write_text(_cell(number), encoding="utf-8")
        (folder / "members.yml").write_text(members, encoding="utf-8")
    for number in (0, 1):
        (root / district(number) / "district.yml").write_text(DISTRICT, encoding="utf-8")
