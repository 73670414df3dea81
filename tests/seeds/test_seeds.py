"""Each figure of the five articles stands on a page of its store's site, and in its data, exactly."""

from __future__ import annotations

import csv
import html
import importlib
import re
from typing import TYPE_CHECKING

import pytest

from tests.seeds.figures import CLAIMS, Claim, home_of
from tests.seeds.store import ROOT
from tests.site.conftest import run

if TYPE_CHECKING:
    from pathlib import Path

SEEDS = sorted({claim.seed for claim in CLAIMS})
DATA = re.compile(r"<data\b([^>]*)>(.*?)</data>", re.DOTALL)
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


@pytest.fixture(scope="module", params=SEEDS)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    folder = importlib.import_module(f"tests.seeds.seed_{request.param}").write(
        tmp_path_factory.mktemp(f"seed{request.param}")
    )
    done = run("build", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return request.param, folder / "site"


def printed(page: str, url: str, claim: Claim) -> set[str]:
    """How a page prints a figure: one way, whether the page is its own or another's."""
    home, found = home_of(claim), set()
    year = claim.key[:4]
    for attributes, content in DATA.findall(page):
        known = dict(ATTRIBUTE.findall(attributes))
        of = known.get("data-of", "")
        is_own = not of and (url == home or (year in url and claim.scope == "district" and "-" not in claim.key))
        if known.get("data-stat") == claim.stat and (of == home or is_own):
            found.add(html.unescape(content).replace("\u00a0", " "))
    return found


def test_every_claim_stands_on_its_page_and_in_the_data(built: tuple[str, Path]) -> None:
    seed, site = built
    with (site / "data/v1/huyen/stats.csv").open(encoding="utf-8", newline="") as stream:
        rows = {(r["scope"], r["year"], r["stat"]): (r["n"], r["d"]) for r in csv.DictReader(stream)}
    wrong: list[tuple[str, str, object]] = []
    for claim in (c for c in CLAIMS if c.seed == seed):
        file = site / claim.page.lstrip("/") / "index.html"
        page = file.read_text("utf-8") if file.is_file() else ""
        if not claim.stat:
            if claim.shown not in html.unescape(re.sub(r"<[^>]*>", "", page)):
                wrong.append((claim.words, claim.page, "text not there"))
            continue
        if rows.get((claim.scope, claim.key, claim.stat)) != (str(claim.n), str(claim.d)):
            wrong.append((claim.words, "data", rows.get((claim.scope, claim.key, claim.stat))))
        if printed(page, claim.page, claim) != {claim.shown}:
            wrong.append((claim.words, claim.page, sorted(printed(page, claim.page, claim))))
    assert wrong == []


def test_the_table_in_the_docs_is_this_table() -> None:
    text = (ROOT / "docs/seeds.md").read_text("utf-8")
    rows = [line for line in text.splitlines() if re.match(r"\| 00\d ", line)]
    assert rows == [row(claim) for claim in CLAIMS]


def row(claim: Claim) -> str:
    """A claim as a line of the table."""
    if not claim.stat:
        return f"| {claim.seed} | {claim.words} | `{claim.page}` | | {claim.shown.strip()} |"
    scope = "" if claim.scope == "district" else f" ({claim.scope})"
    shown = claim.shown if claim.shown == str(claim.n) else f"{claim.n}/{claim.d} = {claim.shown}"
    return f"| {claim.seed} | {claim.words} | `{claim.page}` | `{claim.stat}` {claim.key}{scope} | {shown} |"
