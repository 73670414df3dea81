"""The names of the persons that a file may speak of, so that nothing said of the file repeats one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.model.cell import Names
from generator.store import vault
from generator.store.reader import Reader

if TYPE_CHECKING:
    from pathlib import Path

    from generator.store.index import StoreIndex
    from generator.store.source import Source

_REMARK = re.compile(r"(?:^|\s)#.*")
_PIECES = re.compile(r"[:,{}\[\]\"']")
_WORD_OF_ID = re.compile(r"[-&*!|>]\S*|\S*\d\S*")


def written(text: str) -> list[str]:
    """Whatever may be a full name in the text of a `names.yml`, be it YAML or not."""
    found = []
    for line in text.split("\n"):
        for piece in _PIECES.split(_REMARK.sub("", line)):
            words = [word for word in piece.split() if not _WORD_OF_ID.fullmatch(word)]
            if len(words) > 1:
                found.append(" ".join(words))
    return found


class KnownNames:
    """The names that are known of a store, read from the files of names when they are asked for.

    `outside` is a folder that holds `D/cells/C/names.yml`.
    """

    def __init__(self, source: Source, index: StoreIndex, outside: Path | None = None) -> None:
        self._source, self._index, self._outside = source, index, outside

    def __call__(self, path: str) -> list[str]:
        """The names of the cell that a file is of; of all cells of the district where it is of none."""
        parts = path.split("/")
        district = self._index.districts.get(parts[1]) if parts[0] == "records" and len(parts) > 2 else None
        if district is None:
            return []
        is_of_cell = parts[2] == "cells" and len(parts) > 3 and parts[3] in district.cells
        cells = [parts[3]] if is_of_cell else sorted(district.cells)
        files = [f.path for cell in cells for f in district.cells[cell] if f.kind == "names" and not f.refused]
        return self._read({**self._source.read(files), **self._apart(parts[1], cells)})

    def _apart(self, district: str, cells: list[str]) -> dict[str, bytes]:
        """The files of names that are kept outside the store, by cell."""
        if self._outside is None:
            return {}
        read = {cell: vault.read(self._outside, district, cell) for cell in cells}
        return {cell: n.content for cell, n in read.items() if n is not None and isinstance(n.content, bytes)}

    def _read(self, files: dict[str, bytes]) -> list[str]:
        reader, names = Reader(self._source, []), []
        reader.raw = files
        for path, raw in files.items():
            found = reader.record(Names, path)
            if found is not None and found.record is not None:
                names += found.record.root.values()
            names += written(raw.decode("utf-8", "replace"))
        return names
