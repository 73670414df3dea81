"""A value is not of the form that its key asks for.

Kiểm tra:
    Giá trị đúng dạng: ngày có thật viết 2024-03-05, số chỉ gồm chữ số, mã có trong danh mục.
Vì sao:
    Giá trị sai dạng không tính được, và đoán thay người ghi thì dễ sai.
Cách sửa:
    Ghi lại theo dạng được nêu; có gợi ý thì xem gợi ý.
Checks:
    The value has the form of its key: an existing day written 2024-03-05, a number in digits, a word of the code
    list.
Why:
    Another form cannot be counted, and guessing would go wrong.
Fix:
    Write it in the form stated.
Wrong:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2024-02-30  # ! FI003
    time: 07:30-09:30
    attendance:
      roll: 5
      present: 4
    ---
Right:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2024-02-29
    time: 07:30-09:30
    attendance:
      roll: 5
      present: 4
    ---
Source:
    Quy ước ghi tệp của Sổ Chi Bộ: dạng của từng mục.
"""

from generator.model.text import Text
from generator.rules.api import Rule

RULE = Rule(__name__, scope="file", title=Text("Giá trị sai dạng", "Wrong value"))
