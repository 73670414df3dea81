"""`chibo new cell`: the files of a new cell, to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.commands import line, listed, lowered
from generator.commands.schema import hinted
from generator.model import codes
from generator.model.text import Text
from generator.model.values import SLUG, SLUG_LENGTH
from generator.store.paths import RESERVED

if TYPE_CHECKING:
    import datetime as dt


def scaffold(district_slug: str, cell_slug: str, units: list[str], as_of: dt.date) -> dict[str, str]:
    """The path and text of each file of a new cell; `units` are the units of the district in force on `as_of`.

    Filled in, `cell.yml` passes the checker; `members.yml` and `names.yml` hold nothing but a commented example.
    Each begins with the remark that leads an editor to its schema.
    """
    folder = f"records/{district_slug}/cells/{cell_slug}"
    texts = {"cell": _cell(units, as_of), "members": _members(as_of), "names": _names()}
    return dict(hinted(kind, f"{folder}/{kind}.yml", text) for kind, text in texts.items())


def refusal(district_slug: str, cell_slug: str) -> Text | None:
    """Why no cell can be made under this name; None where it can."""
    for slug in (district_slug, cell_slug):
        if not SLUG.fullmatch(slug) or len(slug) > SLUG_LENGTH:
            return Text(
                f"“{slug}” không dùng làm mã được: chỉ gồm chữ thường không dấu, chữ số và gạch nối, ví dụ ban-na-loc.",
                f"“{slug}” is not an id: lower-case letters, digits and hyphens only, such as ban-na-loc.",
            )
    if district_slug in RESERVED:
        return Text(f"Tên “{district_slug}” dành cho trang của sổ.", f"“{district_slug}” is reserved for the site.")
    return None


def _cell(units: list[str], as_of: dt.date) -> str:
    only = units[0] if len(units) == 1 else ""
    listed = f"một trong: {', '.join(units)}" if units else "mã đơn vị trong district.yml"
    lines = [
        "# Một chi bộ. Điền vào sau dấu hai chấm; không có gì để ghi thì để trống.",
        line("name", "", "tên đầy đủ, ví dụ Chi bộ bản Nà Lộc"),
        line("type", "", "loại hình, một trong các mã ở cuối tệp"),
        line("under", "", "đơn vị cấp trên trực tiếp; đổi đơn vị thì thêm một nhóm, không sửa nhóm cũ"),
        line("  - unit", only, listed),
        line("    from", "", f"từ ngày, ví dụ {as_of}"),
        line("founded", "", "ngày thành lập chi bộ"),
        line("fixed_day", "", "ngày sinh hoạt cố định trong tháng, 1 đến 28; không có thì để trống"),
        "# Khi chi bộ kết thúc hoạt động, không xóa thư mục mà thêm hai dòng:",
        f"# closed: {as_of}",
        "# successor: thon-na-loc",
        "# Các mã loại hình:",
        *(f"#   {code:<18}{lowered(label.vi)}" for code, label in codes.CELL_TYPES.items()),
    ]
    return "\n".join(lines) + "\n"


def _members(as_of: dt.date) -> str:
    lines = [
        "# Danh sách đảng viên: mã và mốc thời gian, KHÔNG ghi họ tên (họ tên ở names.yml).",
        "# Chép mẫu dưới cho từng người và bỏ dấu # ở đầu dòng.",
        "# Chi bộ chỉ ghi con số, không ghi từng người, thì xóa tệp này.",
        "# Không xóa người đã đi: ghi left (ngày cuối trong danh sách) và how.",
        "#dv01:",
        line("#  joined", str(as_of), "vào danh sách chi bộ này từ ngày"),
        line("#  admitted", "2004-05-19", "ngày vào Đảng; không bắt buộc"),
        line("#  official", "2005-05-19", "ngày chính thức; không ghi là đảng viên dự bị"),
        "#  roles:",
        line("#    - role", "secretary", listed(codes.ROLES)),
        line("#      from", str(as_of)),
        line("#  away", "", "chỉ ghi khi không phải dự"),
        line("#    - kind", "exempt", listed(codes.AWAY_KINDS)),
        line("#      from", str(as_of)),
        line("#  left", str(as_of), "chỉ ghi khi ra khỏi danh sách"),
        line("#  how", "transfer", listed(codes.LEAVINGS)),
    ]
    return "\n".join(lines) + "\n"


def _names() -> str:
    return (
        "# Họ tên theo mã, mỗi người một dòng. Tệp này có thể để ngoài kho (xem Sổ tay, trang “Đảng viên đến, đi”).\n"
        "#dv01: Nông Thị Hoa\n"
    )
