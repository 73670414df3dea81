"""What is published is what a browser makes of it: cleaning it once more changes nothing but how characters are spelt."""

from __future__ import annotations

from typing import Any

import nh3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.render import minutes, prose
from generator.render.minutes import render_minutes
from generator.render.prose import sanitised
from tests.inert import strings

BOX = {"div": {"class", "role", "tabindex", "aria-label"}}
LINKS: dict[str, Any] = {"url_schemes": {"https", "mailto"}, "link_rel": "noopener noreferrer"}
IN_MINUTES = {"a": {"href"}, "ol": {"start"}, "td": {"class"}, "th": {"class"}, **BOX}
IN_HANDBOOK = {**prose.ATTRIBUTES, "pre": {"tabindex"}, **BOX}
MARKDOWN = [
    "# ", "## ", "### ", "- ", "1. ", "2. ", "> ", "\n", "\n\n", "    ", "\t", "  \n", "* ", "*", "**", "_", "__", "~~", "`", "```\n", "|",
    "| a | b |\n", "|---|---|\n", "|:-:|--:|\n", "[", "](https://a.invalid)", "](02-regular.md)", "](//x)", "](mailto:a@b.invalid)", "](", "![",
    ")", "<", ">", "<!--", "-->", "&lt;", "&#60;", "&#34;", "&amp;", "&nbsp;", '"', "'", "\\", "\\<", "x", "a b", "---\n", "***\n", "===\n",
    "<https://a.invalid>", '[x]: https://b.invalid "t"\n', "[x]", "<table>", "</a>",
]  # fmt: skip
HTML = [
    *(f"<{tag}>" for tag in (*sorted(prose.TAGS), "b", "button", "caption", "colgroup", "form", "foreignObject", "frameset", "i", "iframe",
      "mglyph", "math", "mtext", "nobr", "noembed", "noscript", "option", "plaintext", "script", "select", "style", "svg", "template",
      "textarea", "title", "xmp")),
    *(f"</{tag}>" for tag in ("a", "button", "code", "div", "em", "form", "h2", "li", "math", "p", "pre", "select", "style", "svg", "table",
      "td", "template", "title", "ul")),
    '<a href="/x">', '<a href="//x">', '<h2 id="a">', '<h2 id="main">', '<ol start="2">', '<annotation-xml encoding="text/html">', "<p/",
    "<!--", "-->", "<![CDATA[", "]]>", "&lt;", "&amp;", "\n", "x", '"', "'", "`", "<body onload=x>",
]  # fmt: skip


def spelt(html: str) -> str:
    """The same HTML with breaks and no-break spaces as the sanitiser writes them."""
    return html.replace("<br />", "<br>").replace("<hr />", "<hr>").replace("\u00a0", "&nbsp;")


@settings(max_examples=500)
@given(st.lists(st.sampled_from(MARKDOWN), max_size=24).map("".join) | st.text(max_size=40))
def test_minutes_are_stable(text: str) -> None:
    html = str(render_minutes(text))
    assert nh3.clean(html, tags=minutes.TAGS | {"div"}, attributes=IN_MINUTES, **LINKS) == spelt(html)


@settings(max_examples=500)
@given(st.lists(st.sampled_from(HTML), max_size=24).map("".join) | st.text(max_size=40))
def test_the_handbook_is_stable(html: str) -> None:
    clean = sanitised(html)
    assert sanitised(str(clean)) == clean
    shown = str(prose.prose(clean))
    assert nh3.clean(shown, tags=prose.TAGS, attributes=IN_HANDBOOK, **LINKS) == shown


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("<p><button><ul>", "<p></p><ul></ul><p></p>"),
        ('"<code><tr><dt><th></ul><form><dd>"', '"<code><dt></dt><dd>"</dd></code>'),
        ("<p>x</p>", "<p>x</p>"),
    ],
)
def test_what_was_taken_out_changes_nothing_any_more(html: str, clean: str) -> None:
    assert sanitised(html) == clean


def test_prose_that_does_not_come_to_rest_is_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prose, "_clean", lambda html: html + "<p>")
    assert sanitised("<b>x</b>") == "<pre>&lt;b&gt;x&lt;/b&gt;</pre>"


def stays(texts: list[str]) -> None:
    """Assert that what is made of these texts, as minutes and as prose, is what a browser would make of it."""
    for text in texts:
        html = str(render_minutes(text))
        assert nh3.clean(html, tags=minutes.TAGS | {"div"}, attributes=IN_MINUTES, **LINKS) == spelt(html), text
        clean = sanitised(text)
        assert sanitised(str(clean)) == clean, text


def test_hostile_texts_are_stable() -> None:
    stays(strings.sample(1200, strings.everything()))


@pytest.mark.torture
def test_thousands_of_hostile_texts_and_pairs_of_them_are_stable() -> None:
    texts = strings.sample(10_000, strings.everything())
    assert len(texts) > 8000
    stays(texts)
    stays([f"{one}{other}" for one, other in zip(texts, reversed(texts), strict=True)])
    stays([f"- {one}\n\n  > {other}" for one, other in zip(texts, texts[1000:] + texts[:1000], strict=True)])


@pytest.mark.parametrize("title", ["0", "center", "left", "", "x"])
@pytest.mark.parametrize("link", ["no-record", "https://a.invalid/"])
def test_a_link_bears_no_title(title: str, link: str) -> None:
    html = str(render_minutes(f'[b][c]\n\n[c]: {link} "{title}"\n'))
    assert "title" not in html
    assert ("<a " in html) is link.startswith("https")
