"""A record has a key that its kind does not know.

Kiểm tra:
    Mỗi mục trong tệp là mục mà sổ biết.
Vì sao:
    Mục gõ sai tên sẽ lặng lẽ không được tính; thà báo ngay.
Cách sửa:
    Sửa tên mục theo gợi ý, hoặc bỏ mục đó. Đoạn chữ có dấu phẩy trong { } phải đặt trong ngoặc kép.
Checks:
    Every key of the file is one that records of this kind have.
Why:
    A mistyped key would silently not count.
Fix:
    Correct the name as suggested, or remove the key. A text with a comma inside { } needs quotes.
Wrong:
    # records/van-quan/cells/ban-a/cell.yml
    name: Chi bộ bản A
    type: village
    under:
      - {unit: xa-tan-doan, from: 2010-05-01}
    founded: 2010-05-01
    fixd_day: 5  # ! FI001
Right:
    # records/van-quan/cells/ban-a/cell.yml
    name: Chi bộ bản A
    type: village
    under:
      - {unit: xa-tan-doan, from: 2010-05-01}
    founded: 2010-05-01
    fixed_day: 5
Source:
    Quy ước ghi tệp của Sổ Chi Bộ: danh mục các mục của từng loại tệp.
"""

from generator.model.text import Text
from generator.rules.api import Rule

RULE = Rule(__name__, scope="file", title=Text("Mục không có trong sổ", "Unknown key"))
