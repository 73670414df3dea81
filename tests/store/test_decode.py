"""Bytes to text, and the characters that no record may hold or that should be replaced."""

from __future__ import annotations

import unicodedata

import pytest

from generator.store.decode import FILE_LIMIT, NAMES, check_characters, clean, decode, describe, is_clean, is_plain

PATH = "records/van-quan/cells/ban-a/2024/03-regular.md"


def found(text: str, minutes_from: int | None = None) -> list[tuple[str, int, int]]:
    findings = check_characters(PATH, text, minutes_from=minutes_from)
    return [(f.code, f.span.line, f.span.column) for f in findings if f.span is not None]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"", ""),
        (b"a: 1\n", "a: 1\n"),
        (b"\xef\xbb\xbfa: 1\n", "a: 1\n"),
        (b"a: 1\r\nb: 2\r\n", "a: 1\nb: 2\n"),
        (b"a: 1\rb: 2\r", "a: 1\nb: 2\n"),
        (b"\xef\xbb\xbf---\r\na: 1\r\n---\r\n", "---\na: 1\n---\n"),
        ("Nà Lộc".encode(), "Nà Lộc"),
    ],
)
def test_bytes_become_text_with_plain_line_ends(raw: bytes, text: str) -> None:
    assert decode(PATH, raw) == (text, [])


@pytest.mark.parametrize(
    ("raw", "line", "column", "byte"),
    [
        (b"\xff", 1, 1, "0xFF"),
        (b"name: A\nplace: B\xe1\n", 2, 9, "0xE1"),
        ("tên: Nà ".encode() + b"\xc3(\n", 1, 9, "0xC3"),  # a letter cut in two: columns count characters
        (b"a\r\nb\r\n\x80", 3, 1, "0x80"),
        (b"a: \xed\xa0\x80", 1, 4, "0xED"),  # a surrogate
        (b"a: \xc0\xaf", 1, 4, "0xC0"),  # an overlong form
        (b"a: \xf5\x80\x80\x80", 1, 4, "0xF5"),
        (b"\xef\xbb\xbfa: \xe2\x82", 1, 4, "0xE2"),  # a BOM is no column
    ],
)
def test_a_byte_that_is_no_utf8_is_told_with_its_place(raw: bytes, line: int, column: int, byte: str) -> None:
    text, (finding,) = decode(PATH, raw)
    assert text is None
    assert (finding.code, finding.span) == ("YA004", (line, column, line, column + 1))
    assert byte in finding.found.vi
    assert byte in finding.found.en


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_named(encoding: str) -> None:
    raw = "﻿tên: Nà Lộc\n".encode(encoding) if encoding != "utf-16" else "tên: Nà Lộc\n".encode(encoding)
    text, (finding,) = decode(PATH, raw)
    assert text is None
    assert finding.code == "YA004"
    assert "UTF-16" in finding.found.vi


@pytest.mark.parametrize(
    ("size", "codes"),
    [(FILE_LIMIT - 1, []), (FILE_LIMIT, []), (FILE_LIMIT + 1, ["YA005"]), (FILE_LIMIT * 4, ["YA005"])],
)
def test_a_file_has_256_kib_at_most(size: int, codes: list[str]) -> None:
    text, findings = decode(PATH, b"x" * size)
    assert [f.code for f in findings] == codes
    assert (text is None) == bool(codes)
    assert FILE_LIMIT == 262_144


def test_a_file_that_is_too_long_is_told_so_on_its_first_line() -> None:
    _, (finding,) = decode(PATH, b"x" * (FILE_LIMIT + 1))
    assert finding.span == (1, 1, 1, 1)
    assert "dài hơn 256 KiB" in finding.found.vi


