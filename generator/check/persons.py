"""Where a file holds persons: the lines on which their ids stand, and the keys that a roll may have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.model.cell import Away, Education, Member, Role
from generator.model.meeting import Attendance
from generator.model.record import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.diagnostic import Finding

KEYS = frozenset({  # those that hold ids of persons
    "also_present", "chair", "excused", "guests", "minutes_by", "observers", "owner", "spoke", "unexcused", "was",
})  # fmt: skip
ID = re.compile(r"[a-z0-9_/-]*")
WRITTEN = re.compile("“(.*)”", re.DOTALL)
_EITHER = "|".join(sorted({*KEYS, "attendance"}))
_KEY = re.compile(rf"^\s*(?:-\s+)*[\"']?(?:{_EITHER})(?![\w-])|(?<![\w-])(?:{_EITHER})[\"']?\s*:")
_PIECES = re.compile(r"[:,{}\[\]\"']|^\s*(?:-\s+)+")
_ANY_KEY = re.compile(
    r"(?:^|[{,])\s*+(?:-\s+)*+(?P<key>\"[^\"]*+\"\s*+|'[^']*+'\s*+|[^\s{}\[\],:\"'#][^{}\[\],:]*+):(?!\S)"
)
_OF_ATTENDANCE = frozenset(fields_of(Attendance))
_OF_MEMBERS = frozenset(name for model in (Member, Role, Away, Education) for name in fields_of(model))


def is_of_ids(path: str) -> bool:
    """Tell whether every entry of a file is of a person, by id."""
    return path.endswith("/members.yml") or "/observers/" in path


def may_name(finding: Finding) -> bool:
    """Tell whether something that is no id was written where ids of persons stand: it may be a name."""
    key = [part for part in finding.key if isinstance(part, str)]
    if not finding.code.startswith("FI") or not key:
        return False
    written: list[str] = []
    if is_of_ids(finding.path):
        written += key
    if not KEYS.isdisjoint(key):
        written += [*key, *WRITTEN.findall(finding.found.vi)]
    elif key[0] == "attendance" and finding.code == "FI001" and key[-1].casefold() not in _OF_ATTENDANCE:
        written += key
    return not all(map(ID.fullmatch, written))


def lines(path: str, text: str) -> dict[int, int]:
    """The lines that lie under a key of persons, by number from 1, each with the column (from 0) at which they begin.

    It reads the text by its indentation and brackets, for where it is looked at it is often no YAML.
    """
    if is_of_ids(path):
        return dict.fromkeys(range(1, text.count("\n") + 2), 0)
    found: dict[int, int] = {}
    above: list[tuple[int, bool, bool]] = []  # indentation, whether under such a key, whether an entry of a list
    depth = 0
    for number, line in _yaml(path, text):
        indent = len(line) - len(line.lstrip())
        is_entry = line[indent : indent + 1] == "-"
        while above and (above[-1][0] > indent or (above[-1][0] == indent and (above[-1][2] or not is_entry))):
            above.pop()
        is_under = depth > 0 or bool(above and above[-1][1])
        own = None if is_under else _KEY.search(line)
        if is_under or own is not None:
            found[number] = own.start() if own is not None else 0
            shown = line[found[number] :].partition(" #")[0]
            depth = max(depth + sum(map(shown.count, "{[")) - sum(map(shown.count, "}]")), 0)
        above.append((indent, number in found, is_entry))
    return found


def _yaml(path: str, text: str) -> Iterator[tuple[int, str]]:
    """The lines of a file that are YAML and not blank, numbered; of minutes those before them."""
    is_front = path.endswith(".md")
    for number, line in enumerate(text.split("\n"), 1):
        if is_front and line.rstrip() == "---":
            if number > 1:
                return
            continue
        if line.strip():
            yield number, line


def holds_only_ids(line: str) -> bool:
    """Tell whether a stretch of a line holds nothing but ids, codes and dates, and what stands between them."""
    return all(ID.fullmatch(piece.strip()) for piece in _PIECES.split(line))


def has_only_known_keys(line: str) -> bool:
    """Tell whether a line of a roll has no key but ids at its beginning and those that a member may have."""
    for found in _ANY_KEY.finditer(line):
        is_top = not line[: found.start("key")].strip("\"' ") and not line[:1].isspace()
        if found["key"].strip("\"' ") not in _OF_MEMBERS and not is_top:
            return False
    return True
