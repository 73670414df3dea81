"""Vũ Quang, March 2022: the organisations of a district's offices, and a cell spread over several of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.seeds.store import Store

if TYPE_CHECKING:
    from pathlib import Path

ORGANISATIONS = 17
# Cells of the first ten organisations, which are committees with cells below them; the other seven are one cell each.
BELOW = [3, 2, 2, 2, 2, 2, 2, 2, 2, 2]


def write(folder: Path) -> Path:
    """Write the store: meetings of the year up to March, a theme each month in the cell of the security police."""
    store = Store(folder, as_of="2022-04-05")
    units = {
        f"to-chuc-{n:02d}": {
            "name": f"{'Đảng bộ' if n <= len(BELOW) else 'Chi bộ'} cơ quan số {n}",
            "level": "grassroots",
        }
        for n in range(1, ORGANISATIONS + 1)
    }
    store.district("Đảng bộ khối cơ quan huyện Ví Dụ Bốn", "district", units, "2022-01")
    homes = [unit for unit, cells in zip(units, [*BELOW, *[1] * 7], strict=True) for _ in range(cells)]
    for number, (unit, roll) in enumerate(zip(homes, strengths(), strict=True), 1):
        slug = f"chi-bo-{number:02d}"
        is_police = number == 4
        name = (
            "Chi bộ Tài nguyên - Xây dựng" if number == 1 else "Chi bộ An ninh" if is_police else f"Chi bộ số {number}"
        )
        store.cell(slug, name, "police" if is_police else "agency", unit)
        for month in (1, 2, 3):
            theme = {"theme": f"Chuyên đề tháng {month}"} if is_police else {}
            present = 11 if number == 1 else roll - 1
            store.meeting(slug, f"2022/{month:02d}-regular", f"2022-{month:02d}-04", roll, present, **theme)
    return folder


def strengths() -> list[int]:
    """The members of each of the 28 cells: the first one 18, together 575."""
    return [18, *[21] * 17, *[20] * 10]
