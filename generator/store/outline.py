"""Where the values of a YAML text stand, to the character: what an edit of the text needs to know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from generator.store.yaml import events

if TYPE_CHECKING:
    from generator.model.diagnostic import Key


class Place(NamedTuple):
    """A place in a text. Unit: lines and columns from 0, `at` is the index in characters."""

    line: int
    column: int
    at: int


class Entry(NamedTuple):
    """A key with its value, or an entry of a list.

    `path` leads to it; `key` is where its key begins (None in a list). `start` and `end` enclose the value, which is
    `text` where it is one scalar. `shape` is `plain`, `quoted`, `block` (a text below `|` or `>`), `alias`, `flow`
    (something in brackets) or `open` (a mapping or list by indentation). `in_flow` tells that it stands in brackets.
    `last` is the last line with something of it.
    """

    path: Key
    key: Place | None
    start: Place
    end: Place
    text: str | None
    shape: str
    in_flow: bool
    last: int


def read(text: str) -> list[Entry]:
    """List the entries of a document in the order of their ends, inner ones before those that hold them.

    Errors: yaml.YAMLError or ValueError where the text cannot be read; only ask for what `yaml.parse` has read.
    """
    return _Walk(text).run()


class _Frame:
    """A mapping or list that is being walked through."""

    __slots__ = ("count", "flow", "is_mapping", "key", "key_at", "last", "path", "start")

    def __init__(self, event: Any, path: Key) -> None:
        self.is_mapping = type(event) is yaml.MappingStartEvent
        self.flow = bool(event.flow_style)
        self.path = path
        self.start = event.start_mark
        self.count = 0
        self.key: str | None = None
        self.key_at: Place | None = None
        self.last: int = event.start_mark.line


class _Walk:
    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.stack: list[_Frame] = []
        self.found: list[Entry] = []

    def run(self) -> list[Entry]:
        for event in events(self.text):
            kind = type(event)
            if kind is yaml.ScalarEvent or kind is yaml.AliasEvent:
                self._scalar(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self.stack.append(_Frame(event, self._path()))
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                frame = self.stack.pop()
                if frame.flow:
                    frame.last = event.end_mark.line
                self._put(frame.start, event.end_mark, None, "flow" if frame.flow else "open", frame.last)
        return self.found

    def _path(self) -> Key:
        if not self.stack:
            return ()
        top = self.stack[-1]
        return (*top.path, (top.key or "") if top.is_mapping else top.count)

    def _scalar(self, event: Any) -> None:
        is_alias = type(event) is yaml.AliasEvent
        value = "" if is_alias else event.value
        top = self.stack[-1] if self.stack else None
        if top is not None and top.is_mapping and top.key_at is None:
            mark = event.start_mark
            top.key, top.key_at = value, Place(mark.line, mark.column, mark.index)
            top.last = max(top.last, mark.line)
            return
        style = "" if is_alias else event.style or ""
        shape = "alias" if is_alias else {"": "plain", "|": "block", ">": "block"}.get(style, "quoted")
        last = self._last_of_block(event) if shape == "block" else event.end_mark.line
        self._put(event.start_mark, event.end_mark, value, shape, last)

    def _last_of_block(self, event: Any) -> int:
        """The last line of a text below `|` or `>`; blank lines below it count only where the text keeps them."""
        first, end = event.start_mark.line, event.end_mark
        last = end.line - 1 if end.column == 0 and end.line > first else end.line
        if "+" in self.lines[first][event.start_mark.column :].split("#", 1)[0]:
            return int(last)
        while last > first and not self.lines[last].strip():
            last -= 1
        return int(last)

    def _put(self, start: Any, end: Any, text: str | None, shape: str, last: int) -> None:
        if not self.stack:
            return
        top = self.stack[-1]
        here, stop = Place(start.line, start.column, start.index), Place(end.line, end.column, end.index)
        key = top.key_at if top.is_mapping else None
        self.found.append(Entry(self._path(), key, here, stop, text, shape, top.flow, last))
        top.last = max(top.last, last)
        top.count += 1
        top.key, top.key_at = None, None
