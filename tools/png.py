"""Makes a PNG small: a palette of 256 colours, packed as well as zlib can. Only the edges of letters have more."""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
COLOURS = 256


def smaller(png: bytes) -> bytes:
    """The same picture with a palette. Takes what Chromium writes: eight bits, RGB or RGBA, not interlaced."""
    chunks = list(_chunks(png))
    width, height, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", chunks[0][1])
    if (depth, interlaced) != (8, 0) or kind not in (2, 6):
        raise ValueError("not a PNG as Chromium writes it")
    size = 3 if kind == 2 else 4
    rows = _rows(zlib.decompress(b"".join(body for name, body in chunks if name == b"IDAT")), width * size, size)
    pixels = [[row[at : at + 3] for at in range(0, len(row), size)] for row in rows]
    counted = Counter(pixel for row in pixels for pixel in row)
    palette = [colour for colour, _ in counted.most_common(COLOURS)]
    index = {colour: number for number, colour in enumerate(palette)}
    for colour in counted.keys() - index.keys():
        index[colour] = min(range(len(palette)), key=lambda number: _distance(palette[number], colour))
    packed = b"".join(b"\0" + bytes(index[pixel] for pixel in row) for row in pixels)
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    body = zlib.compress(packed, 9)
    parts = ((b"IHDR", head), (b"PLTE", b"".join(palette)), (b"IDAT", body), (b"IEND", b""))
    return SIGNATURE + b"".join(_chunk(name, part) for name, part in parts)


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += 12 + length


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _rows(packed: bytes, length: int, size: int) -> Iterator[bytes]:
    """The rows of a picture, its filters (PNG specification, section 9) undone."""
    above = bytearray(length)
    for start in range(0, len(packed), length + 1):
        method, row = packed[start], bytearray(packed[start + 1 : start + 1 + length])
        for at in range(length) if method else ():
            left = row[at - size] if at >= size else 0
            corner = above[at - size] if at >= size else 0
            row[at] = row[at] + _predicted(method, left, above[at], corner) & 255
        yield bytes(row)
        above = row


def _predicted(method: int, left: int, up: int, corner: int) -> int:
    if method == 1:
        return left
    if method == 2:
        return up
    if method == 3:
        return (left + up) // 2
    guess = left + up - corner
    return min((left, up, corner), key=lambda value: abs(guess - value))


def _distance(one: bytes, other: bytes) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))
