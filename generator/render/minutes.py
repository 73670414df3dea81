"""Minutes in Markdown to HTML that can do nothing: what was typed is shown, what is not on the list is text.

Every `<` of the source is text (there is no raw HTML in minutes), so the only tags are those that cmark writes itself;
nh3 then lets the list below through and nothing else. Any text comes out, in time linear in its length.
"""

from __future__ import annotations

import functools
import re
from html import escape
from typing import TYPE_CHECKING, Any

import nh3
from markupsafe import Markup

from generator.model import links
from generator.render import cmark
from generator.render.prose import boxed

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "td": {"align"}, "th": {"align"}}
SCHEMES = {"https", "mailto"}
REL = "noopener noreferrer"
# HTML with listed tags alone and not one attribute can do nothing: most minutes, and the sanitiser would give it back.
_INERT = re.compile(rf"[^<>]*+(?:<(?:/?(?:{'|'.join(sorted(TAGS - {'a', 'br', 'hr'}))})|[bh]r /)>[^<>]*+)*+")
# Deeper than any minutes; browsers cut at 512, and a sanitiser's time grows with depth.
DEPTH = 64
_LESS, _AMPERSAND = "\ufdd0", "\ufdd1"  # noncharacters: never valid text, so free to stand for what cmark must not see

_REFERENCE = re.compile(r"&(?=#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}));)")
_ESCAPED = re.compile(r"(?<!\\)((?:\\\\)*)\\<")  # `\<`, which cmark would not know once `<` is hidden from it
_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)
_MISPLACED = re.compile(r"<h(?:[13-6]>|2>\s*</h2>)")  # without these there is nothing to put in order
_IMAGE = re.compile(r'<img src="[^"]*" alt="([^"]*)"(?: title="[^"]*")? />')
_DEAD_LINK = re.compile(rf'<a rel="{REL}">(.*?)</a>', re.DOTALL)
_EMPTY_LINK = re.compile(rf'<a href="[^"]*" rel="{REL}">\s*</a>')
_TO_RECORD = re.compile(rf'<a href="(\.\./[^"]*)" rel="{REL}">(.*?)</a>', re.DOTALL)
_ALIGN = re.compile(r'<(t[dh]) align="(\w+)">')
_ALIGNED = {"center": ' class="mid"', "right": ' class="num"', "left": ""}
_RECORD = re.compile(
    r"(?:\.\./(\d{4})/)?((?:0[1-9]|1[0-2])-(?:regular|thematic|extraordinary|committee|congress)(?:-[a-z0-9]+)*)\.md"
)
_OPENING = re.compile(r"<(/?)(?:blockquote|ul|ol|li|em|strong|del)>")


def render_minutes(markdown: str, linked: Container[str] | None = None) -> Markup:
    """Return the minutes as inert HTML: headings from h2 in order, tables in boxes that scroll, few kinds of links.

    Links go to https, to mailto, or to another record of the cell (`02-regular.md`, `../2023/12-regular.md`) whose page
    (`../02-regular/`, `../../2023/12-regular/`) is among the `linked` ones; None stands for any.

    Errors: none; a text that the Markdown renderer cannot take comes out as it was typed.
    """
    try:
        html = _render(markdown)
    except (ValueError, RecursionError):
        html = None
    if html is None:
        html = f"<pre>{escape(_plain(markdown), quote=False)}</pre>"
    if linked is not None and "<a " in html:
        html = _TO_RECORD.sub(lambda link: link[0] if link[1] in linked else link[2], html)
    return Markup(html)  # noqa: S704  # sanitised, or escaped, above


def _plain(text: str) -> str:
    """The text as a browser shows it inside `pre`: no NUL, one kind of line end, no line end before everything."""
    known = text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")
    return known.replace("\r\n", "\n").replace("\r", "\n").lstrip("\n")


