"""Where a site comes from: its name, its address, and what git knows of its records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

EPOCH_END = 7_258_118_400  # 2200: a commit may bear any number; a later one is no day of a calendar


@dataclass(frozen=True)
class Provenance:
    """What data files say of the site that they belong to.

    `site_url` is empty where the store does not say where its site is. `first` and `last` tell when a record was
    first and last committed, by its path; both are empty without git and in a shallow clone.
    Unit: seconds since 1970.
    """

    site_name: str = "Sổ Chi Bộ"
    site_url: str = ""
    first: Mapping[str, int] = field(default_factory=dict)
    last: Mapping[str, int] = field(default_factory=dict)

    def changed(self, path: str) -> int | None:
        """When a record was last committed; None where that is not known."""
        return _known(self.last.get(path))

    def added(self, path: str) -> int | None:
        """When a record was first committed; None where that is not known."""
        return _known(self.first.get(path))

    def changes(self, folder: str) -> Iterator[tuple[str, int]]:
        """When each record below a folder was last committed, as far as that is known."""
        for path, seconds in self.last.items():
            known = _known(seconds)
            if known is not None and path.startswith(folder):
                yield path, known

    def absolute(self, url: str) -> str:
        """The address of a page; empty where that of the site is not known."""
        return f"{self.site_url.rstrip('/')}{url}" if self.site_url else ""


UNKNOWN = Provenance()


def _known(seconds: int | None) -> int | None:
    return seconds if seconds is not None and 0 <= seconds < EPOCH_END else None
