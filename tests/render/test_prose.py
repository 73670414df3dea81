"""Prose of the handbook: whoever wrote it, it can do nothing to the page around it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.render.prose import FRAME_IDS, sanitised

TEMPLATES = Path(__file__).resolve().parents[2] / "site_templates"


def test_the_ids_of_the_page_around_it_are_known() -> None:
    around = ["layout.html", "main.html", *(f"parts/_{name}.html" for name in ("book_nav", "mast", "crumbs"))]
    text = "".join((TEMPLATES / name).read_text("utf-8") for name in around)
    assert set(re.findall(r'\sid="([^"{]+)"', text)) == FRAME_IDS


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ('<h2 id="main">x</h2>', "<h2>x</h2>"),
        ('<h2 id="find">x</h2><h3 id="a-1">y</h3>', '<h2>x</h2><h3 id="a-1">y</h3>'),
        ('<h2 id="a">x</h2><h1 id="a">y</h1>', '<h2 id="a">x</h2><h1>y</h1>'),
        ('<h2 id="mục_1">x</h2>', '<h2 id="mục_1">x</h2>'),
        ('<h2 id="">x</h2>', "<h2>x</h2>"),
        ('<h2 id="a b">x</h2>', "<h2>x</h2>"),
        ("<h2 id='a\"><h2 id=\"b'>x</h2>", "<h2>x</h2>"),
        ('<h2 id="&lt;h2 id=a&gt;">x</h2>', "<h2>x</h2>"),
        ('<p id="a">x</p><div id="main">y</div>', "<p>x</p><div>y</div>"),
        ('<ol start="3"><li>x</li></ol>', '<ol start="3"><li>x</li></ol>'),
        ('<ol start="javascript:x"><li>x</li></ol>', "<ol><li>x</li></ol>"),
        ("<script>alert(1)</script><style>*{}</style><p onclick=x style=y class=z>a</p>", "<p>a</p>"),
        ('&lt;h2 id="main"&gt;', '&lt;h2 id="main"&gt;'),
    ],
)  # fmt: skip
def test_each_id_stands_once_and_none_is_the_pages_own(html: str, clean: str) -> None:
    assert sanitised(html) == clean
