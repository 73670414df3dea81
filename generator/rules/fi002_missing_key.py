"""A record lacks a key that it must have.

Kiểm tra:
    Tệp có đủ các mục bắt buộc, ví dụ buổi họp đã họp phải có ngày, giờ, tổng số và số có mặt.
Vì sao:
    Thiếu mục bắt buộc thì bản ghi không tính được.
Cách sửa:
    Thêm dòng còn thiếu. Mục để trống cũng coi như không ghi; số không có ai thì ghi 0.
Checks:
    The record has every required key: a held meeting has a date, a time, the roll and the number present.
Why:
    Without them the record cannot be counted.
Fix:
    Add the line. A key with an empty value counts as absent; write 0 where there was nobody.
Wrong:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    attendance:
      roll: 5  # ! FI002
    ---
Right:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    attendance:
      roll: 5
      present: 4
    ---
Source:
    Quy ước ghi tệp của Sổ Chi Bộ: các mục bắt buộc của từng loại tệp.
"""

from generator.model.text import Text
from generator.rules.api import Rule

RULE = Rule(__name__, scope="file", title=Text("Thiếu mục bắt buộc", "Missing key"))
