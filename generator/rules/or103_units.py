"""Units form a cycle, or a cell stands under a unit while that unit was not in force.

Kiểm tra:
    Đơn vị cấp trên (`parent`) không đi vòng tròn; khoảng thời gian chi bộ trực thuộc một đơn vị nằm trong thời gian
    đơn vị đó tồn tại.
Vì sao:
    Số liệu cộng từ chi bộ lên đơn vị; đi vòng thì cộng mãi, đơn vị đã hết hiệu lực thì không ai nhận số liệu.
Cách sửa:
    Sửa `parent` trong district.yml, hoặc ghi `from`, `to` của từng khoảng trong `under` cho khớp với đơn vị.
Checks:
    The parents of units form no cycle; a cell stands under a unit only while the unit exists.
Why:
    Figures add up from cells to units; in a cycle they never end, and under a unit that has ended nobody receives
    them.
Fix:
    Correct `parent` in district.yml, or fit `from` and `to` of the interval in `under` to the unit.
Wrong:
    # records/van-quan/cells/ban-a/cell.yml
    name: Chi bộ bản A
    type: village
    under:
      - unit: xa-tan-doan  # ! OR103
        from: 1990-01-01
    founded: 1990-01-01
Right:
    # records/van-quan/cells/ban-a/cell.yml
    name: Chi bộ bản A
    type: village
    under:
      - unit: xa-tan-doan
        from: 2010-05-01
    founded: 2010-05-01
Source:
    Quy ước của Sổ Chi Bộ: thời gian của đơn vị ghi trong district.yml.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from generator.model.text import Text
from generator.rules.api import Rule, span_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook, DistrictBook
    from generator.model.cell import Cell
    from generator.model.diagnostic import Finding
    from generator.model.district import District

RULE = Rule(
    __name__, scope="district", title=Text("Đơn vị đi vòng hoặc chưa, hết hiệu lực", "Cycle, or unit not in force")
)


def check(home: DistrictBook) -> Iterator[Finding]:
    """Look for cycles among the units, one finding each."""
    for cycle in _cycles(home.district):
        chain = " → ".join((*cycle, cycle[0]))
        yield RULE.find(
            home.file("district.yml"), "units", cycle[0], "parent",
            found=Text(f"Các đơn vị cấp trên đi vòng: {chain}.", f"The parents form a cycle: {chain}."),
            expected=Text(
                "Đi lên mãi phải tới một đơn vị không có `parent`.", "The way up ends at a unit without `parent`."
            ),
            hint=Text("Bỏ `parent` của đơn vị cao nhất.", "Remove `parent` of the highest unit."),
            subject=cycle[0],
        )  # fmt: skip


def _cycles(district: District) -> Iterator[tuple[str, ...]]:
    """Each cycle once, beginning with its first unit by name."""
    done: set[str] = set()
    for start in sorted(district.units):
        chain: list[str] = []
        unit: str | None = start
        while unit in district.units and unit not in done and unit not in chain:
            chain.append(unit)
            unit = district.units[unit].parent
        if unit in chain:
            cycle = chain[chain.index(unit) :]
            low = cycle.index(min(cycle))
            yield (*cycle[low:], *cycle[:low])
        done.update(chain)


def check_cell(cell: CellBook) -> Iterator[Finding]:
    """Look for intervals under a unit that reach outside the unit's own."""
    for index, under in enumerate(cell.cell.under):
        unit = cell.home.district.units.get(under.unit)
        start, end = _effective(cell.cell, cell.home.district, index)
        if unit is None or (end is not None and end < start):
            continue
        if start >= unit.from_ and (unit.to is None or (end is not None and end <= unit.to)):
            continue
        own, written = span_text(unit.from_, unit.to), span_text(start, end)
        next_ = f" Đơn vị kế tục là “{unit.successor}”." if unit.successor else ""
        next_en = f" Its successor is “{unit.successor}”." if unit.successor else ""
        yield RULE.find(
            cell.cell_file, "under", index, "unit",
            found=Text(
                f"Chi bộ trực thuộc “{under.unit}” {written.vi}.",
                f"The cell stands under “{under.unit}” {written.en}.",
            ),
            expected=Text(f"Đơn vị này chỉ tồn tại {own.vi}.", f"That unit exists {own.en}."),
            hint=Text(
                f"Sửa `from`, `to` của dòng này và thêm một dòng cho đơn vị của thời gian còn lại.{next_}",
                f"Correct `from` or `to` here and add an entry for the unit of the remaining time.{next_en}",
            ),
            subject=under.unit,
        )  # fmt: skip


def _effective(cell: Cell, district: District, index: int) -> tuple[dt.date, dt.date | None]:
    """The days of an interval on which the cell and the district exist and no later entry takes its place."""
    under = cell.under[index]
    start = max(under.from_, cell.founded, district.from_)
    ends = [day for day in (under.to, cell.closed, district.to) if day is not None]
    end = min(ends) if ends else None
    for later in cell.under[index + 1 :]:
        outlasts = later.to is None or (end is not None and later.to >= end)
        if outlasts and later.from_ > under.from_ and (end is None or later.from_ <= end):
            end = later.from_ - dt.timedelta(days=1)
    return start, end
