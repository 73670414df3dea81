"""Every number here is made up of zeros: nobody has it."""

from __future__ import annotations

import re
import textwrap
import time
import unicodedata
from typing import TYPE_CHECKING

import pytest

from generator.model import personal
from generator.model.record_text import RecordText
from generator.model.text import number_text
from generator.rules import api
from generator.rules.pr101_personal_data import KINDS, RULE, check
from tests.support import CELL, DISTRICT, MARCH, MEMBERS, RULEBOOK, USUAL, checked, found, only

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.diagnostic import Finding

FRONT = "---\ndate: 2024-03-05\ntime: 07:30-09:40\nattendance:\n  roll: 5\n  present: 4\n---\n"
MARKED = re.compile("«(.*?)»")

PHONES = [
    "gọi «0912000000» nhé",
    "«0320000000», «0390000000»",
    "«0520000000» «0560000000» «0580000000» «0590000000»",
    "«0700000000» «0760000000» «0790000000» «0810000000» «0890000000» «0900000000» «0990000000»",
    "ĐT:«0912000000»/«0913000000»;«0914000000»",
    "(«0912000000»)", "«0912000000»+", "12-«0912 000 000»-3", "12.0 «0912.000.000» 3.0",
    "«0912 000 000»", "«0912.000.000»", "«0912-000-000»", "«0912.000 000»", "«0912 00 00 00»", "«091 200 0000»",
    "«091 2000 000»", "«0912  000  000»", "«0912\u00a0000\u00a0000»", "«091-2000-000»", "«0912-00-00-00»", "«09120 00000»",
    "«0 912 000 000»", "«0.912.000.000»", "«0 912000000»", "«0 91 2000000»", "«0 91 200 0000»",
    "«09 12 00 00 00»", "«09-12-00-00-00»", "«09 1200 0000»", "«09 12000000»",
    "«+84912000000»", "«+84 912 000 000»", "(«+84) 912 000 000»", "«+84 (0) 912 000 000»", "«+84(0)912000000»",
    "«+84.91.200.00.00»", "số «+840912000000»", "«+84 91 200 00 00»",
    "hộ 5, «0912 000 000»", "Từ 05.8.2024 gọi «0912.000.000».", "số nhà 12 «0912000000»", "12-«0912000000»",
    "«0912000000»-2", "«0912 000 000» 15 hộ",
    "«0912000000»@example.invalid",
]  # fmt: skip
CITIZENS = [
    "số «001000000000»", "«096000000000».", "«010200000000»/a", "(«045000000000»)", "thẻ: «038000000000», cấp năm 2022",
]  # fmt: skip
CARDS = [
    "CMND «100000000»", "cmnd: «100000000»", "CMND số «100 000 000»", "CMND số «100.000.000»", "CMND,«100000000»",
    "Căn cước «100000000000»", "can cuoc so «100000000000»", "CĂN CƯỚC CÔNG DÂN: «100000000000»",
    "CCCD của đồng chí Lan là «100000000000»", "| CCCD | «100000000000» |", "CCCD/CMND: «100000000»",
    "hộ chiếu «B1000000»", "hộ chiếu số «PA1000000», cấp năm 2022", "Hộ chiếu: «1000000»",
    "số thẻ đảng «24.000000»", "Số thẻ đảng viên: «24 000 000»", "thẻ đảng số «24000000»", "SỐ THẺ ĐẢNG «2400000»",
    "chứng minh nhân dân «100000000»", "chứng minh thư số «100000000»", "giấy phép lái xe «100000000000»",
    "số BHXH «1000000000»", "sổ BHXH «1000000000»", "bảo hiểm xã hội số «1000000000»", "thẻ BHYT «DN4000000000000»",
    "mã số thuế cá nhân «8000000000»", "MST cá nhân: «8000000000-001»", "số định danh «100000000000»",
    "CMND «100000000» họ tên", "CMND mới «100000000», cũ", "CMND «1000-0000-00»",
    "1. CMND «100000000»", "Straße CMND «100000000»", "CMND cấp cho đồng chí dv05, «100000000»",
]  # fmt: skip
ACCOUNTS = [
    "STK «1000000000000»", "số tài khoản: «1000 0000 00000»", "so tai khoan «10000000» Agribank", "STK «100000000000» đ/c Lan",
    "STK Agribank «1000000000»", "tài khoản số «1000000000000»", "Số thẻ ATM «9704000000000000000»", "số TK «1000000»",
    "STK của bà Lan mở ở bưu điện xã: «1000000000000»",
]  # fmt: skip
FINE = [
    # dates, and dates with a figure after them
    "2024-03-05", "từ 05.8.2024 150 hộ", "Nghị quyết 03.12.2024", "09.12.2024 30 đại biểu", "08-12-2024 4500", "tháng 08 2024 2025",
    "07-2024-2025", "09 2024 1500", "hạn 09.12.24 30.06.25", "09.12.24 08.30", "09 12 0000 00", "07 00 000 000", "2024-03-05 07:30-09:15", "họp 7h30-9h15", "từ 05 2024-2025",
    # sums and counts
    "0.935 triệu", "150.000.000 đồng", "1.234.567.890 đồng", "0,912000000", "0.912000000", "hệ số 3.0912000000", "3,0912000000",
    "09.12000000", "từ 912 000 000 đồng", "912000000", "0912 hộ, 000 000", "điểm 09 10 08 09 10 05 04", "3 09 10 08 09 10",
    # not a mobile number
    "0212000000", "0310000000", "0510000000", "0530000000", "0570000000", "0710000000", "0750000000", "0800000000", "0600000000",
    "091200000", "09120000000", "84912000000", "+85912000000", "1912000000", "+84 12 000 0000", "+84 812 00",
    # part of something longer
    "A0912000000", "0912000000a", "đ0912000000", "0912000000đ", "anh_0912000000", "0912000000_1", "10912000000", "0912.000.000.000",
    "0912-000-000-0", "24.0912.000.000", "12-0912-000-000", "0912 0 00000", "x+84912000000", "1+84912000000", "+849120000001",
    # no citizen id
    "000100000000", "097000000000", "01000000000", "0010000000000", "A001000000000", "001000000000a", "001 000 000 000", "12.001000000000",
    # no number of a card
    "CMND 123456", "CMND 12345678901234567890", "cấp CCCD cho 1.250.000 người", "CCCD 150.000 công dân", "CCCD 1.250.000", "CCCD 150 000", "CCCD 150000000 đồng",
    "CCCD 150.000.000 đ", "CCCD 150000000 %", "CCCD 05.8.2024", "CCCD 05-2024", "CCCD 2024-03-05", "CCCD 2023-2024", "CCCD 2024 150.000",
    "Đổi CCCD. Thu 100000000", "Đổi CCCD; số 100000000", "100000000 CMND", "CMND1: 12", "mã 100000000", "một số 100000000",
    "CMND và sau đó, khi trời tạnh mưa thì cả chi bộ cùng đi thăm hỏi các gia đình ở bản trên, hết 100000000",
    "CMND cấp cho đồng chí dv05, 100.000.000", "CMND cấp cho đồng chí dv05, 10000000", "CMND 100000000a", "hộ chiếu ABC1000000",
    "chuyển vào tài khoản số tiền 15.000.000 đồng", "tài khoản định danh 125.340", "Số tài khoản định danh kích hoạt: 125.340",
    "số tài khoản 15.000.000 đồng", "phát 3 thẻ đảng viên ngày 19.05.2024", "thẻ đảng viên 19.05.2024", "xCMND 100000000",
]  # fmt: skip


