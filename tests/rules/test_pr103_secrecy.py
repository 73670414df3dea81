from __future__ import annotations

import re
import time
import unicodedata
from typing import TYPE_CHECKING

import pytest

from generator.model.record_text import RecordText
from generator.rules import api, pr103_secrecy
from generator.rules.pr103_secrecy import RULE, check
from tests.support import CELL, MARCH, USUAL, found, only

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.diagnostic import Finding

FRONT = "---\ndate: 2024-03-05\ntime: 07:30-09:40\nattendance:\n  roll: 5\n  present: 4\n---\n"
MARKED = re.compile("«(.*?)»")

STAMPS = [
    # a line of its own
    "«MẬT»", "«TỐI MẬT»", "«TUYỆT MẬT»", "«Mật»", "«Tối mật»", "«Tối Mật»", "«tuyệt mật»", "# «MẬT»", "> «MẬT».", "1. «MẬT»", "- «Mật»",
    "TÀI LIỆU «MẬT»", "TÀI LIỆU «TỐI MẬT»", "Tài liệu «Mật»", "Công văn «tối mật»", "| «MẬT» | 2024 |", "==«MẬT»==", "## «TUYỆT MẬT» ##",
    # after the degree
    "Độ mật: «Mật»", "Độ mật: «mật»", "độ mật : «tối mật»", "ĐỘ MẬT: «TUYỆT MẬT»", "- Độ mật: **«Mật»**", "Văn bản có độ mật: «tuyệt mật».",
    "Mức độ mật: “«Mật»”", "Công văn số 5 (độ mật: «mật»)",
    # in brackets, in bold
    "Văn bản («MẬT») của tỉnh", "Văn bản («Mật») của tỉnh", "công văn [«Tối mật»] ngày 5", "công văn ( «tuyệt mật» )", "Kèm **«Mật»**: kế hoạch",
    "Kèm **«Tối mật».** Không phổ biến", "Kèm __«Mật»__ theo", "**Văn bản** («Mật»)",
    # a word in capitals of its own
    "Công văn «MẬT» số 12", "Quán triệt công văn «MẬT» của cấp trên.", "Nghị quyết số 12-NQ/HU «MẬT» ngày 3", "theme: «MẬT»", 'theme: "«TỐI MẬT»"',
    "reason: Họp theo văn bản «TUYỆT MẬT»", "«MẬT» - HỎA TỐC", "«TỐI MẬT» KHẨN", "«MẬT» THƯỢNG KHẨN của tỉnh", "đóng dấu “«MẬT»” lên tài liệu",
    "<!-- «MẬT» -->", "Đã nhận CÔNG VĂN «MẬT» số 3", "THÔNG BÁO: «MẬT»", "Tài liệu «MẬT», không phổ biến", "nhóm A «MẬT» của tỉnh", "_«MẬT»_",
    "BẢO MẬT: «MẬT»", "bảo mật tài liệu «MẬT» của tỉnh", "«MẬT», CƠ YẾU", "gồm «MẬT» và thường", "Bí mật: «TỐI MẬT» theo danh mục",
    "ĐÃ NHẬN NGHỊ QUYẾT. Văn bản «MẬT» của tỉnh", "12/HU «MẬT» ngày 3", "đường dây «MẬT» của tỉnh",
]  # fmt: skip
FINE = [
    "CÔNG TÁC BẢO MẬT THÔNG TIN", "BẢO MẬT", "BÍ MẬT", "BẢO VỆ BÍ MẬT NHÀ NƯỚC", "Bảo vệ bí mật nhà nước", "giữ bí mật", "Bí MẬT", "bảo MẬT thông tin",
    "mật", "- mật", "mật thiết", "Gắn bó mật thiết với nhân dân", "MỐI QUAN HỆ MẬT THIẾT VỚI NHÂN DÂN", "MẬT THIẾT", "quan hệ MẬT thiết",
    "Mật ong", "MẬT ONG", "- Mật ong rừng", "MÔ HÌNH NUÔI ONG LẤY MẬT", "nuôi ong lấy MẬT", "ong MẬT", "đường MẬT", "rỉ MẬT", "MẬT MÍA", "MẬT mía",
    "Mật độ dân số", "MẬT ĐỘ DÂN SỐ", "MẬT độ", "MẬT KHẨU", "Đổi MẬT khẩu", "MẬT MÃ", "GẶP MẶT THÂN MẬT", "thân MẬT", "SỎI MẬT", "túi MẬT", "CƠ MẬT",
    "Mật thư", "MẬT danh", "Độ mật: Thường", "Độ mật: Không", "ĐỘ MẬT: THƯỜNG", "Độ mật: không mật", "độ mật cao", "Độ mật:", "Độ mật: mậtt", "mức độ MẬT",
    "KHÔNG MẬT", "không MẬT", "QUẢN LÝ TÀI LIỆU MẬT", "RÀ SOÁT VĂN BẢN MẬT NĂM 2024", "DANH MỤC TÀI LIỆU TỐI MẬT", "HỌP BÀN VỀ MẬT", "VĂN BẢN MẬT CỦA TỈNH",
    "có nội dung mật, lưu hồ sơ riêng", "giữ tuyệt mật thông tin", "thông tin tối mật của đơn vị", "(mật)", "**mật**", "(Mật ong)", "**Mật ong**", "(bí mật)",
    "MẬTX", "XMẬT", "SỰ THẬT", "LUẬT", "thật, vật, chật", "Mặt trận", "MẶT TRẬN", "Chế độ mật: theo quy định", "tối MẬT ĐỘ", "Mật " + "a " * 60,
    "Tài liệu mật", "Hồ sơ mật", "MẬT ĐỘ\nMẶT",
]  # fmt: skip


