from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support import CELL, DISTRICT, found, only, places

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "name: Đảng bộ huyện Văn Quan\nlevel: district\nfrom: 1964-01-01\nrecords_from: 2024-01\nunits:\n"


def unit(slug: str, more: str = "", start: str = "1994-01-01") -> str:
    return f"  {slug}: {{name: Đảng bộ {slug}, level: commune, from: {start}{more}}}"


def district(*units: str, more: str = "") -> str:
    return HEAD.replace("records_from", f"{more}records_from") + "\n".join((unit("xa-tan-doan"), *units)) + "\n"


def cell(*under: str, more: str = "") -> str:
    lines = "\n".join(f"  - {one}" for one in under)
    return f"name: Chi bộ bản A\ntype: village\nunder:\n{lines}\nfounded: 2010-05-01\n{more}"


def test_units_in_a_tree(tmp_path: Path) -> None:
    text = district(unit("a", ", parent: b"), unit("b", ", parent: xa-tan-doan"), unit("c", ", parent: b"))
    assert found(tmp_path, {DISTRICT: text}) == []


@pytest.mark.parametrize(
    ("under", "more", "end"),
    [
        (["{unit: xa-cu, from: 2010-05-01, to: 2023-06-30}", "{unit: xa-tan-doan, from: 2023-07-01}"], "", ""),
        (["{unit: xa-cu, from: 2010-05-01}", "{unit: xa-tan-doan, from: 2023-07-01}"], "", ""),
        (["{unit: xa-cu, from: 2009-01-01, to: 2023-06-30}", "{unit: xa-tan-doan, from: 2023-07-01}"], "", ""),
    ],
    ids=["to the day", "an open interval that the next one ends", "before the cell was founded"],
)
def test_intervals_inside_the_units_own(tmp_path: Path, under: list[str], more: str, end: str) -> None:
    text = district(unit("xa-cu", ", to: 2023-06-30", "2010-05-01"))
    assert found(tmp_path, {DISTRICT: text, CELL: cell(*under, more=more)}) == []


def test_a_unit_that_ends_with_the_district(tmp_path: Path) -> None:
    text = district(unit("xa-moi", ", to: 2025-06-30"), more="to: 2025-06-30\n")
    assert found(tmp_path, {DISTRICT: text, CELL: cell("{unit: xa-moi, from: 2010-05-01}")}) == []


def test_a_unit_that_ends_with_the_cell(tmp_path: Path) -> None:
    files = {
        DISTRICT: district(unit("xa-moi", ", to: 2024-03-31")),
        CELL: cell("{unit: xa-moi, from: 2010-05-01}", more="closed: 2024-03-31\n"),
    }
    assert found(tmp_path, files) == []


def test_a_cycle_is_one_message_at_its_first_unit(tmp_path: Path) -> None:
    text = district(
        unit("c", ", parent: a"),
        unit("a", ", parent: b  # ! OR103"),
        unit("b", ", parent: c"),
        unit("d", ", parent: c"),
    )
    text = text.replace("b  # ! OR103}", "b}  # ! OR103")
    diagnostics = found(tmp_path, {DISTRICT: text})
    assert [(d.code, d.span.line, d.span.column) for d in diagnostics] == [("OR103", 8, 58)]
    assert "a → b → c → a" in only(diagnostics).found.vi


def test_a_parent_that_is_not_there_is_another_rule_alone(tmp_path: Path) -> None:
    found(tmp_path, {DISTRICT: district(unit("a", ", parent: xa-la") + "  # ! RE103")})


def test_a_unit_above_itself_and_a_second_cycle(tmp_path: Path) -> None:
    text = district(
        unit("a", ", parent: a") + "  # ! OR103", unit("x", ", parent: y") + "  # ! OR103", unit("y", ", parent: x")
    )
    assert len(found(tmp_path, {DISTRICT: text})) == 2


@pytest.mark.parametrize(
    ("under", "told"),
    [
        ("{unit: xa-cu, from: 2010-05-01, to: 2023-12-31}", "đến hết 31/12/2023"),
        ("{unit: xa-cu, from: 2010-05-01, to: 2023-06-30}", ""),
    ],
)
def test_an_interval_that_outlasts_its_unit(tmp_path: Path, under: str, told: str) -> None:
    text = district(unit("xa-cu", ", to: 2023-06-30, successor: xa-tan-doan", "2010-05-01"))
    mark = "  # ! OR103" if told else ""
    diagnostics = found(tmp_path, {DISTRICT: text, CELL: cell(under + mark, "{unit: xa-tan-doan, from: 2024-01-01}")})
    if told:
        assert places(diagnostics) == [("OR103", 4, 6, 17)]
        assert told in only(diagnostics).found.vi
        hint = only(diagnostics).hint
        assert hint.vi.endswith(" Đơn vị kế tục là “xa-tan-doan”.")
        assert hint.en.endswith(" Its successor is “xa-tan-doan”.")


