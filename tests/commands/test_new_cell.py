from __future__ import annotations

import datetime as dt

import pytest

from generator.commands import create, refuse_overwrite
from generator.commands.new_cell import refusal, scaffold
from generator.model import codes
from tests.commands.stores import Store, fill, uncomment, vi

DAY = dt.date(2026, 1, 15)
FOLDER = "records/huyen-a/cells/na-loc"
HINT = "# yaml-language-server: $schema=../../../../.vscode/schema/"
CELL_HEAD = f"""\
{HINT}cell.json
# Một chi bộ. Điền vào sau dấu hai chấm; không có gì để ghi thì để trống.
name:                        # tên đầy đủ, ví dụ Chi bộ bản Nà Lộc
type:                        # loại hình, một trong các mã ở cuối tệp
under:                       # đơn vị cấp trên trực tiếp; đổi đơn vị thì thêm một nhóm, không sửa nhóm cũ
  - unit:                    # một trong: xa-a, xa-b
    from:                    # từ ngày, ví dụ 2026-01-15
founded:                     # ngày thành lập chi bộ
fixed_day:                   # ngày sinh hoạt cố định trong tháng, 1 đến 28; không có thì để trống
# Khi chi bộ kết thúc hoạt động, không xóa thư mục mà thêm hai dòng:
# closed: 2026-01-15
# successor: thon-na-loc
# Các mã loại hình:
#   village           thôn, bản
"""
MEMBERS = f"""\
{HINT}members.json
# Danh sách đảng viên: mã và mốc thời gian, KHÔNG ghi họ tên (họ tên ở names.yml).
# Chép mẫu dưới cho từng người và bỏ dấu # ở đầu dòng.
# Chi bộ chỉ ghi con số, không ghi từng người, thì xóa tệp này.
# Không xóa người đã đi: ghi left (ngày cuối trong danh sách) và how.
#dv01:
#  joined: 2026-01-15        # vào danh sách chi bộ này từ ngày
#  admitted: 2004-05-19      # ngày vào Đảng; không bắt buộc
#  official: 2005-05-19      # ngày chính thức; không ghi là đảng viên dự bị
#  roles:
#    - role: secretary       # secretary bí thư, deputy phó bí thư, committee_member chi ủy viên, group_leader tổ trưởng tổ đảng
#      from: 2026-01-15
#  away:                     # chỉ ghi khi không phải dự
#    - kind: exempt          # exempt được miễn sinh hoạt, temp_exempt tạm miễn sinh hoạt, temp_out sinh hoạt tạm thời nơi khác, special_duty làm nhiệm vụ đặc biệt
#      from: 2026-01-15
#  left: 2026-01-15          # chỉ ghi khi ra khỏi danh sách
#  how: transfer             # transfer chuyển sinh hoạt, died từ trần, removed xóa tên, expelled khai trừ, resigned xin ra khỏi Đảng
"""
NAMES = f"""\
{HINT}names.json
# Họ tên theo mã, mỗi người một dòng. Tệp này có thể để ngoài kho (xem Sổ tay, trang “Đảng viên đến, đi”).
#dv01: Nông Thị Hoa
"""


def test_three_files_with_their_text():
    files = scaffold("huyen-a", "na-loc", ["xa-a", "xa-b"], DAY)
    assert list(files) == [f"{FOLDER}/cell.yml", f"{FOLDER}/members.yml", f"{FOLDER}/names.yml"]
    assert files[f"{FOLDER}/cell.yml"].startswith(CELL_HEAD)
    assert files[f"{FOLDER}/members.yml"] == MEMBERS
    assert files[f"{FOLDER}/names.yml"] == NAMES


def test_every_type_is_listed():
    text = scaffold("huyen-a", "na-loc", [], DAY)[f"{FOLDER}/cell.yml"]
    listed = [line.split()[1] for line in text.split("\n") if line.startswith("#   ")]
    assert listed == list(codes.CELL_TYPES)


def test_one_unit_is_filled_in():
    text = scaffold("huyen-a", "na-loc", ["xa-a"], DAY)[f"{FOLDER}/cell.yml"]
    assert "\n  - unit: xa-a " in text


def test_unfilled_each_blank_is_named_and_filled_it_passes(tmp_path):
    store = Store(tmp_path)
    files = scaffold("huyen-a", "na-loc", ["xa-a"], DAY)
    for path, text in files.items():
        store.write(path, text)
    path = f"{FOLDER}/cell.yml"
    assert {(d.code, d.subject) for d in store.check(path)} == {
        ("FI002", key) for key in ("name", "type", "founded", "from")
    }
    assert store.check(f"{FOLDER}/members.yml") == store.check(f"{FOLDER}/names.yml") == []
    text = fill(files[path], name="Chi bộ A", type="village", founded="2025-12-20", __from="2025-12-20")
    store.write(path, text)
    assert store.check(path) == []
    members = files[f"{FOLDER}/members.yml"]
    samples = [line[1:] for line in MEMBERS.split("\n") if line.startswith(("#dv01", "#  "))]
    store.write(f"{FOLDER}/members.yml", uncomment(members, *samples))
    store.write(f"{FOLDER}/names.yml", uncomment(files[f"{FOLDER}/names.yml"], "dv01: "))
    assert store.check(f"{FOLDER}/members.yml") == store.check(f"{FOLDER}/names.yml") == []
    book, names = store.open()
    assert list(book.members) == list(names) == ["dv01"]
    assert book.members["dv01"].role_on(DAY) == "secretary"


def test_names_that_do_not_work_are_refused():
    assert refusal("huyen-a", "na-loc") is None
    assert "“Nà Lộc”" in vi(refusal("huyen-a", "Nà Lộc"))
    assert "“rules”" in vi(refusal("rules", "na-loc"))
    assert "64" not in vi(refusal("huyen-a", "a" * 65))


def test_nothing_is_overwritten():
    files = scaffold("huyen-a", "na-loc", [], DAY)
    assert refuse_overwrite(files, {"records/huyen-a/district.yml"}) is None
    refused = refuse_overwrite(files, {f"{FOLDER}/cell.yml"})
    assert refused is not None
    assert refused.vi == f"Đã có {FOLDER}/cell.yml; không ghi đè. Hãy mở tệp đó ra sửa."
    assert refused.en == f"{FOLDER}/cell.yml exists already and is not overwritten. Edit that file."


@pytest.mark.parametrize("name", ["con", "nul", "com1"])
def test_a_name_that_the_checker_refuses_is_not_made(tmp_path, name):
    store = Store(tmp_path)
    with pytest.raises(create.Impossible) as refused:
        create.cell(store.options, f"huyen-a/{name}")
    assert f"Windows dành tên “{name}”" in refused.value.text.vi
    assert f"“{name}” for a device" in refused.value.text.en
    assert not (tmp_path / "records/huyen-a/cells" / name).exists()
