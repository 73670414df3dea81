"""A meeting of which something cannot be read: every rule that does not need that judges the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.options import Options
from generator.pipeline import check
from tests.support import AS_OF, STRICT, STRICT_MARCH, meeting, write

if TYPE_CHECKING:
    from pathlib import Path

FEW = "{roll: 10, present: 4, excused: {dv02: sick, dv03: sick, dv04: sick}, unexcused: [dv05, dv06]}"
SCORE = "{self: {time: 99}, self_grade: good, official_grade: good}"


def held(**parts: str) -> str:
    lines = {"date": "2024-03-05", "time": "07:30-09:30", "attendance": FEW} | parts
    return meeting("\n".join(f"{key}: {value}" for key, value in lines.items()))


@pytest.mark.parametrize(
    ("parts", "codes"),
    [
        ({}, ["AT105", "AT109"]),
        ({"guests": "{invited: -1}"}, ["AT105", "AT109", "FI003"]),
        ({"time": "9"}, ["AT105", "AT109", "FI003"]),
        ({"attendance": FEW.replace("roll", "zzz: 1, roll")}, ["FI001"]),
        ({"attendance": FEW.replace("[dv05, dv06]", "-2")}, ["FI003"]),
        ({"atendance": FEW, "attendance": "{roll: 10, present: 4}"}, ["AT101", "FI001"]),
        ({"state": "hold"}, ["FI003"]),
        ({"date": "2024-03-99"}, ["FI003"]),
        ({"score": SCORE, "guests": "{invited: -1}"}, ["AT105", "AT109", "FI003", "SC101"]),
        ({"score": SCORE.replace("official_grade", "zzz"), "attendance": FEW}, ["AT105", "AT109", "FI001", "SC101"]),
    ],
)
def test_what_is_found(parts: dict[str, str], codes: list[str], tmp_path: Path) -> None:
    write(tmp_path, {**STRICT, STRICT_MARCH: held(**parts)})
    assert sorted(d.code for d in check(Options(root=tmp_path, as_of=AS_OF, jobs=1)).diagnostics) == codes
