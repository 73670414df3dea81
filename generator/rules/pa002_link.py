"""Something in the store is a link or another thing that is not a regular file.

Kiểm tra:
    Dưới `records/` chỉ có tệp thường và thư mục, không có liên kết (symlink, shortcut) hay tệp đặc biệt.
Vì sao:
    Liên kết có thể đưa nội dung ngoài kho lên trang, và mỗi máy hiểu một khác.
Cách sửa:
    Chép nội dung vào một tệp thường rồi xóa liên kết.
Checks:
    Only regular files and folders stand below `records/`: no links, no special files.
Why:
    A link could publish what lies outside the store, and means something else on each machine.
Fix:
    Copy the content into a regular file and delete the link.
Wrong:
    records/van-quan/cells/ban-a/2024/04-regular.md -> 03-regular.md  # ! PA002
Right:
    records/van-quan/cells/ban-a/2024/04-regular.md
Source:
    Quy ước đặt tên tệp của Sổ Chi Bộ.
"""

from generator.model.text import Text
from generator.rules.api import Rule

RULE = Rule(__name__, scope="file", title=Text("Liên kết hoặc không phải tệp thường", "Link, or not a regular file"))
