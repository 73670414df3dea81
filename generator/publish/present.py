"""A site as it stands: what lies there, and what of it is as a manifest says."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.publish import manifest
from generator.publish.manifest import NAME, Entry, Tree

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True)
class Present:
    """A site as it stands: its top, its manifest and what lies there."""

    top: Path
    data: bytes
    files: Mapping[str, Entry]
    tree: Tree

    @classmethod
    def of(cls, top: Path) -> Present:
        """Look at a folder; whether it may be there is not judged. Errors: OSError."""
        tree = manifest.scan(top)
        data, files = manifest.read(top) or (b"", {})
        return cls(top, data, files, tree)

    def has(self, path: str, entry: Entry) -> bool:
        """Whether a file stands there with these very bytes. Errors: OSError."""
        return self._may_have(path, entry) and manifest.hash_of(f"{self.top}/{path}") == entry.sha256

    def vouches(self, path: str, entry: Entry) -> bool:
        """The same, for a file that nobody handed over: read only if it was touched since its manifest was written."""
        if not self._may_have(path, entry):
            return False
        written = self.tree.files[NAME].st_ctime_ns if NAME in self.tree.files else 0
        if self.files.get(path) == entry and self.tree.files[path].st_ctime_ns < written:
            return True
        return self.has(path, entry)

    def _may_have(self, path: str, entry: Entry) -> bool:
        there = self.tree.files.get(path)
        return there is not None and there.st_size == entry.size and stat.S_IMODE(there.st_mode) == 0o644
