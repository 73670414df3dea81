"""What may not come out: names, ids, days and free texts of a store, and what may."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.leaks.words import folded, words

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 8  # words of a long text that are looked for: its beginning
_SERIAL = re.compile(r"[a-z]{0,4}-?\d{0,4}")  # `dv01`: it stands in every handbook
_SINGLE = re.compile(r"[^\W_]{3,}")
_PARTS = re.compile(r"""[<>"()\[\]|*_`&]+""")


@dataclass
class Needles:
    """What is looked for, each with its kind.

    Attributes:
        names: the words of a name of three words or more, as written.
        pairs: the same of two words.
        phrases: words of other texts, without accents, at least two.
        tokens: what is found only as a whole: ids, days, numbers of resolutions, slugs.
        slugs: those of secret cells and units that could be words; they count only where a slug stands.
        capitals: names of secret cells and units of one word, as written.
        public: texts that may be shown, without accents: what stands inside them is no leak.
    """

    names: dict[tuple[str, ...], str] = field(default_factory=dict)
    pairs: dict[tuple[str, ...], str] = field(default_factory=dict)
    phrases: dict[tuple[str, ...], str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    slugs: dict[str, str] = field(default_factory=dict)
    capitals: dict[str, str] = field(default_factory=dict)
    public: set[str] = field(default_factory=set)

    def add_name(self, text: str, kind: str) -> None:
        """Look for a name, its words in any order, and its initials."""
        found = tuple(words(text))
        if len(found) == 2:
            self.pairs.setdefault(found, kind)
        elif len(found) > 2:
            self.names.setdefault(found, kind)
            first = [word[0] for word in folded(text)]
            self.phrases.setdefault(tuple(first), kind)
            self.phrases.setdefault((*first[:-1], folded(text)[-1]), kind)

    def add_text(self, text: str, kind: str, shortest: int = 0) -> None:
        """Look for the parts of a text, each by its first words; single words and short parts are passed over."""
        for part in _PARTS.split(text):
            found = folded(part)
            if len(found) >= (3 if shortest else 2) and sum(map(len, found)) >= shortest:
                self.phrases.setdefault(found[:LONGEST], kind)

    def add_token(self, text: str, kind: str) -> None:
        """Look for something that stands between spaces or slashes, unless it could stand for anything."""
        token = text.lower()
        if len(token) >= 6 and not _SERIAL.fullmatch(token) and re.search(r"[\d-]", token):
            self.tokens.setdefault(token, kind)

    def add_secret(self, slug: str, name: str) -> None:
        """Look for a cell or unit that is not public, by its slug and by its name."""
        self.add_token(slug, "secret")
        if slug.lower() not in self.tokens:
            self.slugs.setdefault(slug.lower(), "secret")
        self.add_text(name, "secret")
        if _SINGLE.fullmatch(name) and name != name.lower():
            self.capitals.setdefault(unicodedata.normalize("NFC", name), "secret")

    def add_day(self, text: str) -> None:
        """Look for a day in each way that it is written."""
        year, month, day = text.split("-")
        for one in {text, f"{day}/{month}/{year}", f"{int(day)}/{int(month)}/{year}", f"{day}/{int(month)}/{year}"}:
            self.tokens.setdefault(one, "day")
        self.tokens.setdefault(f"{year}{month}{day}", "day")

    def add_public(self, text: str) -> None:
        """Let a text be shown."""
        found = " ".join(folded(text))
        if found:
            self.public.add(found)

    def without_public_days(self, days: Iterable[str]) -> None:
        """Days that the public may know stand for nothing else."""
        known = Needles()
        for day in days:
            known.add_day(day)
        for token in known.tokens:
            self.tokens.pop(token, None)
