"""The text holds a character that a word processor left behind, or accents written apart from their letters.

Kiểm tra:
    Chữ có dấu là chữ dựng sẵn (NFC); biên bản không có dấu cách không ngắt, dấu cách rỗng và ký tự rác khi dán từ
    Word.
Vì sao:
    Mắt thường không thấy khác, nhưng tìm kiếm và so sánh tên sẽ trượt. Biên bản vẫn được tính.
Cách sửa:
    Thay bằng dấu cách thường, hoặc gõ lại đoạn đó bằng bộ gõ Unicode dựng sẵn.
Checks:
    Letters are composed (NFC); the minutes hold no no-break or zero-width space and no stray control character.
Why:
    The eye sees no difference, but searching and comparing fail. The record is counted all the same.
Fix:
    Replace it by a plain space, or type the passage again with a composing keyboard.
Wrong:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    attendance:
      roll: 5
      present: 4
    ---
    Chi bộ họp\u00a0tại nhà văn hóa bản. # ! YA006
Right:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    attendance:
      roll: 5
      present: 4
    ---
    Chi bộ họp tại nhà văn hóa bản.
Source:
    Quy ước ghi tệp của Sổ Chi Bộ; Unicode, phụ lục UAX #15 (NFC).
"""

from generator.model.text import Text
from generator.rules.api import Rule

RULE = Rule(
    __name__,
    scope="file",
    title=Text("Ký tự nên thay", "Character to replace"),
    severity="warning",
)
