"""`chibo new rule`: a rulebook file that comes with the program, or an empty one to fill in."""

from __future__ import annotations

import re
from importlib import resources

from generator.commands import line
from generator.commands.schema import hinted
from generator.model.text import Text
from generator.model.values import SLUG, SLUG_LENGTH

EXAMPLE = {"time": 5, "attendance": 5, "preparation": 10, "conduct": 40, "principles": 5, "results": 30, "closing": 5}
SHIPPED = "_rulebook"  # a folder of the package


def shipped() -> list[str]:
    """The names of the rulebook files that come with the program."""
    folder = resources.files("generator").joinpath(SHIPPED)
    return sorted(file.name.removesuffix(".yml") for file in folder.iterdir() if file.name.endswith(".yml"))


def scaffold(name: str, scope: str | None = None) -> tuple[str, str]:
    """The path and text of a rulebook file: the one shipped under this name, else a template to fill in.

    It begins with the remark that leads an editor to its schema. A `scope` takes the place of the shipped one, which is
    `all`, or of the blank in the template.
    """
    path = f"records/rulebook/{name}.yml"
    if name in shipped():
        text = resources.files("generator").joinpath(SHIPPED, f"{name}.yml").read_text(encoding="utf-8")
        if scope is not None:
            text = re.sub(r"^scope: .*$", f"scope: {scope}", text, count=1, flags=re.MULTILINE)
        return hinted("rules", path, text)
    return hinted("rules", path, _template(scope or ""))


def refusal(name: str, scope: str | None = None) -> Text | None:
    """Why no rulebook file can be made under this name and for this scope; None where it can."""
    if not _is_slug(name):
        return _wrong_name(name)
    if scope is not None and not (scope.count("/") <= 1 and all(_is_slug(part) for part in scope.split("/"))):
        return Text(
            f"Phạm vi “{scope}” chưa đúng. Viết all, ĐẢNG-BỘ hoặc ĐẢNG-BỘ/ĐƠN-VỊ, ví dụ huyen-vi-du/xa-vi-du.",
            f"“{scope}” is no scope. Write all, DISTRICT or DISTRICT/UNIT, such as huyen-vi-du/xa-vi-du.",
        )
    return None


def _is_slug(text: str) -> bool:
    return SLUG.fullmatch(text) is not None and len(text) <= SLUG_LENGTH


def _wrong_name(name: str) -> Text:
    listed = ", ".join(shipped())
    return Text(
        f"“{name}” không dùng làm tên tệp được: chỉ gồm chữ thường không dấu, chữ số và gạch nối. Có sẵn: {listed}.",
        f"“{name}” is not a file name: lower-case letters, digits and hyphens only. Shipped: {listed}.",
    )


def _template(scope: str) -> str:
    lines = [
        "# Một văn bản quy định. Điền phần đầu; phần sau, văn bản nêu điều nào thì bỏ dấu # đầu các dòng của điều đó.",
        "# Văn bản không nêu thì không ghi. Có sẵn để chép: " + ", ".join(shipped()) + ".",
        line("title", "", "số, ký hiệu, ngày của văn bản; trong ngoặc kép nếu có dấu hai chấm hoặc dấu #"),
        line("issuer", "", "cơ quan ban hành"),
        line("source", "", "điều, mục"),
        "applies:",
        line("  from", "", "ngày có hiệu lực"),
        line("  to", "", "ngày hết hiệu lực; để trống thì hết khi có văn bản mới cùng phạm vi"),
        line("scope", scope, "all, hoặc ĐẢNG-BỘ, hoặc ĐẢNG-BỘ/ĐƠN-VỊ"),
        line("#extends", "hd-42-btctw-2025", "lấy mọi điều của tệp đó, trừ điều ghi lại ở đây"),
        "#regular:",
        "#  every: month",
        line("#  record_due_day", "10", "hạn ghi biên bản: ngày 10 tháng sau"),
        "#thematic:",
        "#  every: quarter",
        line("#duration", "", "ít nhất bao nhiêu phút"),
        "#  regular: 90",
        "#  thematic: 90",
        line("#  combined", "120", "thường kỳ kết hợp chuyên đề"),
        "#attendance:",
        line("#  target", "", "tỷ lệ dự, chung và theo loại hình chi bộ"),
        '#    default: ">= 90%"',
        '#    fdi: ">= 80%"',
        "#score:",
        line("#  groups", "", "điểm tối đa từng nhóm"),
        *(f"#    {group}: {most}" for group, most in EXAMPLE.items()),
        line("#  grades", "", "ngưỡng xếp loại, phủ kín từ 0"),
        '#    good: ">= 90"',
        '#    fair: ">= 70"',
        '#    average: ">= 50"',
        '#    poor: ">= 0"',
        line("#severity", "", "nâng hoặc hạ mức độ của nghĩa vụ chưa đạt: error, warning, notice"),
        "#  ME105: notice",
    ]
    return "\n".join(lines) + "\n"
