"""The translations of the pages' words: gettext catalogues shipped with the theme, read as data."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import site_templates
from generator.model.words import VIETNAMESE, Words

FOLDER = Path(site_templates.__file__).parent / "locale"


@functools.cache
def words_of(lang: str) -> Words:
    """The words of a language; Vietnamese is what templates and views say themselves."""
    if lang == VIETNAMESE.lang:
        return VIETNAMESE
    from babel.messages.pofile import read_po  # only a site in a second language needs it

    known: dict[str, tuple[str, str]] = {}
    for file in sorted((FOLDER / lang).glob("*.po")):
        with file.open("rb") as stream:
            for message in read_po(stream, locale=lang):
                text, forms = _all(message.id), _all(message.string)
                if text and text[0] and all(forms) and forms and not message.fuzzy:
                    known[text[0]] = (forms[0], forms[-1])
    return Words(lang, known)


def _all(text: Any) -> list[str]:
    """The forms of a message: one, or one for each number."""
    return [text] if isinstance(text, str) else [str(form) for form in text or ()]
