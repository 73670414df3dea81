"""A path does not fit the tree of the record store.

Kiểm tra:
    Mỗi tệp dưới `records/` nằm đúng chỗ và đúng tên, ví dụ `van-quan/cells/ban-a/2024/03-regular.md`.
Vì sao:
    Đảng bộ, chi bộ, tháng và loại họp được đọc từ đường dẫn, không ghi lại bên trong. Tên sai thì không biết tệp
    của ai.
Cách sửa:
    Đổi tên theo gợi ý. Biên bản đặt tên NĂM/THÁNG-LOẠI.md; tên viết thường, không dấu, nối bằng gạch ngang.
Checks:
    Every file below `records/` has its place and name, such as `van-quan/cells/ban-a/2024/03-regular.md`.
Why:
    District, cell, month and kind are read from the path and never repeated inside the file.
Fix:
    Rename it as suggested: YEAR/MM-KIND.md for a meeting; lower-case names without accents, joined by hyphens.
Wrong:
    records/van-quan/cells/ban-a/2024/4-regular.md  # ! PA001
Right:
    records/van-quan/cells/ban-a/2024/04-regular.md
Source:
    Quy ước đặt tên tệp của Sổ Chi Bộ.
"""

from generator.model.text import Text
from generator.rules.api import Rule

RULE = Rule(__name__, scope="file", title=Text("Đường dẫn không đúng cách đặt tên", "Path outside the record grammar"))
