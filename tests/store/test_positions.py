"""Where a byte is no text: the place that is told, against a reader of bytes that shares nothing with the program's."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from generator.store.decode import decode
from tests.store.test_clever import GOLDEN

if TYPE_CHECKING:
    from collections.abc import Iterator

# First byte → the ranges of the bytes that must follow (Unicode, table 3-7: well-formed byte sequences).
FOLLOW = {
    **{first: [] for first in range(0x80)},
    **{first: [(0x80, 0xBF)] for first in range(0xC2, 0xE0)},
    0xE0: [(0xA0, 0xBF), (0x80, 0xBF)],
    **{first: [(0x80, 0xBF)] * 2 for first in (*range(0xE1, 0xED), 0xEE, 0xEF)},
    0xED: [(0x80, 0x9F), (0x80, 0xBF)],
    0xF0: [(0x90, 0xBF), (0x80, 0xBF), (0x80, 0xBF)],
    **{first: [(0x80, 0xBF)] * 3 for first in (0xF1, 0xF2, 0xF3)},
    0xF4: [(0x80, 0x8F), (0x80, 0xBF), (0x80, 0xBF)],
}
FAULTS = {
    "continuation alone": [b"\x80", b"\xbf", b"\x80\xbf", b"\x80" * 6],
    "first byte alone": [bytes([n]) for n in (0xC2, 0xC3, 0xDF, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF3, 0xF4)],
    "cut in the middle": [b"\xe1\xba", b"\xe1\xbb", b"\xef\xbf", b"\xf0\x9f", b"\xf0\x9f\x98", b"\xe0\xa0", b"\xed\x9f", b"\xf4\x8f\xbf"],
    "longer than it need be": [b"\xc0\x80", b"\xc0\xaf", b"\xc1\xbf", b"\xe0\x80\xaf", b"\xe0\x9f\xbf", b"\xf0\x80\x80\xaf", b"\xf0\x8f\xbf\xbf"],
    "surrogate": [b"\xed\xa0\x80", b"\xed\xad\xbf", b"\xed\xae\x80", b"\xed\xbf\xbf", b"\xed\xa0\x80\xed\xb0\x80"],
    "above the last": [b"\xf4\x90\x80\x80", b"\xf5\x80\x80\x80", b"\xf7\xbf\xbf\xbf", b"\xf8\x88\x80\x80\x80", b"\xfc\x84\x80\x80\x80\x80"],
    "never a byte of text": [b"\xfe", b"\xff", b"\xff\xff", b"\xfe\xfe\xff\xff"],
    "another encoding": ["Nhà".encode("cp1252"), "ệ".encode("cp1258", "replace") + b"\xd2", b"Nh\xb5", "é".encode("latin-1")],
}  # fmt: skip


def place(raw: bytes) -> tuple[int, int, int]:
    """Line and column of the first byte that begins no character, and that byte; counted byte by byte."""
    at = 3 if raw[:3] == b"\xef\xbb\xbf" else 0
    line = column = 1
    while at < len(raw):
        follow = FOLLOW.get(raw[at])
        rest = raw[at + 1 : at + 1 + len(follow or ())]
        if (
            follow is None
            or len(rest) < len(follow)
            or any(not low <= b <= high for b, (low, high) in zip(rest, follow, strict=True))
        ):
            return line, column, raw[at]
        if raw[at] == 0x0A or (raw[at] == 0x0D and raw[at + 1 : at + 2] != b"\n"):
            line, column = line + 1, 1
        elif raw[at] != 0x0D:
            column += 1
        at += 1 + len(follow)
    raise AssertionError("all of it is text")


def faulty() -> Iterator[tuple[str, bytes]]:
    """Each fault in records of several lines, with Vietnamese text before it, with each kind of line end, with a BOM."""
    chance = random.Random(23)
    texts = [text.encode() for text in GOLDEN.values()]
    for kind, many in FAULTS.items():
        for fault in many:
            for n in range(12):
                raw = chance.choice(texts)
                at = chance.randrange(len(raw))
                while raw[at] & 0xC0 == 0x80:  # between two characters
                    at -= 1
                raw = raw[:at] + fault + (b"" if n % 4 == 0 else raw[at:])
                raw = raw.replace(b"\n", (b"\n", b"\r\n", b"\r")[n % 3])
                yield kind, (b"\xef\xbb\xbf" if n % 5 == 0 else b"") + raw


def test_the_place_of_a_byte_that_is_no_text_is_the_right_one() -> None:
    cases = list(faulty())
    assert len(cases) > 500
    assert {kind for kind, _ in cases} == set(FAULTS)
    for kind, raw in cases:
        text, (finding,) = decode("f.yml", raw)
        assert text is None
        assert finding.span is not None
        line, column, byte = place(raw)
        assert (finding.code, *finding.span) == ("YA004", line, column, line, column + 1), (kind, raw)
        assert f"0x{byte:02X}" in finding.found.vi or "UTF-16" in finding.found.vi
        assert all((finding.expected.vi, finding.expected.en, finding.hint.vi, finding.hint.en))


def test_the_other_reader_knows_what_is_text() -> None:
    for code in (*range(0xD800), *range(0xE000, 0x110000, 7)):
        raw = f"ệ\n{chr(code)}".encode() + b"\xff"
        line = 3 if code in {0x0A, 0x0D} else 2
        assert place(raw) == (line, 1 if line == 3 else 2, 0xFF)
