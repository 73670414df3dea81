"""A cell is named that the store does not have, or that cannot be meant: the cell itself.

Kiểm tra:
    Mã chi bộ ở `joint_with`, `chair`, `followup`, `was`, `successor`, trong kế hoạch cấp ủy viên dự họp và trong
    các cuộc kiểm tra đều là một thư mục chi bộ có thật. `joint_with` và `successor` không ghi chính chi bộ ấy.
Vì sao:
    Mã sai thì buổi họp chung, lượt dự hay việc bàn giao không gắn với chi bộ nào.
Cách sửa:
    Sửa mã theo gợi ý; chi bộ của đảng bộ khác thì ghi ĐẢNG-BỘ/CHI-BỘ.
Checks:
    Every cell named in `joint_with`, `chair`, `followup`, `was`, `successor`, in observers' plans and in
    inspections is a cell folder of the store. `joint_with` and `successor` do not name the cell itself.
Why:
    Under a wrong id a joint meeting, a visit or a handover belongs to no cell.
Fix:
    Correct the id as suggested; for a cell of another district write DISTRICT/CELL.
Wrong:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    joint_with:
      - ban-bb  # ! RE106
    attendance:
      roll: 5
      present: 4
    ---
Right:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    joint_with:
      - ban-b
    attendance:
      roll: 5
      present: 4
    ---
Source:
    Quy ước của Sổ Chi Bộ: mỗi chi bộ một thư mục, tên thư mục là mã chi bộ.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.tasks import read_ref
from generator.model.text import Text
from generator.rules.api import Rule, did_you_mean, join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook, DistrictBook, MeetingRecord
    from generator.model.diagnostic import Finding, Key

    Named = list[tuple[Key, str | None]]  # places, and the cells named there: none, or the empty one, is nobody's

RULE = Rule(__name__, scope="meeting", title=Text("Không có chi bộ mang mã này", "Unknown cell"))


def check(record: MeetingRecord, cell: CellBook) -> Iterator[Finding]:
    """Look at the cells that a meeting names."""
    meeting = record.meeting
    if meeting is None:
        return
    named: Named = [(("joint_with", i), ref) for i, ref in enumerate(meeting.joint_with)]
    for key, person in (("chair", meeting.chair), ("minutes_by", meeting.minutes_by)):
        named.append(((key,), person.rpartition("/")[0] if person else ""))
    named += [(("followup", task), read_ref(task).cell) for task in meeting.followup]
    yield from _unknown(cell.home, record.path, named)
    yield from _itself(cell, record.path, named[: len(meeting.joint_with)])


def check_cell(cell: CellBook) -> Iterator[Finding]:
    """Look at a cell's successor and at the cells its members come from."""
    heir: Named = [(("successor",), cell.cell.successor)]
    yield from _unknown(cell.home, cell.cell_file, heir)
    yield from _itself(cell, cell.cell_file, heir)
    former: Named = [
        ((id_, "was"), member.was.rpartition("/")[0]) for id_, member in (cell.members or {}).items() if member.was
    ]
    yield from _unknown(cell.home, f"{cell.path}/members.yml", former)


def check_district(home: DistrictBook) -> Iterator[Finding]:
    """Look at the cells of the observers' plans and of the inspections."""
    for year, observers in sorted(home.observers.items()):
        named: Named = []
        for slug, seat in observers.root.items():
            places = enumerate(seat.cells) if isinstance(seat.cells, list) else ((c, c) for c in seat.cells)
            named += [((slug, "cells", place), ref) for place, ref in places]
        yield from _unknown(home, home.file(f"observers/{year}.yml"), named)
    for year, events in sorted(home.events.items()):
        named = [
            (("inspections", i, "cells", j), ref)
            for i, inspection in enumerate(events.inspections)
            for j, ref in enumerate(inspection.cells)
        ]
        yield from _unknown(home, home.file(f"events/{year}.yml"), named)


def _itself(cell: CellBook, path: str, named: Named) -> Iterator[Finding]:
    for key, ref in named:
        if ref and cell.home.full(ref) == cell.ref:
            yield RULE.find(
                path, *key,
                found=Text(f"“{ref}” là chính chi bộ này.", f"“{ref}” is this cell itself."),
                expected=Text("Ở đây ghi chi bộ khác.", "Another cell is named here."),
                hint=Text("Ghi mã chi bộ khác, hoặc bỏ mục này.", "Write the id of the other cell, or remove this."),
                subject=ref,
            )  # fmt: skip


def _unknown(home: DistrictBook, path: str, named: Named) -> Iterator[Finding]:
    for key, ref in named:
        if not ref or home.has_cell(ref):
            continue
        own = {full.split("/", 1)[1] for full in home.cells if full.startswith(f"{home.slug}/")}
        known = home.cells if "/" in ref else own
        yield RULE.find(
            path, *key,
            found=Text(f"Không có chi bộ mang mã “{ref}”.", f"There is no cell “{ref}”."),
            expected=Text("Mã là tên một thư mục chi bộ trong kho.", "The id is the name of a cell's folder."),
            hint=join(
                did_you_mean(ref, known),
                Text(
                    "Sửa mã; chi bộ của đảng bộ khác thì ghi ĐẢNG-BỘ/CHI-BỘ.",
                    "Correct the id; for a cell of another district write DISTRICT/CELL.",
                ),
            ),
            subject=ref,
        )  # fmt: skip
