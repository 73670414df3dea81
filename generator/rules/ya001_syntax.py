"""The text is not YAML, or a record does not have its two `---` lines.

Kiểm tra:
    Tệp đọc được theo dạng “tên: giá trị”; biên bản có phần khai báo nằm giữa hai dòng `---`.
Vì sao:
    Máy chỉ đọc được tệp viết đúng dạng. Một dấu ngoặc không đóng, một phím Tab hay một dấu hai chấm trong đoạn chữ
    làm hỏng cả tệp, nên tệp đó không được kiểm tra tiếp.
Cách sửa:
    Xem dòng được chỉ ra và dòng ngay trên: thụt dòng bằng dấu cách, đóng mọi dấu ngoặc, đoạn chữ có “: ” hoặc “ #”
    thì đặt trong ngoặc kép.
Checks:
    The file can be read as “name: value” lines; a meeting has its front matter between two `---` lines.
Why:
    An open bracket, a tab or a colon inside a text spoils the whole file, so nothing else in it is checked.
Fix:
    Look at the line shown and the one above: indent with spaces, close every bracket, quote a text that holds “: ”
    or “ #”.
Wrong:
    # records/van-quan/cells/ban-a/cell.yml
    name: Chi bộ bản A
    type: village
    under:
      - {unit: xa-tan-doan, from: 2010-05-01}
    founded: 2010-05-01
    pilot: [lam-diem  # ! YA001
Right:
    # records/van-quan/cells/ban-a/cell.yml
    name: Chi bộ bản A
    type: village
    under:
      - {unit: xa-tan-doan, from: 2010-05-01}
    founded: 2010-05-01
    pilot:
      scheme: lam-diem
      from: 2024-01-01
Source:
    Quy ước ghi tệp của Sổ Chi Bộ; YAML 1.1 không đoán kiểu.
"""

from generator.model.text import Text
from generator.rules.api import Rule

RULE = Rule(__name__, scope="file", title=Text("Tệp viết sai dạng YAML", "Not YAML"))