@pytest.mark.parametrize(
    "later",
    [
        "{unit: xa-tan-doan, from: 2015-01-01, to: 2015-12-31}",
        "{unit: xa-tan-doan, from: 2009-01-01, to: 2023-06-30}",
        "{unit: xa-tan-doan, from: 2023-07-02}",
        "{unit: xa-tan-doan, from: 2009-01-01}",
        "{unit: xa-tan-doan, from: 2010-05-01}",
    ],
    ids=["for a while only", "before it", "a day too late", "from before it on", "from the same day on"],
)
def test_a_later_entry_that_does_not_end_the_interval_in_time(tmp_path: Path, later: str) -> None:
    text = district(unit("xa-cu", ", to: 2023-06-30", "2010-05-01"))
    diagnostics = found(tmp_path, {DISTRICT: text, CELL: cell("{unit: xa-cu, from: 2010-05-01}  # ! OR103", later)})
    assert only(diagnostics).hint.vi.endswith("cho đơn vị của thời gian còn lại.")  # the unit has no successor
    assert only(diagnostics).hint.en.endswith("for the unit of the remaining time.")


def test_a_later_entry_that_ends_before_the_interval_does(tmp_path: Path) -> None:
    text = district(unit("xa-cu", ", to: 2023-06-30", "2010-05-01"))
    own = "{unit: xa-cu, from: 2010-05-01, to: 2024-12-31}  # ! OR103"
    found(tmp_path, {DISTRICT: text, CELL: cell(own, "{unit: xa-tan-doan, from: 2015-01-01, to: 2024-12-30}")})


def test_a_later_entry_from_the_last_day_of_the_interval(tmp_path: Path) -> None:
    text = district(unit("xa-cu", ", to: 2023-06-30", "2010-05-01"))
    own = "{unit: xa-cu, from: 2010-05-01, to: 2023-07-01}"
    assert found(tmp_path, {DISTRICT: text, CELL: cell(own, "{unit: xa-tan-doan, from: 2023-07-01}")}) == []


@pytest.mark.parametrize(
    "later",
    ["{unit: xa-tan-doan, from: 2023-07-01, to: 2030-12-31}", "{unit: xa-tan-doan, from: 2023-07-01, to: 2024-12-31}"],
    ids=["longer", "as long"],
)
def test_a_later_entry_that_outlasts_the_interval(tmp_path: Path, later: str) -> None:
    text = district(unit("xa-cu", ", to: 2023-06-30", "2010-05-01"))
    own = "{unit: xa-cu, from: 2010-05-01, to: 2024-12-31}"
    assert found(tmp_path, {DISTRICT: text, CELL: cell(own, later)}) == []


def test_an_interval_before_the_cell_was_founded(tmp_path: Path) -> None:
    text = district(unit("xa-cu", ", to: 1999-12-31"))
    under = "{unit: xa-cu, from: 1990-01-01, to: 2005-12-31}", "{unit: xa-tan-doan, from: 2006-01-01}"
    assert found(tmp_path, {DISTRICT: text, CELL: cell(*under)}) == []


def test_an_interval_of_one_day_too_many(tmp_path: Path) -> None:
    text = district(unit("xa-cu", ", to: 2010-04-30"))
    under = "{unit: xa-cu, from: 1994-01-01, to: 2010-05-01}  # ! OR103", "{unit: xa-tan-doan, from: 2010-05-02}"
    found(tmp_path, {DISTRICT: text, CELL: cell(*under)})


def test_an_interval_that_begins_before_its_unit(tmp_path: Path) -> None:
    text = district(unit("xa-moi", start="2020-01-01"))
    found(tmp_path, {DISTRICT: text, CELL: cell("{unit: xa-moi, from: 2010-05-01}  # ! OR103")})


def test_an_unknown_unit_is_another_rule_alone(tmp_path: Path) -> None:
    found(tmp_path, {CELL: cell("{unit: xa-la, from: 1900-05-01}  # ! FI003")})
    found(tmp_path, {CELL: cell("{unit: xa-la, from: 1990-05-01}  # ! RE103")})
