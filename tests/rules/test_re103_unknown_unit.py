from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support import CELL, DISTRICT, found, only, places

if TYPE_CHECKING:
    from pathlib import Path

REVIEW = "records/van-quan/reviews/so-ket.yml"
UNITS = """
    name: Đảng bộ huyện Văn Quan
    level: district
    from: 1964-01-01
    records_from: 2024-01
    units:
      xa-tan-doan: {name: Đảng bộ xã Tân Đoàn, level: commune, from: 1994-01-01}
    """


def with_unit(line: str) -> str:
    return f"{UNITS.rstrip()}\n      {line}"


def test_known_units(tmp_path: Path) -> None:
    line = "khoi: {name: Khối, level: block, from: 2000-01-01, parent: xa-tan-doan, successor: xa-tan-doan}"
    review = "title: Sơ kết\ndate: 2017-07-13\noptions: {keep: Giữ}\nproposals: {xa-tan-doan: keep, khoi: keep}"
    assert found(tmp_path, {DISTRICT: with_unit(line), REVIEW: review}) == []


def test_a_successor_in_another_district_is_not_looked_up(tmp_path: Path) -> None:
    line = "khoi: {name: Khối, level: block, from: 2000-01-01, successor: tinh-moi/khoi}"
    assert found(tmp_path, {DISTRICT: with_unit(line)}) == []


def test_a_cell_under_an_unknown_unit(tmp_path: Path) -> None:
    text = """
        name: Chi bộ bản A
        type: village
        under: [{unit: xa-tan-doang, from: 2010-05-01}]  # ! RE103
        founded: 2010-05-01
        """
    diagnostics = found(tmp_path, {CELL: text})
    assert places(diagnostics) == [("RE103", 3, 10, 28)]
    assert "“xa-tan-doan”?" in only(diagnostics).hint.vi


def test_an_unknown_parent_and_successor(tmp_path: Path) -> None:
    line = "khoi: {name: Khối, level: block, from: 2000-01-01, parent: tinh, successor: xa-tan-don}  # ! RE103 RE103"
    assert places(found(tmp_path, {DISTRICT: with_unit(line)})) == [("RE103", 7, 54, 66), ("RE103", 7, 68, 89)]


def test_an_unknown_unit_in_a_review(tmp_path: Path) -> None:
    review = "title: Sơ kết\ndate: 2017-07-13\noptions: {keep: Giữ}\nproposals:\n  xa-yen-phu: keep  # ! RE103\n"
    assert places(found(tmp_path, {REVIEW: review})) == [("RE103", 5, 3, 19)]


LOCAL = "records/rulebook/rieng.yml"
OF = "title: T\nissuer: I\nsource: S\napplies: {from: 2024-01-01}\nscope: "


def test_the_scope_of_a_rule_names_a_unit(tmp_path: Path) -> None:
    found(tmp_path, {LOCAL: f"{OF}van-quan/xa-zzz  # ! RE103\n"})


@pytest.mark.parametrize("scope", ["van-quan", "van-quan/xa-tan-doan"])
def test_a_scope_that_is_there(tmp_path: Path, scope: str) -> None:
    assert found(tmp_path, {LOCAL: f"{OF}{scope}\n"}) == []


def test_the_scope_of_another_district_is_its_own_matter(tmp_path: Path) -> None:
    other = {"records/huyen-khac/district.yml": UNITS.replace("xa-tan-doan", "xa-zzz")}
    assert found(tmp_path, {**other, LOCAL: f"{OF}huyen-khac/xa-zzz\n"}) == []
