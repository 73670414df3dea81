"""A store on disk for the commands: a district, a cell with a roll, its predecessor, and the shipped rulebook."""

from __future__ import annotations

import datetime as dt
import textwrap
from typing import TYPE_CHECKING

from generator import pipeline
from generator.commands import new_rule
from generator.options import Options

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.diagnostic import Diagnostic
    from generator.model.text import Text

AS_OF = dt.date(2026, 1, 15)
DISTRICT = """
    name: Đảng bộ huyện A
    level: district
    from: 1990-01-01
    records_from: 2024-01
    units:
      xa-a:
        name: Đảng bộ xã A
        level: commune
        from: 1990-01-01
"""
CELL = """
    name: Chi bộ bản Nà Lộc
    type: village
    under:
      - unit: xa-a
        from: 2000-01-01
    founded: 2000-01-01
    fixed_day: 3
"""
MEMBERS = """
    dv01:
      joined: 2000-01-01
      official: 1999-01-01
      roles:
        - role: secretary
          from: 2020-01-01
    dv02:
      joined: 2000-01-01
      official: 1999-01-01
      roles:
        - role: committee_member
          from: 2020-01-01
    dv03:
      joined: 2000-01-01
      official: 1999-01-01
      away:
        - kind: exempt
          from: 2023-01-01
    dv04:
      joined: 2025-06-01
    dv05:
      joined: 2000-01-01
      official: 1999-01-01
      left: 2025-11-30
      how: transfer
"""


class Store:
    """A store below a folder. `cell` writes a file of the cell `huyen-a/na-loc`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("records/huyen-a/district.yml", DISTRICT)
        for name in new_rule.shipped():
            path, text = new_rule.scaffold(name)
            self.write(path, text)

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(textwrap.dedent(text).lstrip("\n"), encoding="utf-8")

    def cell(self, name: str, text: str) -> None:
        self.write(f"records/huyen-a/cells/na-loc/{name}", text)

    @property
    def options(self) -> Options:
        return Options(self.root, AS_OF, jobs=1)

    def open(self, ref: str = "huyen-a/na-loc"):
        found = pipeline.open_cell(self.options, ref)
        assert found is not None
        return found

    def check(self, path: str) -> list[Diagnostic]:
        """What the checker finds in one file, but for obligations of the whole month."""
        return [d for d in pipeline.check(self.options).diagnostics if d.path == path]


def vi(text: Text | None) -> str:
    """What a refusal says."""
    assert text is not None
    return text.vi


def fill(text: str, **blanks: str) -> str:
    """Fill blanks of a scaffold by key (`_` for the two spaces of indentation); remarks stay."""
    for name, value in blanks.items():
        key = "  " * (len(name) - len(name.lstrip("_"))) + name.lstrip("_")
        lines = [line for line in text.split("\n") if line.startswith(f"{key}:")]
        assert len(lines) == 1, (key, lines)
        text = text.replace(lines[0], lines[0].replace(f"{key}:", f"{key}: {value}", 1))
    return text


def uncomment(text: str, *lines: str) -> str:
    """Take the `#` from the front of sample lines, as the scaffold says."""
    for line in lines:
        assert f"\n#{line}" in text, line
        text = text.replace(f"\n#{line}", f"\n{line}", 1)
    return text
