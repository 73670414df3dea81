"""How often Python looks for rings of objects that nobody needs any more."""

from __future__ import annotations

import gc

_NEW_OBJECTS = 200_000
_OLDER = 50  # looks at new objects between two looks at older ones


def collect_rarely() -> None:
    """Look for rings only after many new objects, and never among those that are there already.

    What a run reads stays until it ends, and is freed without that in the end; looking through it again and again took
    a fourth of a build.
    """
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, _OLDER, _OLDER)
