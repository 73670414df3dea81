"""A store with one person named in every place that a record has."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from tests.commands.stores import CELL, MEMBERS, Store

if TYPE_CHECKING:
    from pathlib import Path

NAME = "Nông Thị Hoà"
NAMES = f"dv01: Lý Văn Tám\ndv02: {NAME}\ndv03: Trần Mẫu\ndv04: {NAME} Bình\n"
MINUTES = f"""
    ---
    date: 2025-03-05
    time: 07:30-09:30
    attendance:
      roll: 4
      present: 2
      excused:
        dv02: sick
    theme: Học tập gương {NAME}
    tasks:
      t1:
        title: "{NAME}: vận động"
        owner: dv02
        due: 2025-04-01
    postponed:
      from: 2025-03-03
      reason: |
        Đồng chí Nông Thị
        Hòa ốm
    ---
    ## {NAME.upper()} báo cáo

    Giao **Nông  Thị Hòa** theo dõi; {NAME} Bình phụ; không phải Nông Thị Hoàng, đồng chí Lý Văn Tám dự.
"""
GROUND = "Điều 14 Luật 91/2025/QH15"
WHO = "na-loc/dv02"
FOLDER = "records/huyen-a/cells/na-loc"


def person_store(tmp_path: Path) -> Store:
    made = Store(tmp_path)
    made.cell("cell.yml", CELL)
    made.cell("members.yml", MEMBERS)
    made.cell("names.yml", NAMES)
    made.cell("2025/03-regular.md", MINUTES)
    made.cell("2025/year.yml", f"thematic_plan:\n  - quarter: 1\n    theme: Gương {NAME}\n")
    made.cell("allowances.yml", f"- code: AT104\n  reason: Theo ý {NAME}\n")
    made.write("records/huyen-a/events/2025.yml", f"training:\n  - title: Lớp của {NAME}\n    participants: 3\n")
    return made


def tree(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def text(store: Store, name: str) -> str:
    return (store.root / FOLDER / name).read_text("utf-8")


def all_text(root: Path) -> str:
    return unicodedata.normalize("NFC", b"\n".join(tree(root).values()).decode("utf-8", "replace")).lower()