def plain(text: str) -> str:
    return text.replace("«", "").replace("»", "")


def more(path: str, line: str) -> str:
    """A file of the usual store with a line below."""
    return f"{textwrap.dedent(str(USUAL[path])).strip()}\n{line}\n"


def told(text: str, minutes_at: int | None = None) -> list[Finding]:
    return list(check(RecordText(MARCH, text, minutes_at)))


def places(text: str) -> list[tuple[int, int]]:
    """Where the marks of a text stand once they are taken out."""
    return [(m.start() - 2 * n, m.end() - 2 * n - 2) for n, m in enumerate(MARKED.finditer(text))]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        *(("phone", t) for t in PHONES), *(("citizen-id", t) for t in CITIZENS),
        *(("card", t) for t in CARDS), *(("account", t) for t in ACCOUNTS),
    ],
)  # fmt: skip
def test_a_number_of_a_person(kind: str, text: str) -> None:
    assert [(p.start, p.end) for p in personal.find(plain(text))] == places(text)
    assert {p.kind for p in personal.find(plain(text))} == {kind}
    assert personal.mask(plain(text)) == MARKED.sub(lambda m: "•" * len(m[1]), text)
    (finding,) = told(f"a: |\n  b\n{plain(text)}\n")
    start, end = places(text)[0]
    assert finding.span == (3, start + 1, 3, end + 1)
    assert (finding.subject, finding.more, finding.key) == (kind, 0, ())


