"""The words of templates and views, and what the catalogues of translations make of them.

`make words` prints what is missing, left over, said twice or unlike its original; `--missing` prints what is missing as
entries to be filled in; `--prune` drops from each catalogue what nothing says any more, and from `site.po` what the
catalogue of an area says too.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Message

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "site_templates" / "locale"
TEMPLATES = [("**.html", "jinja2")]
VIEWS = [("**.py", "python")]
OPTIONS = {"**.html": {"trimmed": "true", "silent": "false"}}
PLACES = re.compile(r"%\(\w+\)s|%%|%")


class Entry(NamedTuple):
    """A translated text: the catalogue it stands in, its line, the text, its translations for one and for many."""

    file: str
    line: int
    text: str
    forms: tuple[str, ...]
    has_plural: bool
    fuzzy: bool

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}"


def texts(root: Path = ROOT) -> dict[str, list[str]]:
    """Every text that templates and views say, with the places that say it."""
    found: dict[str, list[str]] = {}
    for folder, method in (("site_templates", TEMPLATES), ("generator", VIEWS)):
        messages = extract_from_dir(
            root / folder, method, OPTIONS, keywords={"tr": None, "gettext": None, "ngettext": (1, 2)}
        )
        for name, line, message, _comments, _context in messages:
            text = message if isinstance(message, str) else message[0]
            found.setdefault(text, []).append(f"{folder}/{name}:{line}")
    return found


def entries(lang: str, locale: Path = LOCALE) -> list[Entry]:
    """All entries of all catalogues of a language."""
    found = []
    for file in sorted((locale / lang).glob("*.po")):
        with file.open("rb") as stream:
            found += [_entry(file, message) for message in read_po(stream, locale=lang) if message.id]
    return found


def _entry(file: Path, message: Message) -> Entry:
    forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    text, has_plural = (message.id, False) if isinstance(message.id, str) else (message.id[0], True)
    return Entry(f"{file.parent.name}/{file.name}", message.lineno or 0, text, forms, has_plural, message.fuzzy)


def problems(lang: str, said: dict[str, list[str]], known: list[Entry]) -> Iterator[str]:
    """What is wrong with a language's catalogues, one line each."""
    translated = {entry.text for entry in known if not entry.fuzzy and entry.forms and all(entry.forms)}
    for text, where in said.items():
        if text not in translated:
            yield f"{where[0]}: not translated into {lang}: {text!r}"
    counts = Counter(entry.text for entry in known)
    for entry in known:
        if entry.text not in said:
            yield f"{entry.place}: nothing says this any more: {entry.text!r}"
        if counts[entry.text] > 1:
            yield f"{entry.place}: translated more than once: {entry.text!r}"
        yield from _unlike(entry)


def _unlike(entry: Entry) -> Iterator[str]:
    """What sets a translation apart from its text: other places to fill, other markup, a form too few."""
    if entry.has_plural and (len(entry.forms) != 2 or not all(entry.forms)):
        yield f"{entry.place}: a form for one and one for many are needed: {entry.text!r}"
    if entry.has_plural and "%(n)s" not in entry.text:
        yield f"{entry.place}: no number `n` decides between one and many: {entry.text!r}"
    for form in entry.forms:
        if set(PLACES.findall(form)) - {"%(n)s"} != set(PLACES.findall(entry.text)) - {"%(n)s"}:
            yield f"{entry.place}: other places to fill: {form!r}"
        elif "%(n)s" in entry.text and "%(n)s" not in form and not (entry.has_plural and form == entry.forms[0]):
            yield f"{entry.place}: the number is not said: {form!r}"
        if sorted(_tags(form)) != sorted(_tags(entry.text)):
            yield f"{entry.place}: other markup: {form!r}"


def _tags(text: str) -> list[str]:
    return re.findall(r"</?(?!br\b)\w+", text)


def _missing(said: dict[str, list[str]], known: list[Entry]) -> Catalog:
    catalogue = Catalog(locale="en")
    have = {entry.text for entry in known}
    for text, where in said.items():
        if text not in have:
            several = (text, text) if "%(n)s" in text else text
            catalogue.add(several, locations=[(w.rpartition(":")[0], int(w.rpartition(":")[2])) for w in where])
    return catalogue


def prune(lang: str, said: dict[str, list[str]]) -> None:
    """Drop from the catalogues of a language what nothing says, and from `site.po` what another says too."""
    files = sorted((LOCALE / lang).glob("*.po"), key=lambda file: (file.stem == "site", file.name))
    seen: set[str] = set()
    for file in files:
        kept = []
        for block in file.read_text(encoding="utf-8").strip().split("\n\n"):
            text = next(
                (_entry(file, message).text for message in read_po(block.encode().splitlines(True)) if message.id), None
            )
            if text is None or (text in said and not (file.stem == "site" and text in seen)):
                kept.append(block)
            if text is not None:
                seen.add(text)
        file.write_text("\n\n".join(kept) + "\n", encoding="utf-8")


def main() -> int:
    """Print the problems of every language; exit code 1 where there are any."""
    said = texts()
    found: list[str] = []
    for folder in sorted(LOCALE.iterdir()):
        if "--prune" in sys.argv:
            prune(folder.name, said)
        known = entries(folder.name)
        if "--missing" in sys.argv:
            write_po(sys.stdout.buffer, _missing(said, known), width=0, omit_header=True)
            continue
        found += problems(folder.name, said, known)
        print(f"{folder.name}: {len(said)} texts, {len(known)} entries, {len(found)} problems")
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
