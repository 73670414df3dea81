"""`chibo codeowners`: the file it makes, what it refuses, and when it calls the file stale."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from generator import pipeline
from generator.commands.codeowners import NotMade, difference, make
from generator.model.owners import TARGET
from tests.commands.stores import vi
from tests.site.conftest import run
from tests.store import git

if TYPE_CHECKING:
    from pathlib import Path

AS_OF = dt.date(2024, 6, 30)
DISTRICT = """\
name: Đảng bộ huyện A
level: district
from: 1990-01-01
records_from: 2024-01
units:
  xa-b: {name: Đảng bộ xã B, level: commune, from: 1990-01-01}
  xa-a: {name: Đảng bộ xã A, level: commune, from: 1990-01-01}
  truong: {name: Đảng bộ các trường, level: sectional, parent: xa-a, from: 1990-01-01}
"""
OWNERS = """\
store:
  - huyen/ky-thuat
rulebook:
  - huyen/to-chuc
workflows:
  - may-01
  - may-02
districts:
  huyen-a:
    owners:
      - huyen/van-phong
    units:
      xa-a:
        - "@xa-a/thu-ky"
    cells:
      ban-tu-ghi:
        - tk-01
        - tk-02
"""
TEXT = """\
# Do “chibo codeowners” tạo từ codeowners.yml và records/; không sửa tay.
# Made by `chibo codeowners` from codeowners.yml and records/; do not edit.
* @huyen/ky-thuat
/.github/ @may-01 @may-02
/records/rulebook/ @huyen/to-chuc

# huyen-a: Đảng bộ huyện A
/records/huyen-a/ @huyen/van-phong
# huyen-a/xa-b: Đảng bộ xã B
/records/huyen-a/cells/thon-cu/ @huyen/van-phong
# huyen-a/xa-a: Đảng bộ xã A
/records/huyen-a/cells/ban-a/ @xa-a/thu-ky
/records/huyen-a/cells/ban-tu-ghi/ @tk-01 @tk-02
# huyen-a/truong: Đảng bộ các trường
/records/huyen-a/cells/truong-xa/ @xa-a/thu-ky

