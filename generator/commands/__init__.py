"""What the commands print or write, as text made from values: scaffolds and the terminal matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.text import Text
from generator.store import rewrite

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

NOTE_COLUMN = 29  # where the remark after a key begins, so that remarks stand below one another


def refuse_overwrite(paths: Iterable[str], existing: Collection[str]) -> Text | None:
    """Say which of the files to write exist already; None where all of them are new."""
    there = [path for path in paths if path in existing]
    if not there:
        return None
    listed = ", ".join(there)
    return Text(
        f"Đã có {listed}; không ghi đè. Hãy mở tệp đó ra sửa.",
        f"{listed} exists already and is not overwritten. Edit that file.",
    )


def write_made(folder: Path, files: dict[str, str]) -> None:
    """Write files that this program makes, each over what it made before, whole or not at all. Errors: OSError."""
    for name, text in files.items():
        rewrite.put(folder / name, text.encode())


def line(key: str, value: str = "", note: str = "") -> str:
    """A line of a scaffold: `key: value  # note`; an empty value is a blank to fill in."""
    start = f"{key}: {value}".rstrip() if value else f"{key}:"
    return f"{start.ljust(NOTE_COLUMN - 2)}  # {note}" if note else start


def remark(text: str) -> str:
    """Text of a record on one line, fit to stand in a remark."""
    return " ".join(text.split())


def listed(table: dict[str, Text]) -> str:
    """A code list in one remark: `work công tác, sick ốm đau`."""
    return ", ".join(f"{code} {lowered(label.vi)}" for code, label in table.items())


def lowered(label: str) -> str:
    """A label inside a sentence: only its first letter is made small."""
    return label[:1].lower() + label[1:]
