"""The pictures of the README: all there, described, small."""

from __future__ import annotations

import re
import struct
import zlib
from typing import TYPE_CHECKING

from tools.png import smaller

if TYPE_CHECKING:
    from pathlib import Path

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def test_each_picture_is_shown_and_described(repository: Path) -> None:
    readme = (repository / "README.md").read_text(encoding="utf-8")
    shown = {path: text for text, path in re.findall(r"!\[([^\]]*)\]\((docs/pictures/[^)]+)\)", readme)}
    assert sorted(shown) == sorted(f"docs/pictures/{path.name}" for path in (repository / "docs/pictures").iterdir())
    assert [path for path, text in shown.items() if len(text) < 40] == []


def test_together_they_stay_small(repository: Path) -> None:
    assert sum(path.stat().st_size for path in (repository / "docs/pictures").iterdir()) < 1_500_000


def test_a_picture_with_a_palette_shows_the_same() -> None:
    """Every filter that a PNG may use for a row is undone; few colours stay as they are."""
    colours = [bytes((n * 40, 255 - n * 40, n)) for n in range(5)]
    rows = [[colours[(x + y) % 5] for x in range(7)] for y in range(5)]
    png = smaller(_png(rows))
    parts = dict(_chunks(png))
    palette = [parts[b"PLTE"][at : at + 3] for at in range(0, len(parts[b"PLTE"]), 3)]
    packed = zlib.decompress(parts[b"IDAT"])
    assert [[palette[n] for n in packed[at + 1 : at + 8]] for at in range(0, len(packed), 8)] == rows


def _png(rows: list[list[bytes]]) -> bytes:
    """An RGB picture whose row n is packed with filter n."""
    lines = [b"".join(row) for row in rows]
    packed = b""
    for method, line in enumerate(lines):
        above = lines[method - 1] if method else bytes(len(line))
        left, corner = bytes(3) + line[:-3], bytes(3) + above[:-3]
        guessed = [_guess(method, *three) for three in zip(left, above, corner, strict=True)]
        packed += bytes([method]) + bytes((value - guess) & 255 for value, guess in zip(line, guessed, strict=True))
    head = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(packed)), (b"IEND", b""))
    return SIGNATURE + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in parts
    )


def _guess(method: int, left: int, up: int, corner: int) -> int:
    nearest = min((left, up, corner), key=lambda value: abs(left + up - corner - value))
    return (0, left, up, (left + up) // 2, nearest)[method]


def _chunks(png: bytes) -> list[tuple[bytes, bytes]]:
    found, at = [], len(SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        found.append((png[at + 4 : at + 8], png[at + 8 : at + 8 + length]))
        at += 12 + length
    return found
