"""A very small store, its sites before and after a change, and whole commands run on it with something going wrong."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Self

from tests.commands.stores import CELL, MEMBERS, Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

SCRIPT = Path(__file__).with_name("nursery.py")
CONFIG = """
    site_name: Sổ
    theme:
      name: chibo
    plugins:
      - chibo:
          profile: internal
          as_of: 2026-01-15
"""
MEETING = """
    ---
    date: {date}
    time: 07:30-09:15
    place: {place}
    attendance:
      roll: {roll}
      present: {present}
    ---
    Chi bộ họp, đồng chí Nông Thị Hoa chủ trì.
"""
Tree = dict[str, str | bytes]


@dataclass(frozen=True)
class Done:
    """How a command ended. `calls` are those on files below the watched folders; `hit` is the one that went wrong."""

    code: int
    out: str
    err: str
    calls: list[tuple[str, ...]] = field(default_factory=list)
    hit: list[str] | None = None
    left: int = 0


class Nursery:
    """Runs commands in processes forked from one that has the program loaded."""

    def __init__(self, store: Path) -> None:
        command = [sys.executable, "-B", str(SCRIPT), str(store)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate(timeout=60)

    def run(self, cwd: Path, *args: str, below: tuple[str, ...] = (), **how: Any) -> Done:
        """Run a command; of calls on what begins with `below`, number `at` goes wrong: by a `signal` or an `error`.

        With `on` all further calls of that name fail; with `reading` calls that read count; with `workers` the work is
        spread over processes, however small it is.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        job = {"cwd": str(cwd), "args": args, "below": below, **how}
        self._process.stdin.write(f"{json.dumps(job)}\n")
        self._process.stdin.flush()
        return Done(**json.loads(self._process.stdout.readline()))


def make_store(root: Path) -> Store:
    """Two cells, one of them with two meetings."""
    store = Store(root)
    store.cell("cell.yml", CELL)
    store.cell("members.yml", MEMBERS)
    store.cell("names.yml", "dv01: Nông Thị Hoa\n")
    store.cell("2025/11-regular.md", MEETING.format(date="2025-11-03", roll=5, present=4, place="Trường"))
    store.cell("2025/12-regular.md", MEETING.format(date="2025-12-03", roll=4, present=3, place="Trường"))
    store.write("records/huyen-a/cells/pa/cell.yml", CELL)
    store.write("docs/index.md", "# Sổ\n")
    store.write("mkdocs.yml", CONFIG)
    return store


def change(store: Store) -> None:
    """A meeting comes, one goes, one is written anew: pages come, go and change."""
    (store.root / "records/huyen-a/cells/na-loc/2025/11-regular.md").unlink()
    store.cell("2025/10-regular.md", MEETING.format(date="2025-10-03", roll=5, present=4, place="Trường"))
    store.cell("2025/12-regular.md", MEETING.format(date="2025-12-03", roll=4, present=3, place="Nhà văn hóa"))


def tree(folder: Path) -> Tree | None:
    """Everything below a folder, what is hidden too: files by their bytes, links by their target; None: no folder."""
    if not folder.exists():
        return None
    found: Tree = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        found[name] = f"-> {path.readlink()}" if path.is_symlink() else "/" if path.is_dir() else path.read_bytes()
    return found


def leftovers(store: Path) -> set[str]:
    """What an ended run has left in a store: beside the site and its generations, in the folder of these, in the cache."""
    known = {"docs", "mkdocs.yml", "records", "site", "site.d", ".cache"}
    shelf, cache = store / "site.d", store / ".cache"
    inside = {path.name for path in shelf.iterdir()} if shelf.is_dir() else set()
    parts = {path.name for path in cache.rglob(".*")} - {".gitignore"}
    beside = {path.name for path in store.iterdir()} - known
    return beside | {f"site.d/{name}" for name in inside if not name.isdigit()} | parts


def put_back(base: Path, work: Path) -> None:
    """Make a folder what another one is."""
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(base, work, symlinks=True)


@dataclass(frozen=True)
class Bench:
    """A store that was built and then changed, and a build of it, put back before each run. `old`, `new`: clean sites."""

    WAYS: ClassVar[dict[str, tuple[tuple[str, ...], bool, bool]]] = {  # arguments, is it the first build, in workers
        "change": (("build", "--jobs", "1"), False, False),
        "whole": (("build", "--jobs", "1", "--no-cache"), False, False),
        "workers": (("build", "--jobs", "2"), False, True),
        "first": (("build", "--jobs", "1"), True, False),
        "generations": (("build", "--jobs", "1", "--generations"), False, False),
        "generations-first": (("build", "--jobs", "1", "--generations"), True, False),
    }
    nursery: Nursery
    base: Path
    store: Path
    args: tuple[str, ...]
    old: Tree | None = field(repr=False)
    new: Tree | None = field(repr=False)
    workers: bool

    @property
    def site(self) -> Tree | None:
        """What a reader of the site sees."""
        return tree(self.store / "site")

    @property
    def is_decided(self) -> bool:
        """Whether a journal stands, which the next command finishes."""
        return (self.store / ".site.journal").exists()

    def run(self, **how: Any) -> Done:
        """The build, with something going wrong, on the store as it was."""
        put_back(self.base, self.store)
        below = (f"{self.store}/site", f"{self.store}/.")
        return self.nursery.run(self.store, *self.args, below=below, workers=self.workers, **how)

    def again(self, what: str) -> Done:
        """The next command, undisturbed: the same build, or `verify`."""
        return self.nursery.run(self.store, *(self.args if what == "build" else (what,)), workers=self.workers)

    def finish(self, what: str, where: object) -> None:
        """Run the next command: then the site is whole, the new one after a build, and nothing is left over."""
        allowed = [self.new] if what == "build" or self.is_decided or self.site == self.new else [self.old]
        done = self.again(what)
        assert done.code == 0 or (what == "verify" and self.old is None and self.site is None), (where, what, done)
        assert self.site in allowed, (where, what)
        left = {name for name in leftovers(self.store) if what == "build" or (self.store / name).exists()}
        assert left == set(), (where, what)


def some(bench: Bench, most: int) -> Iterator[int]:
    """The numbers of so many calls of the build, spread evenly."""
    calls = bench.run().calls
    yield from sorted({1 + at * len(calls) // most for at in range(most)})
