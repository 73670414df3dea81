"""The file is not UTF-8, or holds a character that must not stand in a record.

Kiểm tra:
    Tệp là chữ UTF-8, không có ký tự điều khiển, ký tự ẩn hay ký tự đảo chiều chữ.
Vì sao:
    Ký tự không nhìn thấy làm hai mã trông giống nhau mà khác nhau, hoặc làm chữ hiện ra khác với chữ trong tệp.
Cách sửa:
    Xóa ký tự được chỉ ra; nếu đoạn chữ dán từ nơi khác thì gõ lại. Tệp lưu sai mã: chọn “Lưu thành…”, mã hóa UTF-8.
Checks:
    The file is UTF-8 without control, invisible or direction-changing characters.
Why:
    What cannot be seen makes two ids look alike that are not, or shows another text than the file holds.
Fix:
    Delete the character, or type the passage again; save a file of another encoding as UTF-8.
Wrong:
    # records/van-quan/cells/ban-a/cell.yml
    name: Chi bộ bản\u200b A  # ! YA004
    type: village
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
    Quy ước ghi tệp của Sổ Chi Bộ; Unicode, phụ lục UTS #39 về ký tự dễ nhầm.
"""

from generator.model.text import Text
from generator.rules.api import Rule

RULE = Rule(__name__, scope="file", title=Text("Ký tự hoặc mã hóa không dùng được", "Encoding or forbidden character"))
