"""Two cells name the same observer at the same hour.

Kiểm tra:
    Một cấp ủy viên không dự sinh hoạt của hai chi bộ vào cùng một giờ, trừ khi hai chi bộ họp chung (`joint_with`).
Vì sao:
    Một người không ở hai nơi cùng lúc: một trong hai biên bản ghi nhầm người dự, nhầm ngày hoặc nhầm giờ, và số lượt
    dự của cấp ủy viên bị tính thừa.
Cách sửa:
    Đối chiếu với chi bộ kia, sửa `observers`, `date` hoặc `time` ở biên bản ghi nhầm. Hai chi bộ họp chung thì ghi
    `joint_with`.
Checks:
    A seat does not attend the meetings of two cells at the same hour, unless they met together (`joint_with`).
Why:
    Nobody is in two places at once: one of the two records names the wrong observer, day or hour, and the visits are
    counted too high.
Fix:
    Compare with the other cell and correct `observers`, `date` or `time` in the wrong record. Cells that met together
    write `joint_with`.
Wrong:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:40
    attendance:
      roll: 5
      present: 4
    observers:
      - btv-01  # ! ME110
    ---
    # records/van-quan/cells/ban-b/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 08:00-09:40
    attendance:
      roll: 9
      present: 9
    observers:
      - btv-01  # ! ME110
    ---
Right:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:40
    joint_with: [ban-b]
    attendance:
      roll: 5
      present: 4
    observers:
      - btv-01
    ---
    # records/van-quan/cells/ban-b/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:40
    attendance:
      roll: 9
      present: 9
    observers:
      - btv-01
    ---
Source:
    Quy ước của Sổ Chi Bộ về kết quả dự sinh hoạt của cấp ủy viên.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from generator.model.text import Text, day_text
from generator.rules.api import Rule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from generator.model.book import DistrictBook
    from generator.model.diagnostic import Finding
    from generator.model.visit import Visit, Visited

RULE = Rule(
    __name__,
    scope="visits",
    title=Text("Một cấp ủy viên dự hai nơi cùng giờ", "One observer in two places"),
    kind="unmet",
    severity="warning",
)


def check(home: DistrictBook, visited: Mapping[str, Visited], judged: frozenset[str]) -> Iterator[Finding]:  # noqa: ARG001 - all of a scope get the same
    """Compare the hours of each seat's visits of a day; both records are told, as either may be wrong."""
    days: dict[tuple[str, dt.date], list[Visit]] = {}
    for cell in visited.values():
        for visit in cell.visits:
            days.setdefault((visit.seat, visit.date), []).append(visit)
    for visits in days.values():
        told: set[Visit] = set()
        together = _together(visits)
        for one, other in combinations(visits, 2):
            if _clash(one, other, together):
                told |= {one, other}
        for visit in visits:
            if visit in told and visit.cell in judged:
                yield _find(visit, next(v for v in visits if _clash(v, visit, together)))


def _together(visits: list[Visit]) -> dict[str, str]:
    """For each cell one that stands for all it meets jointly with: whoever names one of these, or is named by it."""
    leader: dict[str, str] = {}

    def of(cell: str) -> str:
        while (above := leader.setdefault(cell, cell)) != cell:
            leader[cell] = leader[above]  # next time the way is shorter
            cell = above
        return cell

    for visit in visits:
        for partner in visit.joint_with:
            leader[of(partner)] = of(visit.cell)
    return {visit.cell: of(visit.cell) for visit in visits}


def _clash(one: Visit, other: Visit, together: dict[str, str]) -> bool:
    if together[one.cell] == together[other.cell]:
        return False
    return one.start < other.end and other.start < one.end


def _find(visit: Visit, other: Visit) -> Finding:
    day = day_text(visit.date)
    return RULE.find(
        visit.path, "observers", visit.entry,
        found=Text(
            f"{visit.seat} dự ở đây ngày {day.vi} lúc {_hours(visit)}, cùng giờ dự ở {other.name} ({_hours(other)}).",
            f"{visit.seat} was here on {day.en}, {_hours(visit)}, and at {other.name} at the same hour"
            f" ({_hours(other)}).",
        ),
        expected=Text("Một người chỉ dự một nơi.", "One person attends one place."),
        hint=Text(
            f"Đối chiếu với {other.path}: nơi nào ghi nhầm thì sửa; họp chung thì ghi `joint_with`.",
            f"Compare with {other.path} and correct the wrong one; a joint meeting is written `joint_with`.",
        ),
        subject=visit.seat,
    )  # fmt: skip


def _hours(visit: Visit) -> str:
    return f"{visit.start // 60:02d}:{visit.start % 60:02d}-{visit.end // 60:02d}:{visit.end % 60:02d}"
