"""Git is asked, never believed: no program that a repository names is run, and the user's own trust still counts."""

from __future__ import annotations

import os
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from generator.pipeline import Options, check, check_changes
from generator.store import git as gits
from generator.store.contents import contents, marks, state
from generator.store.difference import naming
from generator.store.source import Revision, WorkTree
from generator.store.source import git as ask_git
from tests.store.git import commit, git, start
from tests.support import AS_OF, CELL, MARCH, USUAL, write

if TYPE_CHECKING:
    from pathlib import Path

PROGRAMS = [
    "core.fsmonitor", "core.pager", "core.sshCommand", "core.askPass", "core.editor", "core.alternateRefsCommand", "core.gitProxy", "diff.external",
    "diff.evil.command", "diff.evil.textconv", "filter.evil.clean", "filter.evil.smudge", "filter.evil.process", "gpg.program", "gpg.ssh.program",
    "gpg.x509.program", "gpg.ssh.defaultKeyCommand", "pager.log", "pager.diff", "pager.ls-files", "credential.helper", "interactive.diffFilter",
    "sequence.editor", "uploadpack.packObjectsHook", "remote.origin.uploadpack", "trace2.eventTarget",
]  # fmt: skip
COMMANDS = ["log", "ls-files", "ls-tree", "cat-file", "diff-index", "diff-files", "rev-parse", "grep", "merge-base"]
HOOKS = [
    "post-index-change",
    "reference-transaction",
    "post-checkout",
    "fsmonitor-watchman",
    "pre-auto-gc",
    "post-commit",
]


def evil(tmp_path: Path) -> Path:
    """A program that leaves a mark and fails."""
    program = tmp_path / "evil.sh"
    program.write_text(f'#!/bin/sh\ntouch {tmp_path}/marker\necho "$@" >> {tmp_path}/marker\nexit 1\n')
    program.chmod(0o755)
    return program


def arm(root: Path, program: Path) -> None:
    """Name the program wherever a repository can name one."""
    for key in PROGRAMS:
        git(root, "config", key, str(program))
    for name in COMMANDS:
        git(root, "config", f"alias.{name}", f"!{program}")
    for key, value in {
        "log.showSignature": "true", "submodule.recurse": "true", "filter.evil.required": "true", "diff.evil.cachetextconv": "true",
        "remote.origin.url": f"ext::{program}", "protocol.allow": "always", "protocol.ext.allow": "always", "remote.origin.promisor": "true",
        "extensions.partialClone": "origin", "core.repositoryFormatVersion": "1", "core.hooksPath": str(root / "hooks"),
        "core.attributesFile": str(root / ".git" / "more"),
    }.items():  # fmt: skip
        git(root, "-c", "core.fsmonitor=false", "config", key, value)
    for folder in (root / "hooks", root / ".git" / "hooks"):
        folder.mkdir(exist_ok=True)
        for name in HOOKS:
            (folder / name).unlink(missing_ok=True)
            (folder / name).symlink_to(program)
    (root / ".git" / "info" / "attributes").write_text("* filter=evil diff=evil\n")
    (root / ".git" / "more").write_text("* filter=evil diff=evil\n")


def signed(root: Path) -> str:
    """Put a commit with a signature on top."""
    tree, parent = git(root, "rev-parse", "HEAD^{tree}"), git(root, "rev-parse", "HEAD")
    who = "A <a@example.invalid> 1710000000 +0700"
    raw = (
        f"tree {tree}\nparent {parent}\nauthor {who}\ncommitter {who}\n"
        "gpgsig -----BEGIN PGP SIGNATURE-----\n \n abcd\n -----END PGP SIGNATURE-----\n\nKý\n"
    )
    (root / ".git" / "raw").write_text(raw)
    made = git(root, "hash-object", "-t", "commit", "-w", "--literally", str(root / ".git" / "raw"))
    git(root, "update-ref", "refs/heads/main", made)
    return made


@pytest.fixture
def armed(tmp_path: Path) -> Path:
    root = tmp_path / "kho"
    start(root)
    write(
        root,
        {
            **USUAL,
            ".gitattributes": "* filter=evil diff=evil\n",
            "mkdocs.yml": "site_name: A\nplugins: [chibo]\n",
            "docs/index.md": "# Sổ\n",
        },
    )
    inner = root / "records" / "van-quan" / "cells" / "ban-z"
    start(inner)
    write(inner, {"x.yml": "x\n", ".gitattributes": "* filter=evil diff=evil\n"})
    commit(inner)
    commit(root)
    write(root, {MARCH: (root / MARCH).read_text(encoding="utf-8") + "\nThêm.\n"})
    commit(root)
    signed(root)
    program = evil(tmp_path)
    arm(root, program)
    arm(inner, program)
    for path in (root / CELL, root / MARCH, inner / "x.yml"):  # git has to look into them again
        os.utime(path, (1, 1))
    (inner / "x.yml").write_text("y\n")
    with (root / MARCH).open("a") as file:
        file.write("\nNữa.\n")
    return root


