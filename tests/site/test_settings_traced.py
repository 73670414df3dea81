"""Settings are data, as the system sees it: with the worst of them no other program starts and nothing outside is opened."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.site.conftest import ROOT
from tests.support import USUAL, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEAD = "site_name: Sổ\ntheme: {name: chibo}\nplugins:\n  - chibo: {as_of: 2024-04-15}\n"
# Left alone by a check, refused by a build: programs, files of others, variables of the environment.
FOREIGN = [
    "hooks: [../outside/hook.py]\n", "hooks: [hook.py]\n", "INHERIT: ../outside/secret.yml\n", "docs_dir: ../outside\n", "docs_dir: /etc\n", "watch: [../outside]\n", "extra_templates: [../outside/secret.yml]\n",
    "markdown_extensions: [evil]\n", "markdown_extensions: [{pymdownx.snippets: {base_path: ../outside}}]\n", "extra: {a: !ENV SECRET}\n", "extra: !!python/object/apply:os.system ['touch marker']\n",
    "extra: !!python/name:evil.run\n", "extra: !relative ../outside/secret.yml\n", "extra: !include ../outside/secret.yml\n", "theme_dir: ../outside\n",
]  # fmt: skip
# Refused by each command: they stand in what is read here, or change it.
READ = [
    "site_name: !ENV SECRET\n", "site_name: !!python/object/apply:os.system ['touch marker']\n", "plugins: !include ../outside/secret.yml\n", "plugins:\n  - chibo: {records: ../outside}\n", "plugins:\n  - chibo: {records: /etc}\n",
    "plugins:\n  - chibo: {records: .git}\n", "<<: !include ../outside/secret.yml\n", "plugins:\n  - chibo: {hooks: [hook.py]}\n", "%TAG !e! tag:yaml.org,2002:python/object/apply:\n---\nsite_name: !e!os.system ['touch marker']\n",
]  # fmt: skip
OPENED = re.compile(r'(?:openat|open|openat2|creat|readlink|readlinkat)\((?:[^,"]*, )?"((?:[^"\\]|\\.)*)"')
STARTED = re.compile(r'execve\("((?:[^"\\]|\\.)*)".*= 0$', re.MULTILINE)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store beside a folder of somebody else's, with programs in both that leave a mark where they run."""
    root = tmp_path / "kho"
    write(root, {**USUAL, "docs/index.md": "# x\n"})
    (tmp_path / "outside").mkdir()
    for place in (root / "hook.py", root / "evil.py", tmp_path / "outside" / "hook.py"):
        place.write_text(f"import pathlib\npathlib.Path({str(tmp_path / 'marker')!r}).touch()\n", "utf-8")
    (tmp_path / "outside" / "secret.yml").write_text("site_name: MẬT\n", "utf-8")
    return root


def traced(strace: str, store: Path, *command: str) -> tuple[int, str, set[str], list[str]]:
    """Exit code and output of a command, the programs that it started, and what it opened in the folder beside."""
    log = store.parent / "trace"
    asked = [strace, "-f", "-qq", "-s", "4096", "-e", "trace=execve,open,openat,openat2,creat,readlink,readlinkat,connect", "-o", str(log)]
    done = subprocess.run(
        [*asked, sys.executable, "-m", "generator", *command], cwd=store, capture_output=True, text=True, check=False,
        env={"PATH": "/usr/bin:/bin", "HOME": str(store.parent / "home"), "SECRET": "MẬT", "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    text = log.read_text("utf-8", "replace")
    started = {path.rpartition("/")[2] for path in STARTED.findall(text)}
    assert "connect(" not in text or "AF_INET" not in text
    opened = [path for path in OPENED.findall(text) if "outside" in path or path.endswith(("hook.py", "evil.py")) or path in {"/etc/passwd", "/proc/self/environ"}]
    return done.returncode, done.stdout + done.stderr, started - {sys.executable.rpartition("/")[2]}, opened


def test_a_check_lets_be_what_is_for_others(store: Path, need: Callable[..., str]) -> None:
    for text in ("".join(FOREIGN[:1] + FOREIGN[2:4] + FOREIGN[5:8]), FOREIGN[10]):
        (store / "mkdocs.yml").write_text(HEAD + text, "utf-8")
        code, said, started, opened = traced(need("strace"), store, "check", "--kind", "invalid", "--jobs", "1")
        assert code == 0, said
        assert (started <= {"git"}, opened) == (True, [])
        assert not (store.parent / "marker").exists()


@pytest.mark.torture
@pytest.mark.parametrize("text", FOREIGN)
def test_a_build_refuses_what_is_for_others(store: Path, need: Callable[..., str], text: str) -> None:
    refused(store, need("strace"), HEAD + text, "build", "--output", "site")


@pytest.mark.torture
@pytest.mark.parametrize("text", READ)
@pytest.mark.parametrize("command", [["check"], ["build", "--output", "site"], ["status"]])
def test_every_command_refuses_what_is_read(store: Path, need: Callable[..., str], text: str, command: list[str]) -> None:
    refused(store, need("strace"), text, *command)


@pytest.mark.parametrize(("text", "command"), [(HEAD + FOREIGN[0], "build"), (READ[1], "check"), (READ[3], "build")])
def test_some_of_them(store: Path, need: Callable[..., str], text: str, command: str) -> None:
    refused(store, need("strace"), text, command)


def refused(store: Path, strace: str, text: str, *command: str) -> None:
    (store / "mkdocs.yml").write_text(text, "utf-8")
    code, said, started, opened = traced(strace, store, *command)
    assert code == 2, said
    assert "mkdocs.yml" in said
    assert "Traceback" not in said
    assert "MẬT" not in said
    assert (started <= {"git"}, opened) == (True, [])
    assert not (store.parent / "marker").exists()
    assert not (store / "site").exists()
