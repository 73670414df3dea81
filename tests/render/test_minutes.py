from __future__ import annotations

import re
import time

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render import minutes
from generator.render.minutes import ATTRIBUTES, DEPTH, TAGS, render_minutes

ADDED = {"div": {"class", "role", "tabindex", "aria-label"}, "a": {"rel"}, "td": {"class"}, "th": {"class"}}


def inert(html: str) -> bool:
    """Whether there is nothing but listed tags with listed attributes and harmless links."""
    tree = html5lib.parseFragment(f"<div>{html}</div>", namespaceHTMLElements=False)
    for element in list(tree[0].iter())[1:]:
        allowed = ATTRIBUTES.get(element.tag, set()) | ADDED.get(element.tag, set())
        if element.tag not in TAGS | {"div"} or set(element.attrib) - allowed:
            return False
        if not re.match(r"https://|mailto:|\.\./|$", element.get("href", "")):
            return False
    return True


def test_headings_lists_tables_and_emphasis_are_kept():
    html = render_minutes("## Mở đầu\n\n- **một**\n- ~~hai~~\n\n| a | b |\n|:-:|--:|\n| 1 | 2 |\n")
    assert "<h2>Mở đầu</h2>" in html
    assert "<li><strong>một</strong></li>" in html
    assert "<del>hai</del>" in html
    assert '<td class="mid">1</td>' in html
    assert '<td class="num">2</td>' in html


def test_tables_scroll_in_a_box_of_their_own_with_a_name():
    html = render_minutes("| a |\n|---|\n| 1 |\n\nx\n\n| b |\n|---|\n| 2 |\n")
    labels = re.findall(r'<div class="scroll" role="region" tabindex="0" aria-label="([^"]*)"><table>', html)
    assert labels == ["Bảng 1 trong biên bản", "Bảng 2 trong biên bản"]
    assert html.count("</table></div>") == 2


@pytest.mark.parametrize(
    ("markdown", "levels"),
    [
        ("# a\n## b", [2, 2]),
        ("### a\n###### b\n## c", [2, 3, 2]),
        ("## a\n### b\n#### c", [2, 3, 4]),
        ("##\n## a", [2]),
    ],
)
def test_headings_stand_in_order_below_the_pages_own(markdown, levels):
    assert [int(n) for n in re.findall(r"<h(\d)>", render_minutes(markdown))] == levels


@pytest.mark.parametrize("text", ["## a\n## b", "## \u2003\n## a", "##\n", "# a", "## a\n#### b", "***\n## a", "a"])
def test_what_is_in_order_is_left_as_it_is(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    short = render_minutes(text)
    monkeypatch.setattr(minutes, "_MISPLACED", re.compile(""))
    assert render_minutes(text) == short


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<b>đậm</b>",
        "a < b & c > d",
        "<Nguyễn Văn A>",
        "<!-- mở",
        "`<i>`",
        "{{ 7*7 }}",
        "\\<x>",
    ],
)
def test_what_looks_like_html_is_text(text):
    html = render_minutes(text)
    assert inert(html)
    shown = "".join(html5lib.parseFragment(html, namespaceHTMLElements=False).itertext())
    assert shown.strip() == text.replace("`", "").replace("\\", "")


def test_comments_are_for_those_who_write():
    assert render_minutes("trước <!-- allow[PR102]: lý do --> sau").strip() == "<p>trước  sau</p>"


@pytest.mark.parametrize(
    ("source", "href"),
    [
        ("https://a.invalid/?x=1", "https://a.invalid/?x=1"),
        ("mailto:a@b.invalid", "mailto:a@b.invalid"),
        ("02-regular.md", "../02-regular/"),
        ("../2023/12-thematic-rung.md", "../../2023/12-thematic-rung/"),
    ],
)
def test_links_that_may_be_followed(source, href):
    assert f'<a href="{href}" rel="noopener noreferrer">x</a>' in render_minutes(f"[x]({source})")


@pytest.mark.parametrize(
    "source",
    ["//host/x", "http://a.invalid", "javascript:alert(1)", "data:text/html,x", "/x", "\\\\host", "x.md", "../../x"],
)
def test_other_links_are_text(source):
    assert render_minutes(f"[x]({source})").strip() == "<p>x</p>"


def test_images_give_their_text():
    assert render_minutes('![sơ đồ](https://a.invalid/x.png "t")').strip() == "<p>sơ đồ</p>"


@pytest.mark.parametrize("reference", ["&#65534;", "&#xFFFE;", "&#xffff;", "&#1;", "&#x202E;", "&#x85;"])
def test_references_that_are_no_text_are_shown_as_typed(reference):
    assert render_minutes(f"a {reference} b").strip() == f"<p>a {reference.replace('&', '&amp;')} b</p>"


def test_ordinary_references_are_kept():
    assert render_minutes("&#169; &#x1EC4; &lt; &amp;").strip() == "<p>© Ễ &lt; &amp;</p>"


@pytest.mark.parametrize("text", ["\ud800", "\x00", "\ufdd0", "\ufffe"])
def test_no_text_raises(text):
    assert render_minutes(text).encode("utf-8")


def test_what_is_too_deep_comes_out_as_typed():
    assert render_minutes("> " * (DEPTH + 1) + "x").startswith("<pre>&gt; &gt;")
    assert "<blockquote>" in render_minutes("> " * (DEPTH - 1) + "x")
    assert "<blockquote>" in render_minutes("> " * DEPTH + "x"), "that deep is not too deep"
    assert render_minutes("- x\n" * 3 * DEPTH).count("<li>") == 3 * DEPTH, "many are not deep"


@pytest.mark.parametrize(
    ("typed", "shown"), [("\n\n", ""), ("a\r", "a\n"), ("\r\na\r\n", "a\n"), ("\0\n\n", "\ufffd\n\n")]
)
def test_what_is_too_deep_is_shown_as_a_browser_reads_it(typed, shown):
    deep = "> " * (DEPTH + 1) + "x"
    html = render_minutes(f"{typed}{deep}")
    assert html.removeprefix("<pre>").removesuffix("</pre>").unescape() == f"{shown}{deep}"


@pytest.mark.parametrize(
    "text", ["![[](" * 4000, "*a **a " * 8000, "[" * 50000, "<!--" * 30000, "|" * 20000, "&#1;" * 20000]
)
def test_hard_texts_take_no_longer_than_their_length_allows(text):
    start = time.perf_counter()
    assert inert(render_minutes(text))
    assert time.perf_counter() - start < 5


@given(st.text(alphabet="<>&#;!-[]()*_~`|\\\"'=:/.\n abhref0165x", max_size=60))
def test_any_text_is_inert(text):
    assert inert(render_minutes(text))


@pytest.mark.parametrize(
    "text",
    ["", "Chữ thường.", "- một\n- hai", "**đậm** và *nghiêng*", "| a | b |\n|---|---|\n| 1 | 2 |", 'a & b < c "d"'],
)
def test_the_shortcut_for_inert_text_gives_what_the_sanitiser_gives(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    short = render_minutes(text)
    monkeypatch.setattr(minutes, "_INERT", re.compile("(?!)"))
    assert render_minutes(text) == short


@pytest.mark.parametrize(
    "html", ['<p id="x">', "<script>", "<a>", "<p onclick>", "<svg/>", "<p<b>>", "<img />", "<p", "<br onload=1 />"]
)
def test_the_shortcut_takes_nothing_but_plain_listed_tags(html: str) -> None:
    assert minutes._INERT.fullmatch(html) is None