def test_the_program_would_be_run(armed: Path, tmp_path: Path) -> None:
    for command in (["log", "-1"], ["diff-files", "-p"], ["status"], ["grep", "--textconv", "x"]):
        (tmp_path / "marker").unlink(missing_ok=True)
        subprocess.run(["git", "-C", str(armed), *command], capture_output=True, check=False)
        assert (tmp_path / "marker").exists(), command


def test_no_program_of_the_repository_is_run_by_git(armed: Path, tmp_path: Path) -> None:
    tree, revision = WorkTree(armed), Revision(armed, "HEAD")
    for source in (tree, revision):
        paths = [entry.path for entry in source.entries() if entry.kind == "file"]
        assert CELL in source.read(paths)
        assert contents(source, paths, marks(source, paths))[CELL]
        assert CELL in source.history().first
        assert naming(source, ["Chi"])
    assert state(armed, "records") is not None
    assert not (tmp_path / "marker").exists()


def test_no_program_of_the_repository_is_run_by_a_command(armed: Path, tmp_path: Path) -> None:
    options = Options(armed, AS_OF, jobs=1)
    assert check(options).diagnostics
    assert check(Options(armed, AS_OF, jobs=1, revision="HEAD~1")).diagnostics
    check_changes(options, "HEAD~1")
    assert not (tmp_path / "marker").exists()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("log.showSignature", "false"), ("core.hooksPath", os.devnull), ("core.fsmonitor", "false"), ("diff.external", ""), ("core.attributesFile", os.devnull),
        ("protocol.allow", "never"), ("core.pager", "cat"), ("gpg.program", "false"), ("gpg.ssh.program", "false"), ("gpg.x509.program", "false"),
        ("core.sshCommand", "false"), ("core.askPass", ""), ("core.alternateRefsCommand", "false"), ("submodule.recurse", "false"),
        ("log.mailmap", "false"), ("log.follow", "false"), ("log.showRoot", "true"), ("diff.orderFile", os.devnull), ("core.quotePath", "off"),
        ("core.trustctime", "true"), ("core.checkStat", "default"), ("diff.renameLimit", "1000"), ("diff.renames", "true"),
        ("core.bigFileThreshold", "512m"), ("i18n.logOutputEncoding", "UTF-8"), ("diff.ignoreSubmodules", "none"),
    ],
)  # fmt: skip
def test_what_a_repository_says_of_programs_is_overridden(armed: Path, key: str, value: str) -> None:
    assert ask_git(armed, "config", "--get", key) == f"{value}\n".encode()


def test_git_gets_a_clean_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "git").write_text("#!/bin/sh\nenv\n")
    (tmp_path / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("GIT_DIR", "/x")
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "/x")
    said = dict(line.split("=", 1) for line in (ask_git(tmp_path, "log") or b"").decode().splitlines())
    assert {name: value for name, value in said.items() if name.startswith("GIT_")} == {
        "GIT_GRAFT_FILE": os.devnull, "GIT_ALLOW_PROTOCOL": "none", "GIT_ATTR_NOSYSTEM": "1", "GIT_CONFIG_COUNT": "0", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_SYSTEM": os.devnull, "GIT_NO_LAZY_FETCH": "1", "GIT_NO_REPLACE_OBJECTS": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_PAGER": "cat",
        "GIT_TERMINAL_PROMPT": "0",
    }  # fmt: skip


def test_nothing_is_fetched_for_an_object_that_is_lacking(armed: Path, tmp_path: Path) -> None:
    name = git(armed, "-c", "core.fsmonitor=false", "rev-parse", f"HEAD:{CELL}")
    (armed / ".git" / "objects" / name[:2] / name[2:]).unlink()
    source = Revision(armed, "HEAD")
    paths = [entry.path for entry in source.entries()]
    assert CELL not in source.read(paths)
    assert not (tmp_path / "marker").exists()


def test_a_setting_does_not_change_what_the_log_says(tmp_path: Path) -> None:
    start(tmp_path)
    write(tmp_path, USUAL)
    commit(tmp_path, "2024-01-05T08:00:00+07:00")
    before = WorkTree(tmp_path).history()
    assert CELL in before.first
    for key, value in {
        "log.showRoot": "false",
        "log.follow": "true",
        "log.date": "iso",
        "format.pretty": "full",
        "color.ui": "always",
        "core.quotePath": "true",
    }.items():
        git(tmp_path, "config", key, value)
        assert WorkTree(tmp_path).history() == before, key


LOG_SETTINGS = [
    ("diff.renameLimit", "1"), ("diff.renames", "false"), ("diff.renames", "copies"), ("core.bigFileThreshold", "1"),
    ("log.diffMerges", "separate"), ("diff.noprefix", "true"), ("diff.relative", "false"), ("diff.algorithm", "minimal"),
    ("i18n.logOutputEncoding", "UTF-16"), ("log.date", "human"), ("diff.interHunkContext", "3"), ("core.abbrev", "4"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "value"), LOG_SETTINGS)
