"""Records as a hostile or careless hand may leave them: one good record, and more than two thousand that are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.pipeline.test_hostile import BOMBS, FORBIDDEN, INVALID, MARKDOWN, TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterator

GOOD = """---
date: 2024-03-20
time: 07:30-09:40
place: Nhà văn hóa
chair: dv01
minutes_by: dv02
attendance:
  roll: 5
  present: 3
  excused:
    dv03: sick
  unexcused: []
  spoke:
    - dv01
    - dv02
observers:
  - btv-01
guests:
  invited: 1
theme: Xây dựng nông thôn mới
documents_posted: 2024-03-19
reported: 2024-03-21
resolution:
  number: 03-NQ/CB
  kind: resolution
  votes:
    for: 3
    against: 0
    other: 0
tasks:
  t1:
    title: Làm đường
    owner: dv05
    due: 2024-03-25
followup:
  2024-02/t1: done
model: true
---
## Mở đầu

Chi bộ họp đủ, bàn việc làm đường.
"""
FIELDS = [line.partition(":")[0].strip() for line in GOOD.splitlines()[1:35] if line.partition(": ")[2]]
LINES = GOOD.splitlines()
AFTER = [  # what is put behind a line
    "\t", " #x", ": x", " : [", " {", " }", "]", ' "', " '", " |", " >", " &a", " *a", " !!x", " %", " ,", " \u202e", " \u0000", " \u00a0", " \u2028", " \ufeff", "\r",
]  # fmt: skip
BEFORE = [
    "\t",
    " ",
    "- ",
    "? ",
    "&a ",
    "*a ",
    "!x ",
    "%",
    "@",
    "`",
    "[",
    "{",
    '"',
    "'",
    "<<: ",
    "--- ",
    "...\n",
    "# ",
    "\u200b",
    "\ufeff",
    ": ",
]
KEYS = ["x", "__class__", "date", "\u0430ttendance", "constructor", "<script>", "'{{7*7}}'", "1", "~", '"\\x41"']


def cases() -> Iterator[tuple[str, bytes]]:
    """The name of each, and its bytes; each name once."""
    front, _, minutes = GOOD.rpartition("---\n")
    for number, line in enumerate(LINES[:-3]):
        for end in AFTER:
            yield f"after {number} {end!r}", _with(number, line + end)
        for start in BEFORE:
            yield f"before {number} {start!r}", _with(number, start + line)
        yield f"without {number}", _with(number)
        yield f"twice {number}", _with(number, line, line)
        yield f"cut {number}", "\n".join(LINES[:number]).encode()
        yield f"deeper {number}", _with(number, f"      {line}")
        yield f"key {number}", _with(number, line, f"{KEYS[number % len(KEYS)]}: 1")
    for field in FIELDS:
        for number, text in enumerate(TEXTS):
            yield f"text {field} {number}", _valued(field, text)
            if number % 2:
                yield (
                    f"quoted {field} {number}",
                    _valued(field, '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'),
                )
    for name, raw in BOMBS.items():
        yield f"bomb {name}", front.encode() + raw + b"\n---\nx\n"
        yield f"only {name}", raw
    for name, raw in {**BOMBS, **MARKDOWN}.items():
        yield f"minutes {name}", f"{front}---\n".encode() + raw
    for number, text in enumerate(TEXTS):
        yield f"minutes text {number}", f"{front}---\n{text}\n\n# {text}\n\n- {text}\n".encode("utf-8", "surrogatepass")
    for code in FORBIDDEN:
        yield f"minutes U+{code:04X}", f"{front}---\n{minutes}{chr(code)}x\n".encode("utf-8", "surrogatepass")
    for number, raw in enumerate(INVALID):
        yield f"bytes {number} front", front.encode().replace(b"place: ", b"place: " + raw)
        yield f"bytes {number} minutes", GOOD.encode() + raw


def _with(number: int, *instead: str) -> bytes:
    return "\n".join([*LINES[:number], *instead, *LINES[number + 1 :], ""]).encode("utf-8", "surrogatepass")


def _valued(field: str, value: str) -> bytes:
    number = next(n for n, line in enumerate(LINES) if line.strip().startswith(f"{field}: "))
    return _with(number, f"{LINES[number].partition(':')[0]}: {value}")
