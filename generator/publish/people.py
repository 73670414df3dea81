"""The public's counts of people as data files: rounded, with the cells that each stands for, and the rule."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.model.text import Text
from generator.publish.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.summary import DistrictSummary

SCHEMA = "chibo.people/1"


def people_json(district: DistrictSummary) -> bytes:
    """`people.json`: by year the groups of cells with their members, the whole, and the rule."""
    years = {
        str(year): {
            "rule": rounded.limits._asdict(),
            "groups": [group._asdict() for group in rounded.groups],
            "members": rounded.members,
            "present": rounded.present,
            "percent": rounded.rate,
        }
        for year, rounded in sorted(district.rounded.items())
    }
    written = json.dumps({"schema": SCHEMA, "years": years}, ensure_ascii=False, separators=(",", ":"))
    return f"{written}\n".encode()


def _rows(district: DistrictSummary) -> Iterator[tuple[int | str | None, ...]]:
    for year, rounded in sorted(district.rounded.items()):
        for group in rounded.groups:
            yield year, f"units/{group.unit}" if group.unit else "rest", len(group.cells), group.members, None, None
        yield year, "district", rounded.cells, rounded.members, rounded.present, rounded.rate


PEOPLE = Table(  # not one of `tables`: the internal profile has the exact figures
    "people",
    Text("Đảng viên, số làm tròn", "Members, rounded"),
    (
        Column("year", "integer", Text("Năm", "Year")),
        Column(
            "scope",
            "id",
            Text("Phạm vi", "Scope"),
            about=Text("district, units/ĐƠN-VỊ, hoặc rest: các đơn vị khác", "district, units/U, or rest: other units"),
        ),
        Column("cells", "integer", Text("Chi bộ được tính", "Cells counted")),
        Column("members", "integer", Text("Đảng viên, làm tròn", "Members, rounded")),
        Column("present", "integer", Text("Có mặt bình quân, làm tròn", "There on average, rounded")),
        Column("percent", "integer", Text("Tỷ lệ dự, phần trăm", "Attendance, per cent")),
    ),
    _rows,
    key=("year", "scope"),
    year="year",
    public=True,
)
