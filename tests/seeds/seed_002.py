"""A block committee of a province, 2022: attendance by type, training, commendations, model meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.seeds.store import Store

if TYPE_CHECKING:
    from pathlib import Path

TYPES = ["agency"] * 8 + ["public_service"] * 4 + ["jsc_private"] * 2 + ["fdi"] * 2
PRESENT = [20, 19] * 5 + [19, 18] + [17, 16] * 2  # of 20; the twelfth cell stays below 95 per cent


def write(folder: Path) -> Path:
    """Write the store: twelve meetings of each cell."""
    store = Store(folder, as_of="2023-01-31")
    units = {
        "co-quan": {"name": "Đảng bộ các cơ quan", "level": "grassroots"},
        "doanh-nghiep": {"name": "Đảng bộ các doanh nghiệp", "level": "grassroots"},
    }
    store.district("Đảng bộ Khối Cơ quan và Doanh nghiệp Ví Dụ", "block", units, "2022-01")
    for number, (type_, present) in enumerate(zip(TYPES, PRESENT, strict=True), 1):
        slug = f"chi-bo-{number:02d}"
        store.cell(slug, f"Chi bộ số {number}", type_, "doanh-nghiep" if type_ in {"jsc_private", "fdi"} else "co-quan")
        for month in range(1, 13):
            # One cell of each type shows the others how a meeting is held.
            model = {"model": "true"} if month == 5 and number in (1, 9, 13, 15) else {}
            store.meeting(slug, f"2022/{month:02d}-regular", f"2022-{month:02d}-05", 20, present, **model)
    classes = [("2022-04-12", 356), ("2022-09-14", 356)]
    training = [{"date": day, "title": "Bồi dưỡng nghiệp vụ công tác Đảng", "participants": n} for day, n in classes]
    honours = [
        {"date": "2022-05-19", "collectives": 40, "persons": 30},
        {"date": "2022-12-20", "collectives": 30, "persons": 26},
    ]
    store.write("huyen/events/2022.yml", {"training": training, "commendations": honours})
    return folder
