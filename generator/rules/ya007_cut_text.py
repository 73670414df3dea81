"""A plain text is cut short by ` #`.

Kiểm tra:
    Đoạn chữ không có ngoặc kép thì không chứa dấu cách rồi dấu # (ví dụ “Họp tổ #3”).
Vì sao:
    Trong YAML, “ #” mở đầu ghi chú: phần sau dấu # bị bỏ mà không ai hay.
Cách sửa:
    Đặt cả đoạn chữ trong ngoặc kép; nếu đúng là ghi chú thì thêm một dấu cách sau #.
Checks:
    A text without quotes holds no space followed by # and a letter or digit (`Họp tổ #3`).
Why:
    ` #` begins a comment: what follows is lost and nobody is told.
Fix:
    Quote the whole text; if it is a comment, put a space after the #.
Wrong:
    # records/van-quan/cells/ban-a/cell.yml
    name: Chi bộ bản A #1  # ! YA007
    type: village
    under:
      - {unit: xa-tan-doan, from: 2010-05-01}
    founded: 2010-05-01
Right:
    # records/van-quan/cells/ban-a/cell.yml
    name: "Chi bộ bản A #1"
    type: village
    under:
      - {unit: xa-tan-doan, from: 2010-05-01}
    founded: 2010-05-01
Source:
    Quy ước ghi tệp của Sổ Chi Bộ.
"""

from generator.model.text import Text
from generator.rules.api import Rule

RULE = Rule(__name__, scope="file", title=Text("Đoạn chữ bị dấu # cắt mất", "Text cut by #"), severity="warning")
