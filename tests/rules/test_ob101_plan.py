from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

import pytest

from generator.model.district import Observers
from generator.model.visit import Visited
from generator.rules.ob101_plan import check
from tests.books import district
from tests.support import CELL, DISTRICT, MARCH, MEMBERS, OTHER, USUAL, found, only, places

if TYPE_CHECKING:
    from pathlib import Path

PLAN = "records/van-quan/observers/2023.yml"
LAST_MARCH = MARCH.replace("2024", "2023")
LAST_APRIL = LAST_MARCH.replace("03-", "04-")


def plan(cells: str = "{ban-a: 1}", seat: str = "btv-01") -> str:
    return f"{seat}:\n  level: committee\n  cells: {cells}\n"


def visit(month: str = "03", more: str = "observers: [btv-01]\n", year: int = 2023) -> str:
    roll = "roll: 6\n  present: 5"
    return f"---\ndate: {year}-{month}-05\ntime: 07:30-09:40\n{more}attendance:\n  {roll}\n---\nChi bộ họp.\n"


def test_visited_as_often_as_planned(tmp_path: Path) -> None:
    assert found(tmp_path, {PLAN: plan(), LAST_MARCH: visit()}) == []
    twice = {LAST_MARCH: visit(), LAST_APRIL: visit("04")}
    assert found(tmp_path, {PLAN: plan("{ban-a: 2}"), **twice}) == []
    assert found(tmp_path, {PLAN: plan(), **twice}) == []


def test_the_year_is_not_over(tmp_path: Path) -> None:
    assert found(tmp_path, {PLAN: None}) == []  # the usual plan is of the running year
    assert found(tmp_path, {PLAN: plan()}, as_of=dt.date(2023, 12, 31)) == []
    found(tmp_path, {PLAN: plan()}, f"OB101 {PLAN}:3:11", as_of=dt.date(2024, 1, 1))


def test_a_visit_short(tmp_path: Path) -> None:
    diagnostics = found(tmp_path, {PLAN: plan("{ban-a: 2, ban-b: 0}"), LAST_MARCH: visit()}, f"OB101 {PLAN}:3:11")
    short = only(diagnostics)
    assert places(diagnostics) == [("OB101", 3, 11, 19)]
    assert (short.kind, short.severity) == ("unmet", "notice")
    assert "dự ban-a 1 lượt" in short.found.vi
    assert "Kế hoạch 2 lượt" in short.expected.vi


def test_a_list_plans_one_visit_each(tmp_path: Path) -> None:
    found(tmp_path, {PLAN: plan("[ban-b, ban-a]"), LAST_MARCH: visit()}, f"OB101 {PLAN}:3:11")


def test_several_cells_are_told_apart(tmp_path: Path) -> None:
    diagnostics = found(tmp_path, {PLAN: plan("[ban-b, ban-a]")}, f"OB101 {PLAN}:3:11", f"OB101 {PLAN}:3:18")
    assert len({d.fingerprint.partition("-")[0] for d in diagnostics}) == 2


def test_a_visit_of_another_seat_does_not_count(tmp_path: Path) -> None:
    two = plan() + plan("[]", "bch-07")
    found(tmp_path, {PLAN: two, LAST_MARCH: visit(more="observers: [bch-07]\n")}, f"OB101 {PLAN}:3:11")


def test_a_visit_of_another_year_does_not_count(tmp_path: Path) -> None:
    earlier = LAST_MARCH.replace("2023", "2022")
    text = visit(year=2022).replace("present: 5", "present: 6")
    files = {PLAN: plan(), PLAN.replace("2023", "2022"): plan("{ban-a: 0}"), earlier: text}
    found(tmp_path, files, f"OB101 {PLAN}:3:11")


def test_the_year_is_that_of_the_month_of_the_record(tmp_path: Path) -> None:
    december = LAST_MARCH.replace("03-", "12-")
    late = visit("12").replace("2023-12-05", "2024-01-02")
    assert found(tmp_path, {PLAN: plan(), december: late}) == []


@pytest.mark.parametrize("wrong", [visit().replace("present: 5", "present: 3"), visit().replace("roll: 6", "roll: [6")])
def test_a_record_that_cannot_be_counted_may_be_the_visit(tmp_path: Path, wrong: str) -> None:
    found(
        tmp_path,
        {PLAN: plan(), LAST_MARCH: wrong},
        f"AT101 {LAST_MARCH}:7:3" if "[6" not in wrong else f"YA001 {LAST_MARCH}:6:9",
    )


def test_a_doubtful_record_of_another_year_leaves_no_doubt(tmp_path: Path) -> None:
    wrong = str(USUAL[MARCH]).replace("present: 4", "present: 1")
    found(tmp_path, {PLAN: plan(), MARCH: wrong}, f"OB101 {PLAN}:3:11", f"AT101 {MARCH}:6:3")


def test_a_cell_that_did_not_last(tmp_path: Path) -> None:
    closed = f"{str(USUAL[f'{OTHER}/cell.yml']).rstrip()}\n        closed: 2023-12-30\n"
    without = dict.fromkeys(f"{OTHER}/2024/{m}-regular.md" for m in ("01", "02", "03"))
    now = plan("[ban-a]")
    files = {PLAN: plan("[ban-b]"), f"{OTHER}/cell.yml": closed, **without, "records/van-quan/observers/2024.yml": now}
    assert found(tmp_path, files) == []
    lasting = closed.replace("2023-12-30", "2023-12-31")
    found(tmp_path, {**files, f"{OTHER}/cell.yml": lasting}, f"OB101 {PLAN}:3:11")


def test_a_cell_that_is_not_there(tmp_path: Path) -> None:
    found(tmp_path, {PLAN: plan("[ban-x]")}, f"RE106 {PLAN}:3:11")


def test_a_cell_that_cannot_be_read(tmp_path: Path) -> None:
    found(tmp_path, {PLAN: plan(), CELL: "name: [\n"}, f"YA001 {CELL}:1:7")


def test_without_a_district_file(tmp_path: Path) -> None:
    found(tmp_path, {PLAN: plan(), DISTRICT: "name: [\n", MEMBERS: USUAL[MEMBERS]}, f"YA001 {DISTRICT}:1:7")


@pytest.mark.parametrize(("judged", "told"), [(set(), 0), ({"huyen-a/ban-b"}, 0), ({"huyen-a/ban-a"}, 1)])
def test_only_the_cells_judged_are_told_about(judged: set[str], told: int) -> None:
    observers = Observers.model_validate({"btv-01": {"level": "committee", "cells": {"ban-a": "1"}}})
    home = dataclasses.replace(district(), observers={2024: observers})
    visited = {"huyen-a/ban-a": Visited(lasting={2024: ()})}
    assert len(list(check(home, visited, frozenset(judged)))) == told
