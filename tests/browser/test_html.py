"""The whole site as files: valid HTML, no dead link, no double id, nothing fetched from elsewhere."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests.browser.pages import KINDS, PROFILES, urls

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Where an attribute is a place the browser goes to by itself, and where only a reader's click goes.
FETCHED = {("img", "src"), ("script", "src"), ("iframe", "src"), ("source", "src"), ("source", "srcset"), ("video", "src"),
           ("audio", "src"), ("embed", "src"), ("object", "data"), ("image", "href"), ("use", "href")}  # fmt: skip
FOLLOWED = {("a", "href"), ("area", "href"), ("form", "action"), ("link", "href")}
FETCHING_LINKS = {
    "stylesheet",
    "icon",
    "preload",
    "modulepreload",
    "manifest",
    "preconnect",
    "dns-prefetch",
    "prefetch",
}
HERE = "http://site.invalid"

each_profile = pytest.mark.parametrize("profile", PROFILES)


class Seen(HTMLParser):
    """Ids, links and fetched places of one file."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.append(values["id"])
        for name, value in values.items():
            place = (tag, name.removeprefix("xlink:"))
            if place in FETCHED or (
                tag == "link" and set(values.get("rel", "").split()) & FETCHING_LINKS and name == "href"
            ):
                self.fetched.append(value)
            if place in FETCHED | FOLLOWED:
                self.links.append(value)


@cache
def read(path: Path) -> Seen:
    return Seen(path.read_text(encoding="utf-8"))


def html_files(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def url_of(site: Path, path: Path) -> str:
    return "/" + path.relative_to(site).as_posix().removesuffix("index.html")


def file_of(site: Path, url_path: str) -> Path | None:
    """The file that a static server answers with, or None. A folder without its slash is a redirect: dead on some hosts."""
    target = site / unquote(url_path).lstrip("/")
    if url_path.endswith("/"):
        target = target / "index.html"
    return target if target.is_file() else None


def test_every_page_type_is_in_the_sample(pages: dict[str, str]) -> None:
    assert sorted(set(KINDS) - set(pages)) == []


def test_nu_checker_finds_no_error(sites: dict[str, Path], nu_checker: list[str]) -> None:
    run = subprocess.run(
        [*nu_checker, "--skip-non-html", "--errors-only", "--stdout", "--format", "json", *map(str, sites.values())],
        capture_output=True,
        text=True,
        check=False,
        timeout=540,
    )
    assert run.stdout, run.stderr
    messages = json.loads(run.stdout)["messages"]
    shown = Counter(f"{one.get('message')}  {one.get('extract', '')!r}" for one in messages)
    where = {f"{one.get('message')}  {one.get('extract', '')!r}": one.get("url") for one in messages}
    assert [f"{count}x {text} in {where[text]}" for text, count in shown.most_common(20)] == []
    assert run.returncode == 0, run.stderr


@each_profile
def test_no_id_occurs_twice_on_a_page(sites: dict[str, Path], profile: str) -> None:
    site = sites[profile]
    twice = {
        url_of(site, path): again
        for path in html_files(site)
        if (again := [one for one, count in Counter(read(path).ids).items() if count > 1])
    }
    assert twice == {}


@each_profile
def test_no_link_inside_the_site_is_dead(sites: dict[str, Path], profile: str) -> None:
    site = sites[profile]
    assert sorted(set(dead_links(site)))[:40] == []


def dead_links(site: Path) -> Iterator[str]:
    """`page → link` for each link to a page, file or fragment that the site does not have."""
    for path in html_files(site):
        # 404.html answers at any depth, so its links must be absolute; they are judged from the top.
        page = url_of(site, path)
        for link in read(path).links:
            parts = urlsplit(urljoin(HERE + page, link))
            if f"{parts.scheme}://{parts.netloc}" != HERE:
                continue
            target = file_of(site, parts.path)
            fragment = unquote(parts.fragment)
            if target is None:
                yield f"{page} → {link}"
            elif fragment and target.suffix == ".html" and fragment not in read(target).ids:
                yield f"{page} → {link} (no such id)"


@each_profile
def test_nothing_is_fetched_from_elsewhere(sites: dict[str, Path], profile: str) -> None:
    site = sites[profile]
    foreign = {
        url_of(site, path): away
        for path in html_files(site)
        if (
            away := [
                link
                for link in read(path).fetched
                if urlsplit(link).scheme not in ("", "data") or link.startswith("//")
            ]
        )
    }
    assert foreign == {}


@each_profile
def test_stylesheets_fetch_nothing_from_elsewhere(sites: dict[str, Path], profile: str) -> None:
    site = sites[profile]
    for path in site.rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        assert "@import" not in text, path
        places = re.findall(r"url\(\s*['\"]?([^'\")]+)", text)
        assert [place for place in places if not place.startswith(("data:", "#")) and "//" in place] == [], path


@each_profile
def test_every_page_can_be_reached_from_home(sites: dict[str, Path], profile: str) -> None:
    """A page without a way to it is as good as missing; the host itself answers with the one that says so."""
    site = sites[profile]
    todo, reached = ["/"], {"/"}
    while todo:
        page = todo.pop()
        path = file_of(site, page)
        if path is None or path.suffix != ".html":
            continue
        for link in read(path).links:
            parts = urlsplit(urljoin(HERE + page, link))
            if f"{parts.scheme}://{parts.netloc}" == HERE and parts.path not in reached:
                reached.add(parts.path)
                todo.append(parts.path)
    assert sorted(set(urls(site)) - reached - {"/404.html"})[:20] == []
