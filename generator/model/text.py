"""Text in the two languages of the program, and how names are compared and sorted."""

from __future__ import annotations

import functools
import re
import unicodedata
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from generator.model.ratio import scaled_half_up

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from fractions import Fraction

LANGUAGES = ("vi", "en")
ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}  # ngang, huyền, hỏi, ngã, sắc, nặng
_MOVED = {  # old and new place of the tone mark: oà òa, oé óe, uỷ ủy
    unicodedata.normalize("NFC", pair + tone): unicodedata.normalize("NFC", pair[0] + tone + pair[1])
    for pair in ("oa", "oe", "uy")
    for tone in TONES
}
_BACK = {new: old for old, new in _MOVED.items()}
_OLD, _NEW = re.compile("|".join(_MOVED)), re.compile("|".join(_BACK))
_USUAL_MARKS = re.compile("[\u0300-\u034e\u0350-\u036f]+")  # each combining, as nearly all accents that are written
_OF_SEVERAL = re.compile("[\u0130\u03a3]")  # İ, small, is two letters; Σ, small, has two forms
_LETTER_MARKS = "\u0302\u0306\u031b"  # circumflex, breve, horn: part of the letter, not a tone


class Text(NamedTuple):
    """One sentence or label in Vietnamese and in English."""

    vi: str
    en: str

    def to(self, lang: str) -> str:
        """Return the text in `lang` (`vi` or `en`)."""
        return self.en if lang == "en" else self.vi


def day_text(day: dt.date) -> Text:
    """A day as documents write it, zeros before days below 10 and months below 3: 05/3/2024; in English 2024-03-05."""
    return Text(f"{day_and_month(day)}/{day.year}", day.isoformat())


def day_and_month(day: dt.date) -> str:
    """A day without its year, as Vietnamese documents write it: `05/3`."""
    return f"{day.day:02d}/{short_month(day.month)}"


def short_month(month: int) -> str:
    """The number of a month as Vietnamese documents write it in a date: `02`, `3`."""
    return f"{month:02d}" if month < 3 else str(month)


def number_text(value: int) -> Text:
    """A whole number with its thousands apart: `1.322`, in English `1,322`; not for what is to be typed."""
    grouped = f"{value:,}"
    return Text(grouped.replace(",", "."), grouped)


def percent_text(share: Fraction) -> Text:
    """A share as a percentage of at most two decimals, half up: `77,78 %`, `80 %`; in English `77.78%`, `80%`."""
    whole, part = divmod(scaled_half_up(share * 100, 2), 100)
    decimals, number = f"{part:02d}".rstrip("0"), number_text(whole)
    point, point_en = (f",{decimals}", f".{decimals}") if decimals else ("", "")
    return Text(f"{number.vi}{point} %", f"{number.en}{point_en}%")


def filled(vi: str, en: str, **values: int | str | Text) -> Text:
    """A sentence in both languages with each `{name}` filled in, whole numbers as `number_text` writes them."""
    texts = {name: number_text(value) if isinstance(value, int) else value for name, value in values.items()}
    return Text(
        vi.format(**{name: value.vi if isinstance(value, Text) else value for name, value in texts.items()}),
        en.format(**{name: value.en if isinstance(value, Text) else value for name, value in texts.items()}),
    )


def shorten(text: str, most: int = 60) -> str:
    """The text as a message quotes it: cut with … where it is longer than `most` characters."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def fold(text: str) -> str:
    """Return `text` without case, accents and the bar of đ: what a person types when in a hurry."""
    flat = _USUAL_MARKS.sub("", unicodedata.normalize("NFKD", text.casefold().replace("đ", "d")))
    return flat if flat.isascii() else "".join(c for c in flat if not unicodedata.combining(c))


def compared(text: str) -> str:
    """A text as names are compared, letter for letter: composed, small, with tone marks in their new place."""
    composed = unicodedata.normalize("NFC", text)
    if _OF_SEVERAL.search(composed):
        small = "".join(low if len(low := c.lower()) == 1 else c for c in composed)
    else:
        small = composed.lower()
    return _OLD.sub(lambda old: _MOVED[old[0]], small)


def with_old_marks(text: str) -> str:
    """What `compared` gives, with tone marks in their old place: hoà instead of hòa."""
    return _NEW.sub(lambda new: _BACK[new[0]], text)


@functools.lru_cache(maxsize=65536)
def sort_key(text: str) -> tuple[tuple[tuple[int, ...], ...], tuple[int, ...], str]:
    """Return the key that puts text in Vietnamese order: letters first (a ă â b …), then tones, then as written.

    Digits sort as numbers, so `Tổ 2` stands before `Tổ 10`.
    """
    letters: list[tuple[int, ...]] = []
    tones: list[int] = []
    for token in re.findall(r"\d{1,18}|\D", unicodedata.normalize("NFC", text.casefold())):
        if token.isdecimal():
            letters.append((1, int(token)))
            continue
        parts = unicodedata.normalize("NFD", token)
        letter = unicodedata.normalize("NFC", parts[0] + "".join(c for c in parts[1:] if c in _LETTER_MARKS))
        rank = ALPHABET.find(letter)
        letters.append((2, rank) if rank >= 0 else (0, 0) if token.isspace() else (3, ord(letter[0])))
        tones.append(next((TONES[c] for c in parts[1:] if c in TONES), 0))
    return tuple(letters), tuple(tones), text


def person_key(name: str) -> tuple[object, ...]:
    """Return the key that sorts people the Vietnamese way: by given name (the last word), then the whole name."""
    words = name.split()
    return (sort_key(words[-1] if words else ""), sort_key(name))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word closest to `word`, or None when nothing is near."""
    table = {fold(k): k for k in known}
    found = get_close_matches(fold(word), list(table), n=1, cutoff=0.6)
    return table[found[0]] if found else None
