"""Folders of a store that cannot be looked into: which they are, why, and what is unknown because of them."""

from __future__ import annotations

import errno
import os
import re
import stat
from typing import TYPE_CHECKING

from generator.model.period import FIRST_YEAR, LAST_YEAR
from generator.store.paths import YEAR_FOLDERS, RecordPath, parse
from generator.store.regular import DENIED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_PASSED_OVER = re.compile(r"could not open directory '(.*?)/?': ([^\n]*)", re.DOTALL)


def walk(root: str, records: str, refuse: Callable[[str, OSError], None]) -> list[str]:
    """List the files and links below a folder, without going through a link; `refuse` hears what cannot be listed."""
    base = f"{root}/{records}"
    found: list[str] = []

    def named(place: str) -> str:
        return records + place[len(base) :].replace(os.sep, "/")

    for folder, folders, files in os.walk(base, onerror=lambda error: refuse(named(error.filename), error)):
        folders[:] = sorted(f for f in folders if f[:1] not in {".", "~"})
        here = named(folder)
        found += [f"{here}/{name}" for name in files]
        found += [f"{here}/{name}" for name in folders if _is_link(f"{folder}/{name}")]
    return sorted(found)


def _is_link(place: str) -> bool:
    try:
        return stat.S_ISLNK(os.lstat(place).st_mode)
    except OSError:  # in a folder that can be listed and not entered
        return False


def culprit(root: str, name: str, error: OSError) -> str:
    """The folder at fault where one cannot be looked into: itself, or that above it which cannot be entered."""
    while error.errno in DENIED and "/" in name:
        try:
            os.lstat(f"{root}/{name}")
        except PermissionError:
            name = name.rpartition("/")[0]
        except OSError:  # git shows a name with odd characters otherwise
            break
        else:
            break
    return name


def unopened(warned: bytes, prefix: str) -> list[tuple[str, OSError]]:
    """The folders below `prefix` of which git warns that it passed them over, each with the error."""
    numbers = {os.strerror(number): number for number in errno.errorcode}
    found = []
    for place, why in _PASSED_OVER.findall(warned.decode("utf-8", "surrogateescape")):
        if place.startswith(prefix):
            found.append((place[len(prefix) :], OSError(numbers.get(why, 0), why)))
    return found


def is_below(name: str, folders: Iterable[str]) -> bool:
    """Tell whether a name lies below one of these folders."""
    return any(name.startswith(f"{folder}/") for folder in folders)


def stand_ins(folder: str) -> list[RecordPath]:
    """The records that may stand in such a folder of a cell or of a district's years: nothing else calls them missing.

    Those of a folder of cells or of a district cannot be told: see `hides_cells`.
    """
    parts = folder.split("/")
    if len(parts) == 3 and parts[2] in YEAR_FOLDERS:
        names = [f"{year}.yml" for year in range(FIRST_YEAR, LAST_YEAR + 1)]
    elif len(parts) == 4 and parts[2] == "cells":
        names = ["cell.yml"]
    elif len(parts) == 5 and parts[2] == "cells":
        names = ["year.yml", *(f"{month:02d}-regular.md" for month in range(1, 13))]
    else:
        names = []
    found = [parse(f"{folder}/{name}") for name in names]
    return [record._replace(refused=True) for record in found if record is not None]


def hides_cells(folder: str) -> str:
    """The district any of whose cells may stand in such a folder; empty where none does."""
    parts = folder.split("/")
    return parts[1] if len(parts) == 2 or (len(parts) == 3 and parts[2] == "cells") else ""
