"""Markdown to HTML by cmark gives what `cmarkgfm` gives, and keeps no memory."""

from __future__ import annotations

import subprocess
import sys

import pytest
from cmarkgfm import cmark as theirs

from generator.render import cmark
from tests.site.conftest import ROOT

TEXTS = [
    "", "Một dòng.", "# Đề mục\n\n- một\n- hai\n", "|a|b|\n|-|-:|\n|1|~~2~~|\n", "<b>x</b> [l](https://a.vn) ![i](x.png)",
    "a\x00b", "> " * 200 + "sâu", "* " * 500, "`" * 99,
]  # fmt: skip
LOOP = """
import resource
from generator.render import cmark
text = "Đồng chí nói *điều* này ~~kia~~.\\n\\n" * 40
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for _ in range(200):
    cmark.to_html(text)
before = peak()
for _ in range(2000):
    cmark.to_html(text)
print(peak() - before)
"""


@pytest.mark.parametrize("text", TEXTS)
def test_the_html_is_that_of_cmarkgfm(text: str) -> None:
    expected = theirs.markdown_to_html_with_extensions(text, options=0, extensions=["table", "strikethrough"])
    assert cmark.to_html(text) == expected


def test_without_the_library_s_own_functions_the_html_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    known = [cmark.to_html(text) for text in TEXTS]
    monkeypatch.setattr(cmark, "_free", lambda: None)
    assert [cmark.to_html(text) for text in TEXTS] == known


def test_memory_does_not_grow_with_the_number_of_texts() -> None:
    done = subprocess.run([sys.executable, "-c", LOOP], cwd=ROOT, capture_output=True, text=True, check=True)
    assert int(done.stdout) < 4096, "KB; left alone it is 20 times that"
