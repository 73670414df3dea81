"""Hostile input in every kind of file: never an exception or a hang, every finding inside its file."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from generator.pipeline import Options, check
from tests.pipeline.spans import misplaced
from tests.support import AS_OF, CELL, MARCH, MEMBERS, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FRONT = b"---\ndate: 2024-03-05\ntime: 07:30-09:40\nattendance: {roll: 5, present: 4}\n"
CELL_TEXT = "name: Chi bộ bản A\ntype: village\nunder:\n  - {unit: xa-tan-doan, from: 2010-05-01}\nfounded: 2010-05-01\n".encode()
SECONDS = 1.0  # of this process: a busy machine makes no hang
N = 60_000  # enough that anything quadratic takes seconds

BOMBS = {
    "brackets": b"[" * N, "braces": b"{" * N, "dashes": b"- " * N, "questions": b"? " * N, "colons": b": " * N, "mixed": b"[{" * N,
    "anchors": b"".join(b"a%d: &a%d x\n" % (i, i) for i in range(6000)), "aliases": b"a: &a x\n" + b"".join(b"b%d: *a\n" % i for i in range(9000)),
    "laughs": b"a: &a [x,x]\n" + b"".join(b"%c: &%c [*%c,*%c]\n" % (c, c, c - 1, c - 1) for c in range(98, 122)),
    "merges": b"<<: {a: 1}\n" * 6000, "tags": b"!!str " * 30_000, "documents": b"---\n" * N, "ends": b"...\n" * N, "directives": b"%YAML 1.1\n" * 9000,
    "duplicates": b"a: 1\n" * 15_000, "quotes": b"'" * 200_000, "escapes": b'a: "' + b"\\n" * 100_000 + b'"\n', "open": b'a: "' + b"x\n " * N,
    "indents": b"".join(b" " * i + b"a:\n" for i in range(500)), "literal": b"a: |\n" + b" x\n" * N, "folded": b"a: >\n" + b"  x\n\n" * 30_000,
    "key": b"x" * 1000 + b": 1\n", "long-key": b"? " + b"x" * 200_000 + b"\n: 1\n", "value": b"a: " + b"x" * 200_000 + b"\n", "number": b"name: " + b"9" * 200_000,
    "nodes": b"a: [" + b"x," * 30_000 + b"]\n", "entries": b"".join(b"k%d: 1\n" % i for i in range(9000)), "comments": b"# x\n" * N, "hashes": b"a: x #y\n" * 9000,
    "lines": b"\n" * 250_000, "returns": b"\r" * 250_000, "spaces": b" " * 250_000, "tabs": b"\t" * 250_000, "too-long": b"x" * 300_000, "nothing": b"",
}  # fmt: skip
MARKDOWN = {
    "stars": b"*" * N, "stars-words": b"*a " * N, "underscores": b"_a_" * N, "links": b"[a](" * 30_000, "brackets": b"[" * N + b"]" * N, "images": b"![" * N,
    "quotes": b"> " * N, "lists": b"- " * N, "nested": b"".join(b" " * i + b"- a\n" for i in range(600)), "fences": b"```\n" * N, "ticks": b"`" * N,
    "ticks-apart": b"` `` " * 30_000, "tables": b"|" * N + b"\n" + b"|-" * N, "rows": b"|a|b|\n|-|-|\n" + b"|a|b|\n" * 30_000, "rules": b"---\n" * N,
    "html": b"<a " * N, "comments": b"<!--" * N, "entities": b"&#x41;" * 30_000, "references": b"[a]: b\n" * 30_000, "escapes": b"\\*" * N, "tildes": b"~~" * N,
    "autolinks": b"<http://" * 30_000, "mails": b"a@" * N, "headings": b"#" * N, "setext": b"a\n=\n" * 30_000,
}  # fmt: skip
TEXTS = [
    "{{7*7}}", "{% for x in y %}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "{{ cycler.__init__.__globals__ }}", "{#", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>', "javascript:alert(1)", "[a](javascript:alert(1))", "[a](data:text/html,x)", "</title><script>", "<!-- allow[AT104]: x -->", "&lt;script&gt;",
    "../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "`id`", "$(id)", "; rm -rf /", "| cat", "%s%s%n", "%(a)s", "{0.__class__}", "'; DROP TABLE a; --",
    "=1+1", "@SUM(A1)", "+1", "-1", "\ud7ff", "\ue000", "\U0010fffd", "𝕏" * 50, "Z͑ͫ̓a̴l̕g̢o" * 20, "::error file=a,line=1::x", "\x1b[31mđỏ", "\\u202e", "\\x00", "&#0;",
    "__proto__", "constructor", "null", "NaN", "undefined", "1" * 400, "-0", "1e999", "0x", "٣", "Ⅷ", "½",
]  # fmt: skip
FORBIDDEN = [*range(0x20), *range(0x7F, 0xA1), 0xAD, 0x61C, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF, *range(0x200B, 0x2010), *range(0x202A, 0x2030), *range(0x2060, 0x2070), 0xE0001]  # fmt: skip
INVALID = [
    b"\xff", b"\xfe\xff", b"\xff\xfe", b"\x80", b"\xbf", b"\xc0\xaf", b"\xc1\xbf", b"\xc3", b"\xe1\x80", b"\xe0\x80\x80", b"\xed\xa0\x80", b"\xed\xbf\xbf",
    b"\xf0\x80\x80\x80", b"\xf4\x90\x80\x80", b"\xf5\x80\x80\x80", b"\xf8\x88\x80\x80\x80", b"\xef\xbb", b"\xe1\xbb\x61", b"\xd0\xcf\x11\xe0", b"PK\x03\x04\xff",
]  # fmt: skip


def inputs() -> Iterator[tuple[str, str, bytes]]:
    """Name, path and bytes of each input."""
    for name, raw in BOMBS.items():
        yield f"{name}-cell", CELL, raw
        yield f"{name}-members", MEMBERS, raw
        yield f"{name}-front", MARCH, FRONT + raw + b"\n---\nx\n"
        yield f"{name}-beside", CELL, CELL_TEXT + raw
    for name, raw in {**BOMBS, **MARKDOWN}.items():
        yield f"{name}-minutes", MARCH, FRONT + b"---\n" + raw
    for number, text in enumerate(TEXTS):
        raw = text.encode("utf-8", "surrogatepass")
        quoted = b"'" + raw.replace(b"'", b"''") + b"'"
        yield f"text{number}-cell", CELL, CELL_TEXT.replace("Chi bộ bản A".encode(), raw)
        yield f"text{number}-quoted", CELL, CELL_TEXT.replace("Chi bộ bản A".encode(), quoted)
        yield f"text{number}-key", MEMBERS, quoted + b": {joined: 2010-05-01}\n"
        yield (
            f"text{number}-front",
            MARCH,
            FRONT + b"place: " + raw + b"\ntasks: {t1: {title: " + quoted + b"}}\n---\n" + raw,
        )
    for code in FORBIDDEN:
        raw = chr(code).encode()
        yield f"U+{code:04X}-cell", CELL, CELL_TEXT.replace(b"A\n", b"A" + raw + b"\n")
        yield f"U+{code:04X}-key", MEMBERS, b"dv01" + raw + b": {joined: 2010-05-01}\n"
        yield f"U+{code:04X}-front", MARCH, FRONT + b"pla" + raw + b"ce: A\n---\n"
        yield f"U+{code:04X}-minutes", MARCH, FRONT + b"---\nH" + raw + b"p\n" + raw
    for number, raw in enumerate(INVALID):
        yield f"utf8-{number}-cell", CELL, CELL_TEXT + b"# " + raw
        yield f"utf8-{number}-members", MEMBERS, raw + b"dv01: {joined: 2010-05-01}\n"
        yield f"utf8-{number}-minutes", MARCH, FRONT + b"---\n" + raw + b"\n"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("kho")
    write(root, {})
    return root


def try_out(root: Path, path: str, raw: bytes) -> tuple[list[str], float, list[str]]:
    """The codes found with these bytes in a file, the seconds it took, and the findings that stand outside."""
    file = root / path
    before = file.read_bytes()
    try:
        file.write_bytes(raw)
        started = time.process_time()
        diagnostics = check(Options(root=root, as_of=AS_OF, jobs=1)).diagnostics
        return (
            [d.code for d in diagnostics if d.path == path],
            time.process_time() - started,
            misplaced(root, diagnostics),
        )
    finally:
        file.write_bytes(before)


@pytest.mark.parametrize("name", [*BOMBS, *MARKDOWN, "text", "U+", "utf8-"])
def test_hostile_input_is_told_and_nothing_else_happens(store: Path, name: str) -> None:
    tried = [one for one in inputs() if one[0].startswith(f"{name}-" if name in BOMBS | MARKDOWN else name)]
    assert tried
    for label, path, raw in tried:
        _, seconds, outside = try_out(store, path, raw)
        assert outside == [], label
        assert seconds < SECONDS, f"{label} took {seconds:.2f} s"


def test_there_are_some_hundreds() -> None:
    names = [name for name, _, _ in inputs()]
    assert len(set(names)) == len(names) >= 400


@pytest.mark.parametrize(
    "name", ["brackets", "braces", "nodes", "indents", "too-long", "laughs", "duplicates", "tabs", "spaces", "nothing"]
)
def test_a_bomb_instead_of_a_record_is_refused(store: Path, name: str) -> None:
    codes, _, _ = try_out(store, CELL, BOMBS[name])
    assert codes
    assert set(codes) <= {"YA001", "YA002", "YA003", "YA005", "FI001", "FI002"}


@pytest.mark.parametrize("code", [c for c in FORBIDDEN if chr(c) not in "\t\n\r\u00a0" and c != 0x202F])
def test_a_forbidden_character_in_yaml_is_told_alone(store: Path, code: int) -> None:
    codes, _, _ = try_out(store, CELL, CELL_TEXT.replace(b"A\n", b"A" + chr(code).encode() + b"\n"))
    assert codes == ["YA004"]


@pytest.mark.parametrize("raw", INVALID)
def test_bytes_that_are_no_text_are_told_alone(store: Path, raw: bytes) -> None:
    for path, text in ((CELL, CELL_TEXT + b"# " + raw), (MARCH, FRONT + b"---\n" + raw)):
        codes, _, _ = try_out(store, path, text)
        assert codes == ["YA004"]