@pytest.mark.parametrize("text", FINE)
def test_other_figures(text: str) -> None:
    assert [text[p.start : p.end] for p in personal.find(text)] == []
    assert told(f"{text}\n") == []


@pytest.mark.parametrize("text", FINE)
def test_dates_and_sums_are_not_masked(text: str) -> None:
    long = re.search("[0-9]{9,}", text)
    assert (personal.mask(text) == text) == (long is None)


@pytest.mark.parametrize(
    "text",
    [
        "https://example.invalid/0912000000", "(http://example.invalid/?a=0912000000&b=001000000000)", "www.example.invalid/0912000000",
        "HTTPS://EXAMPLE.INVALID/0912000000", "WWW.example.invalid/0912000000", "[a](https://example.invalid/0912000000)",
    ],
)  # fmt: skip
def test_web_addresses_are_passed_over(text: str) -> None:
    assert told(f"a: {text}\n") == []
    assert told(f"{FRONT}{text}\n", len(FRONT)) == []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("https://example.invalid/a 0912000000", [1]),
        ("[a](https://example.invalid) 0912000000", [1]),
        ("example.invalid 0912000000", [1]),
        ("gọi `0912000000`", []),
        ("``a ` 0912000000``", []),
        ("`a\n0912000000`", []),
        ("`a\n\n0912000000`", [3]),
        ("- `a\n- 0912000000`", [2]),
        ("1. `a\n2. 0912000000`", [2]),
        ("`a` 0912000000 `b`", [1]),
        ("``a` 0912000000 `b", []),
        ("\\`0912000000`", [1]),
        ("` 0912000000 ``", [1]),
        ("```\n0912000000\n```\n0913000000", [4]),
        ("~~~\n0912000000\n```\n~~~\n0913000000", [5]),
        ("````\n```\n0912000000\n````", []),
        ("```\n``` a\n0912000000\n", []),
        ("> ```\n> 0912000000\n> ```\n> 0913000000", [4]),
        ("```yaml\n0912000000", []),
        ("~~~\n0912000000\n~~~\n0913000000", [4]),
        ("```a`0912000000", [1]),
        ("~~~a`b\n0912000000", []),
        ("a\n```\n`\n```\n0912000000 `", [5]),
        ("a `b\n```\n```\n0912000000 `", [4]),
        ("<!-- 0912000000 -->", [1]),
    ],
)
def test_code_in_minutes_is_passed_over(text: str, lines: list[int]) -> None:
    first = FRONT.count("\n")
    assert [f.span.line - first for f in told(f"{FRONT}{text}\n", len(FRONT)) if f.span] == lines


def test_a_text_without_long_numbers_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RecordText, "prose", lambda _: pytest.fail("looked at line by line"))
    assert (
        told(
            f"{FRONT}Từ 05/8/2024 đến 30/9/2024 có 150 hộ góp 1.500 ngày công; họp 7h30-9h15; nhiệm kỳ 2020 - 2025.\n",
            len(FRONT),
        )
        == []
    )


def test_code_is_a_matter_of_minutes() -> None:
    assert len(told("a: `0912000000`\n# ```\nb: 0912000000\n")) == 2
    assert len(told("---\nplace: `0912000000`\n---\n`0912000000`\n", 28)) == 1


def test_a_line_is_told_once_at_the_first_number() -> None:
    (finding,) = told("a\nCMND 100000000, gọi 0912000000\n")
    assert (finding.span, finding.subject) == ((2, 6, 2, 15), "card")


def test_each_number_has_its_own_word() -> None:
    found = list(personal.find("CMND 100000000, STK 1000000000, CCCD 100000000000; gọi 0912000000"))
    assert [p.kind for p in found] == ["card", "account", "card", "phone"]


@pytest.mark.parametrize("number", [1, api.LINES_TOLD, api.LINES_TOLD + 1, 5000])
def test_many_lines(number: int) -> None:
    findings = told("gọi 0912000000\n" * number)
    assert len(findings) == min(number, api.LINES_TOLD)
    assert sum(1 + f.more for f in findings) == number
    assert {f.found.vi for f in findings[:-1]} <= {"Dòng này có số điện thoại."}
    assert (f"tất cả {number_text(number).vi} dòng" in findings[-1].found.vi) == (number > api.LINES_TOLD)
    assert (f"has {number_text(number).en} such lines" in findings[-1].found.en) == (number > api.LINES_TOLD)


