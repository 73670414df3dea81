"""Ids that a secretary chooses never meet those of the pages: with the worst of names each id stands once on its page."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from tests.site.conftest import ROOT, run
from tests.support import CELL, DISTRICT, MARCH, USUAL, write

if TYPE_CHECKING:
    from pathlib import Path

OWN = sorted(
    {
        name
        for path in (ROOT / "site_templates").rglob("*.html")
        for name in re.findall(r'\bid="([a-z0-9]+(?:-[a-z0-9]+)*)"', path.read_text("utf-8"))
    }
)
IDS = re.compile(r'<[^<>]*\sid="([^"]*)"')
HEADINGS = "".join(f"\n## {name}\n\n### {name} {{#{name}}}\n\n<h2 id=\"{name}\">x</h2>\n\n[^{name}]\n\n[^{name}]: x\n" for name in OWN[:12])


def test_no_id_of_a_record_or_a_page_meets_another(tmp_path: Path) -> None:
    assert len(OWN) > 40
    root = tmp_path / "kho"
    units = "".join(f"  {name}: {{name: Đảng bộ {name}, level: commune, from: 1994-01-01}}\n" for name in ("xa-tan-doan", *OWN))
    tasks = "".join(f"  {name}:\n    title: {name}\n    owner: dv03\n    due: 2024-03-25\n" for name in OWN)
    minutes = f"---\ndate: 2024-03-05\ntime: 07:30-09:40\nattendance: {{roll: 5, present: 4}}\ntasks:\n{tasks}---\n{HEADINGS}"
    cells = {f"{CELL.rpartition('/cells/')[0]}/cells/{name}/cell.yml": str(USUAL[CELL]).replace("xa-tan-doan", name) for name in OWN[:20]}
    settings = "site_name: A\ntheme: {name: chibo}\nplugins: [chibo]\n"
    district = f"name: A\nlevel: district\nfrom: 1964-01-01\nrecords_from: 2024-01\nunits:\n{units}"
    handbook = {"docs/index.md": "# A\n", "docs/handbook/them.md": f"# A\n{HEADINGS}"}
    write(root, {DISTRICT: district, MARCH: minutes, "mkdocs.yml": settings, **cells, **handbook})
    done = run("build", "--profile", "internal", "--as-of", "2024-04-15", "--output", "site", cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    pages = sorted((root / "site").rglob("*.html"))
    assert len(pages) > 60
    double = {str(page.relative_to(root)): again for page in pages if (again := [one for one, n in Counter(IDS.findall(page.read_text("utf-8"))).items() if n > 1])}  # fmt: skip
    assert double == {}
    meeting = (root / "site/van-quan/cells/ban-a/2024/03-regular/index.html").read_text("utf-8")
    inside = re.search(r"<div data-minutes.*?</div>", meeting, re.DOTALL)
    assert inside is not None
    assert "bieu-1" in inside[0]
    assert IDS.findall(inside[0]) == []
