"""One rule for what is no letter: each character that is not seen, as it is and as an escape, in YAML and in minutes."""

from __future__ import annotations

import pytest

from generator.store.decode import check_characters, decode
from generator.store.yaml import parse

C0 = [*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20)]
C1 = [*range(0x7F, 0xA0)]  # with NEL
BREAKS = [0x2028, 0x2029]
BIDI = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
MARKS = [0x061C, 0x200E, 0x200F]
ZERO = [0xAD, 0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), 0x200B, 0x200C, 0x200D, *range(0x2060, 0x2066), *range(0x206A, 0x2070), 0x3164, *range(0xFE00, 0xFE10), 0xFEFF, 0xFFA0, 0xE0001, 0xE0020, 0xE007F, 0xE0100, 0xE01EF]  # fmt: skip
NONE = [*range(0xFDD0, 0xFDF0), *(plane * 0x10000 + low for plane in range(17) for low in (0xFFFE, 0xFFFF))]
SURROGATES = [*range(0xD800, 0xE000, 61), 0xDBFF, 0xDC00, 0xDFFF]
SPACES = [0xA0, 0x2007, 0x202F]
IN_YAML = {**dict.fromkeys([*C0, *C1, *BREAKS, *BIDI, *MARKS, *ZERO, *NONE], "YA004"), **dict.fromkeys(SPACES, "YA006")}
IN_MINUTES = {
    **dict.fromkeys([*C1, *BREAKS, *MARKS, *ZERO, *SPACES], "YA006"),
    **dict.fromkeys([*C0, *BIDI, *NONE], "YA004"),
}
NAMED = {0x00: "0", 0x07: "a", 0x08: "b", 0x0B: "v", 0x0C: "f", 0x1B: "e", 0x85: "N", 0x2028: "L", 0x2029: "P"}


def codes(text: str, minutes_from: int | None = None) -> list[tuple[str, int, int]]:
    return [
        (f.code, f.span.line, f.span.column) for f in check_characters("x", text, minutes_from=minutes_from) if f.span
    ]


def escapes(code: int) -> list[str]:
    """Every way to write a character as an escape."""
    found = [f"\\U{code:08x}", f"\\U{code:08X}"]
    found += [f"\\u{code:04x}"] if code < 0x10000 else []
    found += [f"\\x{code:02x}"] if code < 0x100 else []
    return [*found, *([f"\\{NAMED[code]}"] if code in NAMED else [])]


def test_there_are_some_hundreds_of_them() -> None:
    assert len(NONE) == 66
    assert len(IN_YAML) > 190
    assert IN_MINUTES.keys() == IN_YAML.keys()


@pytest.mark.parametrize(
    "text", ["name: A{}B\n", "a: b\nna{}me: A\n", "a: b\n# A{}B\n", "a: '{}'\n", "a:\n  - [b, {}]\n"]
)
def test_as_it_is_in_yaml(text: str) -> None:
    before, _, _ = text.partition("{}")
    line, column = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1
    for code, expected in IN_YAML.items():
        assert codes(text.replace("{}", chr(code))) == [(expected, line, column)], hex(code)
    for code in SURROGATES:
        raw = text.replace("{}", chr(code)).encode("utf-8", "surrogatepass")
        (finding,) = decode("x", raw).findings
        assert finding.span is not None
        assert (finding.code, finding.span.line, finding.span.column) == ("YA004", line, column), hex(code)


def test_as_it_is_in_minutes() -> None:
    for code, expected in IN_MINUTES.items():
        assert codes(f"---\na: b\n---\nHọp\nA{chr(code)}B\n", 13) == [(expected, 5, 2)], hex(code)


def test_as_an_escape() -> None:
    for code, expected in IN_YAML.items():
        for escape in escapes(code):
            parsed = parse("x", f'a: b\nc: "A{escape}B"\n')
            if expected == "YA004":
                (finding,) = parsed.findings
                assert finding.span is not None
                assert (finding.code, finding.span.line, finding.span.column) == ("YA004", 2, 4), escape
            else:
                assert (parsed.value, parsed.findings) == ({"a": "b", "c": "A B"}, []), escape
            key = parse("x", f'"A{escape}B": c\n')
            assert [f.code for f in key.findings] == (["YA004"] if expected == "YA004" else []), escape


def test_an_escape_that_names_no_character_is_told_where_it_stands() -> None:
    for escape in [*(f"\\u{code:04x}" for code in SURROGATES), *(f"\\U{code:08x}" for code in SURROGATES), "\\U00110000", "\\Uffffffff", "\\ud83d\\ude00"]:  # fmt: skip
        (finding,) = parse("x", f'a: b\nc: "\\\\A{escape}B"\n').findings
        assert finding.span is not None
        assert (finding.code, finding.span.line, finding.span.column) == ("YA004", 2, 8), escape


@pytest.mark.parametrize("escape", ["\\x4", "\\xZZ", "\\u12", "\\u12G4", "\\U0001F60", "\\q", "\\8", "\\ā"])
def test_what_is_no_escape_is_told_where_it_stands(escape: str) -> None:
    (finding,) = parse("x", f'a: b\nc: "A{escape}"\n').findings
    assert finding.span is not None
    assert (finding.code, finding.span.line, finding.span.column) == ("YA001", 2, 6)


def test_what_is_escaped_is_compared_like_what_is_not() -> None:
    assert parse("x", 'a: "e\\u0302\\u0323\\u00a0b"\n').value == {"a": "ệ b"}
    assert [f.code for f in parse("x", 'quý: 1\n"qu\\u0079\\u0301": 2\n').findings] == ["YA002"]