def test_a_setting_does_not_change_what_was_renamed(tmp_path: Path, key: str, value: str) -> None:
    start(tmp_path)
    names = [f"records/van-quan/cells/ban-a/2024/0{n}-regular.md" for n in range(1, 6)]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("".join(f"{name} dòng {n}\n" for n in range(30)), "utf-8")
    commit(tmp_path, "2024-01-05T08:00:00+07:00")
    for name in names:
        later = name.replace("regular", "thematic")
        git(tmp_path, "mv", name, later)
        (tmp_path / later).write_text(f"{(tmp_path / later).read_text('utf-8')}thêm\n", "utf-8")
    commit(tmp_path, "2024-05-05T08:00:00+07:00")
    before = WorkTree(tmp_path).history()
    assert before.first.keys() == {name.replace("regular", kind) for name in names for kind in ("regular", "thematic")}
    assert set(before.first.values()) == {before.start}
    git(tmp_path, "config", key, value)
    assert WorkTree(tmp_path).history() == before


@pytest.mark.parametrize(("key", "value"), [("core.trustctime", "false"), ("core.checkStat", "minimal")])
def test_a_setting_hides_no_change(tmp_path: Path, key: str, value: str) -> None:
    start(tmp_path)
    write(tmp_path, USUAL)
    os.utime(tmp_path / MARCH, (1, 1))
    commit(tmp_path)
    git(tmp_path, "config", key, value)
    time.sleep(1.1)  # git tells times of change by the second
    source, text = WorkTree(tmp_path), (tmp_path / MARCH).read_text("utf-8")
    before = state(tmp_path, "records"), contents(source, [MARCH], marks(source, [MARCH]))
    (tmp_path / MARCH).write_text(text.replace("Chi", "Sau"), "utf-8")
    os.utime(tmp_path / MARCH, (1, 1))
    after = state(tmp_path, "records"), contents(source, [MARCH], marks(source, [MARCH]))
    assert before[0] is not None
    assert after[0] is not None
    assert (before[0].name != after[0].name, before[1] != after[1]) == (True, True)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user with settings of their own."""
    place = tmp_path / "home"
    place.mkdir()
    monkeypatch.setenv("HOME", str(place))
    gits.of_the_user.cache_clear()
    return place


def others(root: Path) -> None:
    """Give a repository to somebody else."""
    if os.geteuid() != 0:
        pytest.skip("only root gives files away")
    for path in (root, root / ".git"):
        os.chown(path, 12345, 12345)


def test_a_repository_of_somebody_else_is_trusted_where_the_user_says_so(tmp_path: Path, home: Path) -> None:
    root = tmp_path / "kho"
    start(root)
    write(root, USUAL)
    commit(root)
    others(root)
    assert ask_git(root, "rev-parse", "HEAD") is None
    assert WorkTree(root).history().first == {}
    assert CELL in {entry.path for entry in WorkTree(root).entries()}
    (home / ".gitconfig").write_text(f"[safe]\n\tdirectory = {root}\n")
    gits.of_the_user.cache_clear()
    assert CELL in WorkTree(root).history().first


def test_a_repository_does_not_vouch_for_itself(tmp_path: Path, home: Path) -> None:
    root = tmp_path / "kho"
    start(root)
    git(root, "config", "safe.directory", "*")
    assert gits.of_the_user(str(root), (("HOME", str(home)), ("PATH", os.environ["PATH"]))) == ()
    others(root)
    assert ask_git(root, "rev-parse", "--git-dir") is None


def test_what_the_user_passes_over_is_passed_over(tmp_path: Path, home: Path) -> None:
    root = tmp_path / "kho"
    start(root)
    write(root, {**USUAL, "records/a.tmp": "", "records/b.bak": ""})
    (home / "mine").write_text("*.tmp\n")
    (root / "theirs").write_text("*.bak\n")
    (home / ".gitconfig").write_text("[core]\n\texcludesFile = ~/mine\n[user]\n\tname = A\n")
    assert {e.path for e in WorkTree(root).entries()} - set(USUAL) == {"records/b.bak"}
    git(root, "config", "core.excludesFile", str(root / "theirs"))
    gits.of_the_user.cache_clear()
    assert {e.path for e in WorkTree(root).entries()} - set(USUAL) == {"records/a.tmp"}


def test_no_other_setting_of_the_user_counts(tmp_path: Path, home: Path) -> None:
    root = tmp_path / "kho"
    start(root)
    (home / ".gitconfig").write_text("[core]\n\tabbrev = 5\n[a]\n\tb = c\n")
    assert ask_git(root, "config", "a.b", fine=(0, 1)) == b""
