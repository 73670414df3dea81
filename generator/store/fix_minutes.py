"""Edits of the minutes that leave the page as it reads: characters to replace (YA006), NFC, blanks that end a line.

What a page would show is asked of the Markdown renderer itself, before and after each edit.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from cmarkgfm import cmark

from generator.store.decode import MINUTES_REPLACE, YAML_FORBIDDEN, YAML_REPLACE
from generator.store.fix_lines import change

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# A space stands for these: no-break spaces, and breaks that a word processor made between words.
_WHITE = "\u00a0\u2007\u202f\u0085\u2028\u2029"
_WIDE = re.compile(f"[{_WHITE}]")
_ANY = re.compile(f"{YAML_FORBIDDEN.pattern}|{YAML_REPLACE.pattern}")
_AHEAD = re.compile(f"[ \t{_WHITE}]*")
_BEHIND = re.compile(f"(?<![ \t{_WHITE}])[ \t]*[{_WHITE}][ \t{_WHITE}]*$")
_BLANKS = re.compile(r"(?<![ \t])[ \t]+$")
_LESS = "\ufdd0"  # a noncharacter stands for what the page shows as text, never as a tag
_ESCAPED = re.compile(r"(?<!\\)((?:\\\\)*)\\<")
_EXTENSIONS = ["table", "strikethrough"]
_CODE = re.compile(r"(<pre>.*?</pre>)", re.DOTALL)
_SPACE = re.compile(r"\s+")
_BESIDE_TAG = re.compile(r"(?<=>) | (?=<)")
_TAG = re.compile(r'<(/?)(\w+)(?: start="(\d+)")?[^>]*>')
_BULLET = re.compile(r"[-+*]|#{1,6}")
_NUMBER = re.compile(r"(\d{1,9})[.)]")


def spaces(text: str) -> str:
    """Plain spaces instead of no-break ones, and nothing instead of characters that cannot be seen (YA006).

    Where a no-break space kept Markdown from seeing a list or a heading, the words stay and the list is one.
    """
    if MINUTES_REPLACE.search(text) is None:
        return text
    text = _kept(text, lambda _, line: _trimmed(line), _looks)
    text = _kept(text, lambda _, line: _plain(line), _looks)
    return _kept(text, lambda _, line: _trimmed(line), _reads)


def composed(text: str) -> str:
    """Letters and accents in one (NFC; YA006)."""
    if unicodedata.is_normalized("NFC", text):
        return text
    return _kept(text, lambda _, line: unicodedata.normalize("NFC", line), _looks)


def blanks(text: str) -> str:
    """No blanks at the end of a line, but for two or more spaces (a line break) and whatever code shows."""
    if not any(line.endswith((" ", "\t")) for line in text.split("\n")):
        return text
    fences = _in_fences(text)
    return _kept(text, lambda number, line: line if number in fences else _without_blanks(line), _html)


def end(text: str) -> str:
    """One line break at the end; nothing where there is nothing else."""
    ended = text.rstrip("\n")
    ended += "\n" if ended else ""
    before = _html(text) if text != ended else None
    return ended if before is not None and before == _html(ended) else text


def _kept(text: str, propose: Callable[[int, str], str], view: Callable[[str], object]) -> str:
    """The text with the lines proposed, as far as the page shows the same in this view."""
    before = view(text)
    return text if before is None else change(text, propose, lambda changed: view(changed) == before)


def _without_blanks(line: str) -> str:
    if line.endswith("  ") and line.strip(" \t"):
        return line
    return _BLANKS.sub("", line)


def _in_fences(text: str) -> set[int]:
    """The lines of fenced code, as far as a line alone can tell; an open fence runs to the end."""
    inside: set[int] = set()
    fence = ""
    for number, line in enumerate(text.split("\n")):
        mark = re.match(r"[ >]*(`{3,}|~{3,})", line)
        if fence:
            inside.add(number)
            if mark is not None and mark[1].startswith(fence) and not line[mark.end() :].strip():
                fence = ""
        elif mark is not None and (mark[1][0] == "~" or "`" not in line[mark.end() :]):
            fence = mark[1]
    return inside


def _plain(line: str) -> str:
    """A line with each character that YA006 names replaced or left out; after it YA006 finds none."""
    return line if MINUTES_REPLACE.search(line) is None else "".join(_replaced(line))


def _replaced(line: str) -> Iterator[str]:
    start, before = 0, ""
    for found in _ANY.finditer(line):
        if found.start() > start:
            yield line[start : found.start()]
            before = line[found.start() - 1]
        start = found.end()
        char = found[0]
        # What a joiner may follow is judged by what is kept, so that nothing is left to find afterwards.
        if MINUTES_REPLACE.search(before + char, len(before)) is not None:
            char = " " if char in _WHITE else ""
        if char:
            before = char
        yield char
    yield line[start:]


def _trimmed(line: str) -> str:
    """A line as `_plain` gives it, but without such spaces that only push it in or end it."""
    ahead = _AHEAD.match(line)
    start = ahead.end() if ahead is not None else 0
    return _plain(_BEHIND.sub("", _WIDE.sub("", line[:start]) + line[start:]))


def _html(text: str) -> str | None:
    """What the page is made of, exactly; None where the renderer cannot say."""
    shown = _ESCAPED.sub(r"\1<", "".join(_between_comments(text))).replace("<", _LESS)
    try:
        return str(cmark.markdown_to_html_with_extensions(shown, options=0, extensions=_EXTENSIONS))
    except ValueError:
        return None


def _between_comments(text: str) -> Iterator[str]:
    """The text without `<!-- … -->`, which no page shows; an opening that is never closed is text."""
    start = 0
    while (opening := text.find("<!--", start)) >= 0 and (closing := text.find("-->", opening + 4)) >= 0:
        yield text[start:opening]
        start = closing + 3
    yield text[start:]


def _looks(text: str) -> tuple[str, ...] | None:
    """What a reader sees of the page: composed letters, no invisible characters, blanks only where they show."""
    html = _html(text)
    if html is None:
        return None
    parts = enumerate(_CODE.split(_seen(html)))
    return tuple(part if number % 2 else _BESIDE_TAG.sub("", _SPACE.sub(" ", part)) for number, part in parts)


def _seen(html: str) -> str:
    return unicodedata.normalize("NFC", YAML_FORBIDDEN.sub("", _WIDE.sub(" ", html)))


def _reads(text: str) -> tuple[object, ...] | None:
    """The words of the page with the numbers of its lists, its links, and how much of it is code or a table."""
    html = _html(text)
    if html is None:
        return None
    html = _seen(html)
    words: list[str] = []
    lists: list[int | None] = []
    start = 0
    for tag in _TAG.finditer(html):
        words += html[start : tag.start()].split()
        start = tag.end()
        if tag[2] in {"a", "img"}:
            words.append(tag[0])
        if tag[2] in {"ol", "ul"} and tag[1]:
            lists.pop()
        elif tag[2] in {"ol", "ul"}:
            lists.append(int(tag[3] or 1) if tag[2] == "ol" else None)
        elif tag[2] == "li" and not tag[1] and lists and (number := lists[-1]) is not None:
            words.append(f"{number}.")
            lists[-1] = number + 1
    words += html[start:].split()
    told = [_NUMBER.sub(r"\1.", word) if _NUMBER.fullmatch(word) else word for word in words]
    counts = [html.count(tag) for tag in ("<pre>", "<code>", "<table>", "<br />")]
    return (*counts, *(word for word in told if not _BULLET.fullmatch(word)))
