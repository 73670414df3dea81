"""The site in two languages: each page has its twin, with the same figures and no word of the other language."""

from __future__ import annotations

import posixpath
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
import yaml

from generator.model.text import LANGUAGES
from tests.site.conftest import copy_sample, run, tree
from tools import words

if TYPE_CHECKING:
    from pathlib import Path

VOID = {"meta", "link", "br", "hr", "img", "input", "wbr", "path", "rect", "circle", "polyline", "line", "use"}
READ = ("aria-label", "title", "alt", "placeholder")
ACCENTED = re.compile(r"[À-ÖØ-öø-ỹĐđĂăƠơƯư]")


def build(target: Path, languages: str) -> Path:
    store = copy_sample(target / "store")
    config = store / "mkdocs.yml"
    config.write_text(re.sub(r"\n      languages: .*", "", config.read_text(encoding="utf-8")).replace("records: records", f"records: records\n      languages: {languages}"), encoding="utf-8")  # fmt: skip
    done = run("build", "--output", "site", cwd=store)
    assert done.returncode == 0, done.stdout + done.stderr
    return store / "site"


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("both"), "[vi, en]")


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("alone"), "[vi]")


class Page(HTMLParser):
    """What a page says by language, its links, its figures."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.said: list[str] = []  # in the language of the page
        self.links: list[dict[str, str | None]] = []
        self.figures: list[tuple[str | None, ...]] = []
        self.lang = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        if tag == "html":
            self.lang = own.get("lang") or ""
        lang = own.get("lang") or (self.open[-1][1] if self.open else "")
        if tag not in VOID:
            self.open.append((tag, lang))
        if tag in {"a", "link", "script"}:
            self.links.append({"tag": tag, **own})
        if "data-stat" in own:
            self.figures.append((own["data-stat"], own.get("value"), own.get("data-of")))
        if lang == self.lang:
            self.said += [value for name in READ if (value := own.get(name))]

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][1] == self.lang and data.strip():
            self.said.append(" ".join(data.split()))


def pages(site: Path, folder: str = "") -> dict[str, Page]:
    """The record pages below a folder by their address without it: all but the handbook."""
    top = site / folder
    found = {}
    for path in sorted(top.rglob("index.html")):
        name = path.parent.relative_to(top).as_posix()
        if name.partition("/")[0] not in {"handbook", "data", "en"}:
            found["/" if name == "." else f"/{name}/"] = path
    return {url: Page(path.read_text(encoding="utf-8")) for url, path in found.items()}


@pytest.fixture(scope="module")
def twins(both: Path) -> tuple[dict[str, Page], dict[str, Page]]:
    return pages(both), pages(both, "en")


def goal(url: str, href: str) -> str:
    """The address that a relative link on a page leads to."""
    path = posixpath.normpath(posixpath.join(url, href.partition("#")[0].partition("?")[0] or "."))
    return path if path == "/" or "." in path.rpartition("/")[2] else f"{path}/"


def test_every_page_has_its_twin(twins: tuple[dict[str, Page], dict[str, Page]]) -> None:
    vietnamese, english = twins
    assert len(vietnamese) > 300
    assert set(vietnamese) == set(english)
    assert {page.lang for page in vietnamese.values()} == {"vi"}
    assert {page.lang for page in english.values()} == {"en"}


def test_each_leads_to_the_other(twins: tuple[dict[str, Page], dict[str, Page]]) -> None:
    for url, page in twins[0].items():
        for here, found, other, twin in ((url, page, "en", f"/en{url}"), (f"/en{url}", twins[1][url], "vi", url)):
            links = [a for a in found.links if a["tag"] == "a" and a.get("hreflang") == other]
            assert [(goal(here, str(a["href"])), a.get("lang")) for a in links] == [(twin, other)], here
            alternate = {
                str(a["hreflang"]): goal(here, str(a["href"]))
                for a in found.links
                if a.get("rel") == "alternate" and a.get("hreflang")
            }
            assert alternate == {"vi": url, "en": f"/en{url}"}, here


def test_figures_are_the_same(twins: tuple[dict[str, Page], dict[str, Page]]) -> None:
    vietnamese, english = twins
    assert sum(len(page.figures) for page in vietnamese.values()) > 5000
    for url, page in vietnamese.items():
        assert page.figures == english[url].figures, url
    assert not any((of or "").startswith("/en/") for page in english.values() for _, _, of in page.figures)


def test_links_of_english_pages_lead_somewhere_and_to_english_pages(
    both: Path, twins: tuple[dict[str, Page], dict[str, Page]]
) -> None:
    for url, page in twins[1].items():
        for link in page.links:
            href = str(link.get("href") or link.get("src") or "")
            if not href or href.startswith(("https://", "mailto:", "#")):
                continue
            to = goal(f"/en{url}", href)
            file = both / to[1:] / "index.html" if to.endswith("/") else both / to[1:]
            assert file.is_file(), (url, href)
            shared = to.startswith(("/assets/", "/data/", "/handbook/", "/search/index"))
            assert shared or to.startswith("/en/") or link.get("hreflang") == "vi", (url, href)


def recorded(store: Path) -> re.Pattern[str]:
    """What the records name: cells, units, people, seats, titles; longest first."""
    found: set[str] = {"Sổ Chi Bộ"}

    def collect(value: object) -> None:
        if isinstance(value, dict):
            for one in value.values():
                collect(one)
        elif isinstance(value, list):
            for one in value:
                collect(one)
        elif isinstance(value, str) and ACCENTED.search(value):
            rest = value.removeprefix("Chi bộ ")
            found.update({" ".join(one.split()) for one in (value, rest, rest[:1].upper() + rest[1:], value.upper())})

    for file in (store / "records").rglob("*.yml"):
        collect(yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader))
    for file in (store / "records").rglob("*.md"):
        collect(yaml.load(file.read_text(encoding="utf-8").split("---\n")[1], yaml.BaseLoader))
    return re.compile("|".join(re.escape(name) for name in sorted(found, key=len, reverse=True)))


def of_templates() -> set[str]:
    """The Vietnamese words of templates and views: their texts in pieces without values and markup."""
    pieces = {" ".join(piece.split()) for text in words.texts() for piece in re.split(r"%\(\w+\)s|<[^>]+>", text)}
    trimmed = {piece.strip(" .,:;()–·") for piece in pieces}
    return {piece for piece in trimmed if len(piece) > 6 and ACCENTED.search(piece)}


def test_no_vietnamese_word_of_the_program_is_left_on_english_pages(
    both: Path, twins: tuple[dict[str, Page], dict[str, Page]]
) -> None:
    names = recorded(both.parent)
    own = re.compile(
        "|".join(rf"(?<!\w){re.escape(piece)}(?!\w)" for piece in sorted(of_templates(), key=len, reverse=True))
    )
    assert own.search("Kéo ngang bảng để xem hết các cột.")
    left: dict[str, str] = {}
    for url, page in twins[1].items():
        for text in set(page.said):
            if ACCENTED.search(text) and (found := own.search(names.sub("§", text))):
                left.setdefault(found[0], f"{url}: {text[:120]}")
    assert left == {}


def test_minutes_say_that_they_are_vietnamese(both: Path) -> None:
    page = both / "en/van-mau/cells/ban-na-thu/2024/02-regular/index.html"
    for container in re.findall(r"<div[^>]*data-minutes[^>]*>", page.read_text(encoding="utf-8")):
        assert 'lang="vi"' in container


def test_vietnamese_pages_are_the_same_with_and_without_the_twin(both: Path, alone: Path) -> None:
    with_twin, without = tree(both), tree(alone)
    assert {name for name in with_twin if not name.startswith("en/")} == set(without)
    language = re.compile(
        r'<link rel="alternate" hreflang="\w+" href="[^"]*">\n|<a href="[^"]*" hreflang="en" lang="en">English</a>\n'
    )
    emptied = re.compile(r'<p class="links">\n</p>\n')
    listed = {"manifest.json", "search/index/names.json"}  # every file; the rules' titles in each language
    different = [name for name in without if name not in listed and without[name] != with_twin[name]]
    assert different, "no page leads to its twin"
    for name in different:
        one, other = ((site / name).read_text(encoding="utf-8") for site in (alone, both))
        assert emptied.sub("", language.sub("", other)) == one, name


def test_a_site_in_english_alone_is_english_at_the_top(tmp_path: Path, both: Path) -> None:
    site = build(tmp_path, "[en]")
    assert not (site / "en").exists()
    home = Page((site / "index.html").read_text(encoding="utf-8"))
    assert home.lang == "en"
    assert not any(link.get("hreflang") for link in home.links)
    assert "How figures are counted" in home.said
    assert set(pages(site)) == set(pages(both, "en"))


def test_no_district_can_stand_where_a_language_does() -> None:
    from generator.store.paths import RESERVED

    assert set(LANGUAGES) - {"vi"} <= RESERVED
