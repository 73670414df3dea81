"""Who is asked about a change: the paths git names, against CODEOWNERS as a forge reads it (the last line that fits)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.commands.test_codeowners import FILES, TEXT
from tests.store import git

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STORE, WORKFLOWS, RULEBOOK, DISTRICT = (
    {"@huyen/ky-thuat"},
    {"@may-01", "@may-02"},
    {"@huyen/to-chuc"},
    {"@huyen/van-phong"},
)
UNIT, OWN = {"@xa-a/thu-ky"}, {"@tk-01", "@tk-02"}
A, CELLS = "records/huyen-a", "records/huyen-a/cells"
START = {
    **FILES,
    ".github/CODEOWNERS": TEXT,
    ".github/workflows/soat.yml": "on: push\n",
    "mkdocs.yml": "site_name: Sổ\n",
    "records/rulebook/r.yml": "title: R\n",
    f"{CELLS}/ban-a/2024/01-regular.md": "---\ndate: 2024-01-05\n---\n",
    f"{CELLS}/ban-tu-ghi/2024/01-regular.md": "---\ndate: 2024-01-04\n---\nBiên bản riêng.\n",
}


def fits(pattern: str, path: str) -> bool:
    """Match as CODEOWNERS does: from the top after `/`, a folder with all in it before `/`, a star within one folder."""
    rest = "/.+" if pattern.endswith("/") else "(?:/.+)?"
    start = "" if pattern.strip("/").count("/") or pattern.startswith("/") else "(?:.+/)?"
    body = re.escape(pattern.strip("/")).replace(r"\*", "[^/]*")
    return re.fullmatch(start + body + rest, path) is not None


def owners(path: str) -> set[str]:
    found: set[str] = set()
    for line in TEXT.splitlines():
        pattern, _, accounts = line.partition(" ")
        if pattern not in {"", "#"} and fits(pattern, path):
            found = set(accounts.split())
    return found


class Repository(NamedTuple):
    """A store in git, to be changed on a branch."""

    root: Path

    def write(self, path: str, text: str = "x\n") -> None:
        git.write(self.root, {path: text})

    def move(self, source: str, target: str) -> None:
        (self.root / target).parent.mkdir(parents=True, exist_ok=True)
        (self.root / source).rename(self.root / target)

    def remove(self, path: str) -> None:
        (self.root / path).unlink()

    def link(self, path: str, target: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).symlink_to(target)

    def mode(self, path: str) -> None:
        git.git(self.root, "update-index", "--chmod=+x", path)
        (self.root / path).chmod(0o755)

    def submodule(self, path: str) -> None:
        (self.root / path).mkdir(parents=True)
        git.start(self.root / path)
        commit = git.commit(self.root / path)
        git.git(self.root, "update-index", "--add", "--cacheinfo", f"160000,{commit},{path}")

    def replace_by(self, make: Callable[[str], None], path: str) -> None:
        """Put something else in the place of a folder."""
        git.git(self.root, "rm", "-r", "--quiet", path)
        make(path)

    def merge(self, *paths: str) -> None:
        """Merge another branch, which changed these."""
        git.git(self.root, "checkout", "--quiet", "-b", "side", "main")
        for path in paths:
            self.write(path)
        git.commit(self.root)
        git.git(self.root, "checkout", "--quiet", "change")
        git.git(self.root, "merge", "--quiet", "--no-ff", "--message", "Gộp", "side")


BAN_A, OWN_FILE = f"{CELLS}/ban-a/2024/01-regular.md", f"{CELLS}/ban-tu-ghi/2024/01-regular.md"
SHAPES: list[tuple[str, Callable[[Repository], object], list[set[str]]]] = [
    ("a new meeting in one's own cell", lambda r: r.write(f"{CELLS}/ban-a/2024/02-regular.md"), [UNIT]),
    ("an edit in one's own cell", lambda r: r.write(BAN_A), [UNIT]),
    ("a deletion in one's own cell", lambda r: r.remove(BAN_A), [UNIT]),
    ("a rename inside the cell", lambda r: r.move(BAN_A, f"{CELLS}/ban-a/2024/01-thematic.md"), [UNIT]),
    ("the cell's own accounts", lambda r: r.write(OWN_FILE), [OWN]),
    ("a rename out of the cell", lambda r: r.move(BAN_A, f"{CELLS}/ban-tu-ghi/2024/02-regular.md"), [UNIT, OWN]),
    ("a rename into the cell", lambda r: r.move(OWN_FILE, f"{CELLS}/ban-a/2024/02-regular.md"), [UNIT, OWN]),
    ("a rename out of the records", lambda r: r.move(BAN_A, "docs/x.md"), [UNIT, STORE]),
    ("a rename with an edit", lambda r: (r.move(BAN_A, f"{CELLS}/thon-cu/a.md"), r.write(f"{CELLS}/thon-cu/a.md")), [UNIT, DISTRICT]),
    ("a change of mode", lambda r: r.mode(OWN_FILE), [OWN]),
    ("a file that becomes a link", lambda r: (r.remove(BAN_A), r.link(BAN_A, "../../x")), [UNIT]),
    ("a link in the place of a cell", lambda r: r.replace_by(lambda p: r.link(p, "ban-tu-ghi"), f"{CELLS}/ban-a"), [UNIT, DISTRICT]),
    ("a submodule in the place of a cell", lambda r: r.replace_by(r.submodule, f"{CELLS}/ban-tu-ghi"), [OWN, DISTRICT]),
    ("a submodule inside a cell", lambda r: r.submodule(f"{CELLS}/ban-a/sub"), [UNIT]),
    ("a submodule in the place of a district", lambda r: r.submodule("records/huyen-c"), [STORE]),
    ("a file in the place of a district", lambda r: r.write("records/huyen-c"), [STORE]),
    (".gitmodules", lambda r: r.write(".gitmodules"), [STORE]),
    ("a merge of another cell's change", lambda r: (r.write(BAN_A), git.commit(r.root), r.merge(OWN_FILE)), [UNIT, OWN]),
    ("a merge of the rulebook", lambda r: (r.write(BAN_A), git.commit(r.root), r.merge("records/rulebook/r.yml")), [UNIT, RULEBOOK]),
    ("a change made and taken back", lambda r: (r.write(OWN_FILE), git.commit(r.root), r.write(OWN_FILE, START[OWN_FILE]), r.write(BAN_A)), [UNIT]),
    ("a new cell", lambda r: r.write(f"{CELLS}/ban-moi/cell.yml"), [DISTRICT]),
    ("a cell whose name begins like another", lambda r: r.write(f"{CELLS}/ban-a-2/cell.yml"), [DISTRICT]),
    ("a cell's name in capitals", lambda r: r.write(f"{CELLS}/Ban-A/cell.yml"), [DISTRICT]),
    ("the same cell name in another district", lambda r: r.write("records/huyen-b/cells/ban-a/cell.yml"), [STORE]),
    ("a folder of that name elsewhere", lambda r: r.write("docs/records/huyen-a/cells/ban-a/x.md"), [STORE]),
    ("the district's file", lambda r: r.write(f"{A}/district.yml"), [DISTRICT]),
    ("the district's observers", lambda r: r.write(f"{A}/observers/2024.yml"), [DISTRICT]),
    ("a new district", lambda r: r.write("records/huyen-c/district.yml"), [STORE]),
    ("the rulebook", lambda r: r.write("records/rulebook/moi.yml"), [RULEBOOK]),
    ("a workflow", lambda r: r.write(".github/workflows/soat.yml"), [WORKFLOWS]),
    ("CODEOWNERS itself", lambda r: r.write(".github/CODEOWNERS"), [WORKFLOWS]),
    ("a second CODEOWNERS", lambda r: r.write("docs/CODEOWNERS"), [STORE]),
    ("the map", lambda r: r.write("codeowners.yml"), [STORE]),
    ("the settings", lambda r: r.write("mkdocs.yml"), [STORE]),
    ("a name with blanks and marks", lambda r: r.write(f"{CELLS}/ban-a/2024/Biên bản * [1].md"), [UNIT]),
    ("two cells and a workflow", lambda r: (r.write(BAN_A), r.write(OWN_FILE), r.write(".github/x")), [UNIT, OWN, WORKFLOWS]),
]  # fmt: skip


@pytest.mark.parametrize(("shape", "change", "asked"), SHAPES, ids=[shape for shape, _, _ in SHAPES])
def test_every_owner_of_a_touched_path_is_asked(
    tmp_path: Path, shape: str, change: Callable[[Repository], object], asked: list[set[str]]
) -> None:
    root = tmp_path / "store"
    git.start(root)
    git.write(root, START)
    git.commit(root)
    git.git(root, "checkout", "--quiet", "-b", "change")
    change(Repository(root))
    git.commit(root)
    touched = git.git(root, "diff", "--name-only", "--no-renames", "-z", "main...change").rstrip("\0").split("\0")
    found = {frozenset(owners(path)) for path in touched}
    assert found == {frozenset(accounts) for accounts in asked}, touched


def test_there_are_at_least_thirty() -> None:
    assert len({shape for shape, _, _ in SHAPES}) == len(SHAPES) >= 30


@pytest.mark.parametrize(
    ("pattern", "path", "does"),
    [
        ("*", "a/b/c.md", True),
        ("/a/", "a/b", True),
        ("/a/", "a", False),
        ("/a/", "b/a/c", False),
        ("/a/b/", "a/bc/d", False),
        ("/a/b", "a/b/c", True),
        ("/a/*", "a/b", True),
    ],
)
def test_the_matcher_itself(pattern: str, path: str, does: bool) -> None:
    assert fits(pattern, path) is does
