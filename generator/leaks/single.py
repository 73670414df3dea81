"""What a secret cell or unit is called in one word: it could stand in any text, so it counts in certain places only."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from generator.leaks import own
from generator.leaks.find import Hit
from generator.leaks.words import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.leaks.needles import Needles

_EDGE = b"/-=+_%"
_WORD = re.compile(r"[^\W_]+")


class Singles:
    """Looks for slugs where a slug stands, and for names of one word that are written with their capital.

    A slug counts behind `cells/` and `units/`; if it is no word of the program, also as a part of a path, the name of a
    file, a whole string or cell of a table, and the first column of a list.
    """

    def __init__(self, needles: Needles) -> None:
        self._slugs = {slug.encode(): kind for slug, kind in needles.slugs.items()}
        self._with: set[bytes] = set()  # tokens that hold one of them
        self._strict = re.compile(rb"(?:cells|units)/(" + _any(self._slugs) + rb")(?![\w-])")
        self._loose = re.compile(
            rb"(?:^|[\"'/>(])(" + _any(self._slugs) + rb")(?=[\"'/<,;\t)#?]|\.[a-z]|\r?$)", re.MULTILINE
        )
        public = {word for text in needles.public for word in text.split(" ")} if needles.capitals else set()
        self._names = {name: kind for name, kind in needles.capitals.items() if not public & set(folded(name))}

    def hits(self, data: bytes, tokens: set[bytes], new: set[bytes]) -> Iterator[Hit]:
        """Those that stand in a text, given its tokens and those of them that stood in no text before."""
        self._with.update(one for one in new if not self._slugs.keys().isdisjoint(one.strip(_EDGE).split(b"/")))
        if not self._with.isdisjoint(tokens):
            found = {slug.decode() for slug in self._loose.findall(data)}
            found = {slug for slug in found if not own.says(slug)} | set(map(bytes.decode, self._strict.findall(data)))
            yield from (Hit(self._slugs[slug.encode()], "", slug) for slug in found)
        if self._names:
            text = unicodedata.normalize("NFC", data.decode("utf-8", "replace"))
            for name, kind in self._names.items():
                if name in text and name in _WORD.findall(text) and not own.says(name.lower()):
                    yield Hit(kind, "", name)


def _any(slugs: list[bytes] | dict[bytes, str]) -> bytes:
    """A pattern for one of these, and for nothing where there is none."""
    return b"|".join(map(re.escape, slugs)) or rb"(?!)"
