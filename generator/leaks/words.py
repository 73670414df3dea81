"""Text as it is compared here: pieces of a file, their words without case, accents and digits, and its tokens.

Digits are taken out of the pieces, so that a page of figures has few different ones; what has digits is a token.
"""

from __future__ import annotations

import functools
import re
import unicodedata

from generator.model.text import fold

_DIGITS = b"0123456789"
_SHORT = 65536  # bytes: in a longer list, what goes on from one line to the next is not put together
_EDGES = bytes.maketrans(b'<>"', b"\n\n\n")
_TOKEN = bytes(c if c >= 128 or chr(c).isalnum() or chr(c) in "+/_=%-" else 32 for c in range(256))
_UNSEEN = re.compile("[0-9\u00ad\u200b-\u200f\u2060-\u2064\ufeff]+")
_WORD = re.compile(r"[^\W\d_]+")
INLINE = re.compile(
    rb"</?(?:a|abbr|b|bdi|bdo|br|cite|code|data|del|dfn|em|font|i|img|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup"
    rb"|t|time|tspan|u|var|wbr|r|rPr|phonetic)(?:[\s/][^<>]*)?>|<!--|-->",
    re.IGNORECASE,
)

_TAG = re.compile(rb"<[^<>]*>")
_NAMED = re.compile(rb'"[^"<>]*"\s*:')

fold_word = functools.lru_cache(maxsize=65536)(fold)


def pieces(data: bytes) -> set[bytes]:
    """The different pieces of a text between tags, quotes and, in lists without these, ends of lines; no digits."""
    flat = _flat(data)
    if b"<" in flat or b'"' in flat:
        return set(flat.replace(b"\n", b" ").translate(_EDGES).split(b"\n"))
    whole = {flat.replace(b"\n", b" ")} if len(flat) < _SHORT else set()
    return set(flat.split(b"\n")) | whole


def in_order(data: bytes) -> list[bytes]:
    """The pieces of a text between tags or quotes as they stand; no digits, no tags, no names of values (`"a":`)."""
    flat = _flat(data).replace(b"\n", b" ")
    return _NAMED.sub(b"\n", _TAG.sub(b"\n", flat)).translate(_EDGES).split(b"\n")


def rows(data: bytes) -> set[bytes]:
    """The different lines of a text that is written in lines; no digits."""
    return set(_flat(data).split(b"\n"))


def _flat(data: bytes) -> bytes:
    return data.translate(None, _DIGITS).replace(b"&nbsp;", b" ")


def tokens(data: bytes) -> set[bytes]:
    """The different runs of letters, digits and the signs of paths, dates and encodings."""
    return set(data.translate(_TOKEN).split())


def joined(row: bytes) -> list[bytes]:
    """A row with its tags of a phrase taken out: as if they were not there, and as if they were spaces."""
    if b"<" not in row or INLINE.search(row) is None:
        return []
    return [piece for gap in (b"", b" ") for piece in INLINE.sub(gap, row).translate(_EDGES).split(b"\n")]


def words(text: str) -> list[str]:
    """The words of a text in small letters and one form (NFKC), with their accents."""
    return _WORD.findall(unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).casefold())


def folded(text: str) -> tuple[str, ...]:
    """The words of a text without accents."""
    return tuple(map(fold_word, words(text)))
