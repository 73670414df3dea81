"""A key is written twice in one mapping.

Kiểm tra:
    Trong một nhóm, mỗi mục chỉ ghi một lần.
Vì sao:
    Ghi hai lần thì không biết lấy giá trị nào; nhiều chương trình lặng lẽ lấy giá trị sau.
Cách sửa:
    Gộp hai chỗ thành một, hoặc xóa chỗ thừa.
Checks:
    Each key stands once in its mapping.
Why:
    With two values nobody knows which one is meant; many programs silently take the last.
Fix:
    Merge the two, or delete one.
Wrong:
    # records/van-quan/cells/ban-a/cell.yml
    name: Chi bộ bản A
    type: village
    type: agency  # ! YA002
    under:
      - {unit: xa-tan-doan, from: 2010-05-01}
    founded: 2010-05-01
Right:
    # records/van-quan/cells/ban-a/cell.yml
    name: Chi bộ bản A
    type: village
    under:
      - {unit: xa-tan-doan, from: 2010-05-01}
    founded: 2010-05-01
Source:
    Quy ước ghi tệp của Sổ Chi Bộ.
"""

from generator.model.text import Text
from generator.rules.api import Rule

RULE = Rule(__name__, scope="file", title=Text("Một mục ghi hai lần", "Duplicate key"))