CONTROLS = [c for c in map(chr, range(0x20)) if c not in "\t\n\r"]
C1 = [chr(c) for c in range(0x7F, 0xA0)]
BIDI = list("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
ZERO_WIDTH = list(
    "\u00ad\u034f\u200b\u200c\u200d\u2028\u2029\u2060\u2064\u206a\u206f\u3164\ufe00\ufe0f\ufeff\uffa0\U000e0001\U000e007f\U000e0100"
)
NO_BREAK = list("\u00a0\u2007\u202f")


MARKS = {"\u061c", "\u200e", "\u200f"}  # marks of direction: zero-width, neither overrides nor isolates


@pytest.mark.parametrize(
    "char", [*CONTROLS, *C1, *BIDI, *ZERO_WIDTH, "\ufffe", "\uffff"], ids=lambda c: f"U+{ord(c):04X}"
)
def test_yaml_holds_no_invisible_character(char: str) -> None:
    assert found(f"name: A\nplace: Nà{char}Lộc\n") == [("YA004", 2, 10)]


@pytest.mark.parametrize(
    "char", [*CONTROLS, *sorted(set(BIDI) - MARKS), "\ufffe", "\uffff"], ids=lambda c: f"U+{ord(c):04X}"
)
def test_minutes_hold_no_control_or_bidi_character(char: str) -> None:
    text = f"---\na: 1\n---\nHọp{char}bàn\n"
    assert found(text, text.index("Họp")) == [("YA004", 4, 4)]


@pytest.mark.parametrize("char", [*C1, *ZERO_WIDTH, *NO_BREAK, *sorted(MARKS)], ids=lambda c: f"U+{ord(c):04X}")
def test_minutes_with_what_word_processors_leave_are_warned_about(char: str) -> None:
    text = f"---\na: 1\n---\nHọp{char}bàn\n"
    assert found(text, text.index("Họp")) == [("YA006", 4, 4)]


@pytest.mark.parametrize("char", NO_BREAK)
def test_a_no_break_space_in_yaml_is_warned_about(char: str) -> None:
    assert found(f"place: Nhà{char}văn hóa\n") == [("YA006", 1, 11)]


@pytest.mark.parametrize("text", ["a:\t1\n", "a: 1\n", "tên: Nà Lộc “đẹp” – 100 % ½ €\n", "a: 😀\n", "中文 ไทย\n"])
def test_visible_text_is_fine(text: str) -> None:
    assert found(text) == []
    assert found(text, 0) == []


@pytest.mark.parametrize(
    "text",
    [
        "👩\u200d👧\u200d👦", "©\ufe0f ®\ufe0f ™\ufe0f ℹ\ufe0f ‼\ufe0f ⁉\ufe0f", "👨🏽\u200d🌾", "❤\ufe0f", "1\ufe0f\u20e3", "🏳\ufe0f\u200d🌈", "☎\ufe0e", "🏴\U000e0067\U000e0062\U000e007f",
        "नमस्\u200dते", "می\u200cخواهم", "ක්\u200dෂ",
    ],
)  # fmt: skip
def test_joiners_of_emoji_and_of_scripts_that_need_them_are_fine_in_minutes(text: str) -> None:
    assert found(f"Họp {text} xong\n", 0) == []


def test_each_kind_is_told_once_with_the_number() -> None:
    findings = check_characters(PATH, "Họp\u00a0bàn\u200bvề\u00a0rừng\x01\x02\n", minutes_from=0)
    assert [(f.code, f.span.column) for f in findings if f.span] == [("YA004", 16), ("YA006", 4)]
    assert "(3 chỗ)" in findings[1].found.vi
    assert "(3 places)" in findings[1].found.en


def test_what_stands_in_the_yaml_is_told_before_the_minutes() -> None:
    text = "---\na: \u200b\n---\n\u202e\n"
    assert found(text, text.index("\u202e")) == [("YA004", 2, 4)]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("e\u0301", 1, 1),
        ("tên: Hoa\nquê: Nà Lo\u0323\u0302c\n", 2, 10),
        ("\u212b", 1, 1),
        ("a: o\u031b\n", 1, 4),
        ("a\u0301", 1, 1),
    ],
)
def test_accents_written_apart_are_warned_about(text: str, line: int, column: int) -> None:
    assert found(text) == [("YA006", line, column)]
    assert found(text, 0) == [("YA006", line, column)]


def test_a_character_is_named_with_its_code() -> None:
    assert describe("\u200b").vi == "dấu cách rỗng (zero-width) (U+200B)"
    assert describe("\x07").en == "control character (U+0007)"
    assert describe("\U000e0001").en == "invisible character (U+E0001)"


@pytest.mark.parametrize(
    ("text", "plain"),
    [("Nà Lộc", True), ("Na\u0300", False), ("Nà\u00a0Lộc", False), ("Nà\u202fLộc", False), ("", True)],
)
def test_clean_text_is_composed_and_has_plain_spaces(text: str, plain: bool) -> None:
    assert is_clean(text) is plain
    assert clean(text) == unicodedata.normalize("NFC", text).replace("\u00a0", " ").replace("\u202f", " ")
    assert is_clean(clean(text))


def test_what_is_looked_for_is_no_plain_text() -> None:
    for char in map(chr, range(0x3000)):
        assert not (is_plain(f"a{char}b") and (char in NAMES or found(f"a{char}b") or found(f"a{char}b", 0))), char
    assert is_plain("Đảng bộ “Nà Lộc” – 07h30…\n\t1/2\n")
    assert not is_plain(unicodedata.normalize("NFD", "Nà Lộc"))


@pytest.mark.parametrize("version", ["1", "2"])
def test_a_pointer_of_lfs_is_no_record(version: str) -> None:
    raw = f"version https://git-lfs.github.com/spec/v{version}\noid sha256:00\nsize 1\n".encode()
    text, findings = decode("records/x.yml", raw)
    assert text is None
    assert [(f.code, f.path, f.span and f.span.line) for f in findings] == [("PA002", "records/x.yml", 1)]
    assert "Git LFS" in findings[0].found.en
    assert "git lfs" in findings[0].hint.vi


def test_a_text_that_names_lfs_is_a_record() -> None:
    assert decode("records/x.yml", b"# version https://git-lfs.github.com/spec/v1\n").findings == []


@pytest.mark.parametrize("kind", ["utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"])
def test_a_file_of_wide_characters_is_named_by_its_kind(kind: str) -> None:
    text, (finding,) = decode("x.yml", "\ufeffname: Nà".encode(kind))
    assert text is None
    assert f"{kind[:6].upper()}." in finding.found.vi
    assert f"{kind[:6].upper()}." in finding.found.en
