"""Whether a folder stands as it was left: told by what the file system says of each file and folder, none is read.

Size, inode and the times of change of everything that was there, its folders included: nothing can come, go or be
written without one of these moving. What was copied elsewhere counts as changed.
"""

from __future__ import annotations

import array
import hashlib
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def places_of(files: Iterable[str]) -> list[str]:
    """The files, and every folder that they stand in with the top itself (an empty path), in one fixed order."""
    files = list(files)
    folders = {""}
    for path in files:
        folder = path.rpartition("/")[0]
        while folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return sorted(folders) + sorted(files)


def standing(top: str, places: Iterable[str]) -> str:
    """A name of how these stand below a folder; empty where one of them is not there."""
    seen = array.array("q")
    try:
        for place in places:
            known = os.lstat(f"{top}/{place}")
            seen.extend((known.st_mode, known.st_size, known.st_ino, known.st_mtime_ns, known.st_ctime_ns))
    except OSError:
        return ""
    return hashlib.sha256(seen.tobytes()).hexdigest()
