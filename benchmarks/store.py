"""A synthetic store of any size, the same on every machine: valid records and git's history of them.

    python -m benchmarks.store DIR --cells 200 --years 5

Nothing is written file by file: the texts go to `git fast-import`, and git checks the store out.
"""

from __future__ import annotations

import argparse
import datetime as dt
import shutil
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING

from benchmarks.meetings import Cell, Meeting, dump

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).resolve().parent.parent
RULES = ("hd-12-btctw-2018", "hd-42-btctw-2025", "quy-uoc-so-chi-bo")  # of the sample: those that hold everywhere
CELLS_OF_A_DISTRICT, UNITS_OF_A_DISTRICT, CELLS_OF_A_SEAT = 200, 16, 5
LEVELS = (("standing_committee", 8), ("committee", 24), ("commune_committee", CELLS_OF_A_DISTRICT))  # seats below that
WRITER = "So Chi Bo <so-chi-bo@example.invalid>"
CONFIG = """\
site_name: Sổ Chi Bộ
theme: {{name: chibo}}
plugins:
  - chibo: {{profile: internal, as_of: {as_of}}}
"""


@dataclass(frozen=True)
class Shape:
    """How large a store is, and the seed of what chance decides in it."""

    cells: int = 200
    years: int = 5
    first_year: int = 2021
    seed: int = 7

    @property
    def as_of(self) -> dt.date:
        """The day the store is looked at: in January after its last year."""
        return dt.date(self.first_year + self.years, 1, 15)

    @property
    def meetings(self) -> int:
        """How many meetings it holds."""
        return self.cells * self.years * 12

    @property
    def months(self) -> list[tuple[int, int]]:
        """Every (year, month) of it, in order."""
        return [(self.first_year + n // 12, n % 12 + 1) for n in range(self.years * 12)]

    @property
    def districts(self) -> int:
        """How many districts the cells are divided into."""
        return -(-self.cells // CELLS_OF_A_DISTRICT)

    @cached_property
    def all_cells(self) -> list[Cell]:
        """The cells, in order of their numbers."""
        return [
            Cell(
                number,
                f"huyen-{number // CELLS_OF_A_DISTRICT + 1:02d}",
                f"xa-{number % UNITS_OF_A_DISTRICT + 1:02d}",
                self.seed,
                self.first_year,
                self.years,
            )
            for number in range(self.cells)
        ]

    def every_meeting(self) -> Iterator[Meeting]:
        """All meetings, cell by cell."""
        return (cell.meeting(year, month) for cell in self.all_cells for year, month in self.months)


def write(root: Path, shape: Shape) -> None:
    """Write a store into a new folder, as a repository with one commit a month.

    Errors: FileExistsError where there is something already; CalledProcessError where git fails.
    """
    root.mkdir(parents=True)
    git(root, "init", "--quiet", "--initial-branch=main")
    command = ["git", "-C", str(root), "fast-import", "--quiet"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as importer:
        assert importer.stdin is not None
        for when, message, files in _commits(shape):
            _commit(importer.stdin, when, message, files)
        importer.stdin.close()
        if importer.wait():
            raise subprocess.CalledProcessError(importer.returncode, command)
    git(root, "-c", "checkout.workers=0", "reset", "--quiet", "--hard", "main")


def git(root: Path, *command: str) -> str:
    """Run git in a store and return what it prints."""
    done = subprocess.run(["git", "-C", str(root), *command], check=True, capture_output=True, text=True)
    return done.stdout


def _commit(stream: IO[bytes], when: dt.date, message: str, files: Mapping[str, str]) -> None:
    seconds = int(dt.datetime(when.year, when.month, when.day, 2, tzinfo=dt.UTC).timestamp())
    stream.write(f"commit refs/heads/main\ncommitter {WRITER} {seconds} +0700\n{_sized(message)}".encode())
    for path, text in files.items():
        stream.write(f"M 100644 inline {path}\n{_sized(text)}".encode())


def _sized(text: str) -> str:
    return f"data {len(text.encode())}\n{text}\n"


def _commits(shape: Shape) -> Iterator[tuple[dt.date, str, dict[str, str]]]:
    """Day, message and files of each commit; a few records come two months late, as they do in life."""
    yield dt.date(shape.first_year, 1, 1), "records: the cells", dict(_standing(shape))
    months, delayed = shape.months, dict[str, str]()
    for place, (year, month) in enumerate(months):
        files, delayed = delayed, {}
        for cell in shape.all_cells:
            if month == 12:
                files[f"{cell.path}/{year}/year.yml"] = cell.year(year)
            meeting = cell.meeting(year, month)
            late = meeting.is_late and place < len(months) - 1
            (delayed if late else files)[meeting.path] = meeting.text
        day = dt.date(year, month, 28)
        yield day, f"records: {year}-{month:02d}", files


def _standing(shape: Shape) -> Iterator[tuple[str, str]]:
    """The files that are there from the first day."""
    yield "mkdocs.yml", CONFIG.format(as_of=shape.as_of)
    yield "docs/index.md", ""
    yield ".gitignore", "/.cache/\n/site/\n/.site.*/\n"
    for name in RULES:
        yield f"records/rulebook/{name}.yml", (ROOT / "records" / "rulebook" / f"{name}.yml").read_text("utf-8")
    for number in range(1, shape.districts + 1):
        yield from _district(shape, f"huyen-{number:02d}", number)
    for cell in shape.all_cells:
        yield f"{cell.path}/cell.yml", cell.own()
        yield f"{cell.path}/members.yml", cell.members()
        yield f"{cell.path}/names.yml", cell.names()


def _district(shape: Shape, slug: str, number: int) -> Iterator[tuple[str, str]]:
    units = {
        f"xa-{n:02d}": {"name": f"Đảng bộ xã số {n}", "level": "commune", "from": "1994-01-01"}
        for n in range(1, UNITS_OF_A_DISTRICT + 1)
    }
    own = {"name": f"Đảng bộ huyện số {number}", "level": "district", "from": "1964-01-01"}
    yield f"records/{slug}/district.yml", dump({**own, "records_from": f"{shape.first_year}-01", "units": units})
    cells = [cell for cell in shape.all_cells if cell.district == slug]
    seats = {}
    for place in range(0, len(cells), CELLS_OF_A_SEAT):
        served = cells[place : place + CELLS_OF_A_SEAT]
        level = next(level for level, below in LEVELS if place // CELLS_OF_A_SEAT < below)
        seats[served[0].seat] = {"level": level, "cells": {cell.slug: 2 for cell in served}}
    for year in range(shape.first_year, shape.first_year + shape.years):
        yield f"records/{slug}/observers/{year}.yml", dump(seats)
        training = [{"date": f"{year}-04-10", "title": "Bồi dưỡng nghiệp vụ công tác Đảng", "participants": 120}]
        commended = [{"date": f"{year}-05-19", "collectives": 4, "persons": 9}]
        inspected = [{"date": f"{year}-06-12", "kind": "supervision", "cells": [cells[0].slug]}]
        events = {"training": training, "commendations": commended, "inspections": inspected}
        yield f"records/{slug}/events/{year}.yml", dump(events)


def main() -> None:
    """Write a store as the command line asks."""
    parser = argparse.ArgumentParser(description="Write a synthetic store.")
    parser.add_argument("store", type=Path)
    parser.add_argument("--cells", type=int, default=200)
    parser.add_argument("--years", type=int, default=5)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--replace", action="store_true", help="remove what lies there")
    asked = parser.parse_args()
    if asked.replace:
        shutil.rmtree(asked.store, ignore_errors=True)
    shape = Shape(asked.cells, asked.years, seed=asked.seed)
    write(asked.store, shape)
    print(f"{asked.store}: {shape.cells} cells, {shape.meetings} meetings, as of {shape.as_of}")


if __name__ == "__main__":
    main()
