"""The feed: well-formed for two parsers, ids that stay, and no day that git does not know."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import html5lib
import pytest

from generator.publish.feed import NEWEST, feed
from generator.publish.provenance import UNKNOWN, Provenance
from generator.views.reduce import reduce
from generator.views.summary import summarize
from tests.books import MONTHS_2024, cell, district, met, record, regular

ATOM = "{http://www.w3.org/2005/Atom}"
FOLDER = "records/huyen-a/cells/na-loc"
JANUARY = 1_704_000_000


def a_district(*records, name="Chi bộ Nà Lộc"):
    home = district()
    return reduce(home, [summarize(cell(*records, home=home, slug="na-loc", name=name), {}, ())])


def path(month):
    return f"{FOLDER}/{month[:4]}/{month[5:7]}-regular.md"


def history(*months, start=JANUARY, **more):
    times = {path(month): start + 60 * number for number, month in enumerate(months)}
    return Provenance(first=times, last=times, **more)


def parsed(content):
    """The feed as an XML parser reads it; a second one, which knows no Atom, finds the same elements."""
    root = ET.fromstring(content)  # the bytes are our own
    lenient = html5lib.parse(content.decode(), namespaceHTMLElements=False)
    assert len(lenient.findall(".//entry")) == len(root.findall(f"{ATOM}entry"))
    ids = [found.text for found in root.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))
    assert all(str(id_).startswith("urn:uuid:") for id_ in ids)
    for entry in [root, *root.findall(f"{ATOM}entry")]:
        assert [len(entry.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated")] == [1, 1, 1]
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    return root


def texts(root, name):
    return [entry.findtext(f"{ATOM}{name}") for entry in root.findall(f"{ATOM}entry")]


def links(root):
    return [entry.find(f"{ATOM}link").get("href") for entry in root.findall(f"{ATOM}entry")]


def test_the_newest_commits_come_first():
    months = MONTHS_2024[:3]
    root = parsed(feed(a_district(*regular(months)), history(*months)))
    assert texts(root, "title") == [f"Chi bộ Nà Lộc: thường kỳ, kỳ {month}/2024" for month in (3, 2, 1)]
    assert texts(root, "updated")[0] == root.findtext(f"{ATOM}updated") == "2023-12-31T05:22:00Z"
    assert texts(root, "summary")[0] == "đã họp ngày 05/3/2024."
    assert root.find(f"{ATOM}subtitle") is None


def test_of_one_commit_the_newest_months_come_first():
    times = {path(month): JANUARY for month in MONTHS_2024}
    root = parsed(feed(a_district(*regular(MONTHS_2024)), Provenance(first=times, last=times)))
    assert texts(root, "title")[0] == "Chi bộ Nà Lộc: thường kỳ, kỳ 12/2024"


def test_a_changed_record_keeps_its_id_and_the_day_it_was_new():
    found = a_district(*regular(["2024-01"]))
    new = parsed(feed(found, history("2024-01")))
    later = Provenance(first={path("2024-01"): JANUARY}, last={path("2024-01"): JANUARY + 86400})
    changed = parsed(feed(found, later))
    assert texts(new, "id") == texts(changed, "id")
    assert texts(changed, "published") == texts(new, "updated")
    assert texts(changed, "updated") != texts(new, "updated")


def test_no_more_than_the_newest_fifty():
    home = district(records_from="2015-01")
    months = [f"{year}-{month:02d}" for year in range(2018, 2024) for month in range(1, 13)]
    found = reduce(home, [summarize(cell(*regular(months), home=home, slug="na-loc"), {}, ())])
    root = parsed(feed(found, history(*months)))
    assert len(texts(root, "id")) == NEWEST == 50
    assert texts(root, "title")[0].endswith("kỳ 12/2023")


def test_what_git_does_not_know_is_not_listed():
    root = parsed(feed(a_district(*regular(["2024-01", "2024-02"])), history("2024-01")))
    assert texts(root, "title") == ["Chi bộ Nà Lộc: thường kỳ, kỳ 1/2024"]


@pytest.mark.parametrize("provenance", [UNKNOWN, Provenance(last={path("2024-01"): 10**15})])
def test_without_a_history_it_says_so_and_lists_nothing(provenance):
    root = parsed(feed(a_district(*regular(["2024-01"])), provenance))
    assert texts(root, "id") == []
    assert "lịch sử" in root.findtext(f"{ATOM}subtitle")
    assert root.findtext(f"{ATOM}updated") == "2025-02-15T00:00:00Z", "the day of the figures"


def test_links_are_absolute_only_where_the_site_is_known():
    found = a_district(*regular(["2024-01"]))
    assert links(parsed(feed(found, history("2024-01")))) == ["../../../huyen-a/cells/na-loc/2024/01-regular/"]
    known = history("2024-01", site_url="https://so.example.invalid/x/")
    root = parsed(feed(found, known))
    assert links(root) == ["https://so.example.invalid/x/huyen-a/cells/na-loc/2024/01-regular/"]
    assert root.find(f"{ATOM}link[@rel='self']").get("href") == "https://so.example.invalid/x/data/v1/huyen-a/feed.atom"


def test_text_is_escaped():
    nasty = "Rừng ]]> <script>&amp; \"'"
    found = a_district(record("2024-01", met(theme=nasty)), name="Chi bộ <A> & B")
    content = feed(found, history("2024-01", site_name="Sổ <&>", site_url='https://a.invalid/"><x>'))
    root = parsed(content)
    assert nasty in texts(root, "summary")[0]
    assert texts(root, "title")[0].startswith("Chi bộ <A> & B")
    assert b"<script" not in content
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Sổ <&>"


def test_characters_that_no_xml_may_hold_are_left_out():
    from generator.publish.feed import _text  # what the reader of records refuses already

    assert _text("a\x00\x0b\x1f\ufffe\ud800b\u0085c") == "abc"
