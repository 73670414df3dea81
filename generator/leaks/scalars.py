"""The keys and values of a record's YAML, in whatever style it is written, and the lines that need no such reading.

The events of the parser are read and no document is made: no alias is expanded, a key that is given twice is seen
twice, and what stands before a mistake is still read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import yaml
from yaml import events

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST = 1 << 20  # letters of a file: more than any record may have
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NO_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# One line, one key, and a value that ends with the line: there the reading by lines is complete. A value that goes on
# begins with another sign (`|`, `>`, an open quote or bracket) or goes on in a line that has none of these forms.
_REMARK = r" *(?:(?<= )#[^{}\[\]]*)?"
_PLAIN = r"[^\W_](?:[\w .,;/()%+&–-]|:(?=\w))*+"
_LINE = rf"""(?:- )?[\w-]+(?:/\w+)?:(?: +(?:{_PLAIN}|"{_PLAIN}"|'{_PLAIN}'))?{_REMARK}"""
_ATOM = r"[^\W_][\w ./()–-]*+"
_KEY = r"[\w./-]+: "
_MAP = rf"\{{{_KEY}{_ATOM}(?:, {_KEY}{_ATOM})*\}}"
_LIST = rf"\[(?:{_ATOM}(?:, {_ATOM})*)?\]"
_MAPS = rf"\[{_MAP}(?:, {_MAP})*\]"
_IN = rf"{_KEY}(?:{_ATOM}|{_MAP}|{_LIST}|{_MAPS})"
_DEEP = rf"\{{{_IN}(?:, {_IN})*\}}"
_FLOW = rf"(?:- |[\w-]+: +|- [\w-]+: +){_DEEP}|[\w-]+: +(?:\{{\}}|{_LIST}|{_MAPS})"
_SIMPLE = re.compile(rf"(?: *(?:#.*|{_LINE})| *)\r?")
_SIMPLE_OR_FLOW = re.compile(rf"(?: *(?:#.*|{_LINE}|{_FLOW})| *)\r?")


class Scalar(NamedTuple):
    """A key or value: the keys that it stands under, outermost first, and its text."""

    path: tuple[str, ...]
    text: str
    is_key: bool

    @property
    def key(self) -> str:
        """The key that a value belongs to."""
        return self.path[-1] if self.path else ""


class _Open:
    """A collection that is being read."""

    def __init__(self, *, is_mapping: bool) -> None:
        self.is_mapping = is_mapping
        self.at_key = is_mapping
        self.key = ""

    def took(self, text: str) -> None:
        """A key or value of it has ended."""
        if self.is_mapping:
            self.key = text if self.at_key else ""
            self.at_key = not self.at_key


def is_simple(line: str, *, flow: bool, texts: re.Pattern[str]) -> bool:
    """Tell whether a line holds all of what it says, so that whoever reads lines misses nothing.

    `flow`: values in brackets may stand in it, but for lists of the keys that `texts` finds.
    """
    if not flow:
        return _SIMPLE.fullmatch(line) is not None
    return _SIMPLE_OR_FLOW.fullmatch(line) is not None and ("[" not in line or texts.search(line) is None)


def scalars(text: str) -> tuple[list[Scalar], bool]:
    """The keys and values of a YAML text in order, and whether it could be read to its end. It raises nothing."""
    found: list[Scalar] = []
    try:
        found.extend(_each(_NO_YAML.sub(" ", text[:_LONGEST])))
    except (yaml.YAMLError, ValueError, RecursionError):
        return found, False
    return found, True


def _each(text: str) -> Iterator[Scalar]:
    inside: list[_Open] = []
    anchors: dict[str, str] = {}
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, events.CollectionStartEvent):
            inside.append(_Open(is_mapping=isinstance(event, events.MappingStartEvent)))
            continue
        value = ""
        if isinstance(event, events.CollectionEndEvent):
            inside.pop()
        elif isinstance(event, (events.ScalarEvent, events.AliasEvent)):
            value = event.value if isinstance(event, events.ScalarEvent) else anchors.get(event.anchor or "", "")
            if event.anchor and isinstance(event, events.ScalarEvent):
                anchors[event.anchor] = value
            is_key = bool(inside) and inside[-1].at_key
            above = inside[:-1] if is_key else inside
            yield Scalar(tuple(one.key for one in above if one.is_mapping), value, is_key)
        else:
            continue
        if inside:
            inside[-1].took(value)
