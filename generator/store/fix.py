"""Mend a record's text where that cannot change what it says: bytes to bytes, edit after edit, each proved on its own.

An edit counts only if the file is read to the same values after it (a text that YAML cut: to the text that was meant)
and the page of its minutes shows the same. What is not understood is left as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.model.text import Text
from generator.store import decode, fix_minutes, fix_yaml, paths
from generator.store.fix_colons import spaced
from generator.store.fix_lines import tries
from generator.store.fix_order import ordered
from generator.store.fix_quotes import quoted

if TYPE_CHECKING:
    from collections.abc import Callable

_FRONT = re.compile(r"(---[ \t]*\n)(.*?)(^---[ \t]*(?:\n|\Z))", re.DOTALL | re.MULTILINE)
_OTHER_BREAKS = re.compile("[\x85\u2028\u2029]")  # YA004; to YAML they end a line, to everybody else they do not
_BOM = b"\xef\xbb\xbf"
_ROUNDS = 32

EDITS = {
    "bom": Text("bỏ dấu BOM ở đầu tệp", "removed the byte order mark"),
    "lines": Text("xuống dòng bằng LF", "lines end with LF"),
    "colons": Text("thêm dấu cách sau dấu hai chấm", "put a space after a colon"),
    "quotes": Text("đặt đoạn chữ trong ngoặc kép", "put text in quotes"),
    "spaces": Text("thay dấu cách lạ, bỏ ký tự ẩn", "replaced no-break spaces and hidden characters"),
    "composed": Text("chữ có dấu dựng sẵn (NFC)", "composed letters (NFC)"),
    "hours": Text("giờ họp viết như 07:30-09:15", "hours written like 07:30-09:15"),
    "order": Text("xếp lại thứ tự các mục", "put the keys in order"),
    "blanks": Text("bỏ dấu cách ở cuối dòng", "removed blanks at the end of lines"),
    "end": Text("một dấu xuống dòng ở cuối tệp", "one line break at the end"),
}
OUTSIDE = Text("đường dẫn không đúng cách đặt tên của sổ", "it is no path of the record store")


class Fixed(NamedTuple):
    """What became of a file: its bytes, the edits made (keys of `EDITS`, in that order), or why it was left alone."""

    raw: bytes
    edits: tuple[str, ...] = ()
    left: Text | None = None


def fixed(path: str, raw: bytes) -> bytes:
    """The bytes of a record file (`records/…`) after every edit that holds; the same where there is nothing to do.

    `fixed(path, fixed(path, raw)) == fixed(path, raw)`.
    """
    return fix(path, raw).raw


def fix(path: str, raw: bytes) -> Fixed:
    """Mend a file, and say what was done or why it was left alone (not in the grammar, too large, not UTF-8)."""
    place = paths.parse(path)
    if place is None:
        return Fixed(raw, left=OUTSIDE)
    decoded = decode.decode(path, raw)
    if decoded.text is None:
        return Fixed(raw, left=decoded.findings[0].found)
    made: set[str] = set()
    before = raw
    for _ in range(min(_ROUNDS, tries(decoded.text) + 1)):
        after, edits = _once(place.kind, before)
        if after == before:
            return Fixed(after, tuple(name for name in EDITS if name in made))
        made |= edits
        before = after
    return Fixed(raw)  # one edit undoes what another does: then none of them is sure


def _once(kind: str, raw: bytes) -> tuple[bytes, set[str]]:
    text = decode.decode("", raw).text or ""
    made = {name for name, sign in (("bom", raw.startswith(_BOM)), ("lines", b"\r" in raw)) if sign}
    mended, more = _meeting(text) if kind == "meeting" else _yaml(kind, text, whole=True)
    return mended.encode(), made | more


def _meeting(text: str) -> tuple[str, set[str]]:
    """Mend front matter and minutes on their own; both must stand where they stood."""
    found = _FRONT.match(text)
    if found is None:
        return text, set()
    front, made = _yaml("meeting", found[2], whole=False)
    minutes, more = _minutes(text[found.end() :])
    if found[1] != "---\n" or found[3].rstrip("\n") != "---":
        made.add("blanks")
    if not found[3].endswith("\n"):
        made.add("end")
    mended = f"---\n{front}---\n{minutes}"
    again = _FRONT.match(mended)
    if again is None or (again[2], mended[again.end() :]) != (front, minutes):
        return text, set()
    return mended, made | more


def _yaml(kind: str, text: str, *, whole: bool) -> tuple[str, set[str]]:
    made: set[str] = set()
    if _OTHER_BREAKS.search(text):
        return text, made
    for name in EDITS:
        after = _EDIT_YAML[name](kind, text) if name in _EDIT_YAML and (whole or name != "end") else text
        if after != text:
            made.add(name)
        text = after
    return text, made


def _minutes(text: str) -> tuple[str, set[str]]:
    made: set[str] = set()
    for name, edit in _EDIT_MINUTES.items():
        after = edit(text)
        if after != text:
            made.add(name)
        text = after
    return text, made


_EDIT_YAML: dict[str, Callable[[str, str], str]] = {
    "colons": spaced,
    "quotes": quoted,
    "spaces": lambda _, text: fix_yaml.spaces(text),
    "composed": lambda _, text: fix_yaml.composed(text),
    "hours": lambda kind, text: fix_yaml.hours(text) if kind == "meeting" else text,
    "order": ordered,
    "blanks": lambda _, text: fix_yaml.blanks(text),
    "end": lambda _, text: fix_yaml.end(text),
}
_EDIT_MINUTES = {
    "spaces": fix_minutes.spaces,
    "composed": fix_minutes.composed,
    "blanks": fix_minutes.blanks,
    "end": fix_minutes.end,
}
