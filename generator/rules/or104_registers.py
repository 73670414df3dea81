"""A register that the rulebook asks for is not kept.

Kiểm tra:
    Trong `year.yml` của chi bộ, mỗi loại sổ mà quy định yêu cầu được ghi là có (`kept`). Ghi thiếu (`missing`), hoặc bỏ
    sót trong khi đã ghi sổ khác, đều là thiếu. Chưa ghi sổ nào thì chưa xét.
Vì sao:
    Sổ sách là căn cứ để kiểm tra nền nếp sinh hoạt; tỷ lệ sổ đã lập tính trên các loại sổ phải có.
Cách sửa:
    Có sổ thì ghi `kept`. Chưa có thì lập sổ, rồi sửa thành `kept`.
Checks:
    In a cell's `year.yml` every register that the rulebook asks for is `kept`. One that is `missing`, or left out while
    others are written, is not. Where no register is written, nothing is judged.
Why:
    Registers show how a cell works; the share kept is counted over those asked for.
Fix:
    Write `kept` where the register exists. Otherwise set it up, then write `kept`.
Wrong:
    # records/van-quan/cells/ban-c/2024/year.yml
    registers:  # ! OR104
      committee_minutes: kept
      cell_minutes: kept
      resolutions: kept
      dues: missing  # ! OR104
Right:
    # records/van-quan/cells/ban-c/2024/year.yml
    registers:
      committee_minutes: kept
      cell_minutes: kept
      resolutions: kept
      member_roll: kept
      dues: kept
Source:
    Các loại sổ do địa phương thống nhất, danh mục ghi trong sổ quy định; sổ biên bản theo Hướng dẫn 12-HD/BTCTW (2018).
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from generator.model import codes
from generator.model.text import Text
from generator.rules.api import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook
    from generator.model.diagnostic import Finding

RULE = Rule(__name__, scope="cell", title=Text("Thiếu sổ sách", "Register missing"), kind="unmet", severity="warning")


def check(cell: CellBook) -> Iterator[Finding]:
    """Compare the registers of each year with those that the rulebook asks for at its end, or on `as_of`."""
    for year, kept in sorted(cell.years.items()):
        if not kept.registers or year > cell.as_of.year:
            continue
        rules = cell.in_force(min(dt.date(year, 12, 31), cell.as_of))
        asked: list[str] = rules.get("registers") or []
        for register in asked:
            state = kept.registers.get(register)
            if state != "kept":
                yield _lacking(cell, year, register, rules.document("registers"), left_out=state is None)


def _lacking(cell: CellBook, year: int, register: str, document: str, *, left_out: bool) -> Finding:
    label = codes.REGISTERS.get(register)
    name = Text(f"{label.vi} (`{register}`)", f"{label.en} (`{register}`)") if label else Text(*[f"`{register}`"] * 2)
    found = Text(f"Sổ {name.vi} đang ghi là thiếu.", f"The register {name.en} is missing.")
    hint = Text(f"Lập sổ rồi ghi `{register}: kept`.", f"Set it up, then write `{register}: kept`.")
    if left_out:
        found = Text(f"Chưa ghi sổ {name.vi}.", f"The register {name.en} is not written.")
        hint = Text(
            f"Thêm dòng `{register}: kept`; chưa có sổ thì ghi missing.",
            f"Add a line `{register}: kept`, or missing where there is none.",
        )
    return RULE.find(
        f"{cell.path}/{year}/year.yml", "registers", register,  # one left out stands at the mapping
        found=found, expected=Text("Quy định yêu cầu chi bộ có sổ này.", "The rulebook asks for it."), hint=hint,
        document=document, subject=register,
    )  # fmt: skip
