"""A record holds a phone number, or the number of a person's papers or account.

Kiểm tra:
    Không tệp nào có số điện thoại, số căn cước 12 chữ số; không có số giấy tờ, số thẻ hay số tài khoản đứng sau tên gọi
    của nó (CMND, CCCD, hộ chiếu, số thẻ đảng, số tài khoản…). Không xét địa chỉ trang web và đoạn mã trong biên bản.
Vì sao:
    Sổ ghi việc của chi bộ, không ghi thông tin riêng của từng người. Đã vào kho thì bản cũ vẫn còn trong lịch sử, xóa
    rất khó. Bản ghi vẫn được tính, nhưng biên bản được giữ lại, không lên trang.
Cách sửa:
    Xóa con số. Nói về đảng viên thì ghi mã (dv05); số liên lạc và giấy tờ giữ ở hồ sơ riêng của chi ủy. Nếu bản ghi đã
    gửi lên kho thì báo người quản lý kho.
Checks:
    No file holds a phone number or a citizen id of 12 digits; nor the number of a paper, card or account after its word
    (CMND, CCCD, hộ chiếu, số thẻ đảng, số tài khoản…). Web addresses, and code in minutes, are not looked at.
Why:
    The book records the cell's work, not what belongs to a person. Once stored it stays in the history and is hard to
    remove. The record is counted, but its minutes are withheld from the site.
Fix:
    Delete the number. Write a member's id (dv05); keep phone numbers and papers in the committee's own files. If the
    record was already pushed, tell whoever keeps the repository.
Wrong:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    place: Nhà văn hóa bản, gọi 0912.000.000  # ! PR101
    attendance:
      roll: 5
      present: 4
    ---
    Từ 05.8.2024, 150 hộ góp 1.500.000 đồng. Giao dv05 liên hệ thợ, số +84 912 000 000. # ! PR101
    Đồng chí dv03 đổi căn cước, số 001000000000. # ! PR101
Right:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    place: Nhà văn hóa bản
    attendance:
      roll: 5
      present: 4
    ---
    Từ 05.8.2024, 150 hộ góp 1.500.000 đồng. Giao dv05 liên hệ thợ.
    Đồng chí dv03 đã đổi căn cước.
Source:
    Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15; cách nhận ra con số theo quy ước của Sổ Chi Bộ.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from generator.model import personal
from generator.model.record_text import span_on
from generator.model.text import Text
from generator.rules.api import LINES_TOLD, Rule, in_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.diagnostic import Finding
    from generator.model.record_text import RecordText

RULE = Rule(
    __name__,
    scope="text",
    title=Text("Có thông tin cá nhân không được ghi", "Forbidden personal data"),
    kind="private",
)

KINDS = {
    "phone": Text("số điện thoại", "a phone number"),
    "citizen-id": Text("số căn cước", "a citizen id"),
    "card": Text("số giấy tờ hoặc số thẻ của một người", "the number of a person's paper or card"),
    "account": Text("số tài khoản", "an account number"),
}
HINT = Text(
    "Xóa số này; nói về đảng viên thì ghi mã, như dv05. Nếu tệp đã gửi lên kho, hãy báo người quản lý kho.",
    "Delete the number; for a member write the id, such as dv05. If it was pushed, tell whoever keeps the repository.",
)


def check(file: RecordText) -> Iterator[Finding]:
    """Look for numbers of persons; each line with some is told once, at the first of them."""
    if not personal.may_hold(file.raw):
        return
    found = []
    for number, line in enumerate(file.prose().split("\n"), 1):
        text = unicodedata.normalize("NFC", line)
        first = next(personal.find(text), None)
        if first is not None:
            place = (first.start, first.end) if text == line else (0, len(line))
            found.append((span_on(number, *place), first.kind))
    for number, (span, kind) in enumerate(found[:LINES_TOLD], 1):
        total, more = in_all(number, len(found))
        what = KINDS[kind]
        yield RULE.find(
            file.path,
            found=Text(f"Dòng này có {what.vi}.{total.vi}", f"This line holds {what.en}.{total.en}"),
            expected=Text("Sổ không ghi thông tin riêng của người.", "Records hold no personal data."),
            hint=HINT, subject=kind, span=span, more=more,
        )  # fmt: skip
