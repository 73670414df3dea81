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


@pytest.mark.parametrize(
    ("heir", "near"), [("van-quan/xa-tan-don", "xa-tan-doan"), ("van-qan/xa-tan-doan", "van-quan")]
)
def test_a_successor_nearly_in_a_district_of_the_store(tmp_path: Path, heir: str, near: str) -> None:
    line = f"khoi: {{name: Khối, level: block, from: 2000-01-01, successor: {heir}}}  # ! RE103"
    diagnostics = found(tmp_path, {DISTRICT: with_unit(line)})
    assert places(diagnostics) == [("RE103", 7, 54, 65 + len(heir))]
    assert f"“{near}”?" in only(diagnostics).hint.vi


def test_a_unit_of_another_district_of_the_store_is_not_looked_up(tmp_path: Path) -> None:
    line = "khoi: {name: Khối, level: block, from: 2000-01-01, successor: lang-son/khoi}"
    heads = "name: L\nlevel: district\nfrom: 1994-01-01\nrecords_from: 2024-01\n"
    units = "units: {xa-a: {name: Xã A, level: commune, from: 1994-01-01}}\n"
    other = {"records/lang-son/district.yml": heads + units}
    assert found(tmp_path, {**other, DISTRICT: with_unit(line)}) == []


def test_a_successor_in_the_district_itself_by_its_full_name(tmp_path: Path) -> None:
    line = "khoi: {name: Khối, level: block, from: 2000-01-01, successor: van-quan/xa-tan-doan}"
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


def test_a_wrong_proposal_hides_no_unknown_unit(tmp_path: Path) -> None:
    review = "title: Sơ kết\ndate: 2017-07-13\noptions: {keep: Giữ}\nproposals:\n  xa-yen-phu: kep  # ! RE103 FI003\n"
    found(tmp_path, {REVIEW: review})


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


@pytest.mark.parametrize(
    ("scope", "near"), [("van-quam", "van-quan"), ("van-quam/xa-tan-doan", "van-quan"), ("al", "all")]
)
def test_the_scope_of_a_rule_is_not_nearly_a_district(tmp_path: Path, scope: str, near: str) -> None:
    diagnostics = found(tmp_path, {LOCAL: f"{OF}{scope}  # ! RE103\n"})
    error = only(diagnostics)
    assert places(diagnostics) == [("RE103", 5, 1, 8 + len(scope))]
    slug = scope.partition("/")[0]
    assert error.found == (f"Không có đảng bộ mang mã “{slug}”.", f"There is no district “{slug}”.")
    assert f"records/{slug}/district.yml" in error.hint.vi
    assert f"“{near}”?" in error.hint.vi


@pytest.mark.parametrize("scope", ["zz", "zz/xa-tan-doan", "van-mau"])
def test_a_rulebook_may_be_shared_with_stores_of_other_districts(tmp_path: Path, scope: str) -> None:
    assert found(tmp_path, {LOCAL: f"{OF}{scope}\n"}) == []


def test_every_scope_of_a_mistyped_district_is_told(tmp_path: Path) -> None:
    files = {f"records/rulebook/{name}.yml": f"{OF}van-quam/{name}  # ! RE103\n" for name in ("mot", "hai")}
    assert {d.path for d in found(tmp_path, files)} == set(files)


def test_a_district_that_cannot_be_read_is_there(tmp_path: Path) -> None:
    other = {"records/huyen-khac/district.yml": UNITS.replace("level: district", "level: huyen  # ! FI003")}
    assert len(found(tmp_path, {**other, LOCAL: f"{OF}huyen-khac\n"})) == 1


def with_successor(slug: str) -> str:
    return UNITS.replace("records_from:", f"to: 2199-12-31\n    successor: {slug}\n    records_from:")


@pytest.mark.parametrize(("slug", "near"), [("zz", ""), ("xa-mo", "xa-moi"), ("van-quam", "")])
def test_an_unknown_successor_of_a_district(tmp_path: Path, slug: str, near: str) -> None:
    other = {"records/xa-moi/district.yml": UNITS}
    diagnostics = found(tmp_path, {**other, DISTRICT: with_successor(f"{slug}  # ! RE103")})
    error = only(diagnostics)
    assert places(diagnostics) == [("RE103", 5, 1, 12 + len(slug))]
    assert error.found.vi == f"Không có đảng bộ mang mã “{slug}”."
    assert ("“" in error.hint.vi, f"“{near}”?" in error.hint.vi) == (bool(near), bool(near))


def test_a_successor_without_cells_yet(tmp_path: Path) -> None:
    other = {"records/xa-moi/district.yml": UNITS}
    assert found(tmp_path, {**other, DISTRICT: with_successor("xa-moi")}) == []
