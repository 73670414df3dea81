"""Needles found in pieces of text and in tokens: one pass over the pairs of words, then exact comparison."""

from __future__ import annotations

import base64
import binascii
import hashlib
import itertools
import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from generator.leaks import days
from generator.leaks.words import fold_word, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.leaks.needles import Needles

_HEX = {32: "md5", 40: "sha1", 64: "sha256"}  # letters of a hash → which one
_BASE = {22: "md5", 27: "sha1", 43: "sha256"}
_IS_HEX = re.compile(r"[0-9a-fA-F]+")
_IS_BASE = re.compile(r"(?=.*[A-Z])(?=.*[a-z])[A-Za-z0-9+/_-]+")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")
_TEXT = re.compile(r"[^\W\d_][ -~\u00a1-\u024f\u0300-\u0323\u1e00-\u1eff]{6,}")
_BARRED = str.maketrans("đĐ", "dD")
_EDGE = "/-=+_%"
_JOINTS = re.compile(r"[/=+_%]")
_STAMP = re.compile(r"(\d{8})t\d{6}z?")


class Hit(NamedTuple):
    """A needle in a text: its kind, the words it was found as (empty for a token), and the words around it."""

    kind: str
    phrase: str
    around: str


class Finder:
    """Looks for all needles of a store at once."""

    def __init__(self, needles: Needles) -> None:
        self.needles = needles
        self._ordered = dict(needles.phrases)
        self._ordered.update((tuple(map(fold_word, name)), kind) for name, kind in needles.names.items())
        self._heads = defaultdict[tuple[str, str], set[int]](set)
        for phrase in self._ordered:
            self._heads[phrase[0], phrase[1]].add(len(phrase))
        self._sets = {tuple(sorted(map(fold_word, name))): kind for name, kind in needles.names.items()}
        self._pairs = defaultdict[tuple[str, str], set[int]](set)
        for name in self._sets:
            for pair in ((one, other) for one in name for other in name):
                self._pairs[pair].add(len(name))
        self._inside = defaultdict[str, list[list[str]]](list)
        for token, kind in needles.tokens.items():
            if kind in {"id", "observer"}:
                self._inside[token.split("-")[0]].append(token.split("-"))
        self._digests: dict[str, dict[bytes, str]] = {}
        self._two = {pair: kind for name, kind in needles.pairs.items() for pair in (name, name[::-1])}

    def in_piece(self, piece: bytes) -> list[Hit]:
        """The needles in one piece of text."""
        return self.in_text(piece.decode("utf-8", "replace"))

    def in_text(self, text: str) -> list[Hit]:
        """The needles in a text whose words stand beside each other."""
        exact = words(text)
        flat = tuple(map(fold_word, exact))
        found = []
        for at, pair in enumerate(itertools.pairwise(flat)):
            for size in self._heads.get(pair, ()):
                window = flat[at : at + size]
                if window in self._ordered and (len(window[0]) > 1 or _are_initials(window, text)):
                    found.append((self._ordered[window], window))
            for size in self._pairs.get(pair, ()):
                window = flat[at : at + size]
                kind = self._sets.get(tuple(sorted(window)))
                if kind is not None:
                    found.append((kind, window))
            two = (exact[at], exact[at + 1])
            kind = self._two.get(two)
            if kind is not None:
                found.append((kind, pair))
        around = f" {' '.join(flat)} " if found else ""
        return [Hit(kind, " ".join(window), around) for kind, window in dict.fromkeys(found)]

    def in_token(self, token: bytes) -> list[Hit]:
        """The needles that a token is, or is the hash of; a token with slashes is each of its parts as well."""
        text = token.decode("utf-8", "replace")
        low = text.lower().strip(_EDGE)
        parts = {low, *low.split("/"), *(part.strip(_EDGE) for part in re.split(r"[/=%]", low))}
        stamp = _STAMP.fullmatch(low)
        if stamp is not None:
            parts.add(stamp[1])
        parts.update(days.in_token(low))
        if self._inside:
            parts.update(self._compounded(low))
        known = self.needles.tokens
        kinds = {known[part]: part for part in parts if part in known}
        kinds |= dict.fromkeys(self._hashed(text.strip("/=%")), text)
        return [Hit(kind, "", part) for kind, part in kinds.items()]

    def _compounded(self, token: str) -> Iterator[str]:
        """The ids that a token is made of among other things: `thon-1-m-4f7kq`, `x+m-4f7kq`."""
        for part in _JOINTS.split(token):
            steps = part.split("-")
            for at, step in enumerate(steps):
                for known in self._inside.get(step, ()):
                    if steps[at : at + len(known)] == known:
                        yield "-".join(known)

    def in_days(self, found: Iterable[str]) -> Iterator[Hit]:
        """Those of the days of a text, as `2024-03-05`, that are needles."""
        known = self.needles.tokens
        return (Hit(known[day], "", day) for day in found if known.get(day) == "day")

    def _hashed(self, text: str) -> Iterator[str]:
        """The kind of what a token is the hash of, in hexadecimal or base64; the last part of a path as well."""
        for part in {text, text.rpartition("/")[2]}:
            if len(part) in _HEX and _IS_HEX.fullmatch(part):
                how, raw = _HEX[len(part)], bytes.fromhex(part)
            elif len(part) in _BASE and _IS_BASE.fullmatch(part):
                how = _BASE[len(part)]
                raw = base64.b64decode(part.replace("-", "+").replace("_", "/") + "==")
            else:
                continue
            if how not in self._digests:
                self._digests[how] = _digests(self.needles, how)
            if raw in self._digests[how]:
                yield self._digests[how][raw]


