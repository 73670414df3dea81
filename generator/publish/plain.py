"""What of a folder of prose is no plain file: a link could publish any file of the machine that builds."""

from __future__ import annotations

import itertools
import os
import stat
from pathlib import Path
from typing import NamedTuple


class Odd(NamedTuple):
    """Something that is neither a file nor a folder. `name` is fit to be shown."""

    name: str
    is_link: bool


def first_odd(folder: Path) -> Odd | None:
    """The first of all that a folder holds, itself among it, that is neither a file nor a folder; no link is followed.

    Errors: OSError.
    """
    below = (Path(place, name) for place, *both in os.walk(folder) for name in sorted(itertools.chain(*both)))
    for path in itertools.chain([folder], below):
        mode = path.lstat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            shown = path.relative_to(folder.parent).as_posix()
            return Odd("".join(char if char.isprintable() else "\ufffd" for char in shown), stat.S_ISLNK(mode))
    return None
