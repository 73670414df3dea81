"""YAML events without libyaml: PyYAML's own reader, made to take and refuse what libyaml takes and refuses.

PyYAML comes with libyaml in all its wheels; where it was built without it, the same record must still mean the same.
The two differ in tabs between words, in how a plain text in brackets and a tag end, and in where a file begins to end.
"""

from __future__ import annotations

import re
import sys
from typing import Any

from yaml import SafeLoader
from yaml.error import Mark
from yaml.scanner import ScannerError
from yaml.tokens import ScalarToken, TagToken

_BREAKS = "\r\n\x85\u2028\u2029"
_BLANK = " \t"
_END = f"\0{_BLANK}{_BREAKS}"  # what may follow a word
_FLOW = ",[]{}"
# An escape, or what ends a text in quotes: the quote, what is no escape, the end of a document.
_ESCAPE = re.compile(
    r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})|\\(?:x[0-9A-Fa-f]{2}|[0abt\tnvfre \"/\\N_LP\r\n\x85\u2028\u2029])"
    r"|([\"\\]|[\r\n](?:---|\.\.\.)(?=[\0 \t\r\n]))"
)
_URI = "-_;/?:@&=+$.!~*'()%"


class Parser(SafeLoader):
    """A reader with `get_event`, as libyaml's."""

    flow_level: int
    column: int
    indent: int
    line: int
    index: int
    allow_simple_key: bool
    possible_simple_keys: dict[int, Any]
    scan_line_break: Any

    def next_possible_simple_key(self) -> int | None:
        """Where the first text that may be a key stands; PyYAML looks at each bracket before it, for each token."""
        return next((key.token_number for key in self.possible_simple_keys.values()), None)

    def stale_possible_simple_keys(self) -> None:
        """Let go of the texts too far back to be keys; they are kept in the order they stand in, so the first are."""
        while keys := self.possible_simple_keys:
            level, key = next(iter(keys.items()))
            if key.line == self.line and self.index - key.index <= 1024:
                return
            if key.required:
                words = "while scanning a simple key", key.mark, "could not find expected ':'", self.get_mark()
                raise ScannerError(*words)
            del keys[level]

    def scan_to_next_token(self) -> None:
        """Pass over what stands between tokens; a tab too, but where a line may begin with a key."""
        while True:
            while self.peek() == " " or (self.peek() == "\t" and (self.flow_level or not self.allow_simple_key)):
                self.forward()
            if self.peek() == "#":
                while self.peek() not in f"\0{_BREAKS}":
                    self.forward()
            if not self.scan_line_break():
                return
            if not self.flow_level:
                self.allow_simple_key = True

    def check_plain(self) -> bool:
        """Tell whether a plain text begins here."""
        char, after = self.peek(), self.peek(1)
        if char == "-":
            return after not in _BLANK
        if char in "?:":
            return not self.flow_level and after not in _END
        return char not in f"{_END},[]{{}}#&*!|>'\"%@`"

    def scan_plain(self) -> Any:
        """A text without quotes, over as many lines as it has."""
        start = end = self.get_mark()
        indent = self.indent + 1
        chunks: list[str] = []
        between, broken = "", False
        while not self._at_document() and self.peek() != "#":
            word = self._word(start)
            if word:
                chunks += between, word
                between, broken = "", False
                self.allow_simple_key = False
                end = self.get_mark()
            if self.peek() not in f"{_BLANK}{_BREAKS}":
                break
            between, broken = self._between(start, indent)
            if not self.flow_level and self.column < indent:
                break
        if broken:
            self.allow_simple_key = True
        return ScalarToken("".join(chunks), True, start, end)

    def _at_document(self) -> bool:
        return self.column == 0 and self.prefix(3) in {"---", "..."} and self.peek(3) in _END

    def _word(self, start: Any) -> str:
        """What stands before the next blank or sign that ends a plain text."""
        length = 0
        while (char := self.peek(length)) not in _END:
            after = self.peek(length + 1)
            if char == ":":
                if self.flow_level and after in f"?{_FLOW}":
                    self.forward(length)
                    raise ScannerError("while scanning a plain scalar", start, "found unexpected ':'", self.get_mark())
                if after in _END:
                    break
            elif self.flow_level and char in _FLOW:
                break
            length += 1
        word: str = self.prefix(length)
        self.forward(length)
        return word

    def _between(self, start: Any, indent: int) -> tuple[str, bool]:
        """What blanks and ends of lines between two words mean, and whether a line ended."""
        blanks, first, more, broken = "", "", "", False
        while self.peek() in f"{_BLANK}{_BREAKS}":
            if self.peek() in _BREAKS:
                if broken:
                    more += self.scan_line_break()
                else:
                    first, broken = self.scan_line_break(), True
                continue
            if broken and self.column < indent and self.peek() == "\t":
                words = "found a tab character that violates indentation"
                raise ScannerError("while scanning a plain scalar", start, words, self.get_mark())
            blanks += self.peek()
            self.forward()
        if not broken:
            return blanks, False
        return (more or " ") if first == "\n" else first + more, True

    def scan_tag(self) -> Any:
        """A tag, which a blank ends; in brackets a comma too."""
        start = self.get_mark()
        self.forward()
        if self.peek() == "<":
            self.forward()
            handle, suffix = None, self._uri(f"{_URI},[]")
            if not suffix or self.peek() != ">":
                raise ScannerError("while scanning a tag", start, "did not find the expected '>'", self.get_mark())
            self.forward()
        else:
            handle, suffix = _handle(self._uri(_URI))
        bad = re.search("%(?![0-9A-Fa-f]{2})", suffix) or (handle and handle != "!" and not suffix)
        if bad or (self.peek() not in _END and not (self.flow_level and self.peek() == ",")):
            raise ScannerError("while scanning a tag", start, "did not find a blank", self.get_mark())
        return TagToken((handle, suffix), start, self.get_mark())

    def _uri(self, signs: str) -> str:
        length = 0
        while (char := self.peek(length)) in signs or (char.isascii() and char.isalnum()):
            length += 1
        found: str = self.prefix(length)
        self.forward(length)
        return found

    def scan_flow_scalar(self, style: str) -> Any:
        """A text in quotes, in which no escape names what is no character."""
        start = self.get_mark()
        for found in _ESCAPE.finditer(self.buffer, self.pointer + 1) if style == '"' else ():
            if found[3]:
                break
            code = int(found[1] or found[2] or "0", 16)
            if 0xD800 <= code < 0xE000 or code > sys.maxunicode:
                mark = Mark("", start.index + found.start() - self.pointer, 0, 0, "", 0)
                words = "found invalid Unicode character escape code"
                raise ScannerError("while parsing a quoted scalar", start, words, mark)
        return super().scan_flow_scalar(style)

    def scan_directive(self) -> Any:
        """A line that begins with `%`."""
        token = super().scan_directive()
        if token.name not in {"YAML", "TAG"}:
            raise ScannerError("while scanning a directive", token.start_mark, "unknown name", self.get_mark())
        return token

    def scan_block_scalar_indicators(self, start_mark: Any) -> tuple[bool | None, int | None]:  # noqa: ARG002 - PyYAML's
        """What stands after `|` or `>`; a remark may follow at once."""
        if self.peek() == "#":
            return None, None
        keeps: bool | None
        increment: int | None
        keeps, increment = None, None
        for _ in range(2):
            if self.peek() in "+-" and keeps is None:
                keeps = self.peek() == "+"
            elif self.peek() in "123456789" and increment is None:
                increment = int(self.peek())
            else:
                break
            self.forward()
        return keeps, increment

    def scan_block_scalar_ignored_line(self, start_mark: Any) -> None:
        """The rest of the line of `|` or `>`."""
        while self.peek() in _BLANK:
            self.forward()
        super().scan_block_scalar_ignored_line(start_mark)

    def scan_block_scalar_indentation(self) -> Any:
        """How far the first line of a text below `|` or `>` is indented."""
        found = super().scan_block_scalar_indentation()
        self._refuse_tab()
        return found

    def scan_block_scalar_breaks(self, indent: int) -> Any:
        """The empty lines before the next line of such a text."""
        found = super().scan_block_scalar_breaks(indent)
        if self.column < indent:
            self._refuse_tab()
        return found

    def _refuse_tab(self) -> None:
        if self.peek() == "\t":
            words = "found a tab character where an indentation space is expected"
            raise ScannerError("while scanning a block scalar", self.get_mark(), words, self.get_mark())

    def fetch_stream_end(self) -> None:
        """The end of the text, where no key may be left without its colon."""
        for key in self.possible_simple_keys.values():
            if key.required:
                words = "could not find expected ':'"
                raise ScannerError("while scanning a simple key", key.mark, words, self.get_mark())
        super().fetch_stream_end()


def _handle(tag: str) -> tuple[str | None, str]:
    """A tag in its two parts: that which a `%TAG` line may define, and the rest."""
    if not tag:
        return None, "!"
    named, mark, rest = tag.partition("!")
    if mark and all(c.isalnum() or c in "-_" for c in named):
        return f"!{named}!", rest
    return "!", tag