def _render(markdown: str) -> str | None:
    text = markdown.replace(_LESS, "\ufffd").replace(_AMPERSAND, "\ufffd")
    if "<" in text:
        text = _ESCAPED.sub(r"\1<", _without_comments(text)).replace("<", _LESS)
    if "&#" in text:
        text = _REFERENCE.sub(_neutral, text)
    html = cmark.to_html(text)
    if _too_deep(html):
        return None
    if "<img" in html:
        html = _IMAGE.sub(r"\1", html)
    html = _in_order(html).replace(_LESS, "&lt;").replace(_AMPERSAND, "&amp;")
    # Without attributes a quotation mark needs no escape; the sanitiser writes it plainly too.
    return _finish(html.replace("&quot;", '"') if _INERT.fullmatch(html) else _clean()(html))


@functools.cache
def _clean() -> Callable[[str], str]:
    """The sanitiser, set up once where nh3 can (its older releases cannot)."""
    rules: dict[str, Any] = {
        "tags": TAGS,
        "attributes": ATTRIBUTES,
        "attribute_filter": _attribute,
        "url_schemes": SCHEMES,
        "link_rel": REL,
    }
    if hasattr(nh3, "Cleaner"):
        cleaner = nh3.Cleaner(**rules)
        return lambda html: str(cleaner.clean(html))
    return lambda html: str(nh3.clean(html, **rules))


def _without_comments(text: str) -> str:
    """The text without `<!-- … -->`; an opening that is never closed is text."""
    return "".join(_between_comments(text)) if "<!--" in text else text


def _between_comments(text: str) -> Iterator[str]:
    start = 0
    while (opening := text.find("<!--", start)) >= 0:
        closing = text.find("-->", opening + 4)
        if closing < 0:
            break
        yield text[start:opening]
        start = closing + 3
    yield text[start:]


def _neutral(reference: re.Match[str]) -> str:
    """Keep references to ordinary characters; show the others as typed (cmark's answer to some is not even UTF-8)."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    ordinary = 32 <= code < 127 or code in (9, 10) or (160 <= code < 0x110000 and chr(code).isprintable())
    return "&" if ordinary or code == 160 else _AMPERSAND


def _too_deep(html: str) -> bool:
    """Tell whether elements stand in each other more than `DEPTH` levels deep."""
    if html.count("<") - html.count("</") <= DEPTH:  # fewer elements than that, however they stand
        return False
    depth = 0
    for tag in _OPENING.finditer(html):
        depth += -1 if tag[1] else 1
        if depth > DEPTH:
            return True
    return False


def _in_order(html: str) -> str:
    """Headings from h2 on, each at most one level below the one before; empty ones dropped."""
    if not _MISPLACED.search(html):
        return html
    above = 1

    def level(heading: re.Match[str]) -> str:
        nonlocal above
        if not heading[2].strip():
            return ""
        above = min(max(int(heading[1]), 2), above + 1)
        return f"<h{above}>{heading[2]}</h{above}>"

    return _HEADING.sub(level, html)


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Keep an attribute, rewrite it, or drop it (None)."""
    if name == "rel":
        return value
    if name != "href":  # the sanitiser lets a title through unasked
        return value if name in ATTRIBUTES.get(tag, ()) and (value.isdecimal() or value in _ALIGNED) else None
    if links.leaves_site(value):
        return value if links.allowed(value) else None
    record = _RECORD.fullmatch(value)
    if record is None or tag != "a":
        return None
    return f"../../{record[1]}/{record[2]}/" if record[1] else f"../{record[2]}/"


def _finish(html: str) -> str:
    """What the sanitiser cannot do: unlink dead links, classes for alignment, boxes around tables."""
    if "<a " in html:
        html = _EMPTY_LINK.sub("", _DEAD_LINK.sub(r"\1", html))
    if "<table>" in html:
        if " align=" in html:
            html = _ALIGN.sub(lambda cell: f"<{cell[1]}{_ALIGNED[cell[2]]}>", html)
        html = boxed(html, "biên bản")
    return html
