"""Writes the store of a district as a newspaper described it: counts only, fictional cells."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "generator/_rulebook"


class Store:
    """A store of one district, `records/huyen/`, written file by file."""

    def __init__(self, folder: Path, as_of: str, rulebooks: tuple[str, ...] = ("hd-12-btctw-2018",)) -> None:
        self.folder = folder
        self.records = folder / "records"
        (self.records / "rulebook").mkdir(parents=True)
        for name in (*rulebooks, "quy-uoc-so-chi-bo"):
            shutil.copy(SHIPPED / f"{name}.yml", self.records / "rulebook")
        (folder / "docs").mkdir()
        (folder / "docs/index.md").write_text("# Sổ\n", "utf-8")
        (folder / "mkdocs.yml").write_text(
            f"site_name: Sổ\ntheme: {{name: chibo}}\nplugins:\n  - chibo: {{profile: internal, as_of: {as_of}}}\n",
            "utf-8",
        )

    def write(self, path: str, content: Any) -> None:
        """Write a YAML file below `records/`."""
        target = self.records / path
        target.parent.mkdir(parents=True, exist_ok=True)
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, default_flow_style=False)
        target.write_text(text.replace("'", ""), "utf-8")

    def district(self, name: str, level: str, units: dict[str, dict[str, str]], records_from: str) -> None:
        """Write `district.yml`; every unit exists since 1990."""
        listed = {slug: {**unit, "from": "1990-01-01"} for slug, unit in units.items()}
        head = {"name": name, "level": level, "from": "1964-01-01", "records_from": records_from}
        self.write("huyen/district.yml", {**head, "units": listed})

    def cell(self, slug: str, name: str, type_: str, unit: str, **more: Any) -> None:
        """Write `cell.yml` of a cell that has existed since 2000."""
        under = [{"unit": unit, "from": "2000-01-01"}]
        cell = {"name": name, "type": type_, "under": under, "founded": "2000-01-01", **more}
        self.write(f"huyen/cells/{slug}/cell.yml", cell)

    def meeting(self, slug: str, stem: str, date: str, roll: int, present: int, **more: Any) -> None:
        """Write a meeting of which only numbers are known; the rest of the roll was excused."""
        spoke = {"spoke": more.pop("spoke")} if "spoke" in more else {}
        attendance = {"roll": roll, "present": present, "excused": roll - present, **spoke}
        front = {"date": date, "time": "07:30-09:40", "attendance": attendance, **more}
        text = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, default_flow_style=False).replace("'", "")
        target = self.records / f"huyen/cells/{slug}/{stem}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"---\n{text}---\nChi bộ họp theo chương trình.\n", "utf-8")
