"""What a benchmark works on: a copy of the program, a store, folders for sites, and edits that are taken back."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measure import Measured, measure
from benchmarks.store import ROOT, Shape, git

if TYPE_CHECKING:
    from collections.abc import Iterator

PARTS = ("generator", "site_templates", "docs/handbook")  # what the program needs of a checkout
TEMPLATE, RULEBOOK = "site_templates/layout.html", "records/rulebook/quy-uoc-so-chi-bo.yml"
UNWANTED = ("SOURCE_DATE_EPOCH", "CHIBO_LANG", "PYTHONPATH", "GIT_DIR", "GIT_WORK_TREE")


class Failed(Exception):
    """A command that a benchmark needs did not do its work; the message says which."""


@dataclass(frozen=True)
class Bench:
    """One store under measurement.

    Attributes:
        shape: how large the store is.
        store: its folder.
        program: a copy of the program, so that a template can be changed and nobody's work disturbs a run.
        work: a folder for sites; what lies there may be removed.
        hugo: the program Hugo, None where there is none.
    """

    shape: Shape
    store: Path
    program: Path
    work: Path
    hugo: Path | None = None

    @property
    def output(self) -> Path:
        """Where the program builds its site."""
        return self.work / "site"

    @property
    def environment(self) -> dict[str, str]:
        """The environment in which the copy of the program runs."""
        kept = {name: value for name, value in os.environ.items() if name not in UNWANTED}
        return kept | {"PYTHONPATH": str(self.program), "PYTHONDONTWRITEBYTECODE": "1"}

    def command(self, *words: str) -> list[str]:
        """The command line of `chibo` with these words."""
        return [sys.executable, "-m", "generator", *words]

    def chibo(self, *words: str) -> Measured:
        """Measure one command of the program in the store."""
        return measure(self.command(*words), self.store, self.environment)

    def build(self, *words: str) -> Measured:
        """Measure a build into the usual output.

        Errors: Failed where it does not publish everything.
        """
        done = self.chibo("build", "--output", str(self.output), *words)
        if done.exit:
            raise Failed(f"chibo build: exit {done.exit}")
        return done

    def forget(self) -> None:
        """Remove what earlier builds left: the site and the cache."""
        for folder in (self.output, self.store / ".cache"):
            shutil.rmtree(folder, ignore_errors=True)
        for left in self.work.glob(".site*"):
            shutil.rmtree(left) if left.is_dir() else left.unlink()

    def is_clean(self) -> bool:
        """Tell whether the store is as it was written."""
        return not git(self.store, "status", "--porcelain")

    def record(self, run: int) -> Path:
        """The meeting that a run edits: of another cell each time, in February of the last year."""
        cell = self.shape.all_cells[run * 7 % self.shape.cells]
        return self.store / cell.path / str(self.shape.months[-1][0]) / "02-regular.md"


@contextmanager
def kept(*files: Path) -> Iterator[None]:
    """Whatever happens inside, these files are afterwards as they were."""
    before = {file: (file.read_bytes(), file.stat()) for file in files}
    try:
        yield
    finally:
        for file, (text, stat) in before.items():
            file.write_bytes(text)
            os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def edit(file: Path, old: str, new: str) -> None:
    """Replace the first `old` in a file.

    Errors: Failed where it is not there.
    """
    text = file.read_text("utf-8")
    if old not in text:
        raise Failed(f"{file.name}: no {old!r} to edit")
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def edit_record(bench: Bench, run: int) -> Path:
    """Another place of a meeting: shown on its page, in no total."""
    file = bench.record(run)
    edit(file, "place: Nhà văn hóa", f"place: Hội trường {run + 1}, nhà văn hóa")
    return file


def edit_roll(bench: Bench, run: int) -> Path:
    """Another education of a member: no meeting's roll changes, the sums of the district do."""
    file = bench.record(run).parent.parent / "members.yml"
    text = file.read_text("utf-8")
    old = text.index("professional: ")
    file.write_text(f"{text[:old]}professional: sau-dai-hoc\n{text[text.index(chr(10), old) + 1 :]}", encoding="utf-8")
    return file


def edit_rulebook(bench: Bench, run: int) -> Path:
    """Another due day for every record."""
    file = bench.store / RULEBOOK
    text = file.read_text("utf-8")
    old = text.index("record_due_day: ")
    file.write_text(f"{text[:old]}record_due_day: {11 + run % 17}{text[text.index(chr(10), old) :]}", encoding="utf-8")
    return file


def edit_template(bench: Bench, run: int) -> Path:
    """Another comment in the layout of all pages: the text of the template changes, no page does."""
    file = bench.program / TEMPLATE
    file.write_text(f"{file.read_text('utf-8')}{{# {run} #}}\n", encoding="utf-8")
    return file


def copy_program(source: Path, target: Path) -> None:
    """Copy what runs of a checkout, and compile it, so that no run pays for that.

    Errors: Failed where the checkout is none.
    """
    for part in PARTS:
        if not (source / part).is_dir():
            raise Failed(f"{source}: no {part}")
        shutil.copytree(source / part, target / part, ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, "-m", "compileall", "-q", str(target)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    templates = [sys.executable, str(source / "tools" / "precompile.py")]
    subprocess.run(templates, check=True, env={**os.environ, "PYTHONPATH": str(target)}, stdout=subprocess.DEVNULL)


def find_hugo(root: Path = ROOT) -> Path | None:
    """The program itself, not the Python that starts it: as `make benchmarks` installs it, else as the path has it."""
    own = sorted((root / ".venv-hugo").glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    found = own[0] if own else shutil.which("hugo")
    return Path(found) if found else None


__all__ = ["Bench", "Failed", "copy_program", "edit_record", "edit_roll", "edit_rulebook", "edit_template", "kept"]
