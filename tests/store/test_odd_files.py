"""What must never be taken for a record: links, other people's repositories, pointers, names that other systems read otherwise.

Each is refused by its name; what begins with a dot or a tilde is passed over, as the contract says.
"""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

import pytest

from generator.store import index
from generator.store.decode import decode
from generator.store.index import build
from generator.store.source import Entry, Revision, WorkTree
from tests.store.git import commit, git, repository, start, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.model.diagnostic import Finding

D = "records/van-quan"
A = f"{D}/cells/ban-a"
YEAR = f"{A}/2024"
FILES = {
    "records/rulebook/hd-12.yml": "title: A\n", f"{D}/district.yml": "name: A\n", f"{A}/cell.yml": "name: B\n", f"{YEAR}/01-regular.md": "---\n---\n",
    f"{D}/observers/2024.yml": "", f"{D}/cells/ban-b/cell.yml": "name: C\n", "mkdocs.yml": "",
}  # fmt: skip
USUAL = [Entry(path) for path in sorted(FILES) if path.startswith("records/")]

# Names as data: path, code.
NAMES = [
    # look-alikes of .git
    (f"{D}/cells/git~1/cell.yml", "PA001"), (f"{D}/cells/GIT~1/cell.yml", "PA001"), (f"{D}/cells/gi7eba~1/cell.yml", "PA001"), (f"{D}/cells/\u2024git/cell.yml", "PA001"),
    (f"{D}/cells/\u200c.git/config", "PA001"), (f"{D}/cells/\uff0egit/config", "PA001"), (f"{D}/cells/\ufeff.git/config", "PA001"), (f"{A}/git~1", "PA001"), ("records/git~1/district.yml", "PA001"),
    (f"{A}/gitmodules", "PA001"), (f"{D}/cells/ git/cell.yml", "PA001"), (f"{A}/GITMOD~1", "PA001"), (f"{A}/GI250A~1", "PA001"),
    # kept by Windows for devices
    *((f"{D}/cells/{name}/cell.yml", "PA001") for name in ("con", "nul", "prn", "aux", "com1", "com9", "lpt1", "lpt9", "com0", "CON", "Nul")),
    ("records/rulebook/con.yml", "PA001"), ("records/nul/district.yml", "PA001"), (f"{D}/reviews/aux.yml", "PA001"), (f"{D}/cells/com\u00b9/cell.yml", "PA001"), (f"{D}/cells/con.txt/cell.yml", "PA001"), (f"{YEAR}/con.md", "PA001"),
    # ends and signs that other file systems drop or read otherwise
    (f"{A}/cell.yml.", "PA001"), (f"{A}/cell.yml ", "PA001"), (f"{A}/cell.yml::$DATA", "PA001"), (f"{A}/cell.yml:x", "PA001"), (f"{D}/cells/ban-a./cell.yml", "PA001"), (f"{D}/cells/ban-c /cell.yml", "PA001"),
    (f"{A}/a\\b.yml", "PA001"), (f"{A}/..\\..\\x.yml", "PA001"), (f"{A}/C:\\x.yml", "PA001"), (f"{A}/a*.yml", "PA001"), (f"{A}/a?.yml", "PA001"), (f"{A}/a<b>.yml", "PA001"), (f"{A}/a|b.yml", "PA001"), (f'{A}/a"b.yml', "PA001"),
    (f"{A}/-rf.yml", "PA001"), (f"{D}/cells/--all/cell.yml", "PA001"), (f"{D}/cells/-c/cell.yml", "PA001"), (f"{A}/%2e%2e.yml", "PA001"), (f"{A}/$(id).yml", "PA001"), (f"{A}/`id`.yml", "PA001"), (f"{A}/;a.yml", "PA001"), (f"{A}/a&b.yml", "PA001"),
    # characters that are not seen
    (f"{A}/a\x01b.yml", "PA001"), (f"{A}/a\tb.yml", "PA001"), (f"{A}/a\nb.yml", "PA001"), (f"{A}/a\x7fb.yml", "PA001"), (f"{A}/a\x85b.yml", "PA001"), (f"{A}/a\u2028b.yml", "PA001"), (f"{A}/\x1b[31m.yml", "PA001"),
    (f"{YEAR}/02-regular\u202edm.md", "PA001"), (f"{YEAR}/02-reg\u200bular.md", "PA001"), (f"{A}/a\ufffdb.yml", "PA001"), (f"{A}/a\u00a0b.yml", "PA001"), (f"{A}/a\ufdd0b.yml", "PA001"), (f"{A}/\U000e0041.yml", "PA001"),
    # numbers and kinds that look right
    (f"{YEAR}/1-regular.md", "PA001"), (f"{YEAR}/\u0660\u0661-regular.md", "PA001"), (f"{YEAR}/\uff10\uff12-regular.md", "PA001"), (f"{A}/\u0662\u0660\u0662\u0664/01-regular.md", "PA001"), (f"{A}/02024/01-regular.md", "PA001"), (f"{YEAR}/02-regular-x.md", "PA001"), (f"{YEAR}/02-regular.md.md", "PA001"), (f"{YEAR}/02-regular.md~", "PA001"), (f"{YEAR}/02-regular.markdown", "PA001"), (f"{YEAR}/#02-regular.md#", "PA001"), (f"{YEAR}/02-regular.md/x", "PA001"),
    # names of the site's own pages
    *((f"records/{name}/district.yml", "PA001") for name in ("rules", "data", "handbook", "definitions", "assets", "search", "en")),
    # the same name but for case, accents, or the way it is typed
    (f"{A}/Cell.yml", "PA003"), (f"{A}/CELL.YML", "PA003"), (f"{A}/c\u00e9ll.yml", "PA003"), (f"{A}/ce\u0301ll.yml", "PA003"), (f"{D}/cells/Ban-A/cell.yml", "PA003"), (f"{D}/cells/b\u1ea3n-a/cell.yml", "PA003"), (f"{D}/cells/ba\u0309n-a/cell.yml", "PA003"),
    (f"{D}/Cells/ban-c/cell.yml", "PA003"), ("records/V\u0103n-Quan/district.yml", "PA003"), (f"{YEAR}/01-REGULAR.md", "PA003"), ("records/Rulebook/hd-12.yml", "PA003"), (f"{D}/cells/\uff42an-a/cell.yml", "PA003"), (f"{D}/Observers/2024.yml", "PA003"),
]  # fmt: skip


