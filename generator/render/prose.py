"""Handbook prose: with nothing active in it, and fit for the keyboard and small screens."""

from __future__ import annotations

import re

import nh3
from markupsafe import Markup

from generator.model import links

TAGS = {
    "a", "blockquote", "br", "code", "dd", "del", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "hr", "kbd", "li",
    "ol", "p", "pre", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href"}, "h1": {"id"}, "h2": {"id"}, "h3": {"id"}, "h4": {"id"}, "ol": {"start"}}
FRAME_IDS = frozenset({"find", "main"})  # of the page around the prose: no heading may have one of these
# What no page should hold: controls, what turns the direction of text, what is no character.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]")
_ROUNDS = 8  # how often prose may be cleaned; hostile ones need two or three
_ID = re.compile(r"[\w-]+")
_HEADING = re.compile(r'<(h[1-4]) id="([\w-]+)">')


def sanitised(html: str) -> Markup:
    """The prose with nothing active in it: few kinds of links (see `links`), each id once, none of the page's own.

    What was taken out can change what the rest means to a browser, so it is cleaned until that changes nothing.
    Errors: none; prose that does not come to rest stands there as it was typed.
    """
    clean = fit(_clean(html))
    for _ in range(_ROUNDS):
        before, clean = clean, _clean(clean)
        if clean == before:
            break
    else:
        return Markup("<pre>{}</pre>").format(fit(html))
    seen = set(FRAME_IDS)

    def once(heading: re.Match[str]) -> str:
        if heading[2] in seen:
            return f"<{heading[1]}>"
        seen.add(heading[2])
        return heading[0]

    return Markup(_HEADING.sub(once, clean))  # noqa: S704 - sanitised above


def fit(text: str) -> str:
    """A text with � for each character that a page should not hold; a reference such as `&#1;` makes one."""
    return _UNFIT.sub("\ufffd", text)


def _clean(html: str) -> str:
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes={"https", "mailto"},
        link_rel="noopener noreferrer",
    )


def _attribute(_tag: str, name: str, value: str) -> str | None:
    """Keep an attribute, or drop it (None)."""
    if name == "href":
        return value if links.allowed(value) else None
    if name == "id":
        return value if _ID.fullmatch(value) else None
    return value if name == "rel" or (value.isascii() and value.isdecimal()) else None


def boxed(html: str, name: str) -> str:
    """Put each table into a box of its own that scrolls, named `Bảng 1 …`; a head cell without text is a plain cell."""
    if "<table>" not in html:
        return html
    head, *tables = html.replace("<th></th>", "<td></td>").split("<table>")
    boxes = (
        f'<div class="scroll" role="region" tabindex="0" aria-label="Bảng {n} trong {name}"><table>{table}'
        for n, table in enumerate(tables, 1)
    )
    return (head + "".join(boxes)).replace("</table>", "</table></div>")


def prose(html: Markup) -> Markup:
    """Return sanitised prose with its tables in boxes and its code reachable by keyboard."""
    return Markup(boxed(str(html), "trang này").replace("<pre>", '<pre tabindex="0">'))  # noqa: S704  # sanitised before
