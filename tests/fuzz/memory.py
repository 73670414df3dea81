"""A whole store in memory: what is checked is what would be checked on a disk, a hundred times faster."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.options import Options
from generator.pipeline import check
from generator.store.source import Entry, History
from tests.support import AS_OF, CELL, DISTRICT, MARCH, MEMBERS, RULEBOOK, USUAL, take_marks

if TYPE_CHECKING:
    from generator.model.diagnostic import Diagnostic
    from generator.store.regular import Unread

ROOT = Path("/nowhere")
NAMING = "---\ndate: 2024-03-05\ntime: 07:30-09:40\nchair: dv01\nattendance: {roll: 5, present: 3, excused: {dv05: sick}, spoke: [dv01]}\n---\nHọp.\n"


@dataclass(frozen=True)
class Memory:
    """Records that lie in memory, read like those of a work tree."""

    files: dict[str, bytes]
    failed: dict[str, Unread] = field(default_factory=dict, compare=False)

    def entries(self) -> list[Entry]:
        return [Entry(path) for path in sorted(self.files)]

    def read(self, paths: list[str]) -> dict[str, bytes]:
        return {path: self.files[path] for path in paths if path in self.files}

    def history(self) -> History:
        return History()


@dataclass(frozen=True)
class Held(Options):
    """Options of a store in memory."""

    memory: Any = None

    def source(self) -> Any:
        return self.memory


def usual() -> dict[str, bytes]:
    """The least store that is whole: a rulebook, a district, a cell with its roll, and a meeting that names members."""
    found = {MARCH: NAMING.encode()}
    for path in (RULEBOOK, DISTRICT, CELL, MEMBERS):
        found[path] = take_marks(path, f"{textwrap.dedent(str(USUAL[path])).strip()}\n")[0].encode()
    return found


def found(files: dict[str, bytes]) -> list[Diagnostic]:
    """What is found in a store of these files."""
    return check(Held(ROOT, as_of=AS_OF, jobs=1, memory=Memory(files))).diagnostics
