"""How far the sheets of a PDF are filled."""

from __future__ import annotations

import re
import subprocess

# The number of the sheet stands in the lowest part.
FOOT = 0.06
# Lighter than this is a fill, not ink.
INK = 200


def filled(pdf: bytes, pdftoppm: str) -> list[float]:
    """For each sheet, how far down its height the lowest ink stands: 0 is an empty sheet, 0.94 a full one."""
    run = subprocess.run([pdftoppm, "-gray", "-r", "24"], input=pdf, capture_output=True, check=True)
    return [_lowest(*sheet) / sheet[1] for sheet in _pictures(run.stdout)]


def _pictures(stream: bytes) -> list[tuple[int, int, bytes]]:
    """Width, height and grey values of each picture in a stream of binary PGM."""
    found, at = [], 0
    while head := re.compile(rb"P5\s+(\d+)\s+(\d+)\s+255\s").match(stream, at):
        width, height = int(head[1]), int(head[2])
        found.append((width, height, stream[head.end() : head.end() + width * height]))
        at = head.end() + width * height
    return found


def _lowest(width: int, height: int, grey: bytes) -> int:
    for row in range(int(height * (1 - FOOT)) - 1, -1, -1):
        if min(grey[row * width : (row + 1) * width]) < INK:
            return row + 1
    return 0
