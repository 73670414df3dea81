"""A record bears a secrecy stamp.

Kiểm tra:
    Không tệp nào mang dấu MẬT, TỐI MẬT, TUYỆT MẬT: đứng riêng một dòng, sau “Độ mật:”, trong ngoặc, in đậm, hoặc là một
    từ viết hoa riêng. Chữ thường dùng (bảo mật, bí mật, mật thiết, mật ong, mật độ) và đề mục viết hoa không bị tính.
Vì sao:
    Tài liệu bí mật nhà nước chỉ soạn và lưu trên máy, mạng riêng theo luật; kho của sổ không phải nơi ấy. Bản ghi vẫn
    được tính, nhưng biên bản được giữ lại, không lên trang.
Cách sửa:
    Rút nội dung mật khỏi tệp, chỉ ghi “có nội dung mật, lưu hồ sơ riêng”, và báo ngay người phụ trách bảo vệ bí mật.
    Nếu chỉ nói về chế độ mật thì viết chữ thường.
Checks:
    No file bears the stamp MẬT, TỐI MẬT or TUYỆT MẬT: on a line of its own, after “Độ mật:”, in brackets, in bold, or
    as a word in capitals of its own. Ordinary words (bảo mật, mật thiết) and headings in capitals are let pass.
Why:
    State secrets are written and kept on machines and networks of their own, by law; this repository is none. The
    record is counted, but its minutes are withheld from the site.
Fix:
    Take what is secret out, write only “có nội dung mật, lưu hồ sơ riêng”, and tell at once whoever is in charge of
    secrets. Where secrecy is only talked about, write the word in small letters.
Wrong:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    attendance:
      roll: 5
      present: 4
    ---
    TỐI MẬT # ! PR103
    ## Công tác bảo mật
    Quán triệt công văn MẬT của cấp trên. # ! PR103
Right:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    attendance:
      roll: 5
      present: 4
    ---
    ## CÔNG TÁC BẢO MẬT THÔNG TIN
    Có nội dung mật, lưu hồ sơ riêng.
Source:
    Luật Bảo vệ bí mật nhà nước số 117/2025/QH15; cách nhận ra dấu mật theo quy ước của Sổ Chi Bộ.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from typing import TYPE_CHECKING

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
    title=Text("Có dấu chỉ độ mật", "Secrecy stamp"),
    kind="private",
)

_TRACES = ("MẬT".encode(), "Mật".encode(), "mật".encode(), b"\xcc")  # the last begins an accent apart from its letter
_STAMP = r"(?i:tối|tuyệt)[ \t](?i:mật)|MẬT|Mật"
_PAPER = "tài liệu|văn bản|công văn|biên bản|hồ sơ|báo cáo|nghị quyết|thông báo|kế hoạch|tờ trình"
_PAPERS = re.compile(_PAPER)
_DEGREE = re.compile(r"(?i:\bđộ mật)[ \t]*:[\s*_\"“(\[]*(?P<stamp>(?i:(?:(?:tối|tuyệt)[ \t])?mật))(?!\w)")
_ALONE = re.compile(rf"[\W\d_]*(?:(?i:{_PAPER})[ \t])?(?P<stamp>{_STAMP})[\W\d_]*")
_MARKED = re.compile(
    rf"(?:[\[(][ \t]*|\*\*[ \t]*|__)(?P<stamp>{_STAMP})[.:!]?(?:[ \t]*[\])]|[ \t]*\*\*|__)",
)
_CAPITALS = re.compile(r"(?<![^\W_])(?P<stamp>(?:(?:TỐI|TUYỆT)[ \t])?MẬT)(?![^\W_])")
_BEFORE = re.compile(r"(?<![/\w-])(?P<words>[^\W\d_]+(?:[ \t][^\W\d_]+){0,3})[ \t]+$")
_AFTER = re.compile(r"[ \t]+(?P<word>[^\W\d_]+)")
# Words that make an ordinary one of it: bảo mật, thân mật, túi mật, lấy mật, không mật; mật thiết, mật ong, mật độ.
_COMPOUND_BEFORE = {
    "bảo", "bí", "cơ", "thân", "cẩn", "túi", "sỏi", "gan", "ống", "ong", "lấy", "rỉ", "đường", "độ", "không",
}  # fmt: skip
_COMPOUND_AFTER = {
    "thiết", "ong", "độ", "mã", "khẩu", "vụ", "danh", "thám", "báo", "lệnh", "thư", "mía", "gấu", "hoa", "ngọt",
}  # fmt: skip
_URGENT = {"KHẨN", "THƯỢNG", "HỎA", "HOẢ"}  # a second stamp beside it
_NEAR = 60  # characters before a word in which its neighbours are looked for
_SHORT = 80  # a line that is longer is no stamp alone


def check(file: RecordText) -> Iterator[Finding]:
    """Look for secrecy stamps; each line with one is told once."""
    if not any(map(file.raw.__contains__, _TRACES)):
        return
    found = []
    for number, line in enumerate(file.text.split("\n"), 1):
        text = unicodedata.normalize("NFC", line)
        place = _stamp(text)
        if place is not None:
            found.append(span_on(number, *(place if text == line else (0, len(line)))))
    for number, span in enumerate(found[:LINES_TOLD], 1):
        total, more = in_all(number, len(found))
        yield RULE.find(
            file.path,
            found=Text(f"Dòng này mang dấu chỉ độ mật.{total.vi}", f"This line bears a secrecy stamp.{total.en}"),
            expected=Text("Sổ chỉ ghi nội dung thường.", "Records hold nothing secret."),
            hint=Text(
                "Rút nội dung mật ra, chỉ ghi “có nội dung mật, lưu hồ sơ riêng”, báo người phụ trách bảo vệ bí mật."
                " Nếu chỉ nói về chế độ mật thì viết chữ thường.",
                "Take what is secret out, write only “có nội dung mật, lưu hồ sơ riêng”, tell whoever is in charge of"
                " secrets. Where secrecy is only talked about, write the word in small letters.",
            ),
            span=span, more=more,
        )  # fmt: skip


def _stamp(line: str) -> tuple[int, int] | None:
    """Where a line bears a stamp; None where it bears none."""
    found = (_ALONE.fullmatch(line) if len(line) <= _SHORT else None) or _DEGREE.search(line) or _MARKED.search(line)
    if found is None:
        found = next((m for m in _CAPITALS.finditer(line) if _is_own_word(line, *m.span())), None)
    return found.span("stamp") if found is not None else None


def _is_own_word(line: str, start: int, end: int) -> bool:
    """Tell whether a stamp in capitals is no part of an ordinary word or of a heading in capitals."""
    after = _AFTER.match(line, end)
    following = after["word"] if after is not None else ""
    if following.casefold() in _COMPOUND_AFTER or (_is_capital(following) and following not in _URGENT):
        return False
    before = _BEFORE.search(line[max(start - _NEAR, 0) : start])
    words = before["words"].split() if before is not None else []
    if words and words[-1].casefold() in _COMPOUND_BEFORE:
        return False
    capitals = list(itertools.takewhile(_is_capital, reversed(words)))
    return not capitals or _PAPERS.fullmatch(" ".join(reversed(capitals)).casefold()) is not None


def _is_capital(word: str) -> bool:
    return len(word) > 1 and word.isupper()
