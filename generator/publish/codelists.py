"""The code lists that data files use, with their labels, for programs that print words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model import codes
from generator.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TASK_STATES = {
    "open": Text("chưa xong", "open"),
    "done": codes.TASK_STATES["done"],
    "dropped": codes.TASK_STATES["dropped"],
}
SOURCES = {"planned": Text("kế hoạch", "planned"), "held": Text("đã sinh hoạt", "held")}
STAT_KINDS = {
    "share": Text("tỷ lệ", "share"),
    "mean": Text("bình quân", "mean"),
    "count": Text("số đếm", "count"),
}
EVENTS = {
    "training": Text("bồi dưỡng", "training"),
    "commendation": Text("khen thưởng", "commendation"),
    "inspection": Text("kiểm tra, giám sát", "inspection or supervision"),
}
CODES: dict[str, Mapping[str, Text]] = {
    "cell_type": codes.CELL_TYPES,
    "level": codes.LEVELS,
    "seat_level": codes.SEAT_LEVELS,
    "meeting_kind": codes.MEETING_KINDS,
    "meeting_state": codes.MEETING_STATES,
    "month_state": codes.MONTH_STATES,
    "grade": codes.GRADES,
    "annual_grade": codes.ANNUAL_GRADES,
    "task_state": TASK_STATES,
    "theme_source": SOURCES,
    "event_type": EVENTS,
    "inspection_kind": codes.INSPECTIONS,
    "statistic_kind": STAT_KINDS,
}
_PUBLIC_CODES = ("cell_type", "level", "month_state", "statistic_kind")


def code_rows(profile: str) -> Iterator[tuple[str, str, str, str]]:
    """The code lists of a profile; the public one does not name the types of cells that it leaves out."""
    for name, known in CODES.items():
        for code, label in known.items():
            if profile == "internal" or (name in _PUBLIC_CODES and code not in codes.SECRET_TYPES):
                yield name, code, label.vi, label.en
