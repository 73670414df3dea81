"""Bytes to text: UTF-8 only, no invisible or controlling characters, NFC."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from generator.model.diagnostic import Finding, Span
from generator.model.text import Text

FILE_LIMIT = 256 * 1024  # bytes
# How a pointer of Git LFS begins, and did under its first name.
LFS = (b"version https://git-lfs.github.com/spec/v", b"version https://hawser.github.com/spec/v")

_BIDI = "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides, isolates
_MARKS = "\u061c\u200e\u200f"  # zero-width marks of direction, which word processors leave behind
_INVISIBLE = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2028\u2029\u2060-\u2065\u206a-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f"
_NONE = "\ud800-\udfff\ufdd0-\ufdef" + "".join(
    f"{chr(0x10000 * n - 2)}{chr(0x10000 * n - 1)}" for n in range(1, 18)
)  # none
# Letters, digits and signs among which nothing is looked for: one look passes over nearly every text.
_USUAL = re.compile("[\t\n -~\u00a1-\u00ac\u00ae-\u02ff\u1e00-\u1eff\u2010-\u2027\u2030-\u205e]*")
YAML_FORBIDDEN = re.compile(f"[{_CONTROL}\x7f-\x9f{_BIDI}{_MARKS}{_INVISIBLE}{_NONE}]")
YAML_REPLACE = re.compile("[\u00a0\u2007\u202f]")
MINUTES_FORBIDDEN = re.compile(f"[{_CONTROL}{_BIDI}{_NONE}]")
_EMOJI = "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff#*0-9]"
# Joiners and selectors are fine after an emoji, and in scripts that need them.
_JOINED = (
    f"(?<!{_EMOJI}[\ufe0e\ufe0f\u200d])(?<!\ufe0f\u200d)(?<![\u0600-\u0dff\u0e00-\u109f\u1780-\u18af][\u200c\u200d])"
    "(?<![\U0001f3f4\U000e0020-\U000e007e][\U000e0020-\U000e007f])"
)
MINUTES_REPLACE = re.compile(f"[\x7f-\x9f\u00a0\u2007\u202f{_MARKS}{_INVISIBLE}]{_JOINED}")

NAMES = {
    "\u00a0": Text("dấu cách không ngắt", "no-break space"),
    "\u200b": Text("dấu cách rỗng (zero-width)", "zero-width space"),
    "\u200c": Text("dấu tách rỗng (zero-width)", "zero-width non-joiner"),
    "\u200d": Text("dấu nối rỗng (zero-width)", "zero-width joiner"),
    "\ufeff": Text("dấu BOM giữa tệp", "byte order mark inside the file"),
    "\x00": Text("ký tự NUL", "NUL character"),
    "\u202e": Text("ký tự đảo chiều chữ", "right-to-left override"),
}


class Decoded(NamedTuple):
    """The text of a file (None where it cannot be read) and what was found on the way."""

    text: str | None
    findings: list[Finding]


def describe(char: str) -> Text:
    """Name a character that one cannot see."""
    code = f"U+{ord(char):04X}"
    known = NAMES.get(char)
    if known is not None:
        return Text(f"{known.vi} ({code})", f"{known.en} ({code})")
    if char < "\x80":
        return Text(f"ký tự điều khiển ({code})", f"control character ({code})")
    return Text(f"ký tự ẩn ({code})", f"invisible character ({code})")


def is_clean(text: str) -> bool:
    """Tell whether a text is NFC and has plain spaces only."""
    return unicodedata.is_normalized("NFC", text) and YAML_REPLACE.search(text) is None


def is_plain(text: str) -> bool:
    """Tell whether a text is NFC and holds but usual letters, signs, spaces, tabs and ends of lines."""
    return _USUAL.fullmatch(text) is not None and unicodedata.is_normalized("NFC", text)


def clean(text: str) -> str:
    """The text as it is compared: NFC, with plain spaces (YA006 asks to write it so)."""
    return YAML_REPLACE.sub(" ", unicodedata.normalize("NFC", text))


def span_at(text: str, index: int, length: int = 1) -> Span:
    """The line and column of a character in a text."""
    line = text.count("\n", 0, index) + 1
    column = index - (text.rfind("\n", 0, index) + 1) + 1
    return Span(line, column, line, column + length)


def decode(path: str, raw: bytes) -> Decoded:
    """Turn the bytes of a file into text with LF line ends, without a BOM.

    Errors: YA005 (too large), YA004 (not UTF-8), PA002 (a pointer of Git LFS instead of the file).
    """
    if raw.startswith(LFS):
        return Decoded(None, [_pointer(path)])
    if len(raw) > FILE_LIMIT:
        found = Text("Tệp dài hơn 256 KiB.", "The file is longer than 256 KiB.")
        expected = Text("Tối đa 256 KiB một tệp.", "At most 256 KiB a file.")
        hint = Text("Tách nội dung, hoặc bỏ phần dán nhầm.", "Split it, or remove what was pasted by mistake.")
        return Decoded(None, [Finding("YA005", path, (), found, expected, hint, span=Span())])
    if raw.startswith(b"\xef\xbb\xbf"):
        raw = raw[3:]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return Decoded(None, [_not_utf8(path, raw, error)])
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Decoded(text, [])


def _pointer(path: str) -> Finding:
    return Finding(
        "PA002", path, (),
        Text(f"“{path}” là con trỏ Git LFS, không phải tệp thường.", f"“{path}” is a Git LFS pointer, not the file."),
        Text("Mỗi bản ghi là một tệp thường trong kho.", "Every record is a regular file of the store."),
        Text(
            "Đưa bản ghi ra khỏi LFS: git lfs pull, git lfs untrack, rồi git add --renormalize.",
            "Take records out of LFS: git lfs pull, git lfs untrack, then git add --renormalize.",
        ),
        subject=path, span=Span(),
    )  # fmt: skip


def _not_utf8(path: str, raw: bytes, error: UnicodeDecodeError) -> Finding:
    before = raw[: error.start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    wide = 32 if raw[:4] in {b"\xff\xfe\0\0", b"\0\0\xfe\xff"} else 16 if raw[:2] in {b"\xff\xfe", b"\xfe\xff"} else 0
    byte = f"0x{raw[error.start]:02X}"
    found = Text(f"Byte {byte} không phải chữ UTF-8.", f"Byte {byte} is not UTF-8 text.")
    if wide:
        found = Text(f"Tệp lưu kiểu UTF-{wide}.", f"The file is saved as UTF-{wide}.")
    return Finding(
        "YA004", path, (), found,
        Text("Tệp chữ mã hóa UTF-8.", "A text file in UTF-8."),
        Text("Mở tệp, chọn “Lưu thành…”, mã hóa UTF-8.", "Open the file and save it again as UTF-8."),
        span=span_at(before, len(before)),
    )  # fmt: skip


def check_characters(path: str, text: str, *, minutes_from: int | None = None) -> list[Finding]:
    """Look for characters that no record may hold, or that should be replaced.

    `minutes_from` is the index where the minutes begin; what stands before it is YAML.
    Errors: YA004, YA006 (one of each a file, with the number).
    """
    if is_plain(text):
        return []
    cut = len(text) if minutes_from is None else minutes_from
    findings = []
    bad = YAML_FORBIDDEN.search(text, 0, cut) or (MINUTES_FORBIDDEN.search(text, cut) if cut < len(text) else None)
    if bad is not None:
        findings.append(_forbidden(path, text, bad.start()))
    hits = [m.start() for m in YAML_REPLACE.finditer(text, 0, cut)]
    if cut < len(text):
        hits += [m.start() for m in MINUTES_REPLACE.finditer(text, cut)]
    if hits:
        findings.append(_replaceable(path, text, hits))
    elif not unicodedata.is_normalized("NFC", text):
        findings.append(_not_nfc(path, text))
    return findings


def _forbidden(path: str, text: str, index: int) -> Finding:
    name = describe(text[index])
    return Finding(
        "YA004", path, (),
        Text(f"Có {name.vi}.", f"There is a {name.en}."),
        Text("Chỉ gồm chữ nhìn thấy được.", "Visible characters only."),
        Text("Xóa ký tự này; nếu dán từ nơi khác, hãy gõ lại đoạn đó.", "Delete it; type again what was pasted."),
        span=span_at(text, index),
    )  # fmt: skip


def _replaceable(path: str, text: str, hits: list[int]) -> Finding:
    name = describe(text[hits[0]])
    more = f" ({len(hits)} chỗ)" if len(hits) > 1 else ""
    more_en = f" ({len(hits)} places)" if len(hits) > 1 else ""
    return Finding(
        "YA006", path, (),
        Text(f"Có {name.vi}{more}.", f"There is a {name.en}{more_en}."),
        Text("Dấu cách thường, hoặc không có gì.", "A plain space, or nothing."),
        Text("Thay bằng dấu cách thường.", "Replace it by a plain space."),
        span=span_at(text, hits[0]),
    )  # fmt: skip


def _not_nfc(path: str, text: str) -> Finding:
    normal = unicodedata.normalize("NFC", text)
    index = next((i for i, (a, b) in enumerate(zip(text, normal, strict=False)) if a != b), min(len(text), len(normal)))
    return Finding(
        "YA006", path, (),
        Text("Chữ có dấu viết tách rời (không phải NFC).", "Accents are written apart (not NFC)."),
        Text("Chữ có dấu dựng sẵn (NFC), như bàn phím tiếng Việt gõ ra.", "Composed letters (NFC)."),
        Text("Gõ lại đoạn này bằng bộ gõ Unicode dựng sẵn.", "Type the passage again with a composing keyboard."),
        span=span_at(text, min(index, max(len(text) - 1, 0))),
    )  # fmt: skip
