"""The cells of the attendance table: built once for each kind of mark, then only joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterable

# attendance → what is printed, and what a screen reader adds
SHOWN = {
    "present": ("x", ""),
    "excused": ("P", ", vắng có lý do"),
    "unexcused": ("K", ", vắng không lý do"),
    "exempt": ("M", ", được miễn"),
    "away": ("N", ", ở nơi khác"),
    "absent": ("", "chưa có tên"),
    "none": ("", ""),
}
COLOURED = frozenset({"present", "excused", "unexcused", "exempt", "away"})
RUNS = {"": "", "first": "run run-a", "inner": "run", "last": "run run-z"}


def _cell(attendance: str, run: str, *, due: bool, ruled: bool) -> str:
    mark, word = SHOWN[attendance]
    colour = f"k-{attendance}" if attendance in COLOURED else ""
    classes = " ".join(c for c in ("q" if ruled else "", colour, RUNS[run]) if c)
    of_class = f' class="{classes}"' if classes else ""
    not_due = "" if due else ' data-due="no"'
    extra = "" if due else ", không phải dự"
    hidden = f'<span class="vh">{word}{extra}</span>' if word or extra else ""
    return f'<td{of_class} data-attendance="{attendance}"{not_due}>{mark}{hidden}</td>'


CELLS = {
    (attendance, due, run, ruled): _cell(attendance, run, due=due, ruled=ruled)
    for attendance in SHOWN
    for due in (True, False)
    for run in RUNS
    for ruled in (True, False)
}


def attendance_cells(marks: Iterable[tuple[str, bool, str]]) -> Markup:
    """The twelve cells of a member's row.

    Args:
        marks: For each month the attendance, whether the member was due, and the place in a run of absences.
    """
    return Markup(  # noqa: S704  # every piece is made above, from constants
        "".join(CELLS[(attendance, due, run, index % 3 == 0)] for index, (attendance, due, run) in enumerate(marks))
    )
