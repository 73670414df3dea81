"""The cells of the attendance table: built once for each kind of mark, then only joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.model.text import LANGUAGES, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

# attendance → what is printed, and what a screen reader adds
SHOWN = {
    "present": ("x", Text("", "")),
    "excused": ("P", Text(", vắng có lý do", ", absent, reason given")),
    "unexcused": ("K", Text(", vắng không lý do", ", absent, no reason")),
    "exempt": ("M", Text(", được miễn", ", exempt")),
    "away": ("N", Text(", tạm miễn hoặc ở nơi khác", ", temporarily exempt or elsewhere")),
    "absent": ("", Text("chưa có tên", "not on the roll")),
    "none": ("", Text("", "")),
}
NOT_DUE = Text(", không phải dự", ", not due")
COLOURED = frozenset({"present", "excused", "unexcused", "exempt", "away"})
RUNS = {"": "", "first": "run run-a", "inner": "run", "last": "run run-z"}


def _cell(attendance: str, run: str, lang: str, *, due: bool, ruled: bool) -> str:
    mark, word = SHOWN[attendance]
    colour = f"k-{attendance}" if attendance in COLOURED else ""
    classes = " ".join(c for c in ("q" if ruled else "", colour, RUNS[run]) if c)
    of_class = f' class="{classes}"' if classes else ""
    not_due = "" if due else ' data-due="no"'
    said = word.to(lang) + ("" if due else NOT_DUE.to(lang))
    hidden = f'<span class="vh">{said}</span>' if said else ""
    return f'<td{of_class} data-attendance="{attendance}"{not_due}>{mark}{hidden}</td>'


CELLS = {
    lang: {
        (attendance, due, run, ruled): _cell(attendance, run, lang, due=due, ruled=ruled)
        for attendance in SHOWN
        for due in (True, False)
        for run in RUNS
        for ruled in (True, False)
    }
    for lang in LANGUAGES
}


def attendance_cells(marks: Iterable[tuple[str, bool, str]], lang: str = "vi") -> Markup:
    """The twelve cells of a member's row.

    Args:
        marks: For each month the attendance, whether the member was due, and the place in a run of absences.
        lang: The language of what a screen reader adds; the letters are those of the paper form in both.
    """
    cells = CELLS[lang]
    return Markup(  # noqa: S704  # every piece is made above, from constants
        "".join(cells[(attendance, due, run, index % 3 == 0)] for index, (attendance, due, run) in enumerate(marks))
    )
