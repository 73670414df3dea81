"""The meetings of a synthetic store as a site of Hugo, and of MkDocs as it comes: nothing checked or counted."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.meetings import dump
from benchmarks.store import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

TEMPLATES = Path(__file__).resolve().parent / "hugo"
MKDOCS = """\
site_name: Sổ Chi Bộ
theme: mkdocs
"""


def write_hugo(folder: Path, shape: Shape) -> int:
    """Write a Hugo site with plain templates and return how many meetings it holds.

    Its pages: home, each district, cell, year of a cell, and meeting.
    """
    shutil.copytree(TEMPLATES, folder)
    content = folder / "content"
    _write(content / "_index.md", "---\ntitle: Sổ Chi Bộ\n---\n")
    for cell in shape.all_cells:
        _write(content / cell.district / "_index.md", f"---\ntitle: {cell.district}\n---\n")
        _write(content / cell.district / cell.slug / "_index.md", f"---\ntitle: Chi bộ số {cell.number}\n---\n")
        for year in {year for year, _ in shape.months}:
            _write(content / cell.district / cell.slug / str(year) / "_index.md", f"---\ntitle: '{year}'\n---\n")
    return _write_all(content, shape)


def write_mkdocs(folder: Path, shape: Shape) -> int:
    """Write a MkDocs site with its default theme and return how many meetings it holds."""
    _write(folder / "mkdocs.yml", MKDOCS)
    _write(folder / "docs" / "index.md", "# Sổ Chi Bộ\n")
    return _write_all(folder / "docs", shape)


def _write_all(folder: Path, shape: Shape) -> int:
    count = 0
    for path, text in _pages(shape):
        _write(folder / path, text)
        count += 1
    return count


def _pages(shape: Shape) -> Iterator[tuple[str, str]]:
    """Path and text of each meeting; the front matter is that of the record, and a title."""
    for meeting in shape.every_meeting():
        _, district, _, *rest = meeting.path.split("/")
        front = {"title": meeting.title, **meeting.front, "time": f'"{meeting.front["time"]}"'}
        yield "/".join((district, *rest)), f"---\n{dump(front)}---\n{meeting.minutes}"


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


WRITERS = {"hugo": write_hugo, "mkdocs": write_mkdocs}


def main() -> None:
    """Write a site as the command line asks."""
    parser = argparse.ArgumentParser(description="Write the meetings of a synthetic store as another program's site.")
    parser.add_argument("program", choices=sorted(WRITERS))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cells", type=int, default=200)
    parser.add_argument("--years", type=int, default=5)
    parser.add_argument("--replace", action="store_true", help="remove what lies there")
    asked = parser.parse_args()
    if asked.replace:
        shutil.rmtree(asked.folder, ignore_errors=True)
    print(WRITERS[asked.program](asked.folder, Shape(asked.cells, asked.years)), "meetings")


if __name__ == "__main__":
    main()
