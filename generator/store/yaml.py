"""YAML by events into plain text values: nothing is guessed, every refusal has a place.

`parse` gives dicts, lists and texts (None for an empty value). Places cost nothing until somebody asks: `places` reads
the same text again with the same walker and notes where each key and entry stands.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml
from yaml.error import YAMLError

from generator.model.diagnostic import Finding, Key, Span
from generator.store import yaml_help
from generator.store.decode import YAML_FORBIDDEN, clean, describe, is_clean
from generator.store.straight import Parser, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator

DEPTH_LIMIT = 32
NODE_LIMIT = 20_000
FINDING_LIMIT = 50  # of one kind in a file are told one by one, so that a hostile one cannot flood the report
WARNINGS = frozenset({"YA006", "YA007"})
_CUT = re.compile(r"[ \t]+#(?=\S)")


class Places(NamedTuple):
    """Where things stand: each key (with its value) or list entry, and where each mapping begins."""

    entries: dict[Key, Span]
    containers: dict[Key, Span]


class Parsed(NamedTuple):
    """The value of a document, and what was found. `trapped` holds keys without value inside `{ }` (a comma trap)."""

    value: Any
    findings: list[Finding]
    has_empty: bool = False
    trapped: frozenset[str] = frozenset()

    @property
    def is_readable(self) -> bool:
        """Tell whether the document can be used."""
        return all(f.code in WARNINGS for f in self.findings)


class _Refused(Exception):
    def __init__(self, finding: Finding) -> None:
        self.finding = finding


class _Frame:
    """A mapping or list under construction."""

    __slots__ = ("flow", "is_mapping", "key", "key_event", "path", "start", "value")

    def __init__(self, event: Any, path: Key) -> None:
        self.is_mapping = type(event) is yaml.MappingStartEvent
        self.value: Any = {} if self.is_mapping else []
        self.key: str | None = None
        self.key_event: Any = None
        self.flow = bool(event.flow_style)
        self.start = event
        self.path = path


def parse(path: str, text: str, first_line: int = 1, *, plain: bool = False) -> Parsed:
    """Read one YAML document. `first_line` is the line of the file on which `text` begins.

    `plain` tells that the text is known to hold none but usual characters (`is_plain`).

    Errors: YA001 (syntax), YA002 (duplicate key), YA003 (anchor, alias, tag, merge, several documents),
    YA004 (escaped forbidden character), YA005 (depth, nodes), YA007 (text cut by ` #`).
    """
    value = value_of(text, plain=plain)
    if value is not None:
        return Parsed(value, [])
    walker = _Walker(path, text, first_line, None)
    parsed = walker.run()
    if walker.again:
        return _Walker(path, text, first_line, Places({}, {})).run()
    return parsed


def events(text: str) -> Iterator[Any]:
    """The events of a text as the reader gets them, up to the end of the stream.

    Errors: yaml.YAMLError, ValueError where the text cannot be read.
    """
    get = Parser(text).get_event
    while type(event := get()) is not yaml.StreamEndEvent:
        yield event


def places(text: str, first_line: int = 1) -> Places:
    """Return where every key and list entry of a document stands, as far as it can be read."""
    found = Places({}, {})
    _Walker("", text, first_line, found).run()
    return found


class _Walker:
    """Builds values from events with its own stack, so that depth costs no recursion."""

    def __init__(self, path: str, text: str, first_line: int, found: Places | None) -> None:
        self.path, self.text, self.offset, self.found = path, text, first_line, found
        self.findings: list[Finding] = []  # the first of each code
        self.number = Counter[str]()  # how many there are of each
        self.cut_line = 0  # of the last YA007
        self.has_empty = self.again = self.seen_root = False
        self.trapped: set[str] = set()
        self.cuts = "#" in text
        self.unclean = "\\" in text or (not text.isascii() and not is_clean(text))  # an escape may be anything
        self.stack: list[_Frame] = []

    def run(self) -> Parsed:
        """Walk the whole document; a refusal ends it and is the last finding."""
        try:
            value = self._walk()
        except _Refused as refused:
            return Parsed(None, self._told(refused.finding))
        except (YAMLError, ValueError) as error:
            cause = yaml_help.explain(self.path, self.text, self.offset, error)
            if cause.span is not None and cause.span.line == self.cut_line:  # the same ` #`, which the error names
                self.number["YA007"] -= 1
                self.findings = [
                    f for f in self.findings if f.code != "YA007" or f.span is None or f.span.line != self.cut_line
                ]
            return Parsed(None, self._told(cause))
        return Parsed(value, self._told(), self.has_empty, frozenset(self.trapped))

    def _told(self, *last: Finding) -> list[Finding]:
        """What is told; the last one of a code counts those that are not."""
        for finding in last:
            if self._counts(finding.code):
                self.findings.append(finding)
        told = Counter[str]()
        for at, finding in enumerate(self.findings):
            told[finding.code] += 1
            if told[finding.code] == FINDING_LIMIT:
                more = self.number[finding.code] - FINDING_LIMIT
                self.findings[at] = dataclasses.replace(finding, more=more)
        return self.findings

    def _counts(self, code: str) -> bool:
        """Count one more finding of a code; false where so many are told already that it is but counted."""
        self.number[code] += 1
        return self.number[code] <= FINDING_LIMIT

    def _walk(self) -> Any:
        get = Parser(self.text).get_event
        stack, root, nodes = self.stack, None, 0
        while True:
            event = get()
            kind = type(event)
            if kind is yaml.ScalarEvent:
                value, whole = self._scalar(event), event
                if stack and stack[-1].is_mapping and stack[-1].key is None:
                    self._take_key(stack[-1], value, event)
                    continue
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self._open(event)
                continue
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                frame = stack.pop()
                value, whole = frame.value, frame.start
            elif kind is yaml.StreamEndEvent:
                return root
            else:
                self._refuse_document(event)
                nodes += kind is yaml.AliasEvent
                if nodes <= NODE_LIMIT:
                    continue
            nodes += 1
            if nodes > NODE_LIMIT:
                raise _Refused(self._finding("YA005", event, yaml_help.TOO_MANY))
            if stack:
                self._put(stack[-1], value, whole, event)
            else:
                root = value

    def _scalar(self, event: Any) -> str | None:
        value: str = event.value
        if self.unclean:
            value = clean(value)
            value = value if event.style else value.strip(" ")
        if event.anchor is not None or event.tag is not None:
            self._note("YA003", event, yaml_help.ANCHOR if event.anchor is not None else yaml_help.TAG)
        if event.style in {None, ""}:
            if self.cuts:
                self._check_cut(event)
            return value or None
        if event.style == '"' and (bad := YAML_FORBIDDEN.search(value)) is not None:
            self._note("YA004", event, yaml_help.escaped(describe(bad[0])))
        return value or None

    def _check_cut(self, event: Any) -> None:
        end = event.end_mark.index
        if not event.value and self.text[end - 1 : end] not in {":", "-"}:
            return
        cut = _CUT.match(self.text, end)
        if cut is None:
            return
        self.cut_line = event.end_mark.line + self.offset
        if not self._counts("YA007"):
            return
        stop = self.text.find("\n", cut.end())
        rest = self.text[cut.end() - 1 : stop if stop >= 0 else None]
        column = event.end_mark.column + 1 + (cut.end() - 1 - end)
        help_ = yaml_help.cut_by_hash(event.value, rest)
        span = Span(self.cut_line, column, self.cut_line, column + len(rest))
        self.findings.append(Finding("YA007", self.path, (), *help_, span=span))

    def _take_key(self, frame: _Frame, value: str | None, event: Any) -> None:
        if value == "<<" and event.style in {None, ""}:
            self._note("YA003", event, yaml_help.MERGE)
        key = value or ""
        if key in frame.value:
            self.again = self.found is None
            first = self.found.entries.get((*frame.path, key)) if self.found is not None else None
            if self._counts("YA002"):
                help_ = yaml_help.duplicate(key, first.line if first else 0)
                self.findings.append(self._finding("YA002", event, help_, key))
        frame.key, frame.key_event = key, event

    def _open(self, event: Any) -> None:
        stack = self.stack
        if event.anchor is not None or event.tag is not None:
            self._note("YA003", event, yaml_help.ANCHOR if event.anchor is not None else yaml_help.TAG)
        path: Key = ()
        if stack:
            top = stack[-1]
            if top.is_mapping and top.key is None:
                raise _Refused(self._finding("YA001", event, yaml_help.COMPLEX_KEY))
            if len(stack) >= DEPTH_LIMIT:
                raise _Refused(self._finding("YA005", event, yaml_help.TOO_DEEP))
            if self.found is not None:
                path = (*top.path, top.key if top.key is not None else len(top.value))
        if self.found is not None:
            mark = event.start_mark
            self.found.containers[path] = Span(
                mark.line + self.offset, mark.column + 1, mark.line + self.offset, mark.column + 2
            )
        stack.append(_Frame(event, path))

    def _put(self, frame: _Frame, value: Any, whole: Any, end: Any) -> None:
        if not frame.is_mapping:
            if value is None:
                self.has_empty = True
            if self.found is not None:
                self.found.entries[(*frame.path, len(frame.value))] = self._entry(whole, whole, end)
            frame.value.append(value)
            return
        key = frame.key
        if value is None:
            self.has_empty = True
            if frame.flow and key:
                self.trapped.add(key)
        if key not in frame.value:
            frame.value[key] = value
            if self.found is not None:
                self.found.entries[(*frame.path, key or "")] = self._entry(frame.key_event, whole, end)
        frame.key = None

    def _entry(self, first: Any, whole: Any, end: Any) -> Span:
        """The span of a key with its value where both stand on one line, else of the key (or entry's start) alone."""
        start: Any = first.start_mark
        stop: Any = end.end_mark
        line = start.line
        same_line = stop.line == line and not (end is not whole and not whole.flow_style)
        empty = end is whole and not getattr(whole, "value", "x")
        if not same_line or empty:
            stop = first.end_mark if type(first) is yaml.ScalarEvent else start
            if stop.line != line:
                stop = start
        return Span(line + self.offset, start.column + 1, line + self.offset, max(stop.column, start.column + 1) + 1)

    def _refuse_document(self, event: Any) -> None:
        kind = type(event)
        if kind is yaml.AliasEvent:
            self._note("YA003", event, yaml_help.ALIAS)
            if self.stack:
                top = self.stack[-1]
                if top.is_mapping and top.key is None:
                    top.key, top.key_event = f"*{event.anchor}", event
                else:
                    self._put(top, "", event, event)
        elif kind is yaml.DocumentStartEvent:
            if self.seen_root:
                raise _Refused(self._finding("YA003", event, yaml_help.SEVERAL))
            self.seen_root = True
            if event.version is not None or event.tags:
                self._note("YA003", event, yaml_help.DIRECTIVE)

    def _note(self, code: str, event: Any, help_: yaml_help.Help) -> None:
        if self._counts(code):
            self.findings.append(self._finding(code, event, help_))

    def _finding(self, code: str, event: Any, help_: yaml_help.Help, subject: str = "") -> Finding:
        start, end = event.start_mark, event.end_mark
        line, column = start.line + self.offset, start.column + 1
        stop = end.column + 1 if end.line == start.line and end.column > start.column else column + 1
        return Finding(code, self.path, (), *help_, subject=subject, span=Span(line, column, line, stop))