def plain(text: str) -> str:
    return text.replace("«", "").replace("»", "")


def told(text: str) -> list[Finding]:
    return list(check(RecordText(MARCH, text, None)))


@pytest.mark.parametrize("text", STAMPS)
def test_a_stamp(text: str) -> None:
    (finding,) = told(f"a\n{plain(text)}\n")
    mark = MARKED.search(text)
    assert mark is not None
    assert finding.span == (2, mark.start() + 1, 2, mark.end() - 1)
    assert (finding.subject, finding.key, finding.more) == ("", (), 0)


@pytest.mark.parametrize("text", FINE)
def test_an_ordinary_word(text: str) -> None:
    assert told(f"{text}\n") == []


@pytest.mark.parametrize("text", STAMPS[:3])
def test_accents_apart_from_their_letters(text: str) -> None:
    apart = unicodedata.normalize("NFD", plain(text))
    (finding,) = told(f"{apart}\n")
    assert finding.span == (1, 1, 1, len(apart) + 1)


def test_a_heading_with_accents_apart() -> None:
    assert told(unicodedata.normalize("NFD", "CÔNG TÁC BẢO MẬT\n")) == []


def test_a_text_without_the_word_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pr103_secrecy, "_stamp", lambda _: pytest.fail("looked at line by line"))
    assert told("# MẶT TRẬN\nThật, vật, luật, mặt, MẠT, MẤT.\n") == []


def test_a_long_line_is_no_stamp_alone() -> None:
    assert len(told(f"{'#' * 76} Mật\n")) == 1
    assert told(f"{'#' * 77} Mật\n") == []


def test_what_stands_far_off_is_no_neighbour() -> None:
    assert len(told(f"CÔNG TÁC BẢO{' ' * 70}MẬT của tỉnh\n")) == 1
    assert told(f"CÔNG TÁC BẢO{' ' * 30}MẬT của tỉnh\n") == []


@pytest.mark.parametrize("number", [1, api.LINES_TOLD, api.LINES_TOLD + 1])
def test_many_lines(number: int) -> None:
    findings = told("MẬT\nbí mật\n" * number)
    assert len(findings) == min(number, api.LINES_TOLD)
    assert sum(1 + f.more for f in findings) == number
    assert (f"tất cả {number} dòng" in findings[-1].found.vi) == (number > api.LINES_TOLD)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (MARCH, FRONT.replace("attendance", "theme: MẬT  # ! PR103\nattendance")),
        (MARCH, f"{FRONT}## Mở đầu\nTUYỆT MẬT\n# ! PR103 9:1\n"),
        (CELL, f"\n        # Độ mật: mật  # ! PR103\n{str(USUAL[CELL]).lstrip(chr(10))}"),
    ],
)
def test_every_file_is_looked_at(tmp_path: Path, path: str, text: str) -> None:
    error = only(found(tmp_path, {path: text}))
    assert (error.severity, error.kind, error.excerpt) == ("error", "private", ())
    assert not re.search("MẬT|tuyệt", f"{error.message('vi')} {error.hint.vi}")


def test_leave_may_be_given(tmp_path: Path) -> None:
    line = "<!-- allow[PR103]: nói về quy định đóng dấu -->"
    assert found(tmp_path, {MARCH: f"{FRONT}{line}\nHọc cách đóng dấu MẬT.\n"}) == []


def test_it_is_told_in_every_profile() -> None:
    assert not RULE.about_members
    assert RULE.public_severity == ""


@pytest.mark.parametrize(
    "text",
    ["MẬT " * 50_000, "A MẬT " * 40_000, "độ mật: " * 25_000, "(" * 200_000 + "Mật", "**" * 100_000 + "mật", "mật " * 50_000, "bảo MẬT\n" * 25_000],
)  # fmt: skip
def test_a_hostile_text_takes_no_longer(text: str) -> None:
    start = time.process_time()
    told(text)
    assert time.process_time() - start < 3
