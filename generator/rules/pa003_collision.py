"""Two names in one folder are the same but for case or accents.

Kiểm tra:
    Trong một thư mục không có hai tên chỉ khác nhau chữ hoa, chữ thường hay dấu.
Vì sao:
    Máy Windows và máy Mac coi hai tên ấy là một: chép kho sang máy đó thì mất một tệp.
Cách sửa:
    Gộp hai mục, giữ tên viết thường không dấu.
Checks:
    No two names in a folder differ only by case or accents.
Why:
    Windows and macOS take them for one: copied there, one of the files is lost.
Fix:
    Merge the two and keep the lower-case name without accents.
Wrong:
    records/van-quan/cells/ban-a/2024/03-Regular.md  # ! PA003
Right:
    records/van-quan/cells/ban-a/2024/04-regular.md
Source:
    Quy ước đặt tên tệp của Sổ Chi Bộ.
"""

from generator.model.text import Text
from generator.rules.api import Rule

RULE = Rule(__name__, scope="file", title=Text("Hai tên trùng nhau khi bỏ dấu, hoa thường", "Names that collide"))
