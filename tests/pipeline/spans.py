"""Whether every finding stands somewhere inside its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.model.diagnostic import Diagnostic


def lines_of(raw: bytes) -> list[str]:
    """The lines of a file as a finding counts them."""
    text = raw.decode("utf-8", "replace").removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def misplaced(root: Path, diagnostics: Iterable[Diagnostic]) -> list[str]:
    """The findings whose place lies outside their file; one about a file that is not there stands on its first line."""
    texts: dict[str, list[str]] = {}
    wrong = []
    for d in diagnostics:
        file = root / d.path
        lines = texts.setdefault(d.path, lines_of(file.read_bytes()) if file.is_file() else [""])
        line, column, end_line, end_column = d.span
        inside = 1 <= line <= end_line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1
        if not inside or (end_line, end_column) < (line, column) or end_column > len(lines[end_line - 1]) + 2:
            wrong.append(f"{d.path}:{d.span} {d.code}")
    return wrong
