"""The scripts of `tools/ci` by themselves: what they refuse, and what other forges call."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.workflows.pull import TEXTS, git
from tests.workflows.runner import CHIBO, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.workflows.pull import Forge
    from tests.workflows.runner import Runner

CI = ROOT / "tools" / "ci"
TEXTS_200 = [f"{first}{second}" for first in TEXTS for second in TEXTS[:8]][:200]


@pytest.fixture(scope="module")
def here(machine: Callable[..., Runner], forge: Forge) -> tuple[Runner, Path]:
    """A machine with a clone of the repository in `store`, the program in it."""
    found = machine()
    store = found.folder / "store"
    git(found.folder, "clone", "-q", str(forge.origin), str(store))
    (store / ".venv/bin").mkdir(parents=True)
    shutil.copy(found.folder / "tools/python3", store / ".venv/bin/python3")
    found.run([str(found.folder / "tools/python3"), "-I", "-m", "venv", str(store / ".venv")], found.folder)
    return found, store


def script(here: tuple[Runner, Path], name: str, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    machine, store = here
    asked = {"STORE": str(store), "GH_TOKEN": "t", **env}
    return machine.run([str(store / "tools/ci" / name), *arguments], machine.folder, **asked)


def test_there_are_enough_texts() -> None:
    assert len(set(TEXTS_200)) == 200


def test_no_text_in_the_place_of_a_commit_is_run_or_repeated(here: tuple[Runner, Path]) -> None:
    machine, _ = here
    for text in TEXTS_200:
        written = text.format(marks=machine.folder / "marks") if "{{" not in text else text
        for name in ("fetch", "check", "preview"):
            done = script(here, name, HEAD_REF="refs/pull/7/head", HEAD_SHA=written)
            assert done.returncode == 2, (name, written)
            assert done.stdout == ""
            assert "HEAD_SHA phải là mã commit" in done.stderr
            assert len(written) < 20 or written not in done.stderr
    assert machine.marks == []


@pytest.mark.parametrize(
    "ref",
    [
        "", "main", "refs/heads/main", "refs/pull//head", "refs/pull/7/merge", "refs/pull/7", "refs/pull/x/head", "refs/pull/7/head/..",
        "refs/pull/$(id)/head", "refs/pull/7/head:refs/heads/main", "+refs/pull/7/head", "--upload-pack=id", "refs/pull/7/head\n",
        "refs/pull/7 /head", "7", "refs/merge-requests/refs/pull/7/head/head",
    ],
)  # fmt: skip
def test_only_the_reference_of_a_pull_request_is_fetched(here: tuple[Runner, Path], ref: str) -> None:
    done = script(here, "fetch", HEAD_REF=ref, HEAD_SHA="a" * 40)
    assert done.returncode == 2
    assert "HEAD_REF" in done.stderr


def test_a_commit_that_was_pushed_away_is_said(here: tuple[Runner, Path], forge: Forge) -> None:
    git(forge.origin, "update-ref", "refs/pull/30/head", forge.main)
    done = script(here, "fetch", HEAD_REF="refs/pull/30/head", HEAD_SHA="a" * 40)
    assert done.returncode == 2
    assert "đã được đẩy lại" in done.stderr


def test_a_merge_request_of_gitlab_is_fetched_as_well(here: tuple[Runner, Path], forge: Forge) -> None:
    git(forge.origin, "update-ref", "refs/merge-requests/12/head", forge.main)
    done = script(here, "fetch", HEAD_REF="refs/merge-requests/12/head", HEAD_SHA=forge.main)
    assert done.returncode == 0, done.stderr
    assert git(here[1], "rev-parse", "refs/chibo/head") == forge.main


GIT = """\
#!/bin/sh
case "$*" in
*"remote get-url origin"*) echo "{address}" ;;
*" fetch "*) {{ printf '%s\\n' "$*"; env | grep ^GIT_CONFIG_; }} >"{told}" ;;
*) exec "{git}" "$@" ;;
esac
"""


@pytest.mark.parametrize(
    ("address", "travels"), [("https://a.invalid/so.git", True), ("http://a.invalid/so.git", False)]
)
def test_the_token_travels_in_a_header_to_that_address_alone(
    here: tuple[Runner, Path], forge: Forge, tmp_path: Path, address: str, travels: bool
) -> None:
    machine, store = here
    before = (store / ".git/config").read_bytes()
    told = tmp_path / "told"
    (tmp_path / "git").write_text(GIT.format(address=address, told=told, git=shutil.which("git")), "utf-8")
    (tmp_path / "git").chmod(0o755)
    path = f"{tmp_path}:{os.environ['PATH']}"
    done = script(here, "fetch", PATH=path, HEAD_REF="refs/pull/7/head", HEAD_SHA=forge.main, GIT_TOKEN="bí mật")
    assert done.returncode == 0, done.stderr
    command, *settings = told.read_text("utf-8").splitlines()
    secret = base64.b64encode("x-access-token:bí mật".encode()).decode()
    assert secret not in command
    assert "bí mật" not in command
    assert (f"GIT_CONFIG_KEY_0=http.{address}.extraHeader" in settings) is travels
    assert (f"GIT_CONFIG_VALUE_0=Authorization: Basic {secret}" in settings) is travels
    assert (store / ".git/config").read_bytes() == before
    assert machine.marks == []


def test_a_variable_that_was_forgotten_ends_the_step(here: tuple[Runner, Path]) -> None:
    for name in ("fetch", "check", "preview"):
        done = script(here, name)
        assert done.returncode != 0, name
        assert "HEAD_" in done.stderr


def test_a_shallow_clone_is_refused_in_words(machine: Callable[..., Runner], forge: Forge) -> None:
    found = machine()
    git(forge.tree, "checkout", "-q", "-f", "--detach", forge.main)
    newer = forge.commit("thêm một commit")
    git(forge.tree, "push", "-q", str(forge.origin), f"{newer}:refs/heads/them")
    git(found.folder, "clone", "-q", "--depth", "1", "--branch", "them", forge.origin.as_uri(), "store")
    for name in ("fetch", "check", "preview", "site"):
        done = found.run(
            [str(CI / name)], found.folder, STORE="store", HEAD_REF="refs/pull/7/head", HEAD_SHA=newer, CHIBO="false"
        )
        assert done.returncode == 2, name
        assert "fetch-depth: 0" in done.stderr


def test_what_is_no_repository_is_refused_in_words(here: tuple[Runner, Path], tmp_path: Path) -> None:
    done = script(here, "site", STORE=str(tmp_path))
    assert done.returncode == 2
    assert "không phải kho git" in done.stderr


@pytest.mark.parametrize("name", ["site", "monthly"])
def test_an_unknown_profile_is_refused(here: tuple[Runner, Path], name: str) -> None:
    done = script(here, name, PROFILE="private")
    assert done.returncode == 2
    assert "public hoặc internal" in done.stderr


def test_a_program_that_fails_is_no_finding(here: tuple[Runner, Path], forge: Forge, tmp_path: Path) -> None:
    """Exit codes beyond 1 end the step with that code: what was not judged is not clean."""
    broken = tmp_path / "chibo"
    broken.write_text("#!/bin/sh\nexit 3\n", "utf-8")
    broken.chmod(0o755)
    for name in ("check", "preview", "site", "monthly"):
        done = script(here, name, CHIBO=str(broken), HEAD_SHA=forge.main)
        assert done.returncode == 3, name


def test_a_long_page_is_cut_at_a_line_and_says_so(here: tuple[Runner, Path], tmp_path: Path) -> None:
    machine, store = here
    long, page = tmp_path / "long.md", tmp_path / "page.md"
    long.write_text("".join(f"dòng số {n}: chữ có dấu\n" for n in range(60_000)), "utf-8")
    command = f'. "{store}/tools/ci/common"; show "{long}"'
    machine.run(["sh", "-eu", "-c", command], machine.folder, GITHUB_STEP_SUMMARY=str(page))
    text = page.read_text("utf-8")
    assert 890_000 < len(text.encode()) < 1_000_000
    *lines, last = text.splitlines()
    assert last.startswith("… Còn nữa")
    assert lines[:-1] == [f"dòng số {n}: chữ có dấu" for n in range(len(lines) - 1)]
    short = tmp_path / "short.md"
    short.write_text("ngắn\n", "utf-8")
    machine.run(
        ["sh", "-eu", "-c", f'. "{store}/tools/ci/common"; show "{short}"'],
        machine.folder,
        GITHUB_STEP_SUMMARY=str(short),
    )
    assert short.read_text("utf-8") == "ngắn\nngắn\n"


def test_run_inside_a_hostile_checkout_nothing_of_it_is_taken(
    pull_request: Callable[..., Runner], forge: Forge, tmp_path: Path
) -> None:
    """Other forges check the pull request out before a script is called: then its folder is where the scripts stand."""
    machine = pull_request(forge.main, lambda _: None, 20)
    hostile, store = tmp_path / "hostile", tmp_path / "store"
    for target in (hostile, store):
        git(tmp_path, "clone", "-q", str(forge.origin), str(target))
    sha = machine.values["github.event.pull_request.head.sha"]
    git(hostile, "fetch", "-q", "origin", "refs/pull/20/head")
    git(hostile, "checkout", "-q", "--detach", sha)
    assert (hostile / "sitecustomize.py").exists()
    asked = {"STORE": str(store), "HEAD_REF": "refs/pull/20/head", "HEAD_SHA": sha, "PYTHONPATH": "."}
    real = {"PYTHON": sys.executable}
    installed = machine.run(
        [str(store / "tools/ci/install")], hostile, **asked, **real, PIP_NO_INDEX="1", PIP_FIND_LINKS="/nowhere"
    )
    assert installed.returncode != 0, "there is no package index here"
    assert "evil" not in installed.stdout + installed.stderr
    program = store / ".venv/bin/chibo"
    program.symlink_to(CHIBO)
    for name, status in (("fetch", 0), ("check", 0), ("preview", 0)):
        done = machine.run([str(store / "tools/ci" / name)], hostile, **asked)
        assert done.returncode == status, (name, done.stderr)
    assert machine.marks == []


def test_an_older_or_rewritten_commit_takes_no_place_unless_told(
    here: tuple[Runner, Path], forge: Forge, tmp_path: Path
) -> None:
    """Only what came after the published commit replaces it; `fake` stands for the program and writes what it is asked."""
    fake = tmp_path / "chibo"
    fake.write_text(f'#!/bin/sh\necho "$*" >>"{tmp_path}/asked"\n', "utf-8")
    fake.chmod(0o755)
    git(forge.tree, "checkout", "-q", "-f", "--detach", forge.main)
    later = forge.commit("sau")
    git(forge.tree, "push", "-q", str(forge.origin), f"{later}:refs/heads/sau")
    git(here[1], "fetch", "-q", "origin", "sau")
    for last in (later, "b" * 40):
        done = script(here, "site", CHIBO=str(fake), LAST=last)
        assert done.returncode == 1, last
        assert "Không đăng" in done.stderr
        assert not (tmp_path / "asked").exists()
        assert script(here, "site", CHIBO=str(fake), LAST=last, ALLOW_REWIND="true").returncode == 0
        (tmp_path / "asked").unlink()
    assert script(here, "site", CHIBO=str(fake), LAST="x; id").returncode == 2
    assert script(here, "site", CHIBO=str(fake), LAST=forge.main).returncode == 0
    asked = (tmp_path / "asked").read_text("utf-8").splitlines()
    assert asked[-2].endswith(f"--rev {forge.main} --no-cache --profile public --output site")
    assert asked[-1].startswith("export ")
    assert asked[-1].endswith(f"--rev {forge.main} --profile public --output site/data/v1/export")


# --- installing -------------------------------------------------------------------------------------------------------------


def wheel(folder: Path) -> Path:
    """A wheel with nothing in it."""
    file = folder / "chibo-9.9-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("chibo.py", "")
        archive.writestr("chibo-9.9.dist-info/METADATA", "Metadata-Version: 2.1\nName: chibo\nVersion: 9.9\n")
        archive.writestr("chibo-9.9.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr("chibo-9.9.dist-info/RECORD", "chibo.py,,\n")
    return file


def test_a_store_of_its_own_installs_its_wheel_by_its_hash(here: tuple[Runner, Path], tmp_path: Path) -> None:
    machine, _ = here
    store = tmp_path / "store"
    (store / "requirements").mkdir(parents=True)
    file = wheel(store / "requirements")
    pinned = store / "requirements/chibo.txt"
    right = hashlib.sha256(file.read_bytes()).hexdigest()
    asked = {"STORE": str(store), "PYTHON": sys.executable, "PIP_NO_INDEX": "1"}
    pinned.write_text(f"./requirements/{file.name} --hash=sha256:{right}\n", "utf-8")
    done = machine.run([str(CI / "install")], tmp_path, **asked)
    assert done.returncode == 0, done.stderr
    assert list((store / ".venv").glob("lib/python*/site-packages/chibo.py"))
    wrong = ("0" if right[0] != "0" else "1") + right[1:]
    pinned.write_text(f"./requirements/{file.name} --hash=sha256:{wrong}\n", "utf-8")
    refused = machine.run([str(CI / "install")], tmp_path, **asked)
    assert refused.returncode != 0
    assert "HASHES" in refused.stderr
    pinned.write_text(f"./requirements/{file.name}\n", "utf-8")
    assert machine.run([str(CI / "install")], tmp_path, **asked).returncode != 0, "a wheel without a hash"


def test_scripts_are_programs_that_posix_shells_can_read() -> None:
    scripts = [
        path for path in sorted(CI.rglob("*")) if path.is_file() and path.suffix != ".py" and path.name != "common"
    ]
    assert len(scripts) == 9
    for path in scripts:
        text = path.read_text("utf-8")
        assert text.startswith("#!/bin/sh\n# tools/ci/"), path
        assert '\nset -eu\n. "${0%/*}/' in text, path
        assert os.access(path, os.X_OK), path
        for shell in ("sh", "bash"):
            assert subprocess.run([shell, "-n", str(path)], check=False).returncode == 0
