"""What the fields of a record are to the public: each text with its kind, by the key that it stands under."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.leaks.needles import Needles
    from generator.leaks.scalars import Scalar

SHORTEST = 12  # letters of a line of minutes, a comment or a subject
DAY = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_KEYS = {
    "place": "place", "theme": "theme", "title": "title", "reason": "reason", "decision": "decision",
    "name": "observer", "number": "resolution", "scheme": "scheme",
}  # fmt: skip
_TITLES = {"meeting": "task", "events": "event", "review": "review"}
IDS = {"names": "id", "members": "id", "observers": "observer"}  # files whose first keys are ids, and of what kind
KEYED = re.compile(f'(?:{"|".join(_KEYS)})"?:')


def going_on(kind: str) -> str:
    """The kind of a line that goes on from the one before in a kind of file."""
    return _TITLES.get(kind, "text")


def add_field(kind: str, key: str, value: str, needles: Needles) -> None:
    """Look for the value of a key in a kind of file, if it is a text."""
    what = _KEYS.get(key, kind if kind == "review" else "")
    what = _TITLES.get(kind, what) if key == "title" else "allowance" if kind == "allowances" and what else what
    if what == "resolution":
        needles.add_token(value, what)
    elif what:
        needles.add_text(value, what)


def add_scalar(kind: str, one: Scalar, needles: Needles) -> None:
    """Look for what a key or value of a parsed file says."""
    for day in DAY.finditer(one.text):
        needles.add_day(day[0])
    if kind in IDS and one.is_key and not one.path:
        needles.add_token(one.text, IDS[kind])
    if kind == "names" and (not one.is_key or " " in one.text):
        needles.add_name(one.text, "name")
    elif not one.is_key and kind not in {"names", "members"}:
        add_field(kind, one.key, one.text, needles)
