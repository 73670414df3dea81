"""Which records moved: a file that vanished and one that appeared with much the same content are one record."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.store.difference import Difference

ALIKE = 0.6  # share of lines in common from which two files are one that was renamed
PAIRS_LIMIT = 200_000  # comparisons; beyond that only files with the same content are paired


def moves(difference: Difference) -> dict[str, str]:
    """Old path to new path of each record that moved, within a cell or to another one."""
    vanished, appeared = sorted(difference.vanished), sorted(difference.appeared)
    if not vanished or not appeared:
        return {}
    old = difference.before.read(vanished)
    new = difference.now.read(appeared)
    found: dict[str, str] = {}
    _pair_same(old, new, found)
    if len(vanished) * len(appeared) <= PAIRS_LIMIT:
        _pair_alike(old, new, found)
    return found


def _name(path: str) -> str:
    """What a file is called in its cell: `2024/03-regular.md`, `cell.yml`."""
    return "/".join(path.split("/")[4:]) or path


def _pair_same(old: dict[str, bytes], new: dict[str, bytes], found: dict[str, str]) -> None:
    """Pair files with the same content; of several, the one with the same name first."""
    by_content: dict[bytes, list[str]] = {}
    for path in sorted(new):
        by_content.setdefault(new[path], []).append(path)
    for path in sorted(old):
        heirs = by_content.get(old[path], [])
        if heirs:
            heir = min(heirs, key=lambda p: (_name(p) != _name(path), p))
            heirs.remove(heir)
            found[path] = heir


def _pair_alike(old: dict[str, bytes], new: dict[str, bytes], found: dict[str, str]) -> None:
    """Pair the rest by the lines they share, the most alike first."""
    lines = {path: Counter(text.splitlines()) for side in (old, new) for path, text in side.items()}
    taken = set(found.values())
    ranked = []
    for path in sorted(old.keys() - found.keys()):
        for heir in sorted(new.keys() - taken):
            if path.rpartition(".")[2] != heir.rpartition(".")[2]:
                continue
            longest = max(lines[path].total(), lines[heir].total(), 1)
            share = (lines[path] & lines[heir]).total() / longest
            if share >= ALIKE:
                ranked.append((-share, _name(path) != _name(heir), path, heir))
    for _, _, path, heir in sorted(ranked):
        if path not in found and heir not in taken:
            found[path] = heir
            taken.add(heir)
