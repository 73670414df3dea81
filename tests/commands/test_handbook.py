"""The handbook's examples are a store: each block after a comment with a path is that file.

`<!-- PATH -->` stands before a right example, `<!-- sai CODE: PATH -->` before a wrong one, which replaces the right one
and must give that code; `<!-- báo CODE: PATH -->` before what the checker prints for it.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from generator import pipeline, report
from generator.mkdocs_plugin import REFERENCES, slugify
from tests.commands.stores import AS_OF, Store

if TYPE_CHECKING:
    from generator.model.diagnostic import CheckReport

HANDBOOK = Path(__file__).resolve().parents[2] / "docs" / "handbook"
PAGES = sorted(HANDBOOK.glob("*.md"))
BLOCK = re.compile(
    r"^<!-- (?:(sai|báo) ([A-Z]{2}\d{3}): )?(records/\S+) -->\n```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE
)
FENCE = re.compile(r"^```\w*\n.*?^```$", re.DOTALL | re.MULTILINE)


class Example(NamedTuple):
    """One block: `use` is empty, `sai` or `báo`."""

    page: str
    use: str
    code: str
    path: str
    text: str


def examples(use: str) -> list[Example]:
    found = (
        Example(page.name, *match.group(1, 2, 3, 5))
        for page in PAGES
        for match in BLOCK.finditer(page.read_text("utf-8"))
    )
    return [example._replace(use=use) for example in found if (example.use or "") == use]


@pytest.fixture
def store(tmp_path):
    made = Store(tmp_path)
    (tmp_path / "records/huyen-a/district.yml").unlink()
    (tmp_path / "records/huyen-a").rmdir()
    for example in examples(""):
        (tmp_path / example.path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / example.path).write_text(example.text, "utf-8")
    return made


def replace(store: Store, example: Example) -> CheckReport:
    file = store.root / example.path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(example.text, "utf-8")
    found = pipeline.check(store.options)
    return dataclasses.replace(found, diagnostics=[d for d in found.diagnostics if d.path == example.path])


def test_every_path_stands_once():
    paths = [example.path for example in examples("")]
    assert sorted(paths) == sorted(set(paths))
    assert len(paths) > 20


def test_the_right_examples_are_a_store_without_faults(store):
    found = pipeline.check(store.options).diagnostics
    assert [(d.code, d.path, d.message("vi")) for d in found if d.kind != "unmet"] == []
    left_out, in_small_cells = {"ME101", "ME102", "ME111", "TA101"}, {"AT104", "AT105", "AT109"}
    assert {d.code for d in found} <= left_out | in_small_cells, (
        "the examples leave months out; one absent of five is much"
    )


@pytest.mark.parametrize("example", examples("sai"), ids=lambda e: e.code)
def test_a_wrong_example_gives_its_code_alone(store, example):
    assert {d.code for d in replace(store, example).diagnostics} == {example.code}


@pytest.mark.parametrize("example", examples("báo"), ids=lambda e: e.code)
def test_a_printed_message_is_what_the_checker_prints(store, example):
    wrong = next(w for w in examples("sai") if (w.code, w.path) == (example.code, example.path))
    printed = report.render("text", replace(store, wrong), "vi", color=False)
    assert example.text == printed.rsplit("\n\n", 1)[0] + "\n"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_a_page_is_composed_text_without_tabs_and_with_closed_fences(page):
    text = page.read_text("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert "\t" not in text
    assert "```" not in FENCE.sub("", text), "a fence inside a list, or one that is not closed"
    assert text.startswith("# ")


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", page.read_text("utf-8")), re.MULTILINE)
    return {slug(heading) for heading in headings}


def slug(heading: str) -> str:
    """The id that a heading gets."""
    return slugify(heading, "-")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_its_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)]+)\)", FENCE.sub("", page.read_text("utf-8"))):
        name, _, anchor = target.partition("#")
        other = page.parent / name if name else page
        if other.stem in REFERENCES and not anchor:
            continue  # made from the models while the site is built
        assert other in PAGES, target
        assert not anchor or anchor in anchors(other), (target, sorted(anchors(other)))


def test_every_page_is_on_the_map():
    text = (HANDBOOK / "index.md").read_text("utf-8")
    assert [page.name for page in PAGES if page.stem != "index" and f"({page.name})" not in text] == []


def test_names_used_by_messages_and_scaffolds_exist():
    titles = {page.read_text("utf-8").split("\n", 1)[0][2:] for page in PAGES}
    assert {"Khi không họp được", "Đảng viên đến, đi"} <= titles
    assert "## Quy ước\n" in (HANDBOOK / "quy-uoc.md").read_text("utf-8")
    assert "## Lập sổ mới\n" in (HANDBOOK / "quan-ly-kho.md").read_text("utf-8")


def test_the_day_of_the_examples_is_fixed():
    assert AS_OF.isoformat() == "2026-01-15"