def told(entries: list[Entry]) -> list[Finding]:
    return build(sorted({*USUAL, *entries})).findings


def test_there_are_more_than_sixty_kinds() -> None:
    assert len({path for path, _ in NAMES}) == len(NAMES)
    assert len(NAMES) + len(LINKS) + len(OTHERS) + len(POINTERS) > 120


@pytest.mark.parametrize(("path", "code"), NAMES, ids=lambda one: ascii(one)[-40:])
def test_a_name_is_refused_by_name(path: str, code: str) -> None:
    (finding,) = told([Entry(path)])
    assert (finding.code, finding.path) == (code, path)
    assert f"“{path}”" in finding.found.vi
    assert f"“{path}”" in finding.found.en
    assert finding.hint.vi
    assert index.build([Entry(path)]).cells <= {"van-quan/ban-a"}


@pytest.mark.parametrize("name", [".git", ".GIT", ".Git", ".git ", ".git.", ".git::$INDEX_ALLOCATION", ".g\u200cit", ".gitmodules", ".gitattributes", "~x", ".\u200cgit"])  # fmt: skip
@pytest.mark.parametrize("where", [f"{D}/cells/{{}}/cell.yml", f"{A}/{{}}", "records/{}/district.yml"])
def test_what_begins_with_a_dot_or_tilde_is_neither_read_nor_told(tmp_path: Path, name: str, where: str) -> None:
    write(tmp_path, FILES)
    target = tmp_path / where.format(name)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("[core]\n\tfsmonitor = touch marker\n", "utf-8")
    assert [entry.path for entry in WorkTree(tmp_path).entries()] == [entry.path for entry in USUAL]


# Where a link stands, and what it points to.
LINKS = [
    (f"{A}/members.yml", "cell.yml"), (f"{A}/members.yml", "../../../../outside.yml"), (f"{A}/members.yml", "/etc/passwd"), (f"{A}/members.yml", "/dev/zero"), (f"{A}/members.yml", "/proc/self/environ"),
    (f"{A}/members.yml", "../../../../.git/config"), (f"{A}/members.yml", "nowhere"), (f"{A}/members.yml", "members.yml"), (f"{A}/members.yml", "."), (f"{A}/members.yml", "/"), (f"{A}/members.yml", "a" * 200),
    (f"{YEAR}/02-regular.md", "01-regular.md"), (f"{YEAR}/02-regular.md", "../../ban-b/cell.yml"), (f"{A}/2023", "2024"), (f"{A}/2023", "/etc"), (f"{D}/cells/ban-c", "ban-a"), (f"{D}/cells/ban-c", "../../.."), (f"{D}/cells/ban-c", "/"),
    ("records/huyen-b", "van-quan"), ("records/rulebook/khac.yml", "hd-12.yml"), (f"{D}/reviews", "observers"), (f"{D}/events", "/tmp"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "target"), LINKS)
def test_a_link_is_refused_by_name_wherever_it_points(tmp_path: Path, path: str, target: str) -> None:
    write(tmp_path, FILES)
    (tmp_path / path).symlink_to(target)
    listed = WorkTree(tmp_path).entries()
    (finding,) = build(listed).findings
    assert (finding.code, finding.path) == ("PA002", path)
    assert f"“{path}” là liên kết" in finding.found.vi
    assert WorkTree(tmp_path).read([path, f"{path}/cell.yml", f"{path}/passwd"]) == {}


