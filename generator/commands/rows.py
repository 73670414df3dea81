"""Rows of a YAML file, taken out or tidied line by line, where that changes nothing else of what the file says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.store import decode, yaml

if TYPE_CHECKING:
    from typing import Any

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_FRONT = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_REMARK = re.compile(r"(?:^|[ \t]+)# .*")
TOLD = "đã xóa họ tên"


def said(path: str, raw: bytes) -> Any:
    """What a record says: the value of its YAML (of a meeting: its front matter); its text where it is no record."""
    written, _ = front(path, decode.decode(path, raw).text or "")
    if written is None:
        return None
    parsed = yaml.parse(path, written)
    return ("says", parsed.value) if parsed.is_readable else ("unreadable", None)


def front(path: str, text: str) -> tuple[str | None, int]:
    """The YAML of a file (of minutes: its front matter; None where there is none), and the line where prose begins."""
    if path.endswith(".yml"):
        return text, text.count("\n") + 2
    found = _FRONT.match(text) if path.endswith(".md") else None
    return (None, 1) if found is None else (found[1], text.count("\n", 0, found.end()) + 1)


def row(text: str, key: str) -> str:
    """The row of a key, as it is written."""
    lines, start, end = _row(text, key)
    return "".join(lines[start:end])


def without(text: str, key: str) -> str:
    """The text without the row of a key; remarks between it and the next row stay."""
    lines, start, end = _row(text, key)
    return "".join(lines) if start == end else "".join(lines[:start] + lines[end:])


def marked(text: str, key: str, remark: str) -> str:
    """The text with a remark above the row of a key, and without the remarks inside that row."""
    lines, start, end = _row(text, key)
    if start == end:
        return text
    row = [line for line in (_bare(line) for line in lines[start:end]) if line]
    before = lines[:start]
    if before and before[-1].startswith(f"# {key}: {TOLD}"):
        return "".join(before + row + lines[end:])
    ending = "\r\n" if lines[start].endswith("\r\n") else "\n"
    return "".join([*before, f"# {key}: {TOLD} {remark}{ending}", *row, *lines[end:]])


def remark_above(text: str, key: str) -> int:
    """The line of a remark just above the row of a key, which may speak of the person; 0 where there is none."""
    lines, start, end = _row(text, key)
    above = lines[start - 1] if start and start != end else ""
    other = above.startswith((f"# {key}: {TOLD}", "# yaml-language-server")) or "allow[" in above
    return start if above.lstrip().startswith("#") and not other else 0


def _row(text: str, key: str) -> tuple[list[str], int, int]:
    """The lines of a text, and where the row of a key begins and ends in them."""
    lines = _LINE.findall(text)
    spans = yaml.places(decode.decode("", text.encode()).text or "").entries
    if (key,) not in spans:
        return lines, 0, 0
    start = spans[(key,)].line - 1
    end = min(
        (span.line - 1 for path, span in spans.items() if len(path) == 1 and span.line - 1 > start), default=len(lines)
    )
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return lines, start, end


def _bare(line: str) -> str:
    """A line without its remark; nothing where it is no more than that."""
    if "allow[" in line or "# " not in line:
        return line
    body = line.rstrip("\r\n")
    kept = _REMARK.sub("", body)
    return kept + line[len(body) :] if kept.strip() else ""
