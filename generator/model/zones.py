"""Time zones, from the program's own data alone: what a machine knows besides, or knows otherwise, changes nothing."""

from __future__ import annotations

import functools
import io
import pkgutil
import zoneinfo

_PACKAGE = "tzdata"


@functools.cache
def names() -> frozenset[str]:
    """The names of all zones."""
    return frozenset(_data("zones").decode("ascii").split())


@functools.cache
def zone(name: str) -> zoneinfo.ZoneInfo:
    """The zone of a name among `names`. Errors: KeyError where it is none of them."""
    if name not in names():
        raise KeyError(name)
    return zoneinfo.ZoneInfo.from_file(io.BytesIO(_data(f"zoneinfo/{name}")), key=name)


def _data(path: str) -> bytes:
    found = pkgutil.get_data(_PACKAGE, path)
    assert found is not None  # noqa: S101 - the package is one of the program's own requirements
    return found
