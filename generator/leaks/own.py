"""What the program itself says: words that stand in its own sources say nothing of a store."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import TYPE_CHECKING

import generator
from generator.leaks import days
from generator.leaks.words import INLINE, folded, tokens
from generator.model.reference import reference
from generator.model.text import LANGUAGES
from generator.publish.schemas import schema_files
from generator.stats.api import families, figures

if TYPE_CHECKING:
    from generator.leaks.find import Hit

_LETTERS = bytes(ord(chr(c).lower()) if c < 128 and chr(c).isalpha() else 32 for c in range(256))
_ENDINGS = {".py", ".html", ".js", ".css", ".svg", ".md", ".yml", ".json", ".txt"}
_MADE = ("handbook", "rules", "definitions", "assets", "search", "data/v1/schema", "404.html", "schema")


@functools.cache
def files() -> dict[str, bytes]:
    """The program's own texts: code, templates and what they show, handbook, rulebooks."""
    package = Path(generator.__file__).parent
    around = package.parent
    folders = [package, around / "site_templates", package / "_handbook", around / "docs" / "handbook"]
    found = {p.as_posix() for f in folders if f.is_dir() for p in f.rglob("*") if p.suffix in _ENDINGS and p.is_file()}
    made = {f"reference/{lang}": reference(lang).encode() for lang in LANGUAGES} | dict(schema_files())
    return {path: Path(path).read_bytes() for path in sorted(found)} | made | _put_together()


def _put_together() -> dict[str, bytes]:
    """What a figure counts, as pages say it: the numerator, a stroke, the denominator."""
    known = [*figures().values(), *(family.name("x") for family in families().values())]
    return {
        f"figures/{figure.id}/{lang}": f"{figure.numerator.to(lang)} / {figure.denominator.to(lang)}".encode()
        for figure in filter(None, known) for lang in LANGUAGES
    }  # fmt: skip


@functools.cache
def _said() -> str:
    """The words of all files; where a line is broken inside a text, also as if it were not."""
    texts = [*files().values()]
    texts += [INLINE.sub(b" ", data) for data in texts if b"<br>" in data]
    return " | ".join(f" {_plain(data)} " for data in texts)


def _plain(data: bytes) -> str:
    """The words of a text as `folded` gives them; lines without accents, which are most, take a shorter way."""
    lines = data.split(b"\n")
    flat = [line if line.isascii() else " ".join(folded(line.decode("utf-8", "replace"))).encode() for line in lines]
    return " ".join(b"\n".join(flat).translate(_LETTERS, b"0123456789").decode("ascii", "ignore").split())


@functools.cache
def _tokens() -> frozenset[str]:
    texts = {data: tokens(data) for data in files().values()}
    found = {one.decode("utf-8", "replace").lower().strip("/-=+_%") for known in texts.values() for one in known}
    said = {day for data, known in texts.items() for day in days.in_words(data, known)}
    return frozenset(found | said | {day for one in found if len(one) > 7 for day in days.in_token(one)})


def says(word: str) -> bool:
    """Tell whether the program's own texts have a word, in small letters."""
    return word in _tokens()


@functools.cache
def shipped() -> frozenset[bytes]:
    """The files that a site gets as they are: they are no texts of a store."""
    return frozenset(data for path, data in files().items() if "/assets/" in path)


def is_made(path: str) -> bool:
    """Tell whether a file of a site is the program's own, in any language."""
    return re.sub(r"^[a-z]{2}/", "", path).startswith(_MADE)


def excuses(hit: Hit, path: str, public: frozenset[str]) -> bool:
    """Tell whether what was found is a part of a public field, or all that stands there is the program's own text.

    A token is the program's own only in a file that it makes without a store; days stand in the examples of its rules.
    """
    if hit.phrase:
        return _is_said(hit.phrase, hit.around, public)
    return is_made(path) and (hit.around in _tokens() or (hit.kind == "day" and "rules/" in path))


@functools.lru_cache(maxsize=65536)
def _is_said(phrase: str, around: str, public: frozenset[str]) -> bool:
    for known in public:
        if phrase in known and known in around:
            around = around.replace(f" {known} ", " | ")
    while f" {phrase} " in around:
        before, _, after = around.partition(f" {phrase} ")
        before, after = (_outside(text, public) for text in (f"{before} ", f" {after}"))
        mid = f"{before.rpartition('|')[2].rstrip()} {phrase} {after.partition('|')[0].lstrip()}"
        if f" {mid.strip()} " not in _said():
            return False
        around = after
    return True


def _outside(text: str, public: frozenset[str]) -> str:
    """A text with a bar in place of what is public."""
    for known in sorted((known for known in public if known in text), key=len, reverse=True):
        text = text.replace(f" {known} ", " | ")
    return text