@pytest.mark.parametrize(("kind", "text"), [("phone", PHONES[0]), ("citizen-id", CITIZENS[0]), ("card", CARDS[0]), ("account", ACCOUNTS[0])])  # fmt: skip
def test_a_message_names_the_kind_and_quotes_no_digit(kind: str, text: str) -> None:
    (finding,) = told(f"{plain(text)}\n")
    assert KINDS[kind].vi in finding.found.vi
    assert KINDS[kind].en in finding.found.en
    said = "".join((*finding.found, *finding.expected, *finding.hint, finding.document, finding.subject))
    assert re.sub("dv05", "", said) == re.sub(r"\d", "", re.sub("dv05", "", said))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (MARCH, FRONT.replace("attendance", "place: Nhà văn hóa, 0912.000.000  # ! PR101\nattendance")),
        (MARCH, FRONT.replace("time", "# hỏi 0912000000\n# ! PR101 3:7\ntime")),
        (MARCH, f"{FRONT}Gọi 0912000000.\n# ! PR101 8:5\n"),
        (CELL, more(CELL, "# hỏi 0912000000  # ! PR101")),
        (MEMBERS, more(MEMBERS, "# dv01: 001000000000  # ! PR101")),
        (DISTRICT, more(DISTRICT, "# STK 1000000000  # ! PR101")),
        (RULEBOOK, more(RULEBOOK, "# hỏi +84 912 000 000  # ! PR101")),
        ("records/van-quan/cells/ban-a/names.yml", "dv01: Nông Thị Hoa 0912000000  # ! PR101\n"),
        ("records/van-quan/events/2024.yml", "training:\n  - date: 2024-04-10\n    title: Gọi 0912000000  # ! PR101\n    participants: 3\n"),
        ("records/van-quan/cells/ban-a/2024/year.yml", "# 0912000000  # ! PR101\ngrade: completion\n"),
    ],
)  # fmt: skip
def test_every_file_is_looked_at(tmp_path: Path, path: str, text: str) -> None:
    error = only(found(tmp_path, {path: text}))
    assert (error.severity, error.kind, error.excerpt, error.period) == ("error", "private", (), "")


def test_a_file_that_cannot_be_read_is_not_checked_further(tmp_path: Path) -> None:
    found(tmp_path, {MARCH: "---\nplace: [\n# 0912000000\n# ! YA001 2:8\n---\nGọi 0912000000.\n"})


def test_leave_may_be_given(tmp_path: Path) -> None:
    line = "<!-- allow[PR101]: số trực ban công khai của xã -->"
    assert found(tmp_path, {MARCH: f"{FRONT}{line}\nTrực ban: 0912000000.\n"}) == []


def test_the_record_is_counted(tmp_path: Path) -> None:
    wrong = f"{FRONT}Gọi 0912000000.\n"
    assert {d.code for d in checked(tmp_path, {MARCH: wrong}).diagnostics} == {"PR101"}


def test_it_is_told_in_every_profile() -> None:
    assert not RULE.about_members
    assert RULE.public_severity == ""


@pytest.mark.parametrize(
    "text",
    [
        "0912 " * 50_000, "CMND " + "1 " * 120_000, "+84" * 80_000, "CMND 100000 " * 20_000, "`" * 250_000, "` `` " * 50_000, "0." * 120_000,
        "CMND " + "100000-" * 30_000, "https://" * 30_000, "0912000000a " * 20_000, "```\n" * 60_000, "\\`" * 100_000,
    ],
)  # fmt: skip
def test_a_hostile_text_takes_no_longer(text: str) -> None:
    start = time.process_time()
    told(f"{FRONT}{text}\n", len(FRONT))
    assert time.process_time() - start < 3


def test_accents_apart_from_their_letters() -> None:
    text = unicodedata.normalize("NFD", "đã đổi căn cước, số 100000000000")
    (finding,) = told(f"{text}\n")
    assert (finding.subject, finding.span) == ("card", (1, 1, 1, len(text) + 1))


@pytest.mark.parametrize(
    "text", ["_0912000000_", "__0912000000__", "*0912000000*", "_CMND 123456789_", "CMND _123456789_"]
)
def test_emphasis_hides_nothing(text: str) -> None:
    assert list(personal.find(f"gọi {text} nhé"))
