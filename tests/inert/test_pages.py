"""Whatever a record says, in whichever field, every page is made of our own elements, and shows the text as it was typed."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

from generator.model.links import allowed
from tests.inert import seen, store, strings
from tests.inert.conftest import EVERY, Chunk
from tests.inert.vocabulary import ALLOWED, SCHEMES

# Pages whose parts depend on what the texts have in common, or are what their author typed in Markdown.
OWN_SHAPE = re.compile(r"[\w-]+/(problems|themes/\d+)/index\.html|handbook/thu-\d+/index\.html")
NOT_SHOWN = {"rulebook.source", "rulebook.confidence", "planned.place", "allowance.reason", "inline.reason"}
# Of many faults the page of problems tells the first ones in full, the others in a line each.
FEW, IN_FULL = 20, {"rulebook.issuer", "unknown.key", "wrong.value", "file.name"}
_MARK = re.compile(r" k(?![01]\b)\d+\b")  # but those of the site's own name and note, which stand on every page
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]")


def test_there_are_thousands_of_texts_of_each_kind() -> None:
    everything, written = strings.everything(), strings.written()
    assert sum(map(len, everything.values())) == len({text for texts in everything.values() for text in texts}) >= 8000
    assert sum(map(len, written.values())) == len(EVERY) >= 6000
    assert set(everything) == set(strings.CLASSES)
    assert min(map(len, everything.values())) >= 25


@pytest.mark.parametrize("profile", ["internal", "public"])
def test_no_text_becomes_a_part_of_a_page(chunk: Chunk, profile: str) -> None:
    site, given = chunk.site(profile)
    twin = chunk.twin() if profile == "internal" else None
    texts: list[str] = []
    for path in store.pages(site):
        name = path.relative_to(site).as_posix()
        if name.startswith(("rules/", "handbook/")) and not _MARK.search(path.read_text(encoding="utf-8")):
            continue  # made of the program's own texts
        page = seen.page(path)
        assert page.wrong == (), name
        assert page.kinds - ALLOWED == frozenset(), name
        assert [one for one in page.addresses if not is_fit(*one)] == [], name
        if twin is not None and not OWN_SHAPE.fullmatch(name):
            assert page.frame == seen.page(twin / name).frame, name
        texts += page.texts
    shown = "\0".join(texts)
    lost = {field for field, some in given.items() if any(_shown_of(field, text) not in shown for text in some)}
    if len(chunk.texts) > FEW:
        lost -= IN_FULL
    assert lost - store.TYPED == (
        NOT_SHOWN
        if profile == "internal"
        else {*store.FIELDS} - store.PUBLIC - store.TYPED - (IN_FULL if len(chunk.texts) > FEW else set())
    )
    assert (strings.PRODUCT in shown) == any(strings.PRODUCT in text for text in chunk.texts)


def _shown_of(field: str, text: str) -> str:
    """What of a text stands in one piece: messages cut long ones, and print keys between backticks."""
    return (text.partition("`")[0] if field == "unknown.key" else text)[:55].strip()


def is_fit(tag: str, name: str, value: str) -> bool:
    """Tell whether an address leads to https, to a mail address or within the site; only links leave it."""
    scheme = urlsplit(value).scheme
    return scheme in SCHEMES and allowed(value) and (tag == "a" or (scheme == "" and not value.startswith("//")))


@pytest.mark.parametrize("profile", ["internal", "public"])
def test_no_file_of_a_site_holds_a_control(chunk: Chunk, profile: str) -> None:
    site, _ = chunk.site(profile)
    for path in sorted(site.rglob("*")):
        if path.is_file() and "assets" not in path.parts:
            found = CONTROLS.search(path.read_text(encoding="utf-8"))
            assert found is None, (path, found)
