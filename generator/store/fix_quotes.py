"""Free text that YAML cuts (` #`, YA007) or cannot read (`: `, a sign at its beginning; YA001) is put in double quotes.

Only where the line itself says what was meant: a key, and all that stands behind it. The text is found again under a
key of free text, whole, with nothing else changed; else the file stays as it is.
"""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.store.decode import clean
from generator.store.fix_lines import most, tries
from generator.store.fix_models import is_free_text
from generator.store.fix_yaml import count, entries, parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.model.diagnostic import Key
    from generator.store.outline import Entry

_ROUNDS = 32
_CAUSES = ("YA001", "YA003", "YA007")
_UNREAD = ("YA001", "YA003")
_LINE = re.compile(r"(?P<head>[ ]*(?:- +)*[A-Za-z0-9_-]+:[ \t]+)(?P<rest>\S.*)")
_REMARK = re.compile(r"(?<![ \t])[ \t]+#(?=[ \t]|$|allow\[)")
_BLOCK = re.compile(r"[|>][0-9+-]*")  # the sign before a text on the lines below
# What YAML trips on: a sign at the beginning of a text, or a colon with a blank behind it.
_STUMBLE = re.compile(r"[*&!%@`,\[\]{}|>]|[-?]\s|.*:(?:\s|$)")
_BLANKS = " \t\u00a0\u2007\u202f"


class _Quote(NamedTuple):
    """One line to write otherwise. Unit: line and column from 0."""

    line: int
    column: int
    meant: str
    written: str


def quoted(kind: str, text: str) -> str:
    """Put free text in double quotes where it is cut or cannot be read; where that is not sure, leave it."""
    parsed = parse(text)
    if not any(finding.code in _CAUSES for finding in parsed.findings):
        return text
    readable = _until_it_reads(kind, text)
    return text if readable is None else _what_was_cut(kind, readable)


def _until_it_reads(kind: str, text: str) -> str | None:
    """Quote the line that the reader stumbles over until it stumbles no more; None where that does not lead there."""
    done: dict[int, _Quote] = {}
    for _ in range(min(_ROUNDS, tries(text))):
        parsed = parse(text)
        faults = [f.span.line - 1 for f in parsed.findings if f.code in _UNREAD and f.span is not None]
        fault = faults[0] if faults and parsed.value is None else None
        if fault is None:
            return text if all(_is_whole(kind, text, quote) for quote in done.values()) else None
        quote = _quote(text.split("\n"), fault)
        if quote is None or fault in done or not _STUMBLE.match(quote.meant):
            return None
        done[fault] = quote
        text = _with(text, [quote])
    return None


def _what_was_cut(kind: str, text: str) -> str:
    """Quote texts cut by ` #`, and those taken for an anchor, alias or tag."""
    before = parse(text)
    lines = text.split("\n")
    quotes: list[tuple[_Quote, Key]] = []
    for entry in entries(text):
        quote = _quote(lines, entry.start.line)
        if quote is not None and _is_cut(kind, entry, quote) and _holder(before.value, entry.path) is not None:
            quotes.append((quote, entry.path))

    def holds(chosen: Sequence[tuple[_Quote, Key]]) -> bool:
        after = parse(_with(text, [quote for quote, _ in chosen]))
        wanted = copy.deepcopy(before.value)
        for quote, path in chosen:
            _holder(wanted, path)[path[-1]] = clean(quote.meant)
        return after.value == wanted and count(after) < count(before)

    return _with(text, [quote for quote, _ in most(quotes, holds, tries(text))])


def _quote(lines: list[str], number: int) -> _Quote | None:
    """What a line says behind its key, and the same in quotes; None where the line says it in another way."""
    found = _LINE.fullmatch(lines[number]) if number < len(lines) else None
    if found is None or found["rest"][0] in "\"'#" or _BLOCK.fullmatch(found["rest"].strip(_BLANKS)):
        return None
    remark = _REMARK.search(found["rest"])
    stop = remark.start() if remark else len(found["rest"])
    meant = found["rest"][:stop].strip(_BLANKS)
    if not meant:
        return None
    escaped = meant.replace("\\", "\\\\").replace('"', '\\"')
    return _Quote(number, found.end("head"), meant, f'{found["head"]}"{escaped}"{found["rest"][stop:]}')


def _with(text: str, quotes: Sequence[_Quote]) -> str:
    lines = text.split("\n")
    for quote in quotes:
        lines[quote.line] = quote.written
    return "\n".join(lines)


def _is_whole(kind: str, text: str, quote: _Quote) -> bool:
    """Tell whether a quoted text stands whole under a key of free text."""
    entry = next((e for e in entries(text) if e.start[:2] == (quote.line, quote.column)), None)
    return (
        entry is not None and entry.shape == "quoted" and not entry.in_flow
        and entry.text == quote.meant and is_free_text(kind, entry.path)
        and text.split("\n")[entry.end.line] == quote.written
    )  # fmt: skip


def _is_cut(kind: str, entry: Entry, quote: _Quote) -> bool:
    """Tell whether a plain text, or one taken for a reference, lost something under a key of free text on one line."""
    return (
        entry.start.column == quote.column and entry.end.line == quote.line and not entry.in_flow
        and entry.shape in {"plain", "alias"} and (entry.text or "").strip(_BLANKS) != quote.meant
        and is_free_text(kind, entry.path)
    )  # fmt: skip


def _holder(value: Any, path: Key) -> Any:
    """The mapping that holds a key; None where a key written twice, or an alias, leads elsewhere."""
    try:
        for step in path[:-1]:
            value = value[step]
    except (KeyError, IndexError, TypeError):
        return None
    return value if isinstance(value, dict) and path[-1] in value else None