# huyen-b: Đảng bộ huyện A
/records/huyen-b/ @huyen/ky-thuat
# huyen-b/xa-a: Đảng bộ xã A
/records/huyen-b/cells/ban-a/ @huyen/ky-thuat
"""


def cell(*under: str, more: str = "") -> str:
    lines = "".join(f"  - {{{one}}}\n" for one in under)
    return f"name: Chi bộ\ntype: village\nunder:\n{lines}founded: 2000-01-01\n{more}"


FILES = {
    "codeowners.yml": OWNERS,
    "records/huyen-a/district.yml": DISTRICT,
    "records/huyen-b/district.yml": DISTRICT,
    "records/huyen-a/cells/thon-cu/cell.yml": cell("unit: xa-b, from: 2000-01-01"),
    "records/huyen-a/cells/ban-tu-ghi/cell.yml": cell("unit: xa-a, from: 2000-01-01"),
    "records/huyen-a/cells/ban-a/cell.yml": cell("unit: xa-a, from: 2000-01-01"),
    "records/huyen-a/cells/ban-a/members.yml": "dv01: {joined: 2000-01-01, official: 1999-01-01}\n",
    "records/huyen-a/cells/ban-a/names.yml": "dv01: Nông Thị Hoa\n",
    "records/huyen-a/cells/truong-xa/cell.yml": cell("unit: truong, from: 2000-01-01"),
    "records/huyen-b/cells/ban-a/cell.yml": cell("unit: xa-a, from: 2000-01-01"),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    git.write(tmp_path, FILES)
    return tmp_path


def made(root: Path, as_of: dt.date = AS_OF, **more: str) -> str:
    options = pipeline.Options(root, as_of, jobs=1, **more)  # type: ignore[arg-type]  # the keys are fields of text
    store = pipeline.run(options, None, counts=True)
    return make(options, store, pipeline.summaries(store))


def line(text: str, folder: str) -> str:
    """The accounts of a cell."""
    (found,) = [one for one in text.splitlines() if one.startswith(f"/records/{folder}/ ")]
    return found.split(" ", 1)[1]


def test_the_whole_file(root: Path) -> None:
    assert made(root) == TEXT


def test_what_is_not_written_falls_to_the_store(root: Path) -> None:
    git.write(root, {"codeowners.yml": "store: [huyen/ky-thuat]\n"})
    lines = [one for one in made(root).splitlines() if one and not one.startswith("#")]
    assert {one.split(" ", 1)[1] for one in lines} == {"@huyen/ky-thuat"}
    assert [one.split(" ", 1)[0] for one in lines][:3] == ["*", "/.github/", "/records/rulebook/"]


def test_nobody_s_name_and_no_id_of_a_member_is_in_it(root: Path) -> None:
    text = made(root)
    assert "Nông Thị Hoa" not in text
    assert "dv01" not in text
    assert {word for word in text.split() if word.startswith("@")} == {
        "@huyen/ky-thuat", "@may-01", "@may-02", "@huyen/to-chuc", "@huyen/van-phong", "@xa-a/thu-ky", "@tk-01", "@tk-02",
    }  # fmt: skip


MOVED = cell("unit: xa-b, from: 2000-01-01, to: 2024-05-31", "unit: xa-a, from: 2024-06-01, to: 2024-12-31")


@pytest.mark.parametrize(
    ("day", "accounts"),
    [
        ("1999-12-31", "@huyen/van-phong"),
        ("2024-05-31", "@xa-b/thu-ky"),
        ("2024-06-01", "@xa-a/thu-ky"),
        ("2024-12-31", "@xa-a/thu-ky"),
        ("2025-02-01", "@xa-a/thu-ky"),
    ],
)
def test_the_unit_is_that_of_the_day_or_the_last_before(root: Path, day: str, accounts: str) -> None:
    more = "      xa-b:\n        - xa-b/thu-ky\n"
    git.write(
        root,
        {
            "codeowners.yml": OWNERS.replace("    units:\n", f"    units:\n{more}"),
            "records/huyen-a/cells/ban-a/cell.yml": MOVED,
        },
    )
    assert line(made(root, dt.date.fromisoformat(day)), "huyen-a/cells/ban-a") == accounts


def test_of_two_units_gone_by_the_later_one_counts(root: Path) -> None:
    later_first = cell("unit: xa-a, from: 2010-01-01, to: 2012-12-31", "unit: xa-b, from: 2000-01-01, to: 2009-12-31")
    git.write(root, {"records/huyen-a/cells/ban-a/cell.yml": later_first})
    assert line(made(root), "huyen-a/cells/ban-a") == "@xa-a/thu-ky"


def test_a_cell_of_a_unit_that_the_district_does_not_have_is_refused(root: Path) -> None:
    git.write(root, {"records/huyen-a/cells/ban-a/cell.yml": cell("unit: xa-la, from: 2000-01-01")})
    with pytest.raises(NotMade):
        made(root)


def test_a_unit_s_own_entry_goes_before_that_of_the_unit_above(root: Path) -> None:
    own = OWNERS.replace("    cells:\n", "      truong:\n        - truong/thu-ky\n    cells:\n")
    git.write(root, {"codeowners.yml": own})
    assert line(made(root), "huyen-a/cells/truong-xa") == "@truong/thu-ky"


def test_an_account_twice_is_written_once(root: Path) -> None:
    git.write(root, {"codeowners.yml": 'store: [b, "@b", a]\n'})
    assert "\n* @b @a\n" in made(root)


def test_the_records_may_lie_elsewhere(root: Path) -> None:
    (root / "so").mkdir()
    (root / "records").rename(root / "so/ban-ghi")
    assert made(root, records="so/ban-ghi") == TEXT.replace("/records/", "/so/ban-ghi/").replace(
        "codeowners.yml và /so/ban-ghi/", "codeowners.yml và records/"
    )


def test_a_name_of_several_lines_stays_in_its_remark(root: Path) -> None:
    name = 'name: "Đảng bộ huyện A\\n* @ke-khac"\n'
    git.write(root, {"records/huyen-a/district.yml": DISTRICT.replace("name: Đảng bộ huyện A\n", name)})
    assert "\n# huyen-a: Đảng bộ huyện A * @ke-khac\n" in made(root)


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("districts:\n", "1:1 FI002", "store"),
        ("store: ky-thuat\n", "1:1 FI003", "một danh sách"),
        ("store: []\n", "1:1 FI003", "ít nhất một tài khoản"),
        ("store:\n", "1:1 FI002", "store"),
        ("store:\n  - Nguyễn Văn A\n", "2:5 FI003", "không ghi họ tên"),
        ("store:\n  - ky-thuat@example.invalid\n", "2:5 FI003", "thư điện tử"),
        ("store:\n  - @ky-thuat\n", "2:5 YA001", "dấu @"),
        ("store:\n  - a/\n", "2:5 FI003", "tài khoản"),
        ("store: [a]\nstores: [b]\n", "2:1 FI001", "stores"),
        ("store: [a]\ndistricts:\n  huyen-a:\n    units:\n      xa-a: [b]\n", "4:5 FI002", "owners"),
        ("store: [a]\ndistricts:\n  huyen-a:\n    owners: [b]\n    units:\n      xa-a: b\n", "6:7 FI003", "một danh sách"),
        ("store: [a]\ndistricts:\n  huyen-c:\n    owners: [b]\n", "3:3 FI003", "không có đảng bộ"),
        ("store: [a]\ndistricts:\n  huyen-a:\n    owners: [b]\n    units:\n      xa-c: [b]\n", "6:7 RE103", "đơn vị"),
        ("store: [a]\ndistricts:\n  huyen-a:\n    owners: [b]\n    cells:\n      ban-b: [b]\n", "6:7 RE106", "chi bộ"),
        ("store: [a]\nstore: [b]\n", "2:1 YA002", "store"),
    ],
)  # fmt: skip
def test_a_fault_of_the_map_has_its_place(root: Path, text: str, place: str, says: str) -> None:
    git.write(root, {"codeowners.yml": text})
    with pytest.raises(NotMade) as refused:
        made(root)
    assert refused.value.report is not None
    (found,) = refused.value.report.diagnostics
    assert f"{found.span.line}:{found.span.column} {found.code}" == place
    assert found.path == "codeowners.yml"
    assert says in found.message("vi")
    assert found.message("en") != found.message("vi")


def test_the_nearest_name_is_asked_for(root: Path) -> None:
    git.write(root, {"codeowners.yml": "store: [a]\ndistricts:\n  huyen-aa:\n    owners: [b]\n"})
    with pytest.raises(NotMade) as refused:
        made(root)
    assert refused.value.report is not None
    assert refused.value.report.diagnostics[0].hint.vi == "Có phải “huyen-a”?"


def test_a_warning_stops_nothing(root: Path) -> None:
    git.write(root, {"codeowners.yml": OWNERS + "# một dấu cách lạ:\u00a0\n"})
    assert made(root) == TEXT


def test_without_a_map_it_says_where_to_read_on(root: Path, repository: Path) -> None:
    (root / "codeowners.yml").unlink()
    with pytest.raises(NotMade) as refused:
        made(root)
    assert "codeowners.yml" in vi(refused.value.text)
    assert refused.value.report is None
    page = (repository / "docs/handbook/quan-ly-kho.md").read_text("utf-8")
    assert "mục “Ai duyệt phần nào”" in vi(refused.value.text)
    example = page.partition("## Ai duyệt phần nào\n")[2].partition("```yaml\n")[2].partition("```")[0]
    git.write(root, {"codeowners.yml": example.replace("huyen-vi-du:", "huyen-a:")})
    with pytest.raises(NotMade) as refused:
        made(root)
    assert refused.value.report is not None
    assert {d.code for d in refused.value.report.diagnostics} == {"RE103", "RE106"}, "well-formed, for another store"


@pytest.mark.parametrize(
    "path", ["records/huyen-a/cells/ban-a/cell.yml", "records/huyen-b/district.yml"], ids=["cell", "district"]
)
def test_nothing_passes_to_other_owners_because_a_file_is_broken(root: Path, path: str) -> None:
    git.write(root, {path: "name: [\n"})
    with pytest.raises(NotMade) as refused:
        made(root)
    text = vi(refused.value.text)
    assert path in text
    assert text.count("records/") == 1
    assert "chibo check" in refused.value.text.en


def test_a_broken_roll_or_meeting_matters_to_nobody_here(root: Path) -> None:
    folder = "records/huyen-a/cells/ban-a"
    git.write(root, {f"{folder}/members.yml": "dv01: [\n", f"{folder}/2024/03-regular.md": "---\ndate: x\n---\n"})
    assert made(root) == TEXT


def test_a_store_inside_a_repository_is_refused(root: Path) -> None:
    git.start(root)
    assert made(root) == TEXT
    inside = root / "inside"
    git.write(inside, FILES)
    with pytest.raises(NotMade) as refused:
        made(inside)
    assert "gốc kho" in vi(refused.value.text)


def test_what_is_stale_is_named(root: Path) -> None:
    options = pipeline.Options(root, AS_OF, jobs=1)
    assert vi(difference(options, TEXT)) == "Chưa có .github/CODEOWNERS. Chạy lại: chibo codeowners"
    git.write(root, {TARGET: TEXT})
    assert difference(options, TEXT) is None
    (root / TARGET).write_bytes(TEXT.replace("\n", "\r\n").encode())
    assert difference(options, TEXT) is None
    git.write(root, {TARGET: TEXT.replace("@tk-02", "@tk-03")})
    stale = difference(options, TEXT)
    assert vi(stale).startswith(
        ".github/CODEOWNERS:13: đã cũ. Đang ghi “/records/huyen-a/cells/ban-tu-ghi/ @tk-01 @tk-03”, cần “/records"
    )
    assert stale is not None
    assert stale.en.endswith("Run again: chibo codeowners")
    git.write(root, {TARGET: TEXT + "* @ke-khac\n"})
    assert ":21: đã cũ. Đang ghi “* @ke-khac”, cần “”" in vi(difference(options, TEXT))
    git.write(root, {TARGET: TEXT[:-1]})
    assert ":21: đã cũ. Đang ghi “”, cần “”" in vi(difference(options, TEXT))


def test_the_command_writes_checks_and_refuses(root: Path) -> None:
    stale = run("codeowners", "--check", "--as-of", "2024-06-30", cwd=root)
    assert stale.returncode == 1
    assert "chibo codeowners" in stale.stderr
    assert not (root / TARGET).exists()
    done = run("codeowners", "--as-of", "2024-06-30", cwd=root / "records")
    assert (done.returncode, done.stdout) == (0, "Đã ghi .github/CODEOWNERS\n")
    assert (root / TARGET).read_text("utf-8") == TEXT
    assert run("codeowners", "--check", "--as-of", "2024-06-30", cwd=root).returncode == 0
    git.write(root, {"codeowners.yml": "store: []\n"})
    wrong = run("codeowners", "--lang", "en", cwd=root)
    assert wrong.returncode == 1
    assert wrong.stderr.startswith("codeowners.yml:1:1: FI003 error: `store` holds a list.")
    assert "Traceback" not in wrong.stderr
    assert (root / TARGET).read_text("utf-8") == TEXT
