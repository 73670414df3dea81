from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from generator.model.visit import Visit, Visited
from generator.rules.me110_same_hour import check
from tests.books import district
from tests.support import MARCH, OBSERVERS, OTHER, STRICT, STRICT_MARCH, USUAL, Files, found, places

if TYPE_CHECKING:
    from pathlib import Path

THERE = f"{OTHER}/2024/03-regular.md"
HERE_AND_THERE = (f"ME110 {MARCH}:4:13", f"ME110 {THERE}:4:13")


def seen(
    path: str, seats: str = "btv-01", time: str = "07:30-09:40", more: str = "", files: Files = USUAL
) -> dict[str, str]:
    """A cell's March meeting with these observers."""
    text = str(files[path]).replace("07:30-09:40", time)
    return {path: text.replace("attendance:", f"observers: [{seats}]\n{more}attendance:")}


def test_each_cell_at_its_own_hour(tmp_path: Path) -> None:
    assert found(tmp_path, {**seen(MARCH), **seen(THERE, time="09:40-11:10")}) == []
    assert found(tmp_path, {**seen(MARCH, time="09:40-11:10"), **seen(THERE)}) == []


def test_on_different_days(tmp_path: Path) -> None:
    files = {**seen(MARCH), **seen(THERE)}
    assert found(tmp_path, {**files, THERE: files[THERE].replace("2024-03-05", "2024-03-06")}) == []


def test_different_observers(tmp_path: Path) -> None:
    assert found(tmp_path, {**seen(MARCH), **seen(THERE, "bch-07")}) == []


@pytest.mark.parametrize("time", ["07:30-09:40", "09:39-11:10", "06:00-07:31", "08:00-08:30", "06:00-11:00"])
def test_two_places_at_once(tmp_path: Path, time: str) -> None:
    diagnostics = found(tmp_path, {**seen(MARCH), **seen(THERE, time=time)}, *HERE_AND_THERE)
    here, there = diagnostics
    assert places([here]) == [("ME110", 4, 13, 19)]
    assert (here.kind, here.severity) == ("unmet", "warning")
    assert "btv-01" in here.found.vi
    assert "Chi bộ bản B" in here.found.vi
    assert time in here.found.vi
    assert "Chi bộ bản A (07:30-09:40)" in there.found.vi
    assert THERE in here.hint.vi


def test_the_seat_in_question_is_marked_among_several(tmp_path: Path) -> None:
    both = {**seen(MARCH, "bch-07, btv-01"), **seen(THERE)}
    found(tmp_path, both, f"ME110 {MARCH}:4:21", f"ME110 {THERE}:4:13")


@pytest.mark.parametrize("side", ["here", "there"])
def test_a_joint_meeting_is_one_place(tmp_path: Path, side: str) -> None:
    here = "joint_with: [ban-b]\n" if side == "here" else ""
    there = "joint_with: [van-quan/ban-a]\n" if side == "there" else ""
    assert found(tmp_path, {**seen(MARCH, more=here), **seen(THERE, more=there)}) == []


def test_together_with_a_third_cell_is_no_excuse(tmp_path: Path) -> None:
    strict = seen(STRICT_MARCH, more="joint_with: [ban-a]\n", files=STRICT)
    files = {**STRICT, **seen(MARCH), **strict, **seen(THERE)}
    found(tmp_path, files, *HERE_AND_THERE, f"ME110 {STRICT_MARCH}:4:13")


def test_two_meetings_of_one_cell(tmp_path: Path) -> None:
    thematic = MARCH.replace("03-regular", "03-thematic")
    text = seen(MARCH)[MARCH].replace("attendance:", "theme: Giữ rừng\nattendance:")
    assert found(tmp_path, {**seen(MARCH), thematic: text}) == []


def test_a_record_that_cannot_be_counted_says_nothing(tmp_path: Path) -> None:
    wrong = {THERE: seen(THERE)[THERE].replace("roll: 9", "roll: 8")}
    found(tmp_path, {**seen(MARCH), **wrong}, f"AT101 {THERE}:7:3")


def test_a_meeting_that_did_not_take_place(tmp_path: Path) -> None:
    planned = {THERE: "---\nstate: planned\ndate: 2024-03-05\ntime: 07:30-09:40\nobservers: [btv-01]\n---\n"}
    found(tmp_path, {**seen(MARCH), **planned}, f"ME101 {OTHER}/cell.yml:1:1")


def test_observers_without_a_plan(tmp_path: Path) -> None:
    found(tmp_path, {OBSERVERS: None, **seen(MARCH), **seen(THERE)}, f"RE104 {MARCH}:4:13", f"RE104 {THERE}:4:13")


def test_only_the_cells_judged_are_told_about() -> None:
    """Where some cells alone are checked, the others are looked at for what they tell of these."""
    day = dt.date(2024, 3, 5)
    visited = {c: Visited((Visit("btv-01", 0, c, c, f"{c}.md", 2024, day, 450, 580),)) for c in ("x/a", "x/b")}
    assert [f.path for f in check(district(), visited, frozenset({"x/a"}))] == ["x/a.md"]
    assert [f.path for f in check(district(), visited, frozenset({"x/a", "x/b"}))] == ["x/a.md", "x/b.md"]


@pytest.mark.parametrize("named", [{"a": "bc"}, {"b": "a", "c": "a"}, {"a": "b", "b": "c"}, {"c": "b", "a": "b"}])
def test_all_who_meet_jointly_are_in_one_place(named: dict[str, str]) -> None:
    day = dt.date(2024, 3, 5)
    visited = {}
    for cell in ("x/a", "x/b", "x/c", "x/d"):
        visit = Visit("btv-01", 0, cell, cell, f"{cell}.md", 2024, day, 450, 580)
        partners = [f"x/{other}" for other in named.get(cell[-1], "")]
        visited[cell] = Visited((visit._replace(joint_with=frozenset(partners)),))
    together = frozenset({"x/a", "x/b", "x/c"})
    assert list(check(district(), {ref: visited[ref] for ref in sorted(together)}, together)) == []
    assert len(list(check(district(), visited, frozenset(visited)))) == 4


def test_two_pairs_that_each_meet_jointly_are_in_two_places() -> None:
    day = dt.date(2024, 3, 5)
    visited = {}
    for cell, partner in (("x/a", "x/b"), ("x/b", "x/a"), ("x/c", "x/d"), ("x/d", "x/c")):
        visit = Visit("btv-01", 0, cell, cell, f"{cell}.md", 2024, day, 450, 580, frozenset({partner}))
        visited[cell] = Visited((visit,))
    assert [f.path for f in check(district(), visited, frozenset(visited))] == ["x/a.md", "x/b.md", "x/c.md", "x/d.md"]
