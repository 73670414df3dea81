"""Reads `codeowners.yml` and the CODEOWNERS file made from it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from generator.model.owners import FILE, TARGET, OwnerMap
from generator.store.reader import Reader
from generator.store.source import WorkTree, git

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.diagnostic import Finding


class ReadOwners(NamedTuple):
    """The map (None where it cannot be used), what was found, and the text of the file for its places."""

    owners: OwnerMap | None
    findings: list[Finding]
    texts: dict[str, str]


def read_owners(root: Path) -> ReadOwners | None:
    """Read the store's `codeowners.yml`; None where there is none.

    Errors: YA, FI, PA002.
    """
    if not os.path.lexists(root / FILE):
        return None
    reader = Reader(WorkTree(root), [FILE])
    found = reader.record(OwnerMap, FILE)
    usable = found is not None and FILE not in reader.broken
    return ReadOwners(found.record if found is not None and usable else None, reader.findings, reader.texts)


def read_codeowners(root: Path) -> str | None:
    """The text of the store's CODEOWNERS with plain line ends; None where there is none."""
    try:
        raw = (root / TARGET).read_bytes()
    except OSError:
        return None
    return raw.decode("utf-8", "replace").replace("\r\n", "\n")


def is_top(root: Path) -> bool:
    """Tell whether the store is the top of its repository, where a forge looks for CODEOWNERS; so it is without git."""
    return git(root, "rev-parse", "--show-prefix") in {None, b"\n"}
