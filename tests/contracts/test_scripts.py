"""The scripts of the pages: few, strict, small, and what others wrote exactly as they published it."""

from __future__ import annotations

import hashlib
import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.contracts.source import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ASSETS = TEMPLATES / "assets"
VENDOR = ASSETS / "vendor"
OWN = sorted(ASSETS.glob("*.js"))
LINES, COLUMNS = 300, 140
# Text of a record must never become markup or code; a page says nothing and asks nobody else.
FORBIDDEN = (
    "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "DOMParser", "eval(", "Function(", 'setTimeout("',
    "console.", "debugger", "alert(", "http://", "https://", "localStorage", "cookie", ".style", "var ", " == ", " != ",
)  # fmt: skip


def test_the_scripts_are_known() -> None:
    assert [path.name for path in OWN] == ["chibo.js", "search.js"]


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_a_script_is_strict_and_holds_nothing_forbidden(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert '\n"use strict";\n' in text
    assert [word for word in FORBIDDEN if word in text] == []
    lines = text.splitlines()
    assert len(lines) <= LINES
    assert [line for line in lines if len(line) > COLUMNS or line != line.rstrip()] == []


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_a_script_says_no_word_of_a_language(path: Path) -> None:
    """What a reader sees comes from the page, which is translated; texts here are names, patterns and signs."""
    code = re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    texts = [text for _, text in re.findall(r"""(["'`])((?:(?!\1)[^\\\n]|\\.)*)\1""", code)]
    vietnamese = [text for text in texts if re.search(r"[ăâđêôơưạ-ỹ]", text) and len(text.split()[0]) > 2]
    assert vietnamese == []
    assert [text for text in texts if re.fullmatch(r"[A-Z][a-z]+( [a-z]+)+[.…]?", text)] == []


@pytest.mark.parametrize("path", [*OWN, *sorted(VENDOR.glob("*.js"))], ids=lambda path: path.name)
def test_a_script_can_be_read_by_node(path: Path, need: Callable[..., str]) -> None:
    done = subprocess.run([need("node"), "--check", str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_what_others_wrote_is_recorded_with_version_licence_and_hash() -> None:
    rows = re.findall(
        r"^\| `([^`]+)` \|.*\| `([0-9a-f]{64})` \|$", (VENDOR / "README.md").read_text("utf-8"), re.MULTILINE
    )
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.iterdir()
        if path.name != "README.md"
    }
    assert dict(rows) == found
    assert any(name.endswith("LICENSE.txt") for name in found)
    page = (TEMPLATES / "pages" / "search.html").read_text(encoding="utf-8")
    assert all(f"/assets/vendor/{name}" in page for name in found if name.endswith(".js"))
