"""A space put behind the colon of a key where its lack keeps the file from being read (YA001).

Only where the record has such a key at that place, so that no text is taken for one; else the file stays as it is.
"""

from __future__ import annotations

import re

from generator.store.fix_lines import tries
from generator.store.fix_models import is_known
from generator.store.fix_yaml import entries, parse
from generator.store.yaml_slips import lacks_space

_ROUNDS = 32
_KEY = re.compile(r"[a-z][a-z0-9_-]*", re.ASCII)
_BLANKS = " \t\u00a0\u2007\u202f\u3000"


def spaced(kind: str, text: str) -> str:
    """The text with a space behind each colon that the reader stumbles over; as it was where that is not sure."""
    changed, rows = text, set[int]()
    for _ in range(min(_ROUNDS, tries(text))):
        parsed = parse(changed)
        fault = next((f.span for f in parsed.findings if f.code == "YA001"), None)
        if parsed.value is not None or fault is None:
            break
        lines, row = changed.split("\n"), fault.line - 1
        column = lacks_space(lines[row]) if row < len(lines) and row not in rows else None
        if column is None or column != fault.column - 1:
            return text
        lines[row] = f"{lines[row][:column]}: {lines[row][column + 1 :].lstrip(_BLANKS)}"
        rows.add(row)
        changed = "\n".join(lines)
    return changed if rows and _is_sure(kind, changed, rows) else text


def _is_sure(kind: str, text: str, rows: set[int]) -> bool:
    """Tell whether a text can be read, and each row begins with a key that the record may have there."""
    after = parse(text)
    if after.value is None or not after.is_readable:
        return False
    there = {entry.key.line: entry.path for entry in entries(text) if entry.key is not None and not entry.in_flow}
    return all(row in there and is_known(kind, there[row]) and _KEY.fullmatch(str(there[row][-1])) for row in rows)