def test_links_are_refused_by_name_in_a_work_tree_and_in_a_revision_of_git(tmp_path: Path) -> None:
    root = repository(tmp_path / "kho", FILES)
    many = [
        (path.replace("members", "names").replace("ban-c", f"ban-c{n}"), target)
        for n, (path, target) in enumerate(LINKS)
        if n in {2, 11, 13, 15, 18, 19}
    ]
    for path, target in many:
        (root / path).symlink_to(target)
    assert {(f.code, f.path) for f in build(WorkTree(root).entries()).findings} == {("PA002", path) for path, _ in many}
    commit(root)
    for source in (WorkTree(root), Revision(root, "HEAD")):
        entries = source.entries()
        assert {(f.code, f.path) for f in build(entries).findings} == {("PA002", path) for path, _ in many}


def fifo(place: Path) -> None:
    os.mkfifo(place)


def unix(place: Path) -> None:
    server = socket.socket(socket.AF_UNIX)
    here = os.open(place.parent, os.O_RDONLY)
    try:
        server.bind(f"/proc/self/fd/{here}/{place.name}")  # no longer than a socket's name may be
    finally:
        server.close()
        os.close(here)


def inner(place: Path) -> None:
    start(place)
    write(place, {"cell.yml": "name: A\n"})
    commit(place)


# What stands there instead of a record, and where it is told.
OTHERS: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "pipe": (fifo, f"{A}/members.yml", ""), "pipe for minutes": (fifo, f"{YEAR}/02-regular.md", ""), "socket": (unix, f"{A}/members.yml", ""), "socket for minutes": (unix, f"{YEAR}/02-regular.md", ""),
    "folder for a roll": (lambda place: write(place, {"x.yml": ""}), f"{A}/members.yml", "/x.yml"), "folder for minutes": (lambda place: write(place, {"cell.yml": ""}), f"{YEAR}/02-regular.md", "/cell.yml"),
    "folder for a rule": (lambda place: write(place, {"x.yml": ""}), "records/rulebook/khac.yml", "/x.yml"), "repository for a cell": (inner, f"{D}/cells/ban-c", ""), "repository for a year": (inner, f"{A}/2023", ""), "repository for a district": (inner, "records/huyen-b", ""),
}  # fmt: skip


@pytest.mark.parametrize("kind", OTHERS)
def test_what_is_no_file_is_refused_by_name(tmp_path: Path, kind: str) -> None:
    root = repository(tmp_path / "kho", FILES)
    make, path, below = OTHERS[kind]
    make(root / path)
    found = {(f.code[:2], f.path) for f in build(WorkTree(root).entries()).findings}
    # git lists no pipes and no sockets: they are seen where the folder is walked
    if kind.startswith(("pipe", "socket")):
        assert found == set()
        (root / ".git").rename(tmp_path / "git")
        found = {(f.code[:2], f.path) for f in build(WorkTree(root).entries()).findings}
    assert found == {("PA", f"{path}{below}")}


@pytest.mark.parametrize("where", [f"{D}/cells/ban-c", f"{A}/2023", "records/huyen-b", f"{A}/members.yml", f"{YEAR}/02-regular.md"])  # fmt: skip
def test_a_submodule_is_refused_by_name(tmp_path: Path, where: str) -> None:
    root = repository(tmp_path / "kho", FILES)
    head = git(root, "rev-parse", "HEAD")
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{head},{where}")
    git(root, "commit", "-qm", "x")
    (finding,) = build(Revision(root, "HEAD").entries()).findings
    assert (finding.code, finding.path) == ("PA002", where)
    assert "mô-đun con" in finding.found.vi
    (root / where).mkdir(parents=True)
    assert [(f.code, f.path) for f in build(WorkTree(root).entries()).findings] == [("PA002", where)]


@pytest.mark.parametrize("mode", [0o644, 0o755, 0o600, 0o4755, 0o666, 0o444])
def test_the_rights_of_a_file_make_it_no_other_record(tmp_path: Path, mode: int) -> None:
    root = repository(tmp_path / "kho", FILES)
    (root / A / "cell.yml").chmod(mode)
    git(root, "commit", "-qam", "x", "--allow-empty")
    for source in (WorkTree(root), Revision(root, "HEAD")):
        entries = source.entries()
        assert build(entries).findings == []
        assert source.read([f"{A}/cell.yml"]) == {f"{A}/cell.yml": b"name: B\n"}


POINTERS = [
    b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"4d" * 32 + b"\nsize 1\n", b"version https://git-lfs.github.com/spec/v1\next-0-x sha256:" + b"4d" * 32 + b"\noid sha256:00\nsize 1\n",
    b"version https://git-lfs.github.com/spec/v1\r\noid sha256:00\r\nsize 1\r\n", b"version https://git-lfs.github.com/spec/v1", b"version https://git-lfs.github.com/spec/v2\noid x\n", b"version https://hawser.github.com/spec/v1\noid sha256:00\nsize 1\n",
]  # fmt: skip


@pytest.mark.parametrize("raw", POINTERS)
def test_a_pointer_to_a_file_elsewhere_is_refused_by_name(raw: bytes) -> None:
    text, (finding,) = decode(f"{A}/cell.yml", raw)
    assert text is None
    assert finding.code == "PA002"
    assert "Git LFS" in finding.found.vi
