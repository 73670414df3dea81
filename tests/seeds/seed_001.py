"""Ba Bể, July 2017: cells of commune offices among all cells, and what each commune proposed to do with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.seeds.store import Store

if TYPE_CHECKING:
    from pathlib import Path

UNITS, CELLS = 16, 206
OFFICES = [20] * 13 + [19] * 3  # members of each office's cell: 317
OTHERS = [18] * 35 + [17] * 155  # of each other cell: 3,265


def write(folder: Path) -> Path:
    """Write the store: one meeting of each cell in June 2017 tells its strength."""
    store = Store(folder, as_of="2017-07-31", rulebooks=("hd-09-btctw-2012",))
    units = {f"xa-{n:02d}": {"name": f"Đảng bộ xã số {n}", "level": "commune"} for n in range(1, UNITS + 1)}
    store.district("Đảng bộ huyện Ví Dụ Hai", "district", units, "2017-06")
    slugs = list(units)
    for number, roll in enumerate(OFFICES):
        _cell(
            store,
            f"co-quan-{number + 1:02d}",
            f"Chi bộ cơ quan xã số {number + 1}",
            "commune_office",
            slugs[number],
            roll,
        )
    for number, roll in enumerate(OTHERS):
        _cell(store, f"thon-{number + 1:03d}", f"Chi bộ thôn số {number + 1}", "village", slugs[number % UNITS], roll)
    options = {"keep": "Tiếp tục duy trì", "dissolve": "Giải thể mô hình", "none": "Không kiến nghị"}
    proposals = dict(zip(slugs, ["dissolve"] * 8 + ["keep"] * 7 + ["none"], strict=True))
    head = {"title": "Sơ kết mô hình chi bộ cơ quan xã, thị trấn", "date": "2017-07-13"}
    store.write("huyen/reviews/2017-chi-bo-co-quan.yml", {**head, "options": options, "proposals": proposals})
    return folder


def _cell(store: Store, slug: str, name: str, type_: str, unit: str, roll: int) -> None:
    store.cell(slug, name, type_, unit)
    store.meeting(slug, "2017/06-regular", "2017-06-05", roll, roll - 1)
