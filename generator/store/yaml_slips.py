"""The commonest slip in YAML, which its reader notices a line too late: no colon, or no space behind it."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from generator.model.text import Text, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# What the reader says at the line below: the text that began above it cannot go on here.
LATE = (  # as libyaml words it, and as the reader in Python does
    "could not find expected ':'", "mapping values are not allowed", "did not find expected key",
    "did not find expected '-' indicator", "did not find expected <document start>", "expected <block end>",
    "expected '<document start>'",
)  # fmt: skip
_LINE = re.compile(r"(?P<head>[ ]*(?:- +)*(?P<key>[\d-]*[^\W\d][\w-]*)):(?=[^ \t])(?!//)(?P<rest>.*)")
_BARE = re.compile(r"(?P<head>[ ]*(?:- +)*(?P<key>[a-z][a-z0-9_-]*))(?:[ \t]+[^\s:].*)?[ \t]*")
_ENTRY = re.compile(r"[ ]*(?:- +)*(?:[^\s:#]+|\"[^\"]*\"|'[^']*'):(?:[ \t]|$)")
_NUMBERED = re.compile(r"[a-z-]+[0-9]+")  # the id of a person, of a task
_LOOK_BACK = 50  # lines


class Slip(NamedTuple):
    """A line that lacks its colon, or the space behind it: what is told of it, and where it lacks. Unit: from 0."""

    found: Text
    expected: Text
    hint: Text
    row: int
    column: int


def slip(lines: Sequence[str], opened: int | None, row: int) -> Slip | None:
    """The line that lacks a colon, or the space behind it, where that is why the reader stumbles at `row`; else None.

    `opened` is the row at which the text began that the reader could not end, where it says so.
    """
    if opened is not None and opened < row:
        return _no_space(lines[opened], opened) or _no_colon(lines[opened], opened)
    here = _no_space(lines[row], row)
    if here is not None:
        return here
    for number in _text_above(lines, row):
        found = _no_space(lines[number], number) or _no_known_colon(lines[number], number)
        if found is not None:
            return found
    return None


def lacks_space(line: str) -> int | None:
    """The column of a key's colon that has no space behind it; None where the line has none. Unit: from 0."""
    found = _LINE.fullmatch(line)
    return found.end("head") if found is not None else None


def _text_above(lines: Sequence[str], row: int) -> Iterator[int]:
    """The rows of a text that would go on in this one, from below."""
    for number in range(row - 1, max(row - _LOOK_BACK, 0) - 1, -1):
        line = lines[number]
        if not line.strip() or line.lstrip(" ").startswith("#"):
            continue
        if _ENTRY.match(line):
            return
        yield number
        if line.lstrip(" ").startswith("- "):
            return


def _no_space(line: str, row: int) -> Slip | None:
    found = _LINE.fullmatch(line)
    if found is None:
        return None
    key = shorten(found["key"])
    odd = found["rest"][:1]
    other = Text("", "") if odd.strip() else Text(" (ở đó là một dấu cách lạ)", " (what stands there is another blank)")
    return Slip(
        Text(
            f"Thiếu dấu cách sau dấu hai chấm của “{key}”{other.vi}.",
            f"There is no space after the colon of “{key}”{other.en}.",
        ),
        Text("Mỗi dòng có dạng “tên: giá trị”, có dấu cách sau dấu hai chấm.", "A space stands after each colon."),
        Text(f"Viết “{key}: ” rồi đến giá trị.", f"Write “{key}: ” and then the value."),
        row, found.end("head"),
    )  # fmt: skip


def _no_colon(line: str, row: int) -> Slip:
    found = _BARE.fullmatch(line)
    return Slip(
        Text("Dòng không có dấu hai chấm sau tên mục.", "A line has no colon after its key."),
        Text("Mỗi dòng có dạng “tên: giá trị”, có dấu cách sau dấu hai chấm.", "Each line reads “name: value”."),
        Text(
            "Thêm “: ” sau tên mục, hoặc nối dòng này vào dòng trên.",
            "Add “: ” after the key, or join it to the line above.",
        ),
        row, found.end("head") if found and _is_known(found["key"]) else len(line) - len(line.lstrip(" ")),
    )  # fmt: skip


def _no_known_colon(line: str, row: int) -> Slip | None:
    """As above, for a line that may well be a text: only where it begins with the name of a key."""
    found = _BARE.fullmatch(line)
    return _no_colon(line, row) if found is not None and _is_known(found["key"]) else None


def _is_known(key: str) -> bool:
    return _NUMBERED.fullmatch(key) is not None or key in _keys()


@functools.cache
def _keys() -> frozenset[str]:
    """The names of all keys that any record may have."""
    from generator.model.schema import KINDS, schema  # few files have the fault, and all of the models take long

    keys: set[str] = set()
    waiting: list[object] = [schema(kind) for kind in KINDS]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            keys |= set(node.get("properties", ()))
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node
    return frozenset(keys)
