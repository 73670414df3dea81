"""No rule stumbles over a record of which only a part could be read, and none adds a message to that part's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support import CELL, DISTRICT, MARCH, MEMBERS, OBSERVERS, USUAL, checked, found, meeting

if TYPE_CHECKING:
    from pathlib import Path

FULL = """
    date: 2024-03-05
    time: 07:30-09:30
    chair: dv01
    minutes_by: dv02
    joint_with: [ban-b]
    attendance:
      roll: 5
      present: 2
      excused: {dv05: sick}
      unexcused: [dv03]
      also_present: [dv04]
      spoke: [dv01, dv04]
    observers: [btv-01]
    tasks:
      t1: {title: Làm đường, owner: dv03, due: 2024-05-01}
    followup:
      2024-02/t1: done
    """
LINES = [line.strip() for line in FULL.strip().splitlines()]


@pytest.mark.parametrize("line", [one for one in LINES if not one.endswith(":")])
def test_each_line_in_turn_cannot_be_read(tmp_path: Path, line: str) -> None:
    key = line.split(":", maxsplit=1)[0]
    text = FULL.replace(line, f"{key}: {{x: [y]}}  # ! FI003" if key != "t1" else "t1: [x]  # ! FI003")
    found(tmp_path, {MARCH: meeting(text)})


@pytest.mark.parametrize(
    "line", [one for one in LINES if not one.endswith(":") and one.split(":")[0] not in {"date", "time"}]
)
def test_each_line_in_turn_is_not_there(tmp_path: Path, line: str) -> None:
    text = "\n".join(row for row in FULL.splitlines() if row.strip() != line)
    marks = {
        "roll: 5": [f"FI002 {MARCH}:8:3"],
        "present: 2": [f"FI002 {MARCH}:8:3"],
        "excused: {dv05: sick}": [f"AT101 {MARCH}:9:3"],
        "unexcused: [dv03]": [f"AT101 {MARCH}:9:3"],
        "also_present: [dv04]": [],
    }
    found(tmp_path, {MARCH: meeting(text)}, *marks.get(line, []))


@pytest.mark.parametrize("whole", ["attendance", "tasks", "followup"])
def test_a_whole_group_is_something_else(tmp_path: Path, whole: str) -> None:
    rows: list[str] = []
    inside = False
    for line in FULL.splitlines():
        inside = line.strip() == f"{whole}:" or (inside and line.startswith("      "))
        rows += [] if inside else [line]
    text = "\n".join([*rows, f"    {whole}: nhiều  # ! FI003"])
    found(tmp_path, {MARCH: meeting(text)})


@pytest.mark.parametrize(
    "state",
    [
        "state: waived\nreason: Lũ\ndecision: 15-CV/ĐU",
        "state: postponed\nreason: Lũ",
        "state: not_held  # ! ME111\nreason: Lũ",
    ],
)
def test_a_meeting_not_held_is_not_judged_by_its_attendance(tmp_path: Path, state: str) -> None:
    text = (
        f"{state}\ndate: 2024-03-05\nattendance:\n  roll: 99\n  present: 1\n  excused: {{dv04: sick}}\n"
        "  unexcused: [dv04]\n  also_present: [dv05]\n  spoke: 77"
    )
    found(tmp_path, {MARCH: meeting(text)})


def test_wrong_references_of_every_kind_at_once(tmp_path: Path) -> None:
    text = """
        date: 2024-03-05
        time: 07:30-09:30
        chair: la/dv01  # ! RE106
        minutes_by: dv88  # ! RE101
        joint_with: [ban-la]  # ! RE106
        attendance:
          roll: 5
          present: 1
          excused: {dv81: sick}  # ! RE101
          unexcused: [dv06]  # ! RE102
          also_present: [dv82, dv06]  # ! RE101 RE102
          spoke: [dv83]  # ! RE101
        observers: [xyz-01]  # ! RE104
        tasks:
          t1: {title: Làm đường, owner: dv84}  # ! RE101
        followup:
          la/2024-02/t1: done  # ! RE106
          1999-02/t1: done  # ! RE105
        """
    found(tmp_path, {MARCH: meeting(text)})


@pytest.mark.parametrize(
    "path",
    [OBSERVERS, "records/van-quan/events/2024.yml", "records/van-quan/cells/ban-a/2024/year.yml"],
)
def test_empty_files(tmp_path: Path, path: str) -> None:
    assert found(tmp_path, {path: ""}) == []


@pytest.mark.parametrize("text", ["", "{}\n"])
def test_an_empty_roll_is_no_crash(tmp_path: Path, text: str) -> None:
    result = checked(tmp_path, {MEMBERS: text, MARCH: meeting(FULL)})
    assert "AT103" not in {d.code for d in result.diagnostics}


DISTRICTS = [
    "name: x  # ! FI002 FI002 FI002\n",
    "name: [x  # ! YA001\n",
    f"{str(USUAL[DISTRICT]).rstrip()}\n        zzz: 1  # ! FI001",
]
CELLS = [
    "name: x  # ! FI002 FI002 FI002\n",
    "name: [x  # ! YA001\n",
    str(USUAL[CELL]).replace("type: village", "type: vilage  # ! FI003"),
    *(
        f"{str(USUAL[CELL]).rstrip()}\n        {line}"
        for line in ("fixed_day: 31  # ! FI003", "zzz: 1  # ! FI001", "closed: x  # ! FI003")
    ),
]


@pytest.mark.parametrize(
    ("path", "text"), [*((DISTRICT, text) for text in DISTRICTS), *((CELL, text) for text in CELLS)]
)
def test_a_place_that_cannot_be_used_hides_nothing_that_is_wrong_in_its_meetings(
    tmp_path: Path, path: str, text: str
) -> None:
    march = meeting(FULL.replace("dv01", "dv99")) + "Gọi 0912345678.\n"
    marks = [f"RE101 {MARCH}:4:1", f"RE101 {MARCH}:13:11", f"PR101 {MARCH}:21:5"]
    found(tmp_path, {path: text, MARCH: march}, *marks)


@pytest.mark.parametrize(
    ("path", "text"), [*((DISTRICT, text) for text in DISTRICTS), *((CELL, text) for text in CELLS)]
)
def test_nor_does_it_add_anything(tmp_path: Path, path: str, text: str) -> None:
    found(tmp_path, {path: text})