def _are_initials(letters: tuple[str, ...], text: str) -> bool:
    """Tell whether letters stand in a text as `L.T.Q` or `L. T. Quy`, and not by chance among other bytes."""
    if len(letters[1]) > 1:
        return True
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.translate(_BARRED)) if not unicodedata.combining(c))
    parts = [re.escape(one.upper() if len(one) == 1 else one.title()) for one in letters]
    return re.search(rf"(?<!\w){'[. ]{1,2}'.join(parts)}(?!\w)", plain) is not None


def _digests(needles: Needles, how: str) -> dict[bytes, str]:
    """The hashes of names and ids in one way, each with its kind."""
    known = {}
    names = (*needles.names.items(), *needles.pairs.items())
    ids = [((token,), kind) for token, kind in needles.tokens.items() if kind == "id"]
    for parts, kind in (*names, *ids):
        for form in _forms(parts):
            known[hashlib.new(how, form.encode(), usedforsecurity=False).digest()] = kind
    return known


def _forms(parts: tuple[str, ...]) -> set[str]:
    """A name as it may be written: other letters, no accents, accents apart; its last word first, or from its end."""
    capital = [part.title() for part in parts]
    apart = [unicodedata.normalize("NFD", part) for part in capital]
    ways = (parts, capital, [part.upper() for part in parts], [fold_word(part) for part in parts], apart)
    return {" ".join(order) for way in ways for order in (way, (way[-1], *way[:-1]), way[::-1])}


def base64_texts(tokens: Iterable[bytes]) -> Iterator[bytes]:
    """The texts that long tokens are in base64 (both alphabets, from each of four places); chance makes no long one."""
    for token in tokens:
        if len(token) < 16:
            continue
        for run in _BASE64.findall(token.decode("ascii", "ignore")):
            plain = run.rstrip("=").replace("-", "+").replace("_", "/")
            for start in range(4):
                part = plain[start:]
                part = part[: len(part) - 1] if len(part) % 4 == 1 else part
                try:
                    raw = base64.b64decode(part + "=" * (-len(part) % 4))
                except (binascii.Error, ValueError):
                    continue
                for form in ("utf-8", "utf-16-le", "utf-16-be") if raw.count(0) > len(raw) // 4 else ("utf-8",):
                    yield from (text.encode() for text in _TEXT.findall(raw.decode(form, "replace")))
